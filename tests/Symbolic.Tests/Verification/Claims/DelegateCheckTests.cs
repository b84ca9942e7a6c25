using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Tests.Verification.Claims;

public class DelegateCheckTests
{
    private static double Value(double[] x) => (x[0] * x[0] * Math.Sin(x[1])) + Math.Exp(x[0] * x[1]);

    private static double[] Gradient(double[] x) => [(2 * x[0] * Math.Sin(x[1])) + (x[1] * Math.Exp(x[0] * x[1])), (x[0] * x[0] * Math.Cos(x[1])) + (x[0] * Math.Exp(x[0] * x[1]))];

    private static double[,] Hessian(double[] x)
    {
        var e = Math.Exp(x[0] * x[1]);
        var mixed = (2 * x[0] * Math.Cos(x[1])) + ((1 + (x[0] * x[1])) * e);
        return new[,] { { (2 * Math.Sin(x[1])) + (x[1] * x[1] * e), mixed }, { mixed, (-x[0] * x[0] * Math.Sin(x[1])) + (x[0] * x[0] * e) } };
    }

    [Fact]
    public void Right_code_is_verified()
    {
        var report = DelegateCheck.Hessian(Value, Gradient, Hessian, [1.2, 0.4]);
        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(["0", "1", "0,0", "0,1", "1,0", "1,1"], report.Components.Select(c => c.Of));
        Assert.All(report.Components, c => Assert.True(c.Digits > 8));
    }

    [Fact]
    public void The_wrong_component_is_named()
    {
        var report = DelegateCheck.Hessian(Value, x => [Gradient(x)[0], Gradient(x)[1] * (1 + 1e-6)], Hessian, [1.2, 0.4]);
        Assert.Equal(["1"], report.Components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of));
        double[,] Transposed(double[] x)
        {
            var h = Hessian(x);
            h[1, 0] *= 1.5;
            return h;
        }

        var wrong = DelegateCheck.Hessian(Value, Gradient, Transposed, [1.2, 0.4]);
        Assert.Equal(["1,0"], wrong.Components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of));
    }

    [Fact]
    public void Of_many_components_the_wrong_ones_are_found_with_few_calls()
    {
        const int n = 300;
        double f(double[] x) => x.Select((v, i) => Math.Sin(v) * (i + 1)).Sum() + (x[0] * x[n - 1]);
        double[] g(double[] x)
        {
            double[] slopes = [.. x.Select((v, i) => Math.Cos(v) * (i + 1))];
            slopes[0] += x[n - 1];
            slopes[n - 1] += x[0];
            return slopes;
        }

        double[] at = [.. Enumerable.Range(0, n).Select(i => 0.3 + (0.001 * i))];
        var right = DelegateCheck.Gradient(f, g, at);
        Assert.Equal(Verdict.Verified, right.Verdict);
        Assert.True(right.Calls < 10 * n, $"{right.Calls} calls");
        Assert.NotEqual(0UL, right.Seed);
        var wrong = DelegateCheck.Gradient(f, x => [.. g(x).Select((v, i) => i is 17 or 200 ? v * (1 + 1e-5) : v)], at);
        Assert.Equal(["17", "200"], wrong.Components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of));
    }

    [Fact]
    public void Code_that_answers_differently_each_time_is_found_out()
    {
        var random = new Random(1);
        var noisy = DelegateCheck.Gradient(x => Value(x) + (1e-9 * random.NextDouble()), Gradient, [1.2, 0.4]);
        Assert.All(noisy.Components, c => Assert.Contains("the function gives different values", c.Cause));
        var unsteady = DelegateCheck.Gradient(Value, x => [.. Gradient(x).Select(v => v + random.NextDouble())], [1.2, 0.4]);
        Assert.All(unsteady.Components, c => Assert.Contains("the gradient gives different values", c.Cause));
        Assert.Equal(Verdict.Inconclusive, unsteady.Verdict);
    }

    [Fact]
    public void Where_noise_decides_nothing_Taylors_remainder_is_asked()
    {
        // Noise of about 1e-6 that depends on the point alone.
        static double noise(double[] x) => 1e-6 * (((BitConverter.DoubleToInt64Bits(x[0] * x[1]) * 2654435761L) & 0xFFFF) / 65536.0);
        var report = DelegateCheck.Gradient(x => Value(x) + noise(x), Gradient, [1.2, 0.4]);
        Assert.NotEqual(Verdict.Disagrees, report.Verdict);
        Assert.Contains(report.Components, c => c.Verdict == Verdict.Inconclusive && !double.IsNaN(c.TaylorOrder));
        Assert.All(report.Components.Where(c => !double.IsNaN(c.TaylorOrder)), c => Assert.InRange(c.TaylorOrder, 1.5, 2.6));
    }

    [Fact]
    public void Kinks_edges_and_failures_get_their_verdicts()
    {
        Assert.Equal(Verdict.Kink, DelegateCheck.Gradient(x => Math.Abs(x[0]), _ => [0.3], [0]).Verdict);
        Assert.Equal(Verdict.Disagrees, DelegateCheck.Gradient(x => Math.Abs(x[0]), _ => [3], [0]).Verdict);
        Assert.Equal(Verdict.Domain, DelegateCheck.Gradient(x => Math.Log(x[0]), x => [1 / x[0]], [-1]).Verdict);
        Assert.Equal(Verdict.Disagrees, DelegateCheck.Gradient(x => x[0] * x[0], _ => [double.NaN], [1]).Verdict);
        var thrown = DelegateCheck.Gradient(x => x[0] * x[0], _ => throw new InvalidOperationException("no"), [1]);
        Assert.Contains("throws InvalidOperationException", Assert.Single(thrown.Components).Cause);
        Assert.Throws<ArgumentException>(() => DelegateCheck.Gradient(Value, _ => [1], [1, 2]));
    }

    [Fact]
    public void The_callers_point_is_left_alone()
    {
        double[] at = [1.2, 0.4];
        DelegateCheck.Gradient(x => { var v = Value(x); x[0] = 99; return v; }, x => { var g = Gradient(x); x[1] = 99; return g; }, at);
        Assert.Equal([1.2, 0.4], at);
        Assert.Equal(Verdict.Verified, DelegateCheck.Gradient(x => { var v = Value(x); x[0] = 99; return v; }, Gradient, at).Verdict);
    }
}
