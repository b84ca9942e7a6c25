using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>A formula compiled with its loops kept.</summary>
internal interface ILoopedFormula
{
    /// <summary>Highest derivative that was asked for.</summary>
    int Order { get; }

    /// <summary>The variables.</summary>
    VariableRuns Runs { get; }

    /// <summary>Operations per evaluation, roughly.</summary>
    double Work { get; }

    /// <summary>Marks the variables by which the derivative is not identically 0.</summary>
    void MarkDerivatives(bool[] marks);

    /// <summary>The value.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    double Value(ReadOnlySpan<double> x);

    /// <summary>Value and gradient; the two rows may overlap.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its gradient.</exception>
    double Gradient(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Makes machine code for derivatives up to an order now, where the platform allows.</summary>
    void CompileNow(int order);
}
