using Symbolic.Expressions;
using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Tests.Verification.Cases;

/// <summary>A random formula, a derivative claimed for it, right or wrong, and what became of the claim.</summary>
internal sealed record ClaimTrial
{
    private static readonly string[] Names = ["x", "y", "z"];

    public required Expr Formula { get; init; }

    public required Expr Claimed { get; init; }

    public required double[] Point { get; init; }

    /// <summary>The mistake; null for a right claim.</summary>
    public required CorruptionKind? Kind { get; init; }

    /// <summary>Relative error of the claimed number.</summary>
    public required double Error { get; init; }

    public required ClaimComponentReport Report { get; init; }

    /// <summary>A trial; null when the formula, the mistake or the point do not suit: not finite, nothing to corrupt, or an error below 1e-6.</summary>
    public static ClaimTrial? Run(int seed, bool isWrong)
    {
        var random = new RandomFormulas(seed);
        var tree = random.Next(random.Random.Next(3, 22));
        var formula = Symbolic.Formula.Of(tree);
        var by = random.Random.Next(Names.Length);
        var right = formula.Differentiate(Names[by]).Expression;
        CorruptionKind? kind = isWrong ? Corruption.All[random.Random.Next(Corruption.All.Count)] : null;
        var claimed = kind is null ? right : Corruption.Of(right, kind.Value, random.Random);
        if (claimed is null) return null;
        var point = random.Point();
        var error = ErrorOf(claimed, right, point);
        if (double.IsNaN(error) || (isWrong && !(error >= 1e-6))) return null;
        var gradient = new Formula?[Names.Length];
        gradient[by] = Symbolic.Formula.Of(claimed);
        var report = formula.VerifyClaim(DerivativeClaim.Of(Names, gradient), point);
        return new ClaimTrial { Formula = tree, Claimed = claimed, Point = point, Kind = kind, Error = error, Report = report.Components[0] };
    }

    public Verdict Verdict => Report.Verdict;

    /// <summary>Relative error at the point; NaN where it is not finite, or rounding is larger than a millionth.</summary>
    private static double ErrorOf(Expr claimed, Expr right, double[] point)
    {
        var values = new RoundingBound(Symbolic.Formula.Symbols(Names), [claimed, right]).At(point);
        var size = Math.Max(Math.Abs(values[0].Value), Math.Abs(values[1].Value));
        if (!double.IsFinite(size) || size < 1e-200 || values[0].Error + values[1].Error > 1e-8 * size) return double.NaN;
        return Math.Abs(values[0].Value - values[1].Value) / size;
    }

    public override string ToString() => $"{Kind}: {Symbolic.Formula.Of(Formula)} claimed {Symbolic.Formula.Of(Claimed)} at ({string.Join(", ", Point)}) error {Error:G3}: {Report}";
}
