using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>Loops written out for a program, with the reason where that is not possible.</summary>
internal static class LoopUnroller
{
    /// <summary>The sum or product of the terms, in order.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="budget">What is left of <see cref="LoopExpansion.MaxWork"/>.</param>
    /// <exception cref="UnsupportedFormulaException">The loop runs over data, its bounds are no integer constants, or it is too long.</exception>
    public static Expr Unroll(Reduction loop, ref long budget)
    {
        if (!LoopExpansion.IsReady(loop)) throw new UnsupportedFormulaException(WhyNot(loop), loop);
        try
        {
            return LoopExpansion.Unroll(loop, ref budget);
        }
        catch (ExpansionLimitException limit)
        {
            throw new UnsupportedFormulaException(limit.Message, loop);
        }
    }

    /// <summary>Writes every loop in an expression out.</summary>
    /// <exception cref="UnsupportedFormulaException">A loop cannot be written out.</exception>
    public static Expr UnrollAll(Expr root)
    {
        try
        {
            root = LoopExpansion.Expand(root);
        }
        catch (ExpansionLimitException limit)
        {
            throw new UnsupportedFormulaException(limit.Message, root);
        }

        if (root.HasLoop && Traversal.PostOrder(root).OfType<Reduction>().FirstOrDefault() is { } left) throw new UnsupportedFormulaException(WhyNot(left), left);
        return root;
    }

    private static string WhyNot(Reduction loop) => loop.Index is null ? "A sum or mean over data needs data."
        : loop.From.IsVariable || loop.To.IsVariable ? $"The bounds of the loop over '{loop.Index}' need constant values."
        : $"The bounds of the loop over '{loop.Index}' have to be whole numbers below 2^31.";
}
