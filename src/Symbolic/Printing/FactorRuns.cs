using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Neighbouring factors of a product that share a fraction: <c>a·b·/c</c> is (a·b)/c. Without a divisor they are factors only;
/// without factors the fraction is 1/divisor.
/// </summary>
internal readonly record struct FactorRun(ImmutableArray<Expr> Factors, Expr? Divisor)
{
    /// <summary>
    /// Cuts the factors from <paramref name="start"/> into runs. A single nested product is never a numerator, since
    /// (a·b)/c and a·b/c are different trees; neither is a single 1, since 1/c is one factor; neither is a numeric fraction.
    /// </summary>
    public static List<FactorRun> Split(ImmutableArray<Expr> factors, int start)
    {
        var runs = new List<FactorRun>();
        var open = ImmutableArray.CreateBuilder<Expr>();
        for (var i = start; i < factors.Length; i++)
        {
            var factor = factors[i];
            if (i == 0 ? Structure.IsDivisor(factor, out var divisor) : Structure.IsLaterDivisor(factor, out divisor))
            {
                if (!CanBeNumerator(open)) Close(null);
                Close(divisor);
            }
            else
            {
                open.Add(factor);
                if (factor is Constant { Value: var number } && Structure.IsFraction(number)) Close(null);
            }
        }

        if (open.Count > 0) Close(null);
        return runs;

        void Close(Expr? divisor)
        {
            if (open.Count > 0 || divisor is not null) runs.Add(new FactorRun(open.ToImmutable(), divisor));
            open.Clear();
        }
    }

    private static bool CanBeNumerator(ImmutableArray<Expr>.Builder factors) => factors.Count != 1 || factors[0] is not (Product or Constant { Value.IsOne: true });
}
