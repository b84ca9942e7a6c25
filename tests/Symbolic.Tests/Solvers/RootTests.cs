using Symbolic.Solvers;
using Symbolic.Solvers.Minimisation;
using Symbolic.Solvers.Roots;

namespace Symbolic.Tests.Solvers;

public sealed class RootTests
{
    public static TheoryData<RootMethod> Methods => [RootMethod.Newton, RootMethod.Brent, RootMethod.Bisection];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_root_in_a_bracket_is_found_to_the_last_digits(RootMethod method)
    {
        // The Dottie number, the root of Wallis's cubic (OEIS A003957, A007493), Ω = W(1), and roots with hard shapes.
        var cases = new (string Formula, double Low, double High, double Root)[]
        {
            ("cos(x) - x", 0, 1, 0.73908513321516064166),
            ("x^3 - 2x - 5", 2, 3, 2.0945514815423265915),
            ("x*exp(x) - 1", -1, 1, 0.56714329040978387300),
            ("x^9", -1, 2, 0),
            ("exp(x) - 1e5", 0, 100, 11.512925464970228420),
            ("1/x - 1e-3", 1e-3, 1e6, 1000),
            ("atan(1e6*(x - 0.3))", -1, 1, 0.3),
        };
        foreach (var (formula, low, high, root) in cases)
        {
            var result = ScalarRoot.Between(Formula.Parse(formula), low, high, new RootOptions { Method = method });
            Assert.True(result.Succeeded, $"{formula}: {result.Message}");
            Assert.True(Math.Abs(result.X[0] - root) <= Math.Max(4e-16 * Math.Abs(root), formula == "x^9" ? 1e-30 : 0), $"{formula}: {result.X[0]:R} in {result.Iterations}");
        }
    }

    [Fact]
    public void Sums_of_thousands_of_terms_and_unknowns_are_solved()
    {
        var start = Enumerable.Range(0, 2_000).Select(i => (1.0 + (i % 3)) / 2_000).ToArray();
        var wide = EquationSystem.Solve(Formula.Parse("[sum(x[i]^2,i,1,2000)-1, sum(x[i],i,1,2000)-1]"), start);
        Assert.True(wide.Succeeded, wide.Message);
        Assert.Equal(1, wide.X.Sum(x => x * x), 1e-12);
        Assert.Equal(1, wide.X.Sum(), 1e-12);
        var square = EquationSystem.Solve(Formula.Parse("[sum(sin(a*k/1000000)+b,k,1,1000000)-1000000, a-b^2]"), [1, 1]);
        Assert.True(square.Succeeded, square.Message);
        Assert.Equal(square.X[1] * square.X[1], square.X[0], 1e-14);
    }

    [Fact]
    public void Newton_in_a_bracket_takes_few_iterations()
    {
        var f = Formula.Parse("x^3 - 2x - 5");
        int Count(RootMethod m) => ScalarRoot.Between(f, 2, 3, new RootOptions { Method = m }).Iterations;
        Assert.True(Count(RootMethod.Newton) <= 8, $"{Count(RootMethod.Newton)}");
        Assert.True(Count(RootMethod.Brent) <= 12, $"{Count(RootMethod.Brent)}");
        Assert.True(Count(RootMethod.Bisection) > 40);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_bracket_without_root_is_refused_with_a_reason(RootMethod method)
    {
        var options = new RootOptions { Method = method };
        Assert.Equal(RootReason.NoSignChange, ScalarRoot.Between(Formula.Parse("x^2 + 1"), -1, 1, options).Reason);
        Assert.Contains("no change of sign", ScalarRoot.Between(Formula.Parse("x^2 + 1"), -1, 1, options).Message, StringComparison.Ordinal);
        Assert.Equal(RootReason.Pole, ScalarRoot.Between(Formula.Parse("1/(x - 0.3)"), -1, 1, options).Reason);
        Assert.Equal(RootReason.Pole, ScalarRoot.Between(Formula.Parse("sign(x - 0.3) + 0.5"), -1, 1, options).Reason);
        Assert.Equal(RootReason.NotFiniteAtStart, ScalarRoot.Between(Formula.Parse("ln(x)"), -1, 2, options).Reason);
    }

    [Fact]
    public void All_changes_of_sign_in_an_interval_are_found()
    {
        var roots = ScalarRoot.Scan(Formula.Parse("sin(x)"), -10, 10);
        Assert.Equal(Enumerable.Range(-3, 7).Select(k => k * Math.PI), roots.Select(r => r.X[0]), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Empty(ScalarRoot.Scan(Formula.Parse("1/x + 0.001*x"), -1, 1));
    }

    [Fact]
    public void A_root_near_a_start_is_reached_where_plain_Newton_diverges()
    {
        Assert.Equal(0, ScalarRoot.From(Formula.Parse("atan(x)"), 20).X[0], 1e-12);
        var none = ScalarRoot.From(Formula.Parse("x^2 + 1"), 3);
        Assert.Equal(RootReason.Stuck, none.Reason);
        Assert.Contains("no root near here", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x^2 + y^2 - 4, x*y - 1]", new[] { 2.0, 0.3 }, new[] { 1.93185165257813657, 0.51763809020504152 })]
    [InlineData("[1e4*x*y - 1, exp(-x) + exp(-y) - 1.0001]", new[] { 0.0, 1 }, new[] { 1.098159329699759e-5, 9.106146739867 })]
    [InlineData("[10*(y - x^2), 1 - x]", new[] { -1.2, 1 }, new[] { 1.0, 1 })]
    [InlineData("[x + y + z - 6, x*y*z - 6, x^2 + y^2 + z^2 - 14]", new[] { 0.5, 2.2, 4 }, new[] { 1.0, 2, 3 })]
    public void Systems_are_solved_with_the_exact_Jacobian(string formula, double[] start, double[] root)
    {
        var result = EquationSystem.Solve(Formula.Parse(formula), start);
        Assert.True(result.Succeeded, result.Message);
        Assert.All(result.X.Zip(root), p => Assert.Equal(p.Second, p.First, 1e-11 * Math.Max(1, Math.Abs(p.Second))));
    }

    [Fact]
    public void Broyden_finds_the_same_root_with_one_Jacobian()
    {
        var system = VectorFunction.Of(Formula.Parse("[x^2 + y^2 - 4, x*y - 1]"));
        var result = EquationSystem.Broyden(system, [2, 0.3]);
        Assert.True(result.Succeeded, result.Message);
        Assert.Equal(1.93185165257813657, result.X[0], 1e-14);
        Assert.True(result.Calls.Gradients <= 2, result.Calls.ToString());
    }

    [Fact]
    public void Systems_of_the_test_collection_are_solved()
    {
        // Problems 28 to 31 of Moré, Garbow and Hillstrom are systems.
        var tridiagonal = Formula.Parse("[" + string.Join(",", Enumerable.Range(1, 10).Select(i => $"(3-2*x{i})*x{i}{(i > 1 ? $"-x{i - 1}" : "")}{(i < 10 ? $"-2*x{i + 1}" : "")}+1")) + "]");
        var start = Enumerable.Repeat(-1.0, 10).ToArray();
        foreach (var result in new[] { EquationSystem.Solve(tridiagonal, start), EquationSystem.Broyden(VectorFunction.Of(tridiagonal), start) })
        {
            Assert.True(result.Succeeded, result.Message);
            Assert.All(result.Residual, r => Assert.True(Math.Abs(r) < 1e-13));
        }
    }

    [Fact]
    public void Equations_that_contradict_each_other_have_no_root()
    {
        var result = EquationSystem.Solve(Formula.Parse("[x + y - 1, x + y - 2]"), [0, 0]);
        Assert.Equal(RootReason.Stuck, result.Reason);
        Assert.Equal(RootReason.NotFiniteAtStart, EquationSystem.Solve(Formula.Parse("[ln(x), y]"), [-1, 0]).Reason);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_flat_root_at_zero_and_a_pole_at_zero_come_to_an_end(RootMethod method)
    {
        var options = new RootOptions { Method = method };
        foreach (var text in new[] { "x^3", "x^9", "x + x^5", "sin(x)^3" })
        {
            var root = ScalarRoot.Between(Formula.Parse(text), -1, 2, options);
            Assert.True(root.Succeeded && Math.Abs(root.X[0]) < 1e-20, $"{text}: {root.X[0]} {root.Message}");
        }

        var pole = ScalarRoot.Between(Formula.Parse("1/x"), -1, 2, options);
        Assert.Equal(RootReason.Pole, pole.Reason);
        Assert.Contains("at 0 without", pole.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extrema_on_an_interval_are_compared_at_ends_and_stationary_points()
    {
        var result = IntervalMinimum.Of(Formula.Parse("x^3 - 3x"), -3, 2);
        Assert.Equal((-3, -18), (result.Minimum.X, result.Minimum.Value));
        Assert.Equal("lower end", result.Minimum.Where);
        Assert.Equal(["lower end", "stationary point", "stationary point", "upper end"], result.Candidates.Select(c => c.Where));
        Assert.Equal(-1, result.Candidates[1].X, 1e-15);
        Assert.Equal(StationaryKind.Maximum, result.Candidates[1].Kind);
        Assert.Equal(StationaryKind.Minimum, result.Candidates[2].Kind);
        Assert.Equal(2, result.Maximum.Value);
    }

    [Fact]
    public void A_corner_in_an_interval_is_a_candidate()
    {
        var result = IntervalMinimum.Of(Formula.Parse("abs(x - 0.3) + 1"), -1, 1);
        Assert.Equal(0.3, result.Minimum.X, 1e-15);
        Assert.Equal("kink", result.Minimum.Where);
    }

    [Fact]
    public void Holes_in_an_interval_are_told()
    {
        var result = IntervalMinimum.Of(Formula.Parse("x*ln(x)"), -1, 2);
        Assert.NotEmpty(result.Warnings);
        Assert.Equal(Math.Exp(-1), result.Minimum.X, 1e-15);
        Assert.Throws<ArgumentException>(() => IntervalMinimum.Of(Formula.Parse("x*y"), 0, 1));
        Assert.Throws<ArgumentException>(() => IntervalMinimum.Of(Formula.Parse("x"), 1, 0));
    }
}
