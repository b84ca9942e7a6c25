using Symbolic.Compilation;
using Symbolic.Compilation.Batch;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Batch;

public class LatencyOrderTests
{
    private static readonly Variable[] Variables = [new("x"), new("y"), new("z")];

    [Fact]
    public void Programs_in_another_order_give_the_same_bits()
    {
        var moved = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var graph = new RandomGraph(seed, Variables);
            graph.Grow(20 + (4 * seed));
            var tape = TapeBuilder.Build(Variables, [graph.Nodes[^1], .. graph.Nodes.Where((_, i) => i % 5 == 0)]);
            var arranged = LatencyOrder.Arrange(tape);
            Assert.Equal(tape.InstructionCount, arranged.InstructionCount);
            AssertReadsWhatIsThere(arranged);
            if (!tape.Instructions.SequenceEqual(arranged.Instructions)) moved++;
            var (expected, actual) = (new double[tape.OutputCount], new double[tape.OutputCount]);
            double[] x = [0.7 + seed, -1.25, 0.5];
            new CompiledProgram(tape, CompilationMode.Interpreted).Evaluate(x, expected);
            new CompiledProgram(arranged, CompilationMode.Interpreted).Evaluate(x, actual);
            Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
        }

        Assert.True(moved > 30);
    }

    [Fact]
    public void A_root_is_taken_before_a_call_that_need_not_wait_for_it()
    {
        var formula = Formula.Parse("exp(x*y)*cos(x*sqrt(1-y^2))");
        var tape = LatencyOrder.Arrange(TapeBuilder.Build([new("x"), new("y")], formula.Outputs));
        var operations = tape.Instructions.Select(i => i.Op).ToList();
        Assert.True(operations.IndexOf(TapeOp.Sqrt) < operations.IndexOf(TapeOp.Exp));
        Assert.True(operations.IndexOf(TapeOp.Exp) < operations.IndexOf(TapeOp.Call1));
    }

    private static void AssertReadsWhatIsThere(Tape tape)
    {
        var table = tape.OperandTable.AsSpan();
        for (var i = 0; i < tape.InstructionCount; i++)
        {
            var instruction = tape.Instructions[i];
            Assert.Equal(tape.FirstResult + i, instruction.Target);
            for (var j = 0; j < instruction.OperandCount(table); j++) Assert.True(instruction.Operand(j, table) < instruction.Target);
        }
    }
}
