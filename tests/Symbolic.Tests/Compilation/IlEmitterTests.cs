using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class IlEmitterTests
{
    private static readonly Variable[] Variables = [new("x"), new("y"), new("z")];

    private static readonly double[] Special =
        [0, -0.0, 1, -1, 0.5, 2, -3.25, 1e-310, 1e300, -1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Machine_code_and_interpreter_agree_to_the_bit_on_random_graphs()
    {
        var (finite, compared) = (0, 0);
        for (var seed = 0; seed < 250; seed++)
        {
            var graph = new RandomGraph(seed, Variables);
            graph.Grow(seed % 50 == 0 ? 2_000 : 10 + seed);
            var outputs = graph.Nodes.Where((_, i) => i % 7 == 0).Append(graph.Nodes[^1]).ToArray();
            finite += AssertAgree(TapeBuilder.Build(Variables, outputs), new Random(seed), points: 12, partSize: seed % 3 == 0 ? 5 + (seed % 40) : IlEmitter.PartSize);
            compared += 12 * outputs.Length;
        }

        // Random powers and quotients often leave the reals; enough of the values must not be NaN for this to mean something.
        Assert.InRange(finite, compared / 5, compared);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Every_cut_gives_the_same_bits(int partSize)
    {
        var graph = new RandomGraph(12, Variables);
        graph.Grow(300);
        AssertAgree(TapeBuilder.Build(Variables, [.. graph.Nodes]), new Random(3), points: 20, partSize);
    }

    [Fact]
    public void A_hundred_thousand_nodes_stay_within_the_limits_of_the_JIT_compiler()
    {
        var graph = new RandomGraph(5, Variables);
        var root = graph.Grow(60_000);
        var tape = TapeBuilder.Build(Variables, [root, .. graph.Nodes.Where((_, i) => i % 100 == 0)]);
        Assert.InRange(tape.InstructionCount, 50_000, 400_000);
        AssertAgree(tape, new Random(1), points: 3, IlEmitter.PartSize);
    }

    [Fact]
    public void Long_sums_and_products_are_cut()
    {
        var terms = Enumerable.Range(1, 10_000).Select(i => AsTyped.Product([i, AsTyped.Power(Variables[i % 3], (i % 5) + 1)])).ToArray();
        AssertAgree(TapeBuilder.Build(Variables, AsTyped.Sum([.. terms]), AsTyped.Product([.. terms]), RandomGraph.Largest.AsTyped([.. terms])), new Random(1), points: 3, IlEmitter.PartSize);
    }

    [Fact]
    public void Outputs_may_be_inputs_constants_and_each_other()
    {
        var (x, y) = (Variables[0], Variables[1]);
        Expr[] outputs = [x, 3, x + y, x + y, y, new Constant(Number.FromDouble(double.NaN)), x * y, x + y];
        AssertAgree(TapeBuilder.Build(Variables, outputs), new Random(1), points: 5, IlEmitter.PartSize);
        Expr[] many = [.. Enumerable.Range(0, 5_000).Select(i => i % 3 == 0 ? x + y : i % 3 == 1 ? 7 : y)];
        AssertAgree(TapeBuilder.Build(Variables, many), new Random(1), points: 5, IlEmitter.PartSize);
    }

    [Fact]
    public void Special_values_give_the_same_bits()
    {
        var graph = new RandomGraph(77, Variables);
        graph.Grow(150);
        var tape = TapeBuilder.Build(Variables, [.. graph.Nodes]);
        var program = new CompiledProgram(tape, CompilationMode.Interpreted);
        var compiled = new CompiledProgram(tape, CompilationMode.Immediate);
        foreach (var x in Special)
        {
            foreach (var y in Special) AssertSame(program, compiled, [x, y, 1.5]);
        }
    }

    /// <summary>Returns the number of finite values that were compared.</summary>
    private static int AssertAgree(Tape tape, Random random, int points, int partSize)
    {
        var destinations = Destination.InOrder(tape.OutputCount);
        var code = IlEmitter.Emit(tape, destinations, partSize);
        Assert.InRange(code.LargestPartBytes, 1, IlEmitter.MaxIlBytes / 4);
        Assert.InRange(code.MostLocals, 0, IlEmitter.MaxLocals / 4);
        var interpreted = new CompiledProgram(tape, CompilationMode.Interpreted);
        var (expected, actual) = (new double[tape.OutputCount], new double[tape.OutputCount]);
        var workspace = new double[code.WorkspaceSize + 1];
        var finite = 0;
        for (var i = 0; i < points; i++)
        {
            var x = tape.Inputs.Select(_ => random.Next(12) == 0 ? Special[random.Next(Special.Length)] : (random.NextDouble() * 6) - 3).ToArray();
            interpreted.Evaluate(x, expected);
            Array.Fill(workspace, 1e99);
            foreach (var part in code.Parts) part(ref x[0], ref actual[0], ref actual[0], ref actual[0], ref workspace[0]);
            AssertSameBits(expected, actual);
            finite += expected.Count(double.IsFinite);
        }

        return finite;
    }

    private static void AssertSame(CompiledProgram a, CompiledProgram b, double[] x)
    {
        var (expected, actual) = (new double[a.Tape.OutputCount], new double[a.Tape.OutputCount]);
        a.Evaluate(x, expected);
        b.Evaluate(x, actual);
        AssertSameBits(expected, actual);
    }

    private static void AssertSameBits(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            // Which of two NaNs an addition passes on is up to the hardware.
            if (double.IsNaN(expected[i]) && double.IsNaN(actual[i])) continue;
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected[i]), BitConverter.DoubleToInt64Bits(actual[i]));
        }
    }
}
