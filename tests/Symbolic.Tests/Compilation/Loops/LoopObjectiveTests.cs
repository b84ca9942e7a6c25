using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Sums over elements of vectors, kept as loops, against the same sums written out.</summary>
public class LoopObjectiveTests
{
    private const string Rosenbrock = "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,LAST)";
    private const string LennardJones = "sum(sum(4*(1/R^6-1/R^3),j,1,i-1),i,2,LAST)";
    private const string Distance = "((x[i]-x[j])^2+(y[i]-y[j])^2+(z[i]-z[j])^2)";

    public static TheoryData<string> Sums =>
    [
        Rosenbrock,
        "sum(x[i]^2,i,1,LAST)",
        "sum(x[i-3]*x[i+2]*sin(x[i])+1,i,-2,LAST)",
        "sum(i*x[i]^3/(1+x[i+1]^2)+i^2,i,0,LAST)",
        "sum(if(x[i]<x[i+1],x[i]*x[i+1],x[i]^2-exp(x[i+1])),i,1,LAST)",
        "sum(x[2+i]-x[i],i,5,LAST+9)",
        "sum(min(x[i],x[i+1])*max(x[i],x[i+2]),i,1,LAST)",
        "sum(a*x[i]^2*b+sin(a*x[i+1]),i,1,LAST)",
        "sum(x[i]*y[i]+exp(x[i]-z)*y[i+1]^2,i,1,LAST)",
        "sum((x[i]-x[1])^2*x[i+1],i,2,LAST)",
        "sum(x[i]^4,i,1,LAST)+lambda*sum((x[i+1]-x[i])^2,i,1,LAST-1)-3*x[2]+sin(q)",
        "sum(x[3*i]^2*x[3*i-1]-x[3*i-2]*i,i,1,LAST)",
        "sum(sum(x[i]*x[j]/(i+j),j,1,LAST),i,1,LAST)",
        "sum(sum(cos(x[i]-x[j])*w,j,1,i-1),i,2,LAST)",
        "sum(x[i]*sum(y[j]^2*x[i],j,i,LAST)+x[i]^3,i,1,LAST)/7",
        "sum(x[LAST+1-i]*y[i]^2,i,1,LAST)",
        LennardJones.Replace("R", Distance, StringComparison.Ordinal),
        "sum(a^2*sin(b*i)/i,i,1,LAST)",
        "sum(sum(a*i-b*j^2,j,1,i),i,1,LAST)",
    ];

    /// <summary>Formulas that do more with their sums than add them up.</summary>
    public static TheoryData<string> Chains =>
    [
        "sqrt(1+sum(x[i]^2,i,1,LAST))*a",
        "sum(x[i]^2,i,1,LAST)*sum(cos(y[i]),i,2,LAST)+x[3]",
        "exp(-sum((x[i]-m)^2,i,1,LAST)/LAST)+m^3",
        "sum((y[i]-sum(x[j]*sin(i*j),j,1,7))^2,i,1,LAST)",
        "ln(sum(exp(x[i]/(1+sum(x[j]^2,j,1,LAST))),i,1,LAST))",
        "prod(1+x[i]/9,i,1,LAST)",
        "prod(x[i]-x[5],i,1,LAST)+a*x[5]",
        "prod(1+a*sum(x[j],j,i,i+2)/50,i,1,LAST)",
        "sum(tanh(sum(x[i+j-1]*w[j],j,1,4))^2,i,1,LAST)",
    ];

    [Theory]
    [MemberData(nameof(Chains))]
    public void What_is_done_with_sums_goes_the_way_back_through_their_loops(string text)
    {
        foreach (var last in new[] { 60, 63 })
        {
            var formula = Formula.Parse(text.Replace("LAST", $"{last}", StringComparison.Ordinal));
            var writtenOut = WrittenOut(formula);
            Assert.Equal(writtenOut.Variables.ToArray(), formula.Variables);
            var expected = writtenOut.Compile(2, mode: CompilationMode.Interpreted);
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
            {
                var loop = formula.Compile(2, mode: mode);
                Assert.True(loop.KeepsLoops);
                AssertSame(loop, expected, RandomPoint(formula.Variables.Length, last));
            }
        }
    }

    [Theory]
    [InlineData("sum(sum(4*(1/R^6-1/R^3),j,1,i-1),i,2,12)")]
    [InlineData("sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,120)")]
    [InlineData("sum((b*i/7-a*exp(-c*(i+1/3)))^2+besselj(2,x[i]*a)^1.5,i,1,80)/2")]
    [InlineData("sum((i/3-a*x[i]^2*0.5)^2,i,1,100)+x[1]*a+sin(x[2])")]
    [InlineData("sum(if(x[i]>i/90,x[i]^2,-x[i])*x[i+1]*x[i+1],i,1,90)")]
    public void Terms_written_out_that_are_alike_are_rolled_up(string text)
    {
        var formula = WrittenOut(Formula.Parse(text.Replace("R", Distance, StringComparison.Ordinal)));
        var n = formula.Variables.Length;
        var expected = formula.CompileWrittenOut(2, null, CompilationMode.Interpreted);
        foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
        {
            var rolled = formula.Compile(2, mode: mode);
            Assert.True(rolled.KeepsLoops);
            AssertSame(rolled, expected, [.. RandomPoint(n, 5).Select(v => Math.Abs(v) + 0.1)]);
        }
    }

    [Fact]
    public void Terms_that_are_rolled_up_follow_the_order_of_the_variables_that_is_asked_for()
    {
        var formula = WrittenOut(Formula.Parse("sum((i/3-a*x[i]^2)^2,i,1,100)"));
        string[] names = [.. formula.Variables.Reverse(), "unused"];
        var rolled = formula.Compile(1, names);
        Assert.True(rolled.KeepsLoops);
        var x = RandomPoint(names.Length, 2);
        var (gradient, expected) = (new double[names.Length], new double[names.Length]);
        AssertClose(formula.CompileWrittenOut(1, names, CompilationMode.Tiered).Evaluate(x, expected), rolled.Evaluate(x, gradient), 1e4);
        AssertClose(expected, gradient);
        Assert.Equal(names, rolled.Variables.Select(v => v.Name));
    }

    [Fact]
    public void A_product_with_a_factor_0_has_the_derivative_by_that_factor()
    {
        var product = Formula.Parse("prod(x[i],i,1,200)").Compile(1);
        Assert.True(product.KeepsLoops);
        var x = Enumerable.Repeat(1.0, 200).ToArray();
        (x[6], x[9]) = (0, 3);
        var gradient = new double[200];
        Assert.Equal(0, product.Evaluate(x, gradient));
        Assert.Equal(3, gradient[6]);
        Assert.Equal(199, gradient.Count(g => g == 0));
    }

    [Theory]
    [MemberData(nameof(Sums))]
    public void A_loop_gives_what_its_terms_written_out_give(string text)
    {
        foreach (var last in text.StartsWith("sum(sum", StringComparison.Ordinal) ? new[] { 12, 13 } : text.Length < 30 ? [40, 43] : [19, 24])
        {
            var formula = Formula.Parse(text.Replace("LAST", $"{last}", StringComparison.Ordinal));
            var names = WrittenOut(formula).Variables.ToArray();
            Assert.Equal(names, formula.Variables);
            var writtenOut = WrittenOut(formula).Compile(2, mode: CompilationMode.Interpreted);
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
            {
                var loop = formula.Compile(2, mode: mode);
                Assert.True(loop.KeepsLoops);
                AssertSame(loop, writtenOut, RandomPoint(names.Length, last));
            }
        }
    }

    [Fact]
    public void Compiling_costs_the_same_for_any_number_of_terms()
    {
        const int Terms = 50_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Formula.Parse(Rosenbrock.Replace("LAST", $"{Terms}", StringComparison.Ordinal)).Compile(1, mode: CompilationMode.Immediate);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.True(sum.KeepsLoops);
        Assert.Throws<ArgumentException>(() => sum.Evaluate(new double[3]));
    }

    [Fact]
    public void The_pattern_is_known_without_evaluation()
    {
        var sum = Formula.Parse(Rosenbrock.Replace("LAST", "1000000", StringComparison.Ordinal)).Compile(2);
        var pattern = sum.HessianPattern;
        Assert.Equal((2 * 1_000_001) - 1, pattern.Count);
        Assert.Equal([(0, 0), (1, 0), (1, 1), (2, 1)], pattern.Entries.Take(4));
        Assert.Equal((1_000_000, 1_000_000), (pattern.RowCount - 1, pattern.Columns[^1]));
    }

    [Fact]
    public void A_term_that_is_not_a_number_shows_and_spoils_only_its_own_elements()
    {
        var sum = Formula.Parse("sum(sqrt(x[i]),i,1,301)").Compile(1, mode: CompilationMode.Immediate);
        Assert.True(sum.KeepsLoops);
        var x = Enumerable.Repeat(4.0, 301).ToArray();
        x[299] = -1;
        var gradient = new double[301];
        Assert.Equal(double.NaN, sum.Evaluate(x, gradient));
        Assert.Equal(1, gradient.Count(double.IsNaN));
        x[299] = 4;
        Assert.Equal(602, sum.Evaluate(x, gradient));
        Assert.All(gradient, g => Assert.Equal(0.25, g));
    }

    [Theory]
    [InlineData("sum(x[i]^2,i,1,5)")]
    [InlineData("sum(sum(sin(sum(x[k]*i*j,k,1,3)),j,1,9),i,1,9)")]
    [InlineData("sum(if(i>1,x[i-1],0),i,1,90)")]
    [InlineData("sum(sum(a[i,j]^2,j,1,i),i,1,20)")]
    [InlineData("sum(x[i^2]^2,i,1,90)")]
    [InlineData("sum(x[2*i]^2*x[3*i],i,1,90)")]
    public void What_is_no_such_sum_is_written_out_and_right_all_the_same(string text)
    {
        var formula = Formula.Parse(text);
        var compiled = formula.Compile(1);
        Assert.False(compiled.KeepsLoops);
        var x = RandomPoint(formula.Variables.Length, 3).Select(Math.Abs).ToArray();
        Assert.True(double.IsFinite(compiled.Evaluate(x, new double[x.Length])));
    }

    [Fact]
    public void The_Hessian_times_a_vector_is_that_of_the_written_out_formula()
    {
        var formula = Formula.Parse(Rosenbrock.Replace("LAST", "200", StringComparison.Ordinal));
        var (x, v) = (RandomPoint(201, 1), RandomPoint(201, 2));
        var (ours, expected) = (new double[201], new double[201]);
        formula.Compile(2).EvaluateHessianProduct(x, v, ours);
        WrittenOut(formula).Compile(2).EvaluateHessianProduct(x, v, expected);
        AssertClose(expected, ours);
    }

    [Fact]
    public void Wrong_lengths_and_orders_are_refused()
    {
        var sum = Formula.Parse("sum(sin(x[i])^2,i,1,200)").Compile(1);
        var x = new double[200];
        Assert.Throws<ArgumentException>(() => sum.Evaluate(new double[199]));
        Assert.Throws<ArgumentException>(() => sum.Evaluate(x, new double[199]));
        Assert.Throws<InvalidOperationException>(() => sum.EvaluateSparse(x, new double[200], new double[200]));
        Assert.Throws<InvalidOperationException>(() => sum.Evaluate(x, new double[200], new double[40_000]));
    }

    [Fact]
    public void The_gradient_may_overwrite_the_point()
    {
        var sum = Formula.Parse("sum(x[i+1]*x[i]^2,i,1,200)").Compile(1);
        var x = RandomPoint(201, 4);
        var expected = new double[201];
        var value = sum.Evaluate(x, expected);
        Assert.Equal(value, sum.Evaluate(x, x));
        Assert.Equal(expected, x);
    }

    [Fact]
    public async Task Many_threads_get_what_one_gets()
    {
        var sum = Formula.Parse(Rosenbrock.Replace("LAST", "300", StringComparison.Ordinal)).Compile(2, mode: CompilationMode.Immediate);
        var points = Enumerable.Range(0, 64).Select(seed => RandomPoint(301, seed)).ToArray();
        var expected = points.Select(x => sum.Evaluate(x, new double[301])).ToArray();
        var ours = await Task.WhenAll(points.Select(x => Task.Run(() => Enumerable.Range(0, 200).Select(_ => sum.Evaluate(x, new double[301])).Distinct().Single(), TestContext.Current.CancellationToken)));
        Assert.Equal(expected, ours);
    }

    /// <summary>The same formula without loops.</summary>
    private static Formula WrittenOut(Formula formula) => Formula.Of(Symbolic.Expressions.LoopExpansion.Expand(formula.Expression));

    private static double[] RandomPoint(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (random.NextDouble() * 4) - 2)];
    }

    private static void AssertSame(CompiledFormula loop, CompiledFormula writtenOut, double[] x)
    {
        var n = x.Length;
        var (g, h, ourG, ourH) = (new double[n], new double[n * n], new double[n], new double[n * n]);
        var value = writtenOut.Evaluate(x, g, h);
        var scale = Math.Abs(value) + g.Max(Math.Abs) + n;
        AssertClose(value, loop.Evaluate(x), scale);
        Array.Fill(ourG, 99);
        AssertClose(value, loop.Evaluate(x, ourG), scale);
        AssertClose(g, ourG);
        Array.Fill(ourG, 99);
        Array.Fill(ourH, 99);
        AssertClose(value, loop.Evaluate(x, ourG, ourH), scale);
        AssertClose(g, ourG);
        AssertClose(h, ourH);
        var values = new double[loop.HessianPattern.Count];
        Array.Fill(values, 99);
        Array.Fill(ourG, 99);
        AssertClose(value, loop.EvaluateSparse(x, ourG, values), scale);
        AssertClose(g, ourG);
        foreach (var ((row, column), entry) in loop.HessianPattern.Entries.Zip(values)) AssertClose(h[(row * n) + column], entry, h.Max(Math.Abs));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++) AssertClose(expected[i], actual[i], expected.Max(Math.Abs));
    }

    // Both sides add the same terms, in another order.
    private static void AssertClose(double expected, double actual, double scale) => Assert.InRange(actual, expected - (1e-12 * scale), expected + (1e-12 * scale));
}
