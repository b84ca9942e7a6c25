using System.Buffers;
using System.Collections.Immutable;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Derivatives of a formula by dual and hyper-dual numbers over the formula itself: exact up to rounding, and independent of
/// symbolic differentiation but for the derivative rules of single functions. Immutable; may be shared by threads.
/// </summary>
public sealed class ForwardProgram
{
    private readonly SlotProgram _program;
    private readonly LoopStages? _loops;

    /// <summary>A program for one formula.</summary>
    /// <exception cref="ArgumentException">A variable is missing or listed twice, or a derivative has not been carried out.</exception>
    /// <exception cref="UnsupportedFormulaException">The formula cannot be compiled as it stands.</exception>
    public ForwardProgram(IReadOnlyList<Variable> variables, Expr formula)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(formula);
        Variables = [.. variables];
        List<Expr> outputs = [formula];
        // Long sums are run term by term; they are those of the formula, not of its derivatives.
        _loops = LoopStages.Extract(Variables, outputs, CompilationMode.Once);
        _program = SlotProgram.Of(TapeBuilder.Build(_loops?.Inputs ?? Variables, outputs));
    }

    /// <summary>The variables, in the order in which their values are passed.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>Value and derivative at <paramref name="x"/> in a direction.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public Dual Directional(ReadOnlySpan<double> x, ReadOnlySpan<double> direction)
    {
        Lengths.Check(x, Variables);
        Lengths.Check(direction, Variables);
        var inputs = new Dual[x.Length];
        for (var i = 0; i < x.Length; i++) inputs[i] = new Dual(x[i], direction[i]);
        return Run<Dual>(inputs);
    }

    /// <summary>The value at <paramref name="x"/>, its first derivatives by variables number <paramref name="i"/> and <paramref name="j"/>, and the second by both.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong, or there is no such variable.</exception>
    public HyperDual SecondDerivative(ReadOnlySpan<double> x, int i, int j)
    {
        Lengths.Check(x, Variables);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)x.Length, nameof(i));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)j, (uint)x.Length, nameof(j));
        var inputs = new HyperDual[x.Length];
        for (var k = 0; k < x.Length; k++) inputs[k] = new HyperDual(x[k], k == i ? 1 : 0, k == j ? 1 : 0, 0);
        return Run<HyperDual>(inputs);
    }

    /// <summary>The value at <paramref name="x"/>, and in <paramref name="gradient"/> the first derivative by each variable: one run for each.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Lengths.Check(x, Variables);
        Lengths.Check(gradient, x.Length, 1);
        var inputs = new Dual[x.Length];
        for (var i = 0; i < x.Length; i++) inputs[i] = Dual.From(x[i]);
        var value = Run<Dual>(inputs).Value;
        for (var i = 0; i < x.Length; i++)
        {
            inputs[i] = new Dual(x[i], 1);
            gradient[i] = Run<Dual>(inputs).Tangent;
            inputs[i] = Dual.From(x[i]);
        }

        return value;
    }

    /// <summary>
    /// The value, the gradient, and in <paramref name="hessian"/> the second derivatives as a full symmetric matrix of n rows and n
    /// columns, row by row: n(n+1)/2 runs.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var value = Evaluate(x, gradient);
        var n = x.Length;
        Lengths.Check(hessian, (long)n * n, 2);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var mixed = SecondDerivative(x, i, j).Mixed;
                hessian[(i * n) + j] = mixed;
                hessian[(j * n) + i] = mixed;
            }
        }

        return value;
    }

    private T Run<T>(ReadOnlySpan<T> inputs)
        where T : unmanaged, IScalar<T>
    {
        Span<T> output = stackalloc T[1];
        if (_loops is null)
        {
            Interpreter.Run(_program, inputs, output);
            return output[0];
        }

        var rented = ArrayPool<T>.Shared.Rent(_loops.StateSize);
        var state = rented.AsSpan(0, _loops.StateSize);
        inputs.CopyTo(state);
        _loops.Run(state);
        Interpreter.Run(_program, state[.._loops.Inputs.Length], output);
        ArrayPool<T>.Shared.Return(rented);
        return output[0];
    }
}
