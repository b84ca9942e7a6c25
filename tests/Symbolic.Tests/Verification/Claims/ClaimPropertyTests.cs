using FsCheck;
using FsCheck.Fluent;
using Symbolic.Tests.Generators;
using Symbolic.Tests.Verification.Cases;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Verification.Claims;

public class ClaimPropertyTests
{
    private static Arbitrary<int> Seeds => Arb.From(Gen.Choose(0, int.MaxValue));

    [Fact]
    public void A_right_derivative_is_never_rejected() => Property.Holds(Seeds, seed =>
    {
        if (ClaimTrial.Run(seed, isWrong: false) is { } trial) Assert.True(trial.Verdict != Verdict.Disagrees, trial.ToString());
    }, count: 1500);

    [Fact]
    public void A_wrong_derivative_is_never_verified() => Property.Holds(Seeds, seed =>
    {
        if (ClaimTrial.Run(seed, isWrong: true) is { } trial) Assert.True(trial.Verdict == Verdict.Disagrees, trial.ToString());
    }, count: 2500);

    /// <summary>Smooth functions and those with single kinks, inside their domains; not steps so dense that no difference sees between them.</summary>
    [Fact]
    public void A_right_derivative_of_anything_is_never_rejected() =>
        Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth with { Uses = f => f.Kinks is null || f.Name is "abs" or "min" or "max" or "relu" or "sign" or "heaviside" }), pair =>
        {
            var formula = Formula.Of(pair.Tree);
            var names = pair.Point.Keys.Order(StringComparer.Ordinal).ToArray();
            Formula?[] gradient = [.. names.Select(n => formula.Differentiate(n))];
            var report = formula.VerifyClaim(DerivativeClaim.Of(names, gradient), [.. names.Select(n => pair.Point[n])]);
            foreach (var c in report.Components) Assert.True(c.Verdict != Verdict.Disagrees, $"{formula} claimed {c.Formula} at ({string.Join(", ", report.At)}): {c}");
        }, count: 200, maxSize: 12);
}
