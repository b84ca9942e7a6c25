using Symbolic.Compilation;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Second derivatives of formulas that do more with their sums than add them up, with the loops kept.</summary>
public class ChainedHessianTests
{
    private static readonly CompilationMode[] Modes = [CompilationMode.Immediate, CompilationMode.Interpreted];

    public static TheoryData<string> Formulas =>
    [
        "sqrt(sum(x[i]^2,i,1,60))",
        "ln(sum(exp(x[i]),i,1,90))*a",
        "sum(exp(x[i])/sum(exp(x[k]),k,1,20)*y[i],i,1,20)",
        "sum((sum(x[i+j-1]*w[j],j,1,3)-y[i])^2,i,1,25)",
        "sum((sum(x[j]*sin(i*j),j,1,i)-y[i])^2,i,1,12)",
        "sqrt(1+sum((x[i]-x[i+1])^2,i,1,40))^3",
        "sum(sqrt(1+sum(tanh(sum(x[k]*j,k,1,3)*y[j])^2,j,1,4)*x[i]^2),i,1,20)",
        "prod(1+x[i]/9,i,1,30)*a+prod(y[i],i,1,40)",
        "prod(1+a*sum(x[j],j,i,i+2)/50,i,1,25)^2",
        "norm(u,v)=sqrt(1+u^2+v^2); norm(sum(x[i]*y[i],i,1,40),sum(y[i]^2,i,1,40))",
        "if(sum(x[i]^2,i,1,60)>a,sum(x[i]^2,i,1,60)^2,a^2)",
        "(sum(x[i],i,5,4)+sum(x[i]^2,i,1,60))^2",
    ];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void They_are_those_of_hyper_dual_numbers(string text)
    {
        var formula = Formula.Parse(text);
        var n = formula.Variables.Length;
        var (x, v) = (PointOf(n), DirectionOf(n));
        var (gradient, hessian) = (new double[n], new double[n * n]);
        var value = new ForwardProgram([.. formula.Variables.Select(name => new Variable(name))], LoopExpansion.Expand(formula.Evaluated)).Evaluate(x, gradient, hessian);
        foreach (var mode in Modes)
        {
            var compiled = formula.Compile(2, mode: mode);
            Assert.True(compiled.KeepsLoops);
            var (g, h, product) = (new double[n], new double[n * n], new double[n]);
            AssertClose([value], [compiled.Evaluate(x, g, h)]);
            AssertClose(gradient, g);
            AssertClose(hessian, h);
            compiled.EvaluateHessianProduct(x, v, product);
            AssertClose(Times(hessian, v), product);
            var values = new double[compiled.HessianPattern.Count];
            AssertClose([value], [compiled.EvaluateSparse(x, g, values)]);
            AssertClose(gradient, g);
            foreach (var ((row, column), entry) in compiled.HessianPattern.Entries.Zip(values)) hessian[(row * n) + column] -= entry;
            for (var row = 0; row < n; row++)
            {
                for (var column = 0; column <= row; column++) Assert.Equal(0, hessian[(row * n) + column], 1e-11 * (1 + h.Max(Math.Abs)));
            }

            foreach (var ((row, column), entry) in compiled.HessianPattern.Entries.Zip(values)) hessian[(row * n) + column] += entry;
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("4", 1)]
    [InlineData("4,17", 2)]
    [InlineData("4,17,30", 3)]
    public void A_product_has_them_with_any_number_of_factors_0(string zeros, int count)
    {
        const int n = 70;
        var product = Formula.Parse($"prod(x[i],i,1,{n})").Compile(2, mode: CompilationMode.Immediate);
        Assert.True(product.KeepsLoops);
        var x = Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 2 : 0.5).ToArray();
        var places = zeros.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(z => int.Parse(z, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        foreach (var place in places) x[place] = 0;
        var (g, h, hv, v) = (new double[n], new double[n * n], new double[n], DirectionOf(n));
        Assert.Equal(count == 0 ? 1 : 0, product.Evaluate(x, g, h));
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++) Assert.Equal(row == column ? 0 : Without(row, column), h[(row * n) + column]);
        }

        Assert.Equal(count < 3, h.Any(e => e != 0));
        product.EvaluateHessianProduct(x, v, hv);
        AssertClose(Times(h, v), hv);

        double Without(int a, int b) => Enumerable.Range(0, n).Where(i => i != a && i != b).Aggregate(1.0, (p, i) => p * x[i]);
    }

    [Fact]
    public void The_pattern_is_no_larger_than_it_has_to_be()
    {
        var pattern = Formula.Parse("sum(tanh(x[i]*sum(y[i+j],j,0,1))^2,i,1,50)+sqrt(a*b+sum(z[i]^2,i,1,10))").Compile(2).HessianPattern;
        var names = Formula.Parse("sum(tanh(x[i]*sum(y[i+j],j,0,1))^2,i,1,50)+sqrt(a*b+sum(z[i]^2,i,1,10))").Variables;
        Assert.Equal(12 * 13 / 2, pattern.Entries.Count(e => names[e.Row][0] is 'a' or 'b' or 'z' && names[e.Column][0] is 'a' or 'b' or 'z'));

        // x[i] with itself, y[i] and y[i+1]; each y with itself and its neighbour.
        Assert.Equal((12 * 13 / 2) + 50 + 100 + 51 + 50, pattern.Count);
    }

    [Theory]
    [InlineData("sqrt(sum(x[i]^2,i,1,100000))")]
    [InlineData("sqrt(sum((x[i]-x[i+1])^2,i,1,99999))")]
    [InlineData("ln(sum(exp(x[i]),i,1,100000))")]
    public void A_Hessian_that_does_not_fit_has_a_product_with_a_vector_all_the_same(string text)
    {
        const int n = 100_000;
        var formula = Formula.Parse(text).Compile(2);
        Assert.True(formula.KeepsLoops);
        var (x, v, g, product) = (PointOf(n), DirectionOf(n), new double[n], new double[n]);
        formula.Evaluate(x, g);
        var before = GC.GetAllocatedBytesForCurrentThread();
        formula.EvaluateHessianProduct(x, v, product);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * n);
        var thrown = Assert.Throws<UnsupportedFormulaException>(() => formula.HessianPattern);
        Assert.Contains("product with a vector", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<UnsupportedFormulaException>(() => formula.EvaluateSparse(x, g, new double[n]));

        // H·v is the derivative of the gradient along v.
        const double step = 1e-4;
        var (ahead, behind) = (new double[n], new double[n]);
        formula.Evaluate([.. x.Zip(v, (a, b) => a + (step * b))], ahead);
        formula.Evaluate([.. x.Zip(v, (a, b) => a - (step * b))], behind);
        var scale = product.Max(Math.Abs);
        for (var i = 0; i < n; i++) Assert.Equal((ahead[i] - behind[i]) / (2 * step), product[i], 1e-5 * scale);
    }

    [Theory]
    [InlineData("sqrt(sum((x[i]-x[i+1])^2,i,1,N))")]
    [InlineData("ln(sum(exp(x[i])*a,i,1,N))^2+prod(1+y[i]/N,i,1,N)")]
    [InlineData("sum((sum(x[i+j]*w[j],j,1,5)-y[i])^2,i,1,N)")]
    public void Setting_up_costs_the_same_for_any_number_of_terms(string text)
    {
        Assert.Equal(Instructions(1_000), Instructions(100_000));

        int Instructions(int n)
        {
            var formula = Formula.Parse(text.Replace("N", $"{n}", StringComparison.Ordinal));
            var chain = ChainedObjective.TryBuild(formula.Evaluated, VariableRuns.Of([formula.Evaluated])!, 2, CompilationMode.Tiered)!;
            return chain.Plans.Sum(plan => plan.Tape.InstructionCount);
        }
    }

    [Fact]
    public void A_sum_that_occurs_twice_is_computed_once()
    {
        var plan = new ChainPlan();
        Assert.NotNull(plan.Walk(Formula.Parse("if(sum(x[i]^2,i,1,9)>a,sum(x[i]^2,i,1,9)^2,a)+sum(sin(sum(x[j],j,i,9))*cos(sum(x[j],j,i,9)),i,1,9)+prod(x[i],i,1,9)^2").Evaluated));
        Assert.Equal(4, plan.Sums.Count);
    }

    [Fact]
    public void Results_may_overwrite_the_point()
    {
        var formula = Formula.Parse("sqrt(1+sum(x[i]^2*x[i+1],i,1,60))").Compile(2, mode: CompilationMode.Immediate);
        var (n, x) = (61, PointOf(61));
        var (g, h, hv) = (new double[n], new double[n * n], new double[n]);
        var value = formula.Evaluate(x, g, h);
        formula.EvaluateHessianProduct(x, x, hv);
        var matrix = new double[n * n];
        x.CopyTo(matrix, 5);
        var gradient = new double[n];
        Assert.Equal(value, formula.Evaluate(matrix.AsSpan(5, n), gradient, matrix));
        Assert.Equal(h, matrix);
        Assert.Equal(g, gradient);
        var (values, expected) = (new double[formula.HessianPattern.Count], new double[formula.HessianPattern.Count]);
        formula.EvaluateSparse(x, g, expected);
        x.CopyTo(values, 9);
        formula.EvaluateSparse(values.AsSpan(9, n), gradient, values);
        Assert.Equal(expected, values);
        var product = x.ToArray();
        formula.EvaluateHessianProduct(product, product, product);
        Assert.Equal(hv, product);
        var point = x.ToArray();
        Assert.Equal(value, formula.Evaluate(point, point, h));
        Assert.Equal(g, point);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluating_allocates_nothing(int order)
    {
        var formula = Formula.Parse("prod(1+x[i]/99,i,1,90)*sqrt(1+sum((x[i]-y[i])^2,i,1,90))").Compile(order, mode: CompilationMode.Immediate);
        var (n, x) = (180, PointOf(180));
        var (g, h, values) = (new double[n], new double[n * n], new double[order < 2 ? 0 : formula.HessianPattern.Count]);
        for (var i = 0; i < 3; i++) All();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) All();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void All()
        {
            formula.EvaluateHessianProduct(x, x, g);
            formula.Evaluate(x, g);
            if (order < 2) return;
            formula.Evaluate(x, g, h);
            formula.EvaluateSparse(x, g, values);
        }
    }

    [Theory]
    [InlineData(CompilationMode.Tiered)]
    [InlineData(CompilationMode.Background)]
    [InlineData(CompilationMode.Immediate)]
    public void Sixty_four_threads_share_a_compiled_formula(CompilationMode mode)
    {
        const string text = "prod(1+x[i]/99,i,1,60)*sqrt(1+sum((sum(x[i+j]*y[j],j,1,3)-y[i])^2,i,1,60))";
        var shared = Formula.Parse(text).Compile(2, mode: mode);
        var n = shared.Variables.Length;
        var expected = Enumerable.Range(0, 8).Select(k => All(Formula.Parse(text).Compile(2, mode: CompilationMode.Interpreted), k)).ToArray();
        var wrong = 0;
        var threads = Enumerable.Range(0, 64).Select(t => new Thread(() =>
        {
            for (var k = t; k < t + 12; k++)
            {
                var ours = All(shared, k % 8);
                for (var i = 0; i < ours.Length; i++)
                {
                    if (Math.Abs(ours[i] - expected[k % 8][i]) > 1e-10 * (1 + Math.Abs(expected[k % 8][i]))) Interlocked.Increment(ref wrong);
                }
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(0, wrong);

        double[] All(CompiledFormula formula, int k)
        {
            var x = PointOf(n).Select(v => v + (0.01 * k)).ToArray();
            var (g, hv, values) = (new double[n], new double[n], new double[formula.HessianPattern.Count]);
            var value = formula.EvaluateSparse(x, g, values);
            formula.EvaluateHessianProduct(x, DirectionOf(n), hv);
            return [value, .. g, .. values, .. hv];
        }
    }

    [Fact]
    public void The_Hessian_of_a_norm_is_that_of_the_closed_form()
    {
        var formula = Formula.Parse("sqrt(1+sum(x[i]^2,i,1,100))").Compile(2);
        formula.CompileNow();
        var (n, x) = (100, PointOf(100));
        var (g, h) = (new double[n], new double[n * n]);
        var r = formula.Evaluate(x, g, h);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) Assert.Equal(((i == j ? 1 : 0) - (x[i] * x[j] / (r * r))) / r, h[(i * n) + j], 1e-14);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => formula.CompileNow(-1));
    }

    private static double[] PointOf(int n) => [.. Enumerable.Range(0, n).Select(i => 0.4 + (0.013 * (i * 31 % 47)))];

    private static double[] DirectionOf(int n) => [.. Enumerable.Range(0, n).Select(i => 1 - (0.7 * (i % 4)))];

    private static double[] Times(double[] matrix, double[] vector)
    {
        var n = vector.Length;
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => matrix[(i * n) + j] * vector[j]))];
    }

    // The same terms in another order.
    private static void AssertClose(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs);
        foreach (var (e, a) in expected.Zip(actual)) Assert.InRange(a, e - (1e-11 * scale), e + (1e-11 * scale));
    }
}
