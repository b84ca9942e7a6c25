using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

public class CompiledSumTests
{
    private const string Rosenbrock = "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,LAST)";

    [Theory]
    [InlineData(Rosenbrock)]
    [InlineData("sum(x[i]^2,i,1,LAST)")]
    [InlineData("sum(x[i-3]*x[i+2]*sin(x[i])+1,i,-2,LAST)")]
    [InlineData("sum(i*x[i]^3/(1+x[i+1]^2)+i^2,i,0,LAST)")]
    [InlineData("sum(if(x[i]<x[i+1],x[i]*x[i+1],x[i]^2-exp(x[i+1])),i,1,LAST)")]
    [InlineData("sum(x[2+i]-x[i],i,5,LAST)")]
    [InlineData("sum(min(x[i],x[i+1])*max(x[i],x[i+2]),i,1,LAST)")]
    public void A_loop_gives_what_its_terms_written_out_give(string text)
    {
        foreach (var last in Enumerable.Range(16, 9).Append(61))
        {
            var formula = Formula.Parse(text.Replace("LAST", $"{last}", StringComparison.Ordinal));
            var sum = formula.CompileSum();
            Assert.NotNull(sum);
            var names = Enumerable.Range(sum.FirstElement, sum.Size).Select(i => $"x[{i}]").ToArray();
            var writtenOut = formula.Compile(2, names);
            for (var seed = 0; seed < 3; seed++) AssertSame(sum, writtenOut, RandomPoint(sum.Size, seed));
        }
    }

    [Fact]
    public void Compiling_costs_the_same_for_any_number_of_terms()
    {
        const int Terms = 50_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Formula.Parse(Rosenbrock.Replace("LAST", $"{Terms}", StringComparison.Ordinal)).CompileSum();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.Equal(Terms + 1, sum!.Size);
        Assert.Equal((2 * Terms) + 1, sum.HessianPattern.Count);
    }

    [Fact]
    public void The_pattern_lists_diagonal_after_diagonal()
    {
        var sum = Formula.Parse(Rosenbrock.Replace("LAST", "20", StringComparison.Ordinal)).CompileSum()!;
        Assert.Equal([new PatternDiagonal(0, 0, 21, 0), new PatternDiagonal(1, 1, 20, 21)], sum.HessianPattern.Diagonals);
        Assert.Equal((20, 19), sum.HessianPattern.Entries.Last());
    }

    [Fact]
    public void A_term_that_is_not_a_number_shows_and_spoils_only_its_own_elements()
    {
        var sum = Formula.Parse("sum(sqrt(x[i]),i,1,21)").CompileSum()!;
        var x = Enumerable.Repeat(4.0, 21).ToArray();
        x[19] = -1;
        var gradient = new double[21];
        Assert.Equal(double.NaN, sum.Evaluate(x, gradient));
        Assert.Equal(1, gradient.Count(double.IsNaN));
        x[19] = 4;
        Assert.Equal(42, sum.Evaluate(x, gradient));
        Assert.All(gradient, g => Assert.Equal(0.25, g));
    }

    [Theory]
    [InlineData("sum(x[i]*a,i,1,50)")]
    [InlineData("sum(x[i]*y[i],i,1,50)")]
    [InlineData("sum(x[2*i],i,1,50)")]
    [InlineData("sum(x[i],i,1,3)")]
    [InlineData("sum(x[i],i,1,n)")]
    [InlineData("sum(i^2,i,1,50)")]
    [InlineData("prod(x[i],i,1,50)")]
    [InlineData("sum(sum(x[i]*x[j],j,1,9),i,1,50)")]
    [InlineData("x^2")]
    public void Other_sums_are_left_to_be_written_out(string text) => Assert.Null(Formula.Parse(text).CompileSum());

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var sum = Formula.Parse("sum(x[i]^2,i,1,20)").CompileSum(order: 1)!;
        var x = new double[20];
        Assert.Throws<ArgumentException>(() => sum.Evaluate(new double[19]));
        Assert.Throws<ArgumentException>(() => sum.Evaluate(x, new double[19]));
        Assert.Throws<ArgumentException>(() => sum.Evaluate(x, x));
        Assert.Throws<InvalidOperationException>(() => sum.EvaluateSparse(x, new double[20], new double[20]));
    }

    private static double[] RandomPoint(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (random.NextDouble() * 4) - 2)];
    }

    private static void AssertSame(CompiledSum sum, CompiledFormula writtenOut, double[] x)
    {
        var n = x.Length;
        var (g, h, ourG, values) = (new double[n], new double[n * n], new double[n], new double[sum.HessianPattern.Count]);
        var value = writtenOut.Evaluate(x, g, h);
        AssertClose(value, sum.Evaluate(x), Math.Abs(value) + n);
        AssertClose(value, sum.Evaluate(x, ourG), Math.Abs(value) + n);
        AssertClose(g, ourG);
        Array.Fill(ourG, 99);
        AssertClose(value, sum.EvaluateSparse(x, ourG, values), Math.Abs(value) + n);
        AssertClose(g, ourG);
        var dense = new double[n * n];
        foreach (var ((row, column), entry) in sum.HessianPattern.Entries.Zip(values)) dense[(row * n) + column] = dense[(column * n) + row] = entry;
        AssertClose(h, dense);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) AssertClose(expected[i], actual[i], expected.Max(Math.Abs));
    }

    // Both sides add the same terms, in another order.
    private static void AssertClose(double expected, double actual, double scale) => Assert.InRange(actual, expected - (1e-13 * scale), expected + (1e-13 * scale));
}
