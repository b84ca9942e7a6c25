using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class FiniteDifferenceTests
{
    public static TheoryData<LineCase> FixedCases => [.. LineCases.All];

    [Theory]
    [MemberData(nameof(FixedCases), DisableDiscoveryEnumeration = true)]
    public void Bound_holds_on_every_fixed_case(LineCase c)
    {
        (DerivativeEstimate first, DerivativeEstimate second) = FiniteDifference.Derivatives(c.F, c.X);
        Assert.InRange(Math.Abs(first.Value - c.First), 0, first.ErrorBound);
        if (!double.IsNaN(c.Second))
            Assert.InRange(Math.Abs(second.Value - c.Second), 0, second.ErrorBound);
        Assert.InRange(first.Calls, 1, 110);
        Assert.Equal(first.Calls, second.Calls);
    }

    [Fact]
    public void Fixed_cases_reach_the_digits_promised()
    {
        double[] first = [.. LineCases.All.Select(c => Digits(FiniteDifference.Derivative(c.F, c.X).Value, c.First))];
        double[] second = [.. LineCases.All.Where(c => c.Second is not (0 or double.NaN))
            .Select(c => Digits(FiniteDifference.Derivatives(c.F, c.X).Second.Value, c.Second))];
        double[] classic = [.. LineCases.All.Where(c => c.Group == "classic")
            .Select(c => Digits(FiniteDifference.Derivative(c.F, c.X).Value, c.First))];
        Assert.InRange(Median(first), 14.0, 16);
        Assert.InRange(first.Average(), 13.0, 16);
        Assert.InRange(first.Count(d => d < 3), 0, 2);
        Assert.InRange(Median(second), 12.0, 16);
        Assert.InRange(second.Average(), 11.0, 16);
        Assert.InRange(Median(classic), 14.5, 16);
        Assert.InRange(Median([.. LineCases.All.Select(c => (double)FiniteDifference.Derivative(c.F, c.X).Calls)]), 1, 31);
    }

    [Theory]
    [InlineData(false, 11)]
    [InlineData(true, 12)]
    public void Bound_holds_on_random_smooth_functions(bool badlyScaled, int seed)
    {
        var random = new RandomTerms((ulong)seed);
        int failures = 0;
        const int count = 3000;
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, _) = random.Next(badlyScaled);
            (_, double exact, _) = f.Exact(x);
            DerivativeEstimate d = FiniteDifference.Derivative(f.At, x);
            double error = Math.Abs(d.Value - exact);
            failures += error <= d.ErrorBound ? 0 : 1;
            if (d.Status == EstimateStatus.Ok)
                Assert.InRange(error, 0, Math.Max(20 * d.ErrorBound, 1e-9 * Math.Abs(exact)));
        }
        // 99.9 % and 99.95 % of the cases, rounded down.
        Assert.InRange(failures, 0, badlyScaled ? 3 : 1);
    }

    [Fact]
    public void An_inner_term_that_is_constant_over_tiny_steps_does_not_pass_for_convergence()
    {
        // x - 42441 moves in steps of 7e-12: below those the whole is x times a constant, and all quotients agree.
        static double F(double x) => x * Math.Sin(Math.Pow(Math.Log2(1 + Math.Pow(Math.E - 42444 + x, 2)), 2));
        DerivativeEstimate d = FiniteDifference.Derivative(F, -1.53);
        Assert.Equal(EstimateStatus.Ok, d.Status);
        Assert.InRange(Math.Abs(d.Value - 0.2646821493616708), 0, d.ErrorBound);
        Assert.InRange(d.ErrorBound, 0, 1e-9);
    }

    [Fact]
    public void Bound_and_noise_level_hold_under_random_noise()
    {
        var random = new RandomTerms(21);
        int misses = 0, misjudged = 0, count = 0;
        Gen<(double, int)> cases = from exponent in Gen.Choose(-120, -40) from seed in Gen.Choose(0, 1 << 20) select (exponent / 10.0, seed);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            (Term f, double x, _) = random.Next(badlyScaled: false);
            double amplitude = Math.Abs(f.At(x)) * Math.Pow(10, sample.Item1);
            DerivativeEstimate d = FiniteDifference.Derivative(t => f.At(t) + amplitude * HashNoise.At(t, (ulong)sample.Item2), x);
            count++;
            misses += Math.Abs(d.Value - f.Exact(x).First) <= d.ErrorBound ? 0 : 1;
            misjudged += d.NoiseLevel >= 0.03 * amplitude && d.NoiseLevel <= 30 * amplitude ? 0 : 1;
        }).Check(Generators.Property.Repeatable(1000));
        Assert.InRange(misses, 0, count / 200);
        Assert.InRange(misjudged, 0, count / 50);
    }

    public static TheoryData<string, double, double, double> Kinks => new()
    {
        { "|x|", 0, -1, 1 },
        { "max(x,0)", 0, 0, 1 },
        { "|x-1|+x²", 1, 1, 3 },
        { "|sin x|", Math.PI, -1, 1 },
        { "max(x²,2-x)", 1, -1, 2 },
        { "1e6+|x|", 0, -1, 1 },
        { "sin x+1e-6|x|", 0, 1 - 1e-6, 1 + 1e-6 },
        { "exp x+1e-3|x-2|", 2, 7.38905609893065 - 1e-3, 7.38905609893065 + 1e-3 },
    };

    [Theory]
    [MemberData(nameof(Kinks))]
    public void At_a_kink_both_slopes_are_given(string name, double x, double left, double right)
    {
        Func<double, double> f = name switch
        {
            "|x|" => Math.Abs,
            "max(x,0)" => t => Math.Max(t, 0),
            "|x-1|+x²" => t => Math.Abs(t - 1) + t * t,
            "|sin x|" => t => Math.Abs(Math.Sin(t)),
            "max(x²,2-x)" => t => Math.Max(t * t, 2 - t),
            "1e6+|x|" => t => 1e6 + Math.Abs(t),
            "sin x+1e-6|x|" => t => Math.Sin(t) + 1e-6 * Math.Abs(t),
            _ => t => Math.Exp(t) + 1e-3 * Math.Abs(t - 2),
        };
        (DerivativeEstimate first, DerivativeEstimate second) = FiniteDifference.Derivatives(f, x);
        Assert.Equal(EstimateStatus.Kink, first.Status);
        Assert.Equal(EstimateStatus.Kink, second.Status);
        Assert.InRange(Math.Abs(first.Left - left), 0, first.LeftBound);
        Assert.InRange(Math.Abs(first.Right - right), 0, first.RightBound);
        Assert.InRange(first.LeftBound + first.RightBound, 0, 0.01 * (right - left));
        Assert.InRange(first.ErrorBound, (right - left) * 0.499, (right - left) * 0.51);
        Assert.True(double.IsNaN(second.Value));
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(-1e-9)]
    [InlineData(1e-5)]
    [InlineData(-1e-5)]
    [InlineData(-1e-3)]
    [InlineData(-1e-2)]
    [InlineData(-0.1)]
    [InlineData(1e-15)]
    [InlineData(1e-300)]
    public void Beside_a_kink_the_slope_is_that_of_the_side(double x)
    {
        DerivativeEstimate d = FiniteDifference.Derivative(t => Math.Max(t, 0), x);
        Assert.Equal(x > 0 ? 1.0 : 0.0, d.Value, 1e-12);
        Assert.Equal(EstimateStatus.Ok, d.Status);
        Assert.InRange(d.ErrorBound, 0, 1e-10);
    }

    [Fact]
    public void A_jump_of_the_second_derivative_is_a_kink_of_the_second_only()
    {
        (DerivativeEstimate first, DerivativeEstimate second) = FiniteDifference.Derivatives(t => t * Math.Abs(t), 0);
        Assert.Equal(0.0, first.Value, first.ErrorBound);
        Assert.NotEqual(EstimateStatus.Kink, first.Status);
        Assert.Equal(EstimateStatus.Kink, second.Status);
        Assert.Equal(-2.0, second.Left, second.LeftBound);
        Assert.Equal(2.0, second.Right, second.RightBound);
        Assert.InRange(second.LeftBound, 0, 0.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void At_the_edge_of_the_domain_the_derivative_is_one_sided(double x)
    {
        (DerivativeEstimate d, DerivativeEstimate s) = FiniteDifference.Derivatives(t => t is >= 0 and <= 1 ? Math.Exp(t) : double.NaN, x);
        Assert.Equal(EstimateStatus.OneSided, d.Status);
        Assert.Equal(Math.Exp(x), d.Value, d.ErrorBound);
        Assert.Equal(Math.Exp(x), s.Value, s.ErrorBound);
        Assert.Equal(x == 0, double.IsNaN(d.Left));
        Assert.Equal(x == 1, double.IsNaN(d.Right));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    [InlineData(0.999999)]
    [InlineData(1.0)]
    public void The_function_is_never_called_outside_its_bounds(double x)
    {
        double Guarded(double t)
        {
            Assert.InRange(t, 0, 1);
            return Math.Exp(t);
        }

        DerivativeEstimate d = FiniteDifference.Derivative(Guarded, x, DifferenceOptions.Within(0, 1));
        Assert.True(d.IsReliable);
        Assert.Equal(Math.Exp(x), d.Value, d.ErrorBound);
    }

    [Fact]
    public void Exceptions_mean_outside_the_domain()
    {
        DerivativeEstimate edge = FiniteDifference.Derivative(t => t >= 1 ? Math.Log(t) : throw new InvalidOperationException("below 1"), 1);
        Assert.Equal(EstimateStatus.OneSided, edge.Status);
        Assert.Equal(1, edge.Value, edge.ErrorBound);
        Assert.Equal(EstimateStatus.NonFinite, FiniteDifference.Derivative(_ => throw new InvalidOperationException(), 1).Status);
    }

    [Fact]
    public void Cancellation_passes_through()
    {
        Assert.Throws<OperationCanceledException>(() => FiniteDifference.Derivative(_ => throw new OperationCanceledException(), 1));
        var options = new DifferenceOptions { CancellationToken = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => FiniteDifference.Derivative(Math.Exp, 1, options));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_point_that_is_no_number_has_no_derivative(double x)
    {
        DerivativeEstimate d = FiniteDifference.Derivative(Math.Sin, x);
        Assert.Equal(EstimateStatus.NonFinite, d.Status);
        Assert.True(double.IsNaN(d.Value));
    }

    [Theory]
    [InlineData("sqrt")]
    [InlineData("cbrt")]
    [InlineData("sign")]
    [InlineData("tan at a pole")]
    [InlineData("random")]
    public void Where_there_is_no_derivative_none_is_promised(string name)
    {
        var random = new Random(5);
        (Func<double, double> f, double x) = name switch
        {
            "sqrt" => ((Func<double, double>)Math.Sqrt, 0.0),
            "cbrt" => (Math.Cbrt, 0),
            "sign" => (t => Math.Sign(t), 0),
            "tan at a pole" => (Math.Tan, Math.PI / 2),
            _ => (_ => random.NextDouble(), 1),
        };
        DerivativeEstimate d = FiniteDifference.Derivative(f, x);
        Assert.False(d.IsReliable);
        Assert.True(d.ErrorBound > 0.1 * Math.Abs(d.Value));
    }

    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-6)]
    [InlineData(1e-4)]
    public void Two_scales_are_reported_with_both_values(double width)
    {
        double slope = 1e-3 / width;
        DerivativeEstimate d = FiniteDifference.Derivative(t => Math.Sin(t) + 1e-3 * Math.Sin(t / width), 0);
        Assert.True(Math.Abs(d.Value - 1 - slope) <= d.ErrorBound || Math.Abs(d.OtherScaleValue - 1 - slope) <= 1e-6 * slope);
    }

    [Fact]
    public void Without_probes_it_costs_less_and_sees_less()
    {
        var options = new DifferenceOptions { Probes = false };
        Assert.True(FiniteDifference.Derivative(Math.Exp, 1, options).Calls < FiniteDifference.Derivative(Math.Exp, 1).Calls);
        Assert.Equal(Math.E, FiniteDifference.Derivative(Math.Exp, 1, options).Value, 1e-13);
    }

    [Fact]
    public void The_limit_on_calls_is_kept()
    {
        foreach (int limit in (int[])[1, 2, 5, 10, 20])
        {
            int calls = 0;
            DerivativeEstimate d = FiniteDifference.Derivative(t => Math.Abs(t) + calls++ * 0, 0, new DifferenceOptions { MaxCalls = limit });
            Assert.InRange(calls, 0, limit);
            Assert.False(d.IsReliable);
        }
    }

    [Fact]
    public void Extreme_magnitudes_neither_overflow_nor_underflow()
    {
        Assert.Equal(1e300, FiniteDifference.Derivative(t => 1e300 * t, 1).Value, 1e287);
        Assert.Equal(1.0, FiniteDifference.Derivative(t => t * 1e300, 1).Value / 1e300, 1e-13);
        Assert.Equal(1.0, FiniteDifference.Derivative(t => 1e-300 * t, 1).Value * 1e300, 1e-13);
        Assert.Equal(1.0, FiniteDifference.Derivative(t => t, 1e300).Value, 1e-13);
        Assert.Equal(1.0, FiniteDifference.Derivative(Math.Log, 1e-300).Value / 1e300, 1e-9);
    }

    [Fact]
    public void Any_double_at_any_point_is_answered()
    {
        Gen<double> wild = ArbMap.Default.GeneratorFor<double>();
        Prop.ForAll(wild.ToArbitrary(), wild.ToArbitrary(), (x, c) =>
        {
            DerivativeEstimate d = FiniteDifference.Derivative(t => c * t + Math.Sqrt(t - x), x);
            Assert.InRange(d.Calls, 0, 600);
            Assert.True(d.ErrorBound >= 0);
        }).Check(Generators.Property.Repeatable(500));
    }

    private static double Digits(double value, double exact)
    {
        double error = Math.Abs(value - exact);
        return error == 0 ? 16 : Math.Clamp(-Math.Log10(error / Math.Abs(exact)), 0, 16);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
