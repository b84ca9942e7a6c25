using Symbolic.Parsing;
using Symbolic.Solvers.InitialValue;

namespace Symbolic.Tests.Solvers;

public sealed class OdeSolverTests
{
    private static readonly OdeSystem Oscillator = OdeSystem.Parse("[x' = v, v' = -x]");

    [Theory]
    [InlineData(OdeMethod.DormandPrince, 5)]
    [InlineData(OdeMethod.Radau, 5)]
    public void The_order_of_convergence_is_that_of_the_method(OdeMethod method, double order)
    {
        // Fixed steps: huge tolerances never ask for less. Radau's Newton iteration needs its own tolerance small, so that it is
        // measured by the error at a tolerance per number of steps taken.
        if (method == OdeMethod.DormandPrince)
        {
            double Error(double h)
            {
                var end = OdeSolver.Solve(Oscillator, 0, 8, [1, 0], new OdeOptions { Method = method, FirstStep = h, MaxStep = h, RelativeTolerance = 0.5, AbsoluteTolerance = 1e6 }).Final;
                return double.Hypot(end[0] - Math.Cos(8), end[1] + Math.Sin(8));
            }

            Assert.Equal(order, Math.Log2(Error(0.125) / Error(0.0625)), 0.3);
        }
        else
        {
            var errors = new[] { 1e-6, 1e-10 }.Select(t =>
            {
                var s = OdeSolver.Solve(OdeSystem.Parse("[x' = v, v' = -x]"), 0, 20, [1, 0], new OdeOptions { Method = method, RelativeTolerance = t, AbsoluteTolerance = t });
                return (Error: Math.Abs(s.Final[0] - Math.Cos(20)), s.Statistics.Accepted);
            }).ToArray();
            var measured = Math.Log(errors[0].Error / errors[1].Error) / Math.Log((double)errors[1].Accepted / errors[0].Accepted);
            Assert.True(measured > order - 0.7, $"{measured}");
        }
    }

    [Theory]
    [InlineData(OdeMethod.DormandPrince)]
    [InlineData(OdeMethod.Radau)]
    public void Continuous_output_is_as_good_as_the_steps(OdeMethod method)
    {
        var s = OdeSolver.Solve(Oscillator, 0, 10, [1, 0], new OdeOptions { Method = method, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-8 });
        for (var t = 0.0; t <= 10; t += 0.037) Assert.Equal(Math.Cos(t), s.At(t)[0], 3e-7);
        Assert.Equal(s.Final, s.At(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => s.At(10.1));
    }

    [Theory]
    [InlineData(OdeMethod.DormandPrince)]
    [InlineData(OdeMethod.Radau)]
    public void Energy_of_a_pendulum_is_conserved_to_the_tolerance(OdeMethod method)
    {
        var pendulum = OdeSystem.Parse("a'' = -sin(a)");
        var s = OdeSolver.Solve(pendulum, 0, 30, [2, 0], new OdeOptions { Method = method, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-9 });
        Assert.Equal(["a", "a'"], s.Names);
        Assert.All(s.States, y => Assert.Equal(-Math.Cos(2), (y[1] * y[1] / 2) - Math.Cos(y[0]), 1e-7));
    }

    [Fact]
    public void Lorenz_to_ten_agrees_with_the_reference_to_eight_digits()
    {
        // Taylor series of order 40 with 40 digits.
        double[] reference = [-4.90268754113464573, -3.74387292180291962, 24.6908581027905555];
        var lorenz = OdeSystem.Parse("[x' = s*(y-x), y' = x*(r-z)-y, z' = x*y-b*z]", new Dictionary<string, double> { ["s"] = 10, ["r"] = 28, ["b"] = 8.0 / 3 });
        foreach (var method in new[] { OdeMethod.Automatic, OdeMethod.Radau })
        {
            var s = OdeSolver.Solve(lorenz, 0, 10, [1, 1, 1], new OdeOptions { Method = method, RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-13 });
            Assert.All(s.Final.Zip(reference), p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-8 * Math.Abs(p.Second), $"{method} {p}"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-10)]
    public void The_equation_of_Airy_gives_the_function_of_Airy(double end)
    {
        // DLMF 9.2.3 and 9.2.4; the solution that decays is unstable forwards, so that digits are lost towards positive t.
        double[] start = [0.35502805388781723926, -0.25881940379280679840];
        var s = OdeSolver.Solve(OdeSystem.Parse("y'' = t*y"), 0, end, start, new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 });
        Assert.Equal(Formula.Parse("airyai(x)").Evaluate(end), s.Final[0], 1e-10);
        Assert.Equal(Formula.Parse("diff(airyai(x), x)").Evaluate(end), s.Final[1], 1e-10);
    }

    [Fact]
    public void A_stiff_system_is_noticed_and_handed_to_the_implicit_method()
    {
        var s = OdeSolver.Solve(OdeSystem.Parse("[y' = -1e5*(y - cos(t)) - sin(t)]"), 0, 10, [1]);
        Assert.Equal(OdeMethod.Radau, s.Method);
        Assert.Equal(Math.Cos(10), s.Final[0], 1e-6);
        Assert.True(s.Statistics.Steps < 300, s.Statistics.ToString());
        Assert.Equal(OdeMethod.DormandPrince, OdeSolver.Solve(Oscillator, 0, 50, [1, 0]).Method);
    }

    [Fact]
    public void Steps_end_at_the_times_asked_for_and_are_accurate_there()
    {
        var stiff = OdeSystem.Parse("y' = -1e5*(y - cos(t)) - sin(t)");
        foreach (var method in new[] { OdeMethod.Radau, OdeMethod.DormandPrince })
        {
            var s = OdeSolver.Solve(method == OdeMethod.Radau ? stiff : OdeSystem.Parse("y' = -sin(t)"), 0, 3, [1], new OdeOptions { Method = method, Times = [0, 0.5, 1, 2.75] });
            Assert.All(new[] { 0.5, 1, 2.75 }, t => Assert.Contains(t, s.Times));
            foreach (var t in new[] { 0.5, 1, 2.75, 3 }) Assert.Equal(Math.Cos(t), s.At(t)[0], 2e-6);
        }
    }

    [Fact]
    public void Integration_runs_backwards()
    {
        var s = OdeSolver.Solve(Oscillator, 3, -2, [Math.Cos(3), -Math.Sin(3)], new OdeOptions { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-10 });
        Assert.Equal(Math.Cos(-2), s.Final[0], 1e-9);
        Assert.Equal(Math.Cos(1), s.At(1)[0], 1e-7);
        Assert.Equal(Math.Cos(-2), OdeSolver.Solve(Oscillator, 3, -2, [Math.Cos(3), -Math.Sin(3)], new OdeOptions { Method = OdeMethod.Radau, RelativeTolerance = 1e-9 }).Final[0], 1e-8);
    }

    [Fact]
    public void Events_are_found_in_order_and_a_terminal_one_ends_the_integration()
    {
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-10,
            Events = [new OdeEvent((_, y) => y[0], Name: "zero"), new OdeEvent((_, y) => y[1], Direction: 1, Name: "turn"), new OdeEvent((t, _) => t - 9, IsTerminal: true, Name: "bell")],
        };
        var s = OdeSolver.Solve(Oscillator, 0, 100, [1, 0], options);
        Assert.Equal(OdeReason.Event, s.Reason);
        Assert.Contains("bell", s.Message, StringComparison.Ordinal);
        Assert.Equal(9, s.Times[^1], 1e-14);
        Assert.Equal([Math.PI / 2, 3 * Math.PI / 2, 5 * Math.PI / 2], s.Events.Where(e => e.Name == "zero").Select(e => e.Time), (a, b) => Math.Abs(a - b) < 1e-8);
        // v = -sin t rises through zero at π only.
        Assert.Equal([Math.PI], s.Events.Where(e => e.Name == "turn").Select(e => e.Time), (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(s.Events.Select(e => e.Time).Order(), s.Events.Select(e => e.Time));
    }

    [Theory]
    [InlineData(OdeMethod.DormandPrince)]
    [InlineData(OdeMethod.Radau)]
    public void A_singularity_is_reported_where_it_is(OdeMethod method)
    {
        // y = 1/(1-t).
        var s = OdeSolver.Solve(OdeSystem.Parse("y' = y^2"), 0, 2, [1], new OdeOptions { Method = method, MaxSteps = 20_000 });
        Assert.Equal(OdeReason.StepTooSmall, s.Reason);
        Assert.Equal(1, s.Times[^1], 1e-4);
    }

    [Fact]
    public void Limits_and_bad_starts_have_their_reasons()
    {
        Assert.Equal(OdeReason.MaxSteps, OdeSolver.Solve(Oscillator, 0, 1e6, [1, 0], new OdeOptions { MaxSteps = 100 }).Reason);
        Assert.Equal(OdeReason.NotFiniteAtStart, OdeSolver.Solve(OdeSystem.Parse("y' = ln(y)"), 0, 1, [-1]).Reason);
        Assert.Equal(OdeReason.NotFiniteAtStart, OdeSolver.Solve(OdeSystem.Parse("y' = y"), 0, 1, [double.NaN]).Reason);
        Assert.Equal(OdeReason.Cancelled, OdeSolver.Solve(Oscillator, 0, 10, [1, 0], new OdeOptions { Progress = t => t < 1 }).Reason);
        Assert.Equal([1, 0], OdeSolver.Solve(Oscillator, 2, 2, [1, 0]).At(2));
        Assert.Throws<ArgumentException>(() => OdeSolver.Solve(Oscillator, 0, 1, [1]));
        Assert.Throws<ArgumentException>(() => OdeSolver.Solve(Oscillator, 0, double.NaN, [1, 0]));
    }

    [Theory]
    [InlineData("", "There is no equation")]
    [InlineData("x + 1", "is no equation for a derivative")]
    [InlineData("[x' = y]", "'y' in the equation for x' has neither an equation nor a value")]
    [InlineData("[x' = x, x' = 2]", "two equations for 'x'")]
    public void Equations_that_cannot_be_used_are_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => OdeSystem.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_a_right_hand_side_is_a_syntax_error() => Assert.Throws<FormulaSyntaxException>(() => OdeSystem.Parse("[x' = sin(x]"));

    [Fact]
    public void Code_without_Jacobian_is_integrated_too()
    {
        var decay = OdeSystem.Of(["y"], (_, y, f) => f[0] = -50 * y[0]);
        Assert.Equal(Math.Exp(-50), OdeSolver.Solve(decay, 0, 1, [1], new OdeOptions { Method = OdeMethod.Radau, AbsoluteTolerance = 1e-30 }).Final[0], Math.Exp(-50) * 1e-4);
    }
}
