using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class HessianProductTests
{
    private static readonly string[] Formulas =
    [
        "x1*x2+sin(x2)*x5+x3^3+x4",
        "N(x)=(1+erf(x/sqrt(2)))/2; d1=(log(S/K)+(r+sigma^2/2)*T)/(sigma*sqrt(T)); d2=d1-sigma*sqrt(T); S*N(d1)-K*exp(-r*T)*N(d2)",
        "if(x<y and y>0,x^y*z,z^2*sin(x))",
        "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,40)",
        "x1*x2*x3*x4*x5*x6*x7*x8*x9*x10*x11*x12*x13*x14*x15*x16*x17*x18*exp(x19*x20)",
        "atan2(x,y)*hypot(y,z)+gamma(1+z)*besselj(1,x)+x^x",
        "2*x-3*y",
    ];

    public static TheoryData<string, CompilationMode> Cases =>
        [.. from f in Formulas from m in Enum.GetValues<CompilationMode>() select (f, m)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_product_is_that_of_the_Hessian(string text, CompilationMode mode)
    {
        var formula = Formula.Parse(text).Compile(2, mode: mode);
        var n = formula.Variables.Length;
        var (x, v) = (Point(n), Direction(n));
        var (g, h, product) = (new double[n], new double[n * n], new double[n]);
        formula.Evaluate(x, g, h);
        formula.EvaluateHessianProduct(x, v, product);
        for (var i = 0; i < n; i++)
        {
            var terms = Enumerable.Range(0, n).Select(j => h[(i * n) + j] * v[j]).ToArray();
            Assert.Equal(terms.Sum(), product[i], 1e-13 * (1e-3 + terms.Sum(Math.Abs)));
        }
    }

    [Fact]
    public void The_gradient_is_enough()
    {
        var product = new double[2];
        Formula.Parse("x^2*y").Compile(1).EvaluateHessianProduct([3, 5], [1, 10], product);
        Assert.Equal([10 + 60, 6], product);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sum_that_stays_a_loop_is_not_written_out_for_it(int order)
    {
        const int n = 1_000_000;
        var formula = Formula.Parse($"sum(x[i]^2*x[i+1],i,1,{n - 1})").Compile(order);
        var (x, product) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++) x[i] = i % 7;
        formula.EvaluateHessianProduct(x, x, product);
        for (var i = 1; i < n - 1; i++) Assert.Equal((2 * x[i + 1] * x[i]) + (2 * x[i] * x[i + 1]) + (2 * x[i - 1] * x[i - 1]), product[i]);
    }

    [Fact]
    public void The_cost_is_a_small_multiple_of_the_gradient()
    {
        foreach (var text in Formulas.Append("exp(" + string.Join("+", Enumerable.Range(1, 60).Select(i => $"x{i}^2/{i}")) + ")"))
        {
            var formula = Formula.Parse(text).Compile(1);
            Assert.InRange(formula.HessianProductTape.InstructionCount, 0, 8 + (6 * formula.TapeOf(1).InstructionCount));
        }
    }

    [Fact]
    public void Products_allocate_nothing()
    {
        foreach (var n in new[] { 10, 400 })
        {
            var formula = Formula.Parse($"sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,{n})").Compile(1, mode: CompilationMode.Immediate);
            var (x, product) = (Point(n + 1), new double[n + 1]);
            for (var i = 0; i < 3; i++) formula.EvaluateHessianProduct(x, x, product);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++) formula.EvaluateHessianProduct(x, x, product);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void What_cannot_be_had_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Formula.Parse("x*y").Compile().EvaluateHessianProduct([1, 2], [1, 1], new double[2]));
        var f = Formula.Parse("x*y").Compile(1);
        Assert.Throws<ArgumentException>(() => f.EvaluateHessianProduct([1, 2], [1], new double[2]));
        Assert.Throws<ArgumentException>(() => f.EvaluateHessianProduct([1, 2], [1, 1], new double[1]));
        var x = new Variable("x");
        Assert.Throws<InvalidOperationException>(() => new CompiledFormula([x], x * x, [2 * x]).EvaluateHessianProduct([1], [1], new double[1]));
    }

    private static double[] Point(int n) => [.. Enumerable.Range(0, n).Select(i => 0.4 + (0.07 * (i % 20)))];

    private static double[] Direction(int n) => [.. Enumerable.Range(0, n).Select(i => 1 - (0.7 * (i % 4)))];
}
