using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Solvers;

/// <summary>The values of m functions of n variables.</summary>
public delegate void VectorValues(ReadOnlySpan<double> x, Span<double> values);

/// <summary>Values (length m) and Jacobian (m×n, row by row).</summary>
public delegate void VectorJacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian);

/// <summary>m functions of n variables with their exact Jacobian: equations, residuals, or the right-hand side of a system.</summary>
public sealed class VectorFunction
{
    private readonly VectorValues _values;
    private readonly VectorJacobian _jacobian;

    private VectorFunction(ImmutableArray<string> variables, int count, VectorValues values, VectorJacobian jacobian)
    {
        (Variables, Count) = (variables, count);
        (_values, _jacobian) = (values, jacobian);
    }

    /// <summary>Names of the variables.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Number of functions, m.</summary>
    public int Count { get; }

    /// <summary>Number of variables, n.</summary>
    public int Dimension => Variables.Length;

    /// <summary>The components of a vector formula <c>[f1, f2, …]</c>, or a scalar formula as one component.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">The order of the variables; that of the formula when null.</param>
    /// <exception cref="ArgumentException">A variable of the formula is missing from <paramref name="variables"/>.</exception>
    public static VectorFunction Of(Formula formula, IReadOnlyList<string>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var compiled = formula.CompileVector(1, variables);
        return new VectorFunction([.. variables ?? formula.Variables], compiled.Count, compiled.Evaluate, compiled.Evaluate);
    }

    /// <summary>Expressions of variables.</summary>
    public static VectorFunction Of(ImmutableArray<Expr> outputs, IReadOnlyList<string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return Of(Formula.OfVector(outputs), variables);
    }

    /// <summary>Functions of code.</summary>
    public static VectorFunction Of(IReadOnlyList<string> variables, int count, VectorValues values, VectorJacobian jacobian) =>
        new([.. variables], count, values, jacobian);

    /// <summary>The values at a point.</summary>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values) => _values(x, values);

    /// <summary>Values and Jacobian at a point.</summary>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian) => _jacobian(x, values, jacobian);
}
