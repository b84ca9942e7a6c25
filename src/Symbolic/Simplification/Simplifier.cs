using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>How long simplifying may take.</summary>
/// <param name="Budget">When it is used up, what has been reached by then is returned.</param>
public sealed record SimplificationOptions(TimeSpan Budget)
{
    /// <summary>50 ms: nothing that a person waits for.</summary>
    public static SimplificationOptions Default { get; } = new(TimeSpan.FromMilliseconds(50));
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
        var budget = expr.TreeSize > MaxTreeSize ? TimeSpan.Zero : (options ?? SimplificationOptions.Default).Budget;
        var rewritten = Presentation.Arrange(new Rewriter(budget, cancellation).Run(expr));
        return Complexity.Of(rewritten) <= Complexity.Of(expr) + Tolerance ? rewritten : expr;
    }
}
