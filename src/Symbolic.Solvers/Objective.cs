using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.FiniteDifferences;

namespace Symbolic.Solvers;

/// <summary>The value of a function of n variables.</summary>
public delegate double ValueFunction(ReadOnlySpan<double> x);

/// <summary>Value and gradient; the gradient has length n.</summary>
public delegate double GradientFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Value, gradient (length n) and Hessian (n×n, row by row).</summary>
public delegate double HessianFunction(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

/// <summary>A function to be minimised, with the best derivatives there are. Immutable; safe to share when its functions are.</summary>
public sealed class Objective
{
    private readonly ValueFunction _value;
    private readonly GradientFunction _gradient;
    private readonly HessianFunction _hessian;

    private Objective(ImmutableArray<string> variables, ValueFunction value, GradientFunction gradient, HessianFunction hessian, bool isExact)
    {
        Variables = variables;
        (_value, _gradient, _hessian, HasExactDerivatives) = (value, gradient, hessian, isExact);
    }

    /// <summary>Names of the variables, in the order of every point and gradient.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Number of variables.</summary>
    public int Dimension => Variables.Length;

    /// <summary>True when gradient and Hessian are exact; false when finite differences stand in for one of them.</summary>
    public bool HasExactDerivatives { get; }

    /// <summary>A formula, compiled with its exact gradient and Hessian.</summary>
    /// <param name="formula">A scalar formula.</param>
    /// <param name="variables">The order of the variables; that of the formula when null.</param>
    public static Objective Of(Formula formula, IReadOnlyList<string>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var names = variables ?? formula.Variables;
        var first = formula.Compile(1, names);
        // The Hessian of a large formula is made only for a method that asks for it.
        var second = new Lazy<CompiledFormula>(() => formula.Compile(2, names));
        return new Objective([.. names], first.Evaluate, first.Evaluate, (x, g, h) => second.Value.Evaluate(x, g, h), isExact: true);
    }

    /// <summary>A compiled formula; finite differences of its gradient stand in for a Hessian that it lacks.</summary>
    public static Objective Of(CompiledFormula compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        ImmutableArray<string> names = [.. compiled.Variables.Select(v => v.Name)];
        return compiled.Order switch
        {
            2 => new Objective(names, compiled.Evaluate, compiled.Evaluate, compiled.Evaluate, isExact: true),
            1 => new Objective(names, compiled.Evaluate, compiled.Evaluate, SecondDifferencesOf(compiled.Evaluate), isExact: false),
            _ => Of(names, compiled.Evaluate),
        };
    }

    /// <summary>A function of code. What is not given is replaced by finite differences.</summary>
    /// <param name="variables">Names for the variables.</param>
    /// <param name="value">The value.</param>
    /// <param name="gradient">Value and gradient, or null.</param>
    /// <param name="hessian">Value, gradient and Hessian, or null.</param>
    public static Objective Of(IReadOnlyList<string> variables, ValueFunction value, GradientFunction? gradient = null, HessianFunction? hessian = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(value);
        var first = gradient ?? DifferencesOf(value);
        return new Objective([.. variables], value, first, hessian ?? SecondDifferencesOf(first), gradient is not null && hessian is not null);
    }

    /// <summary>A function of code without derivatives; its variables are called x1, x2, ….</summary>
    public static Objective Of(int dimension, Func<double[], double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Of([.. Enumerable.Range(1, dimension).Select(i => $"x{i}")], x => value(x.ToArray()));
    }

    /// <summary>The function with its sign changed, whose minima are the maxima of this one.</summary>
    public Objective Negate() => new(Variables, x => -_value(x),
        (x, g) =>
        {
            var value = _gradient(x, g);
            ChangeSign(g);
            return -value;
        },
        (x, g, h) =>
        {
            var value = _hessian(x, g, h);
            ChangeSign(g);
            ChangeSign(h);
            return -value;
        }, HasExactDerivatives);

    /// <summary>The value at a point.</summary>
    public double Value(ReadOnlySpan<double> x) => _value(x);

    /// <summary>Value and gradient.</summary>
    public double Gradient(ReadOnlySpan<double> x, Span<double> gradient) => _gradient(x, gradient);

    /// <summary>Value, gradient and Hessian.</summary>
    public double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian) => _hessian(x, gradient, hessian);

    private static GradientFunction DifferencesOf(ValueFunction value) => (x, gradient) =>
    {
        FiniteDifference.FastGradient(point => value(point), x, gradient, []);
        return value(x);
    };

    private static HessianFunction SecondDifferencesOf(GradientFunction gradient) => (x, g, h) =>
    {
        var n = x.Length;
        var point = x.ToArray();
        var (above, below) = (new double[n], new double[n]);
        for (var j = 0; j < n; j++)
        {
            var step = Math.Cbrt(double.BitIncrement(1) - 1) * Math.Max(1, Math.Abs(x[j]));
            point[j] = x[j] + step;
            var up = point[j];
            gradient(point, above);
            point[j] = x[j] - step;
            gradient(point, below);
            for (var i = 0; i < n; i++) h[(i * n) + j] = (above[i] - below[i]) / (up - point[j]);
            point[j] = x[j];
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++) h[(i * n) + j] = h[(j * n) + i] = (h[(i * n) + j] + h[(j * n) + i]) / 2;
        }

        return gradient(x, g);
    };

    private static void ChangeSign(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = -values[i];
    }
}
