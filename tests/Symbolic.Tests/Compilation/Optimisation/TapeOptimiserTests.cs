using Symbolic.Compilation;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Optimisation;

public class TapeOptimiserTests
{
    private const string BlackScholes =
        "N(x)=(1+erf(x/sqrt(2)))/2; d1=(log(S/K)+(r+sigma^2/2)*T)/(sigma*sqrt(T)); d2=d1-sigma*sqrt(T); S*N(d1)-K*exp(-r*T)*N(d2)";

    private static readonly Variable[] Variables = [new("x"), new("y"), new("z")];

    [Fact]
    public void The_first_output_keeps_every_bit()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var graph = new RandomGraph(seed, Variables);
            graph.Grow(20 + (4 * seed));
            var tape = TapeBuilder.Build(Variables, [graph.Nodes[^1], .. graph.Nodes.Where((_, i) => i % 5 == 0)]);
            var (expected, actual) = (new double[tape.OutputCount], new double[tape.OutputCount]);
            var random = new Random(seed);
            for (var i = 0; i < 20; i++)
            {
                double[] x = [random.NextDouble() * 3, (random.NextDouble() * 6) - 3, (random.NextDouble() * 2) - 1];
                new CompiledProgram(tape, CompilationMode.Interpreted).Evaluate(x, expected);
                new CompiledProgram(TapeOptimiser.Optimise(tape), CompilationMode.Interpreted).Evaluate(x, actual);
                if (!double.IsNaN(expected[0])) Assert.Equal(BitConverter.DoubleToInt64Bits(expected[0]), BitConverter.DoubleToInt64Bits(actual[0]));
            }
        }
    }

    [Fact]
    public void Sums_of_products_and_quotients_keep_their_value_and_cost_less()
    {
        var (before, after) = (0, 0);
        for (var seed = 0; seed < 100; seed++)
        {
            // All terms are positive, so that nothing cancels: each of at most 14 operations on a term rounds once.
            var random = new Random(seed);
            var outputs = Enumerable.Range(0, 12).Select(_ => RandomSum(random)).ToArray();
            var tape = TapeBuilder.Build(Variables, outputs);
            var cheaper = TapeOptimiser.Optimise(tape);
            (before, after) = (before + Cost(tape), after + Cost(cheaper));
            double[] x = [0.1 + random.NextDouble(), 1 + (3 * random.NextDouble()), 0.5 + random.NextDouble()];
            var (expected, actual) = (new double[outputs.Length], new double[outputs.Length]);
            new CompiledProgram(tape).Evaluate(x, expected);
            new CompiledProgram(cheaper).Evaluate(x, actual);
            for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i] / expected[i], 1 - 8e-15, 1 + 8e-15);
        }

        Assert.InRange(after, 1, before * 0.8);
    }

    [Fact]
    public void A_divisor_may_be_divided_by_before_its_root_is_known()
    {
        var (x, y, z) = (Variables[0], Variables[1], Variables[2]);
        var sum = x + 1;
        var tape = TapeBuilder.Build(Variables, y, y / sum, z / AsTyped.Power(sum, Constant.Half), x / sum);
        var outputs = new double[4];
        new CompiledProgram(TapeOptimiser.Optimise(tape)).Evaluate([3, 5, 7], outputs);
        Assert.Equal([5, 1.25, 3.5, 0.75], outputs);
    }

    [Fact]
    public void A_value_whose_sign_comes_last_is_no_part_of_its_derivatives()
    {
        var formula = Formula.Parse("asin(-(1*(2*z*z)*2))*z^4").Compile(2);
        var (gradient, hessian) = (new double[1], new double[1]);
        const double z = 0.25;
        Assert.Equal(-Math.Asin(4 * z * z) * Math.Pow(z, 4), formula.Evaluate([z], gradient, hessian), 1e-17);
        var expected = (-4 * Math.Pow(z, 3) * Math.Asin(4 * z * z)) - (8 * Math.Pow(z, 5) / Math.Sqrt(1 - (16 * Math.Pow(z, 4))));
        Assert.Equal(expected, gradient[0], 1e-16);
    }

    [Fact]
    public void A_divisor_that_is_used_often_costs_one_division()
    {
        var (x, y, z) = (Variables[0], Variables[1], Variables[2]);
        var tape = TapeOptimiser.Optimise(TapeBuilder.Build(Variables, x + y + z, x / z, y / z, x * y / z));
        Assert.Single(tape.Instructions, i => i.Op == TapeOp.Divide);
    }

    [Fact]
    public void A_quotient_that_stands_alone_stays_a_division()
    {
        var (x, y, z) = (Variables[0], Variables[1], Variables[2]);
        var program = new CompiledProgram(TapeOptimiser.Optimise(TapeBuilder.Build(Variables, x + y + z, x / y)));
        var outputs = new double[2];
        program.Evaluate([1e-310, 2e-310, 0], outputs);
        Assert.Equal(0.5, outputs[1]);
    }

    [Fact]
    public void Zero_over_zero_is_not_cancelled()
    {
        var (x, y) = (Variables[0], Variables[1]);
        var program = new CompiledProgram(TapeOptimiser.Optimise(TapeBuilder.Build(Variables, x + y, AsTyped.Product([x, y, AsTyped.Power(x, -1)]), y / x)));
        var outputs = new double[3];
        program.Evaluate([0, 2, 0], outputs);
        Assert.Equal([2, double.NaN, double.PositiveInfinity], outputs);
    }

    [Theory]
    [InlineData(BlackScholes, new[] { 100, 95, 0.03, 0.25, 1.25 })]
    [InlineData("A*exp(-z*w*t)*cos(w*sqrt(1-z^2)*t+0.3)", new[] { 1.2, 2.4, 0.8, 0.3 })]
    [InlineData("sin(x)*cos(x)+sin(y)/cos(y)+if(x<y,sin(x+y),cos(x+y))", new[] { 0.7, 2.1 })]
    [InlineData("x^3*y^2/z+sqrt(z)/y+1/(x*y*z)", new[] { 0.7, 2.1, 1.1 })]
    public void Machine_code_and_interpreter_agree_to_the_bit(string text, double[] x)
    {
        var formula = Formula.Parse(text);
        var n = formula.Variables.Length;
        var interpreted = formula.Compile(2);
        var compiled = formula.Compile(2);
        compiled.CompileNow();
        var (g, h, fastG, fastH) = (new double[n], new double[n * n], new double[n], new double[n * n]);
        Assert.Equal(interpreted.Evaluate(x), compiled.Evaluate(x));
        Assert.Equal(interpreted.Evaluate(x), compiled.Evaluate(x, fastG));
        Assert.Equal(interpreted.Evaluate(x, g), compiled.Evaluate(x, fastG));
        Assert.Equal(g, fastG);
        Assert.Equal(interpreted.Evaluate(x, g, h), compiled.Evaluate(x, fastG, fastH));
        Assert.Equal(g, fastG);
        Assert.Equal(h, fastH);
    }

    [Fact]
    public void The_gradient_may_be_written_over_the_point()
    {
        var compiled = Formula.Parse("x*y").Compile(1);
        compiled.CompileNow();
        double[] x = [3, 5];
        Assert.Equal(15, compiled.Evaluate(x, x));
        Assert.Equal([5, 3], x);
    }

    [Fact]
    public void Zeros_of_a_Hessian_are_written()
    {
        foreach (var n in new[] { 3, 20 })
        {
            var compiled = Formula.Parse($"sum(x[i]^2,i,1,{n})").Compile(2, [.. Enumerable.Range(1, n).Select(i => $"x[{i}]")]);
            compiled.CompileNow();
            var hessian = Enumerable.Repeat(7.0, n * n).ToArray();
            compiled.Evaluate(new double[n], new double[n], hessian);
            for (var i = 0; i < n * n; i++) Assert.Equal(i % (n + 1) == 0 ? 2 : 0, hessian[i]);
        }
    }

    // A division takes about as long as five multiplications.
    private static int Cost(Tape tape) => tape.Instructions.Sum(i => i.Op == TapeOp.Divide ? 5 : 1);

    private static Expr RandomSum(Random random) => AsTyped.Sum([.. Enumerable.Range(0, 3).Select(_ => AsTyped.Product(
        [.. Variables.Select(v => AsTyped.Power(v, random.Next(-3, 4))), random.Next(1, 9), AsTyped.Power(AsTyped.Sum([Variables[0], Variables[2]]), random.Next(-2, 3))]))]);
}
