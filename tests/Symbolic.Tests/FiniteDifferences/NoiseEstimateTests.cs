using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class NoiseEstimateTests
{
    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    [InlineData(1e-10)]
    [InlineData(1e-13)]
    public void Level_is_within_a_factor_of_four(double amplitude)
    {
        int good = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            NoiseEstimate noise = NoiseEstimate.Of(t => Math.Exp(t) + amplitude * HashNoise.At(t, seed), 1);
            double ratio = noise.Level * Math.Sqrt(3) / amplitude;
            good += noise.Status == NoiseStatus.Found && ratio is > 0.25 and < 4 ? 1 : 0;
        }
        Assert.InRange(good, 95, 100);
    }

    [Fact]
    public void Single_precision_is_recognised()
    {
        NoiseEstimate noise = NoiseEstimate.Of(t => MathF.Exp((float)t), 1);
        Assert.InRange(noise.Level, 1e-8, 1e-6);
    }

    [Fact]
    public void A_constant_has_no_noise_to_find() => Assert.Equal(NoiseStatus.NotDetected, NoiseEstimate.Of(_ => 3, 1).Status);

    [Fact]
    public void Outside_the_domain_there_is_no_estimate() =>
        Assert.Equal(NoiseStatus.NonFinite, NoiseEstimate.Of(_ => throw new InvalidOperationException(), 1).Status);
}
