using System.Collections.Immutable;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>Looks for the mistakes in the claims that were found wrong.</summary>
internal static class ClaimedDerivatives
{
    /// <summary>Points at which a claim is judged when none are given.</summary>
    private const int DefaultSamples = 50;

    public static ImmutableArray<Mistake> MistakesIn(Formula formula, DerivativeClaim claim, IEnumerable<ClaimComponentReport> components, double[]? near, CancellationToken cancellation = default) =>
        MistakesIn(formula, claim, [.. components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of)], near, cancellation);

    /// <summary>The mistakes in the named components; numbers at a point have none that could be mended.</summary>
    public static ImmutableArray<Mistake> MistakesIn(Formula formula, DerivativeClaim claim, HashSet<string> wrong, double[]? near, CancellationToken cancellation = default)
    {
        var isNumbers = claim.Gradient.Concat(claim.Hessian).All(c => c is null || c.Variables.IsEmpty);
        if (wrong.Count == 0 || isNumbers && near is not null) return [];
        return [.. MistakeFinder.Find(formula, claim, near, wrong, cancellation: cancellation).Where(m => near is null || !IsNumber(m))];
    }

    /// <summary>A number in place of a formula was meant for the point, unless a small edit makes it the derivative.</summary>
    private static bool IsNumber(Mistake m) => m.Kind is MistakeKind.Several or MistakeKind.Unrelated or MistakeKind.Part && Formula.TryParse(m.Claimed, null, out var claimed, out _) && claimed!.Variables.IsEmpty;

    /// <summary>Random points where nothing else is known: around 0, and among positive numbers for roots and logarithms.</summary>
    public static BoxReport AtUsualPoints(Formula formula, DerivativeClaim claim, ClaimOptions strictness)
    {
        var options = SampleOptions.Default with { Samples = DefaultSamples, CancellationToken = strictness.CancellationToken };
        var around = BoxCheck.Run(formula, claim, Sides(-2, 2), options, strictness);
        var positive = BoxCheck.Run(formula, claim, Sides(0.25, 2.25), options, strictness);
        // A point outside the domain says nothing about a claim when there are others inside.
        var isPositive = around.Components.Any(c => c.Counts[(int)Verdict.Domain] > 0) && positive.Verdict != Verdict.Domain && around.Verdict != Verdict.Disagrees;
        return isPositive ? positive : around;

        Side[] Sides(double from, double to) => [.. claim.Variables.Select(_ => new Side(from, to))];
    }
}
