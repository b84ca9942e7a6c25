using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;
using Symbolic.Solvers;
using Symbolic.Solvers.Minimisation;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Solvers;

public sealed class MinimizerTests
{
    private const string Rosenbrock = "(1-x)^2 + 100*(y-x^2)^2";

    public static TheoryData<MinimizeMethod> Methods => [.. Minimizer.AllMethods];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_finds_the_valley_of_Rosenbrock(MinimizeMethod method)
    {
        var result = Minimize(Rosenbrock, [-1.2, 1], method);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(1, result.X[0], 1e-6);
        Assert.Equal(1, result.X[1], 1e-6);
        Assert.Equal(StationaryKind.Minimum, result.Kind);
        Assert.Equal(result.Iterations, result.Trace[^1].Iteration);
        Assert.Equal(result.Value, result.Trace[^1].Value);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_steps_back_from_values_that_are_not_numbers(MinimizeMethod method)
    {
        // ln is NaN for x < 0, where long first steps lead.
        var result = Minimize("x - 3*ln(x) + (y-2)^2 - sqrt(y)", [0.01, 5], method);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(3, result.X[0], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_function_that_falls_without_end_is_reported_as_that(MinimizeMethod method)
    {
        var result = Minimize("x^3 + y^2", [-1, 1], method);
        Assert.Equal(StopReason.Unbounded, result.Reason);
        Assert.Contains("without end", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_start_outside_the_domain_is_refused_with_a_reason(MinimizeMethod method)
    {
        var result = Minimize("ln(x) + y^2", [-1, 1], method);
        Assert.Equal(StopReason.NotFiniteAtStart, result.Reason);
        Assert.Contains("domain", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, result.Iterations);
    }

    [Fact]
    public void Newton_solves_a_quadratic_in_one_step()
    {
        Property.Holds(Quadratics, q =>
        {
            var result = Minimizer.Minimize(q.Objective, q.Start, new MinimizeOptions { Method = MinimizeMethod.Newton });
            Assert.Equal(StopReason.GradientSmall, result.Reason);
            var first = result.Trace[Math.Min(1, result.Trace.Length - 1)];
            Assert.True(Distance(first.X.AsSpan(), q.Centre) <= 1e-11 * (1 + q.Condition), $"off by {Distance(first.X.AsSpan(), q.Centre)}");
        }, count: 200);
    }

    [Fact]
    public void The_gradient_at_a_reported_minimum_is_below_the_tolerance()
    {
        Property.Holds(Quadratics, q =>
        {
            foreach (var method in Minimizer.AllMethods.Where(m => m != MinimizeMethod.NelderMead))
            {
                var result = Minimizer.Minimize(q.Objective, q.Start, new MinimizeOptions { Method = method });
                if (result.Reason == StopReason.GradientSmall) Assert.True(result.GradientNorm <= 1e-8, $"{method}: {result.GradientNorm}");
                Assert.True(result.Succeeded, $"{method}: {result.Message}");
            }
        }, count: 60);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1)]
    [InlineData(1e12)]
    public void A_minimum_does_not_move_when_the_function_is_scaled(double scale)
    {
        var formula = Formula.Parse($"{scale:R}*({Rosenbrock})");
        foreach (var method in new[] { MinimizeMethod.Newton, MinimizeMethod.Bfgs, MinimizeMethod.Lbfgs, MinimizeMethod.ConjugateGradient })
        {
            var result = Minimizer.Minimize(formula, [-1.2, 1], new MinimizeOptions { Method = method });
            Assert.True(Distance(result.X.AsSpan(), [1, 1]) < 1e-5, $"{method}: {string.Join(", ", result.X)} {result.Message}");
        }
    }

    [Fact]
    public void A_minimum_turns_with_the_problem()
    {
        Property.Holds(Gen.Choose(0, 628).Select(a => a / 100.0).ToArbitrary(), angle =>
        {
            var (c, s) = (Math.Cos(angle), Math.Sin(angle));
            var turned = Formula.Parse($"u = {c:R}*x - {s:R}*y; v = {s:R}*x + {c:R}*y; (1-u)^2 + 100*(v-u^2)^2");
            var result = Minimizer.Minimize(turned, [(-1.2 * c) + s, (1.2 * s) + c]);
            Assert.Equal(1, (c * result.X[0]) - (s * result.X[1]), 1e-9);
            Assert.Equal(1, (s * result.X[0]) + (c * result.X[1]), 1e-9);
        }, count: 40);
    }

    [Fact]
    public void Newton_leaves_a_saddle_along_its_negative_curvature()
    {
        var result = Minimize("x^4/4 - x^2/2 + y^2", [0, 0], MinimizeMethod.Newton);
        Assert.Equal(1, Math.Abs(result.X[0]), 1e-12);
        Assert.Equal(StationaryKind.Minimum, result.Kind);
    }

    [Fact]
    public void A_method_without_curvature_that_stops_on_a_saddle_says_so()
    {
        var result = Minimize("x^4/4 - x^2/2 + y^2", [0, 1], MinimizeMethod.GradientDescent);
        Assert.Equal(StationaryKind.Saddle, result.Kind);
        Assert.Contains(result.Warnings, w => w.Contains("saddle", StringComparison.Ordinal));
        Assert.Equal([-1, 2], result.Eigenvalues);
    }

    [Theory]
    [InlineData("x^3", 1, StopReason.Unbounded)]
    [InlineData("exp(x)", 0, StopReason.NoMinimum)]
    [InlineData("exp(-x) + (y - 1)^2", 0, StopReason.NoMinimum)]
    [InlineData("1/x^2", 1, StopReason.NoMinimum)]
    [InlineData("floor(x) + x^2", 1.5, StopReason.NoMinimum)]
    [InlineData("if(x > 0, x^2, x^2 + 1)", -1, StopReason.NoMinimum)]
    [InlineData("x^2 - abs(x)", 0, StopReason.NoMinimum)]
    public void A_vanishing_gradient_is_not_taken_for_a_minimum_where_the_function_falls_on(string text, double start, StopReason reason)
    {
        var formula = Formula.Parse(text);
        var result = Minimizer.Minimize(formula, [.. formula.Variables.Select(_ => start)]);
        Assert.True(result.Reason == reason && !result.Succeeded && result.Kind is StationaryKind.Unknown or StationaryKind.Degenerate, $"{result.Reason} {result.Kind} at {result.X[0]}: {result.Message}");
    }

    [Theory]
    [InlineData("abs(x) + abs(y - 1)", 2, 3)]
    [InlineData("max(x, -2x, y^2)", 3, 1)]
    public void A_minimum_at_a_kink_is_called_that(string text, double x, double y)
    {
        var result = Minimizer.Minimize(Formula.Parse(text), [x, y]);
        Assert.Equal(StationaryKind.KinkMinimum, result.Kind);
        Assert.True(result.Succeeded);
        Assert.Equal(0, result.Value, 1e-10);
        Assert.Contains("kink", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_is_caught_in_a_kink_says_where_it_would_go_on()
    {
        var result = Minimizer.Minimize(Formula.Parse("abs(x) + (y - 2)^2"), [1, 0]);
        Assert.False(result.Succeeded);
        Assert.Contains("falls along y", result.Message, StringComparison.Ordinal);
        var simplex = Minimizer.Minimize(Formula.Parse("abs(x) + (y - 2)^2"), [1, 0], new MinimizeOptions { Method = MinimizeMethod.NelderMead });
        Assert.True(simplex.Succeeded);
        Assert.Equal(2, simplex.X[1], 1e-6);
    }

    [Fact]
    public void Flat_minima_are_not_left()
    {
        foreach (var text in new[] { "x^4", "x^1000", "(x - y)^4 + (x + y)^2", "x^2*y^2", "(x*y - 1)^2" })
        {
            var formula = Formula.Parse(text);
            var result = Minimizer.Minimize(formula, [.. formula.Variables.Select((_, i) => 1.2 - (0.3 * i))]);
            Assert.True(result.Succeeded && result.Value < 1e-9, $"{text}: {result.Message}");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1.01)]
    [InlineData(1e10)]
    public void A_learning_rate_that_is_too_large_is_blamed(double rate)
    {
        var result = Minimizer.Minimize(Formula.Parse("(x - 1)^2"), [0], new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = rate });
        Assert.Equal(StopReason.Diverged, result.Reason);
        Assert.Contains("too large", result.Message, StringComparison.Ordinal);
        var outside = Minimizer.Minimize(Formula.Parse("x - ln(x)"), [0.5], new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 10 * rate });
        Assert.Contains("too large", outside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_nothing_to_descend_that_is_said() =>
        Assert.Contains("the same value all around", Assert.Single(Minimizer.Minimize(Formula.Parse("-exp(-x^2)"), [30]).Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_flat_minimum_is_named_degenerate()
    {
        var result = Minimize("x^4 + y^2", [1, 1], MinimizeMethod.Newton);
        Assert.Equal(StationaryKind.Degenerate, result.Kind);
        Assert.Contains(result.Warnings, w => w.Contains("singular", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_that_is_the_stopping_tolerance_is_told_apart_from_rounding()
    {
        // The simplex of an article stopped at 2.00001953 with a tolerance of 1e-4, which was blamed on machine error.
        var result = Minimizer.Minimize(Formula.Parse("(x-2)^2 + 1"), [0.3], new MinimizeOptions { Method = MinimizeMethod.NelderMead, StepTolerance = 1e-4 });
        Assert.NotEqual(2, result.X[0]);
        Assert.Contains(result.Warnings, w => w.Contains("stopping tolerance", StringComparison.Ordinal));
        Assert.Equal(2, result.Refined!.Value[0], 1e-15);
    }

    [Theory]
    [InlineData(MinimizeMethod.BoundedLbfgs)]
    [InlineData(MinimizeMethod.ProjectedNewton)]
    public void Bounds_hold_and_the_minimum_on_them_is_found(MinimizeMethod method)
    {
        var options = new MinimizeOptions { Method = method, Lower = [-2, 1.5], Upper = [0.5, 3] };
        var result = Minimizer.Minimize(Formula.Parse(Rosenbrock), [-1.2, 2], options);
        // With y held at 1.5 the function of x alone has its lowest stationary point at -1.2174….
        Assert.Equal(1.5, result.X[1]);
        Assert.Equal(0, (-2 * (1 - result.X[0])) - (400 * result.X[0] * (1.5 - (result.X[0] * result.X[0]))), 1e-6);
        Assert.Equal(StationaryKind.BoundMinimum, result.Kind);
        Assert.All(result.Trace, t => Assert.True(t.X[0] is >= -2 and <= 0.5 && t.X[1] is >= 1.5 and <= 3));
    }

    [Fact]
    public void A_corner_of_the_box_can_be_the_minimum()
    {
        var result = Minimizer.Minimize(Formula.Parse("x + 2y"), [0.5, 0.5], new MinimizeOptions { Lower = [0, 0], Upper = [1, 1] });
        Assert.Equal([0, 0], result.X);
        Assert.Equal(StationaryKind.BoundMinimum, result.Kind);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public void Several_starts_find_all_minima_of_Himmelblau()
    {
        var objective = Objective.Of(Formula.Parse("(x^2+y-11)^2 + (x+y^2-7)^2"));
        foreach (var grid in new[] { true, false })
        {
            var minima = Minimizer.MultiStart(objective, [-5, -5], [5, 5], grid ? 5 : 40, grid).Where(r => r.Kind == StationaryKind.Minimum).ToArray();
            Assert.Equal(4, minima.Length);
            Assert.All(minima, r => Assert.True(r.Value < 1e-20));
        }
    }

    [Fact]
    public void Limits_and_a_caller_who_has_seen_enough_end_the_search()
    {
        Assert.Equal(StopReason.MaxIterations, Minimizer.Minimize(Formula.Parse(Rosenbrock), [-1.2, 1], new MinimizeOptions { MaxIterations = 3 }).Reason);
        Assert.Equal(StopReason.MaxEvaluations, Minimizer.Minimize(Formula.Parse(Rosenbrock), [-1.2, 1], new MinimizeOptions { MaxEvaluations = 5 }).Reason);
        Assert.Equal(StopReason.Cancelled, Minimizer.Minimize(Formula.Parse(Rosenbrock), [-1.2, 1], new MinimizeOptions { Progress = r => r.Iteration < 4 }).Reason);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(StopReason.Cancelled, Minimizer.Minimize(Formula.Parse(Rosenbrock), [-1.2, 1], new MinimizeOptions { Cancellation = source.Token }).Reason);
    }

    [Fact]
    public void A_wrong_gradient_is_suspected_when_no_step_goes_down()
    {
        var wrong = Objective.Of(["x"], x => x[0] * x[0], (x, g) =>
        {
            g[0] = -2 * x[0];
            return x[0] * x[0];
        });
        var result = Minimizer.Minimize(wrong, [1], new MinimizeOptions { Method = MinimizeMethod.Bfgs });
        Assert.Equal(StopReason.NoDescent, result.Reason);
        Assert.Equal("The gradient is wrong: by x it says -2, differences of the values say 2.", result.Message);
    }

    [Fact]
    public void A_kink_is_told_from_a_wrong_gradient()
    {
        var result = Minimize("abs(x) + y^2", [1, 0], MinimizeMethod.GradientDescent);
        Assert.True(Math.Abs(result.X[0]) < 1e-6 || result.Reason == StopReason.NoDescent, result.Message);
        Assert.DoesNotContain("wrong", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_of_squares_is_minimised_from_its_residuals()
    {
        var residuals = Formula.Parse("[10*(y - x^2), 1 - x]");
        var result = Symbolic.Solvers.Fitting.SumOfSquares.Minimize(residuals, [-1.2, 1]);
        Assert.Equal(0, result.Value);
        Assert.Equal(StationaryKind.Minimum, result.Kind);
        Assert.Equal(24.2, result.Trace[0].Value, 1e-12);
        Assert.Equal(24.2, Symbolic.Solvers.Fitting.SumOfSquares.Of(residuals).Evaluate(-1.2, 1), 1e-12);
    }

    [Fact]
    public void Code_without_derivatives_is_minimised_with_differences()
    {
        var result = Minimizer.Minimize(Objective.Of(2, x => Math.Cosh(x[0] - 1) + ((x[1] + 2) * (x[1] + 2))), [3, 3]);
        Assert.Equal(1, result.X[0], 1e-6);
        Assert.Equal(-2, result.X[1], 1e-6);
    }

    [Fact]
    public void A_fixed_learning_rate_is_the_descent_of_the_textbook()
    {
        var result = Minimizer.Minimize(Formula.Parse("x^2"), [1], new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 0.1, MaxIterations = 10 });
        Assert.Equal(Math.Pow(0.8, 10), result.X[0], 1e-15);
    }

    [Fact]
    public void A_maximum_is_a_minimum_of_the_function_with_its_sign_changed()
    {
        var result = Minimizer.Minimize(Objective.Of(Formula.Parse("x*exp(-x)")).Negate(), [0.2]);
        Assert.Equal(1, result.X[0], 1e-12);
        Assert.Equal(-Math.Exp(-1), result.Value, 1e-15);
    }

    [Fact]
    public void Hundreds_of_variables_go_to_the_method_with_little_memory()
    {
        var terms = string.Join('+', Enumerable.Range(1, 99).Select(i => $"100*(x{i + 1}-x{i}^2)^2+(1-x{i})^2"));
        var text = $"{terms}+{string.Join('+', Enumerable.Range(101, 100).Select(i => $"(x{i}-{i})^2"))}";
        var result = Minimizer.Minimize(Formula.Parse(text), new double[200]);
        Assert.Equal(MinimizeMethod.Lbfgs, result.Method);
        Assert.True(result.Value < 1e-12, result.Message);
    }

    [Fact]
    public void MathNet_optimisers_take_a_formula()
    {
        var objective = new MathNetObjective(Objective.Of(Formula.Parse(Rosenbrock)));
        var newton = new NewtonMinimizer(1e-9, 100).FindMinimum(objective, new DenseVector([-1.2, 1]));
        var bfgs = new BfgsMinimizer(1e-9, 1e-9, 1e-9, 1000).FindMinimum(objective.CreateNew(), new DenseVector([-1.2, 1]));
        foreach (var result in new[] { newton, bfgs }) Assert.True(Distance(result.MinimizingPoint.AsArray(), [1, 1]) < 1e-6);
    }

    [Fact]
    public void What_the_caller_got_wrong_is_named()
    {
        var f = Formula.Parse(Rosenbrock);
        Assert.Contains("2 variables", Assert.Throws<ArgumentException>(() => Minimizer.Minimize(f, [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Minimizer.Minimize(Formula.Parse("3"), []));
        Assert.Throws<ArgumentException>(() => Minimizer.Minimize(f, [0, 0], new MinimizeOptions { Lower = [1, 1], Upper = [0, 2] }));
        Assert.Throws<ArgumentException>(() => Minimizer.Minimize(f, [0, 0], new MinimizeOptions { Lower = [1, 1], Method = MinimizeMethod.Bfgs }));
    }

    private static MinimizeResult Minimize(string formula, double[] start, MinimizeMethod method) =>
        Minimizer.Minimize(Formula.Parse(formula), start, new MinimizeOptions { Method = method });

    private static double Distance(ReadOnlySpan<double> a, double[] b) => Math.Sqrt(a.ToArray().Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private sealed record Quadratic(Objective Objective, double[] Start, double[] Centre, double Condition);

    /// <summary>½(x−c)·A(x−c) with A = BᵀB + I/10 over small whole numbers B.</summary>
    private static Arbitrary<Quadratic> Quadratics => (
        from n in Gen.Choose(1, 4)
        from b in Gen.Choose(-3, 3).ArrayOf(n * n)
        from c in Gen.Choose(-50, 50).ArrayOf(n)
        from start in Gen.Choose(-5, 5).ArrayOf(n)
        select Build(n, b, c, start)).ToArbitrary();

    private static Quadratic Build(int n, int[] b, int[] centre, int[] start)
    {
        var at = start.Select(s => (double)s).ToArray();
        var c = centre.Select(v => v / 3.0).ToArray();
        var names = Enumerable.Range(1, n).Select(i => $"x{i}").ToArray();
        var rows = Enumerable.Range(0, n).Select(i => $"({string.Join('+', Enumerable.Range(0, n).Select(j => $"({b[(i * n) + j]})*(x{j + 1}-({c[j]:R}))"))})^2/2");
        var text = string.Join('+', rows.Concat(Enumerable.Range(0, n).Select(j => $"(x{j + 1}-({c[j]:R}))^2/20")));
        return new Quadratic(Objective.Of(Formula.Parse(text), names), at, c, 10 * (0.1 + b.Sum(v => v * v)));
    }
}
