using Symbolic.Expressions;
using Symbolic.Simplification;

namespace Symbolic.Verification.Claims;

/// <summary>Whether two formulas are the same, as far as simplifying can tell.</summary>
internal static class Identity
{
    private static readonly SimplificationOptions Thorough = new() { Budget = TimeSpan.FromMilliseconds(500), Work = 200_000 };

    /// <summary>True when the difference simplifies to 0, or both to the same formula.</summary>
    public static bool IsZero(Expr a, Expr b)
    {
        var (left, right) = (Algebra.Canonical(a), Algebra.Canonical(b));
        if (left == right) return true;
        if (Simplifier.Simplify(left - right, Thorough) is Constant { Value.IsZero: true }) return true;
        return Simplifier.Simplify(left, Thorough) == Simplifier.Simplify(right, Thorough);
    }
}
