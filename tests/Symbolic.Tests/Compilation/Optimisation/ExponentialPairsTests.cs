using Symbolic.Compilation;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Xunit;

namespace Symbolic.Tests.Compilation.Optimisation;

public class ExponentialPairsTests
{
    private static readonly Variable[] Variables = [new("x"), new("y"), new("z")];

    [Theory]
    [InlineData("x", "exp(y)", "exp(z)")]
    [InlineData("x", "exp(y)", "exp(z)", "exp(x+y)")]
    [InlineData("x", "exp(y)*exp(z)+x", "exp(y)-exp(-z)", "exp(x*z)")]
    [InlineData("x", "exp(exp(y))", "exp(z)*sin(exp(z))")]
    [InlineData("exp(y)+x", "exp(y)*x", "exp(z)", "exp(x)/exp(-y)", "exp(2*x)+exp(-800*y)")]
    public void Machine_code_gives_the_bits_of_the_interpreter(params string[] outputs)
    {
        var tape = TapeOptimiser.Optimise(TapeBuilder.Build(Variables, [.. outputs.Select(t => Formula.Parse(t).Expression)]));
        if (ExponentialPairs.IsWorthwhile) Assert.Contains(tape.Instructions, i => ExponentialPairs.IsOne(tape, i));
        var code = new CompiledProgram(tape, CompilationMode.Immediate);
        var interpreter = new CompiledProgram(tape, CompilationMode.Interpreted);
        var plain = outputs.Select(t => Formula.Parse(t).Compile(0, ["x", "y", "z"])).ToArray();
        double[] special = [0, -0.0, 1.25, -700, 720, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-300];
        foreach (var (x, y, z) in from a in special from b in special from c in special select (a, b, c))
        {
            var (expected, actual) = (new double[outputs.Length], new double[outputs.Length]);
            interpreter.Evaluate([x, y, z], expected);
            code.Evaluate([x, y, z], actual);
            for (var i = 0; i < outputs.Length; i++)
                Assert.True(expected[i].Equals(actual[i]) || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])), $"{outputs[i]} at {x}, {y}, {z}: {expected[i]:R}, {actual[i]:R}");
            Assert.Equal(BitConverter.DoubleToInt64Bits(plain[0].Evaluate([x, y, z])), BitConverter.DoubleToInt64Bits(actual[0]));
        }
    }

    [Fact]
    public void An_exponential_in_a_pair_is_right_to_two_ulps()
    {
        for (var x = -746.0; x < 711; x += 0.37)
        {
            var (first, second) = ExponentialPairs.Both(x, -x);
            Assert.True(Ulp.Distance(Math.Exp(x), first) <= 2);
            Assert.True(Ulp.Distance(Math.Exp(-x), second) <= 2);
            Assert.Equal(first, ((Func<double, double>)ExponentialPairs.Function.Evaluate!)(x));
        }
    }

    [Fact]
    public void The_value_keeps_its_own_exponentials()
    {
        var formula = Formula.Parse("erf(x)*erf(y)+exp(z)").Compile(1, ["x", "y", "z"]);
        var tape = formula.TapeOf(1);
        Assert.Contains(tape.Instructions, i => i.Op == TapeOp.Exp);
        Assert.Equal(ExponentialPairs.IsWorthwhile ? 2 : 0, tape.Instructions.Count(i => ExponentialPairs.IsOne(tape, i)));
    }
}
