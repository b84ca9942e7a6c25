using FsCheck;
using FsCheck.Fluent;
using Symbolic.Tests.Generators;
using Symbolic.Tests.Verification.Cases;
using Symbolic.Verification;
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
}
