using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Sums and means over rows of data, and long sums over an index, kept as loops.</summary>
public class SumLoopTests
{
    /// <summary>Long enough for a loop of eight rows.</summary>
    private const string Long = "sin(a*x+1)*exp(-b*y)+ln(1+(a*x-y)^2)*cos(b*x*y)+(a+x)*(b+y)*(a*y+b*x)^3/(1+y^2+a^2)+tanh(x*b)*sqrt(y+a^2)+if(k>0.5,a*x^2+k,b/y-3)+atan(x*a)*(x-b)^2*(y+k*a)^3";

    private static readonly string[] Parameters = ["a", "b"];
    private static readonly double[] At = [0.7, 1.3];

    public static TheoryData<CompilationMode> Modes => [CompilationMode.Immediate, CompilationMode.Interpreted, CompilationMode.Once, CompilationMode.Tiered];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_sum_over_rows_is_right_for_every_number_of_rows(CompilationMode mode)
    {
        for (var count = 1; count <= (mode == CompilationMode.Immediate ? 200 : 40); count++)
        {
            var data = Rows.Of(count, count);
            var compiled = Formula.Parse($"sum({Long})").With(data).Compile(2, mode: mode);
            Assert.True(count < 24 || compiled.StatisticsOf(0).InstructionCount == 0);
            Rows.AssertSame(Rows.Plainly(Long, data, Parameters, At), Rows.All(compiled, At));
        }
    }

    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(8_191)]
    [InlineData(8_192)]
    [InlineData(8_193)]
    [InlineData(20_003)]
    public void Sums_of_several_blocks_are_right(int count)
    {
        var data = Rows.Of(count);
        foreach (var body in new[] { "(y-a*exp(-b*x))^2", "x", Long })
        {
            var formula = Formula.Parse($"sum({body})").With(data);
            var names = formula.Variables.ToArray();
            var at = At[..names.Length];
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
                Rows.AssertSame(Rows.Plainly(body, data, names, at), Rows.All(formula.Compile(2, mode: mode), at));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_variance_takes_the_mean_first(CompilationMode mode)
    {
        foreach (var count in new[] { 3, 300, 5_001 })
        {
            var data = Rows.Of(count);
            Assert.True(data.TryGetColumn("x", out var x));
            var mean = x.Average();
            var variance = x.Average(t => (t - mean) * (t - mean));
            var compiled = Formula.Parse("a^2*mean((x-mean(x))^2)").With(data).Compile(2, mode: mode);
            var all = Rows.All(compiled, [3.0]);
            Assert.Equal([9 * variance, 6 * variance, 2 * variance], all, (p, q) => Math.Abs(p - q) <= 1e-13 * Math.Abs(p));
        }
    }

    [Fact]
    public void Sums_inside_sums_may_depend_on_parameters()
    {
        var data = Rows.Of(3_000);
        Assert.True(data.TryGetColumn("x", out var x));
        Assert.True(data.TryGetColumn("y", out var y));
        var compiled = Formula.Parse("sum(y*(a*x-mean(exp(a*x)))^2)").With(data).Compile(2, mode: CompilationMode.Immediate);
        var (a, m, m1, m2) = (0.4, x.Average(t => Math.Exp(0.4 * t)), x.Average(t => t * Math.Exp(0.4 * t)), x.Average(t => t * t * Math.Exp(0.4 * t)));
        var terms = x.Zip(y, (x, y) => (R: (a * x) - m, S: x - m1, Y: y)).ToArray();
        double[] expected = [terms.Sum(t => t.Y * t.R * t.R), terms.Sum(t => 2 * t.Y * t.R * t.S), terms.Sum(t => 2 * t.Y * ((t.S * t.S) - (t.R * m2)))];
        Assert.Equal(expected, Rows.All(compiled, [a]), (p, q) => Math.Abs(p - q) <= 1e-11 * Math.Abs(p));
    }

    [Fact]
    public void Two_sums_over_the_same_rows_are_added_up_in_one_loop_and_stay_apart()
    {
        var data = Rows.Of(2_001);
        var compiled = Formula.Parse("sum(a*x^2)/sum(b+y)*sum(sin(b*x)*y)").With(data).Compile(0, mode: CompilationMode.Immediate);
        double Sum(string body) => Rows.Plainly(body, data, Parameters, At).Sums[0];
        var expected = Sum("a*x^2+0*b") / Sum("b+y+0*a") * Sum("sin(b*x)*y+0*a");
        Assert.Equal(expected, compiled.Evaluate(At), 1e-11 * Math.Abs(expected));
    }

    [Fact]
    public void Sums_over_rows_and_over_an_index_stand_side_by_side()
    {
        var data = Rows.Of(2_003);
        var compiled = Formula.Parse("sum((y-a*x)^2)+sum(sin(a*i)/i,i,1,2003)").With(data).Compile(1, mode: CompilationMode.Immediate);
        var gradient = new double[1];
        var value = compiled.Evaluate([0.3], gradient);
        var (rows, _) = Rows.Plainly("(y-a*x)^2", data, ["a"], [0.3]);
        var (sines, cosines) = (0.0, 0.0);
        for (var i = 1; i <= 2_003; i++) (sines, cosines) = (sines + (Math.Sin(0.3 * i) / i), cosines + Math.Cos(0.3 * i));
        Assert.Equal(rows[0] + sines, value, 1e-10);
        Assert.Equal(rows[1] + cosines, gradient[0], 1e-9);
    }

    [Theory]
    [InlineData("sum(sum(a*x^k*y,k,1,3))", "a*(x+x^2+x^3)*y")]
    [InlineData("sum(x*sum(sin(k*a),k,1,3))", "x*(sin(a)+sin(2*a)+sin(3*a))")]
    [InlineData("sum(y*sum(x*i*a,i,1,2000))", "y*x*a*2001000")]
    [InlineData("sum(sum(i*x*a,i,1,1200)+y)", "x*a*720600+y")]
    [InlineData("sum(prod(a+x*j,j,1,3))", "(a+x)*(a+2*x)*(a+3*x)")]
    [InlineData("sum(sum(a*x*i),i,1,3)", "6*a*x")]
    [InlineData("sum(i*sum(a*x+y^i),i,1,3)", "6*a*x+y+2*y^2+3*y^3")]
    public void Loops_over_an_index_inside_and_around_rows_are_right(string text, string body)
    {
        var data = Rows.Of(1_501);
        foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted, CompilationMode.Once })
            Rows.AssertSame(Rows.Plainly(body, data, ["a"], [1.2]), Rows.All(Formula.Parse(text).With(data).Compile(2, mode: mode), [1.2]));
    }

    [Fact]
    public void Sums_over_one_range_may_call_its_index_by_names_that_others_use_inside()
    {
        var text = "sum(sin(i*a),i,1,900)+sum(sum(i*k*a^2,i,1,3),k,1,900)+sum(cos(k*a)*sum(k*i,i,1,2),k,1,900)";
        var compiled = Formula.Parse(text).Compile(2, mode: CompilationMode.Immediate);
        var written = Formula.Parse(text);
        double[] expected = [0, 0, 0];
        for (var i = 1; i <= 900; i++)
        {
            expected[0] += Math.Sin(i * 0.01) + (6 * i * 1e-4) + (Math.Cos(i * 0.01) * i * 3);
            expected[1] += (i * Math.Cos(i * 0.01)) + (12 * i * 0.01) - (Math.Sin(i * 0.01) * i * i * 3);
            expected[2] += (-i * i * Math.Sin(i * 0.01)) + (12 * i) - (Math.Cos(i * 0.01) * i * i * i * 3.0);
        }

        Assert.Equal(["a"], written.Variables);
        Assert.Equal(expected, Rows.All(compiled, [0.01]), (p, q) => Math.Abs(p - q) <= 1e-10 * Math.Abs(p));
    }

    [Fact]
    public void Polynomials_with_indexed_coefficients_are_fitted_over_any_number_of_rows()
    {
        var data = Rows.Of(60_000);
        var formula = Formula.Parse("mean((y-sum(c[k]*x^k,k,0,3))^2)").With(data);
        Assert.Equal(["c[0]", "c[1]", "c[2]", "c[3]"], formula.Variables);
        double[] at = [0.1, -0.2, 0.3, 0.4];
        var (sums, bounds) = Rows.Plainly("(y-(c0+c1*x+c2*x^2+c3*x^3))^2", data, ["c0", "c1", "c2", "c3"], at);
        Rows.AssertSame(([.. sums.Select(s => s / 60_000)], [.. bounds.Select(s => s / 60_000)]), Rows.All(formula.Compile(2, mode: CompilationMode.Immediate), at));
    }

    [Theory]
    [InlineData("sum(if(a>1,log(a-1)*x,sqrt(1-a)*y*b))", "if(a>1,log(a-1)*x,sqrt(1-a)*y*b)")]
    [InlineData("sum(if(x>0,log(a)*sqrt(b)*x,exp(a+b)))", "if(x>0,log(a)*sqrt(b)*x,exp(a+b))")]
    [InlineData("sum(if(a>b and x<0,a*b*x,a+b+y))", "if(a>b and x<0,a*b*x,a+b+y)")]
    [InlineData("sum(a*b+x)", "a*b+x")]
    [InlineData("sum((a+b)^2*exp(a)*(x+a*b)^2)", "(a+b)^2*exp(a)*(x+a*b)^2")]
    public void What_does_not_change_from_row_to_row_is_taken_out_and_stays_right(string text, string body)
    {
        var data = Rows.Of(1_111);
        foreach (var at in new[] { At, [1.7, 0.2] })
        {
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
                Rows.AssertSame(Rows.Plainly(body, data, Parameters, at), Rows.All(Formula.Parse(text).With(data).Compile(2, mode: mode), at));
        }
    }

    [Fact]
    public void Parameters_outside_the_sum_multiply_it_and_bodies_without_columns_are_counted()
    {
        var data = Rows.Of(5_000);
        foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
        {
            var compiled = Formula.Parse("exp(a)*mean(x)+b*sum(a)+mean(b^2+1)").With(data).Compile(2, mode: mode);
            Assert.True(data.TryGetColumn("x", out var x));
            var (e, m) = (Math.Exp(0.7), x.Average());
            double[] expected = [(e * m) + (1.3 * 5_000 * 0.7) + (1.3 * 1.3) + 1, (e * m) + (1.3 * 5_000), (5_000 * 0.7) + 2.6, e * m, 5_000, 5_000, 2];
            Assert.Equal(expected, Rows.All(compiled, At), (p, q) => Math.Abs(p - q) <= 1e-11 * Math.Max(1, Math.Abs(p)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(9_999)]
    public void One_row_that_is_not_a_number_makes_the_sum_none(int bad)
    {
        var x = Enumerable.Repeat(2.0, 10_000).ToArray();
        x[bad] = -1;
        var data = new RowData([KeyValuePair.Create("x", x)]);
        foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
        {
            var compiled = Formula.Parse("sum(ln(x)*a)+b").With(data).Compile(1, mode: mode);
            var gradient = new double[2];
            Assert.True(double.IsNaN(compiled.Evaluate(At, gradient)));
            Assert.True(double.IsNaN(gradient[0]));
            Assert.Equal(1, gradient[1]);
        }
    }

    /// <summary>Found by a random term: a product that was added to its sum was not there for the method that came next.</summary>
    [Fact]
    public void A_summand_that_another_method_reads_is_kept_for_it()
    {
        const string body = "bessely(2,0.5+(b*x*x)^2)+a*x+sin(x+a+1)";
        var data = Rows.Of(200, 62);
        Rows.AssertSame(Rows.Plainly(body, data, Parameters, At), Rows.All(Formula.Parse($"sum({body})").With(data).Compile(2, mode: CompilationMode.Immediate), At));
    }

    [Fact]
    public void The_Hessian_times_a_vector_is_that_of_the_Hessian()
    {
        var data = Rows.Of(50_000);
        var compiled = Formula.Parse("mean(ln(1+exp(a*x+b*y*x))+sin(a*b*y))").With(data).Compile(2, mode: CompilationMode.Immediate);
        var all = Rows.All(compiled, At);
        var product = new double[2];
        compiled.EvaluateHessianProduct(At, [2, -3], product);
        Assert.Equal((2 * all[3]) - (3 * all[4]), product[0], 1e-12);
        Assert.Equal((2 * all[5]) - (3 * all[6]), product[1], 1e-12);
    }

    [Fact]
    public void Dual_numbers_run_over_the_rows()
    {
        var data = Rows.Of(50_001);
        var formula = Formula.Parse($"mean(({Long}-mean(a*x))^2)").With(data);
        var exact = Rows.All(formula.Compile(2, mode: CompilationMode.Immediate), At);
        var (gradient, hessian) = (new double[2], new double[4]);
        var value = new ForwardProgram([new("a"), new("b")], formula.Evaluated).Evaluate(At, gradient, hessian);
        Assert.Equal(exact, [value, .. gradient, .. hessian], (p, q) => Math.Abs(p - q) <= 1e-10 * Math.Abs(p));
    }
}
