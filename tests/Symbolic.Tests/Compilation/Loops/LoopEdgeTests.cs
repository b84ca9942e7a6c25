using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Loops at their limits: terms that are left out, elements that coincide, places that no variable has.</summary>
public class LoopEdgeTests
{
    [Theory]
    [InlineData("sum(sum(x[j]^2,j,1,i),i,1,9)+sum(sum(x[j]^3,j,1,2*i),i,1,9)")]
    [InlineData("sum(sum(x[j]^2*i,j,i,9),i,1,9)+sum(sum(x[j]^3,j,2*i-1,9),i,1,9)")]
    public void Loops_whose_bounds_depend_differently_on_an_index_stay_apart(string text) => Agrees(text, keepsLoops: true);

    [Theory]
    [InlineData("sum((x[i]-x[5])^2*x[i+1],i,1,60)")]
    [InlineData("sum(x[i]*x[5]*x[60],i,1,60)+y*0")]
    [InlineData("sum(x[i+5]/(1+x[i+3]^2)+x[i]*x[4]-x[i+1]*x[i-2],i,4,28)+sum(x[i]^2*x[3],i,2,16)")]
    public void An_element_that_all_terms_read_has_the_derivative_by_its_own_terms_too(string text) => Agrees(text, keepsLoops: true);

    [Theory]
    [InlineData("sum(atan(x[i]+y[i]+z[i]),i,1,50)")]
    [InlineData("sum(sin(p[i]+q[i]+u[i+1]+v[i]+w[i]-x[i]),i,1,20)*a")]
    public void A_derivative_that_goes_to_many_places_is_stored_in_all(string text) => Agrees(text, keepsLoops: true);

    [Theory]
    [InlineData("sum(0*x[i]+y[i]^2,i,1,200)")]
    [InlineData("sum(x[i]^2,i,1,200)+0*y")]
    [InlineData("sum(x[i]^2,i,1,100)-sum(x[i]^2,i,1,100)+0*y[7]")]
    public void The_derivative_by_what_drops_out_is_0(string text) => Agrees(text);

    [Theory]
    [InlineData("sum(sum(x[i+20]*y[j],j,5,i),i,1,50)")]
    [InlineData("sum(sum(y[j]*sin(sum(x[i+k],k,1,3)),j,i,10),i,1,20)")]
    [InlineData("sum(prod(x[k],k,1,100),i,5,1)+sum(x[i]^2,i,1,50)")]
    public void An_element_of_terms_that_do_not_exist_is_not_read(string text) => Agrees(text, keepsLoops: false);

    [Fact]
    public void Terms_written_out_that_are_numbers_alone_are_added_too() =>
        Agrees(string.Join("+", Enumerable.Range(1, 90).Select(i => $"sin(x{i % 9}*{i})*{i}.5/(2+x{(i + 4) % 9}^2)+atan(sin({i}/7)*{i}.25)")), keepsLoops: true);

    [Fact]
    public void A_long_sum_with_an_infinite_term_is_infinite()
    {
        var sum = Formula.Parse("sum(a/(x[3*i]+x[3*i-1]*x[3*i-2]),i,1,30000)").Compile(1, mode: CompilationMode.Immediate);
        Assert.True(sum.KeepsLoops);
        var x = Enumerable.Repeat(1.0, 90_001).ToArray();
        (x[298], x[299], x[300]) = (0, 0, 0);
        Assert.Equal(double.PositiveInfinity, sum.Evaluate(x));
    }

    [Theory]
    [InlineData("sum(sum(sin(a*j),j,1000000000*(i-3),0),i,-1000000000,1000000006)")]
    [InlineData("sum(sum(a*j,j,100000*(i-500000),0),i,1,1000000)")]
    public void A_sum_that_would_take_hours_at_one_end_of_its_bounds_is_refused(string text) =>
        Assert.Throws<UnsupportedFormulaException>(() => Formula.Parse(text).Compile());

    [Fact]
    public void Elements_whose_gaps_would_take_long_to_find_are_refused() =>
        Assert.Throws<Symbolic.Expressions.ExpansionLimitException>(() => Formula.Parse("sum(sum(x[1000*j+997*i],j,1,1000000),i,1,100000)").Variables);

    [Fact]
    public void A_product_with_more_factors_than_fit_into_memory_is_refused() =>
        Assert.Throws<Symbolic.Expressions.ExpansionLimitException>(() => Formula.Parse("prod(1+a/i,i,1,1000000000)").Compile(1));

    [Fact]
    public void A_Hessian_with_too_many_contributions_is_refused()
    {
        var sum = Formula.Parse("sum(sum(x[i]*x[j]/(i+j),j,1,20000),i,1,20000)").Compile(2);
        Assert.Throws<UnsupportedFormulaException>(() => sum.HessianPattern);
        Assert.Throws<UnsupportedFormulaException>(() => sum.EvaluateHessianProduct(new double[20_000], new double[20_000], new double[20_000]));
    }

    [Theory]
    [InlineData("if(a>0,sqrt(sum(sqrt(x[i]),i,1,200)),a^2)+sum(x[i]^2,i,1,200)")]
    [InlineData("sum(if(y[i]>1,sqrt(sum(sqrt(x[j]),j,1,9)),y[i]^2),i,1,60)")]
    public void An_infinite_derivative_of_what_is_not_chosen_does_no_harm(string text)
    {
        var formula = Formula.Parse(text);
        var x = formula.Variables.Select(name => name == "a" ? -1 : name == "x[5]" ? 0 : 0.5).ToArray();
        var (gradient, expected) = (new double[x.Length], new double[x.Length]);
        formula.CompileWrittenOut(1, null, CompilationMode.Interpreted).Evaluate(x, expected);
        formula.Compile(1).Evaluate(x, gradient);
        Assert.Equal(0, expected.Count(double.IsNaN));
        foreach (var (e, g) in expected.Zip(gradient)) Assert.Equal(e, g, 1e-9);
    }

    [Fact]
    public void Sums_of_which_one_is_chosen_are_kept_where_their_derivatives_are_finite()
    {
        Agrees("max(0,1-sum(w[i]*x[i],i,1,90))^2+if(sum(x[i]^2,i,1,90)>a,a^2,a*b)", keepsLoops: true);
        Agrees("if(b>0,sin(sum(w[i]*x[i]^3,i,1,90)),b)", keepsLoops: true);
    }

    [Fact]
    public void More_variables_than_can_be_listed_are_refused() =>
        Assert.Throws<Symbolic.Expressions.ExpansionLimitException>(() => Formula.Parse("sum(x[i]^2,i,-1000000000,1000000000)").Variables);

    [Fact]
    public void An_order_below_0_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Formula.Parse("sum(sin(x[i]),i,1,200)").Compile(1).CompileNow(-1));

    [Fact]
    public void A_formula_without_variables_has_a_product_with_no_vector()
    {
        foreach (var text in new[] { "2", "sum(i^2,i,1,1000)" }) Formula.Parse(text).Compile(1).EvaluateHessianProduct([], [], []);
    }

    private static void Agrees(string text, bool? keepsLoops = null)
    {
        var formula = Formula.Parse(text);
        var n = formula.Variables.Length;
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble()).ToArray();
        for (var order = 0; order <= 2; order++)
        {
            var expected = Run(formula.CompileWrittenOut(order, null, CompilationMode.Interpreted), x, order);
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
            {
                var ours = formula.Compile(order, mode: mode);
                if (keepsLoops is { } isKept && order < 2) Assert.Equal(isKept, ours.KeepsLoops);
                var scale = expected.Max(Math.Abs);
                foreach (var (e, a) in expected.Zip(Run(ours, x, order))) Assert.InRange(a, e - (1e-12 * scale), e + (1e-12 * scale));
            }
        }
    }

    private static double[] Run(CompiledFormula formula, double[] x, int order)
    {
        var (gradient, hessian) = (new double[order < 1 ? 0 : x.Length], new double[order < 2 ? 0 : x.Length * x.Length]);
        Array.Fill(gradient, 99);
        Array.Fill(hessian, 99);
        var value = order == 0 ? formula.Evaluate(x) : order == 1 ? formula.Evaluate(x, gradient) : formula.Evaluate(x, gradient, hessian);
        return [value, .. gradient, .. hessian];
    }
}
