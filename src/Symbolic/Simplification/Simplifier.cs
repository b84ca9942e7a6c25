using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// How much simplifying may cost. What has been reached when a budget is used up is returned. The budget of work makes the
/// result the same on every machine; the one of time is there for the worst case.
/// </summary>
public sealed record SimplificationOptions
{
    /// <summary>What a person does not notice.</summary>
    public static SimplificationOptions Default { get; } = new();

    /// <summary>Nothing but canonical order.</summary>
    public static SimplificationOptions OrderOnly { get; } = new() { Work = 0 };

    /// <summary>Longest time.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most work, in characters of the forms that are compared; 100,000 take about 30 ms.</summary>
    public double Work { get; init; } = 100_000;
}

/// <summary>
/// Writes an expression the way a mathematician would: short, factored where that is shorter, in the usual order. The value does
/// not change wherever the input is defined, and the result is never longer than the input.
/// </summary>
public static class Simplifier
{
    /// <summary>Expressions of more nodes than this, counted as written, are put into canonical order and left at that.</summary>
    private const long MaxTreeSize = 20_000;

    /// <summary>Lengths closer than this count as equal.</summary>
    private const double Tolerance = 0.25;

    /// <summary>The simplified expression.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static Expr Simplify(Expr expr, SimplificationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(expr);
        options = expr.TreeSize > MaxTreeSize ? SimplificationOptions.OrderOnly : options ?? SimplificationOptions.Default;
        return Simplify(expr, new Rewriter(options, cancellation));
    }

    /// <summary>
    /// Expressions that have much in common, such as the entries of a Hessian, simplified one after the other: what was found
    /// for a part is used again. Each has the whole budget.
    /// </summary>
    internal static Expr Simplify(Expr expr, Rewriter rewriter)
    {
        if (expr.TreeSize > MaxTreeSize) rewriter = new Rewriter(SimplificationOptions.OrderOnly, CancellationToken.None);
        var rewritten = Presentation.Arrange(rewriter.Run(expr));
        return Complexity.Of(rewritten) <= Complexity.Of(expr) + Tolerance ? rewritten : expr;
    }
}
