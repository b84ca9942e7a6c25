using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// Rewrites a tape into a cheaper one. What the first output (the value of a formula) needs is left as it is, to the bit, so that the
/// value does not depend on which derivatives are computed beside it; products and quotients of the rest are taken apart and
/// computed from shared parts, with one reciprocal for each divisor that is used more than once.
/// </summary>
internal static class TapeOptimiser
{
    /// <summary>Longer tapes are left alone: the time would go into large formulas whose loops have been written out.</summary>
    private const int MaxInstructions = 100_000;

    /// <summary>The cheaper tape.</summary>
    public static Tape Optimise(Tape tape)
    {
        if (tape.InstructionCount > MaxInstructions || tape.OutputCount == 0) return tape;
        var kept = NeededBy(tape, tape.Outputs[0]);
        var products = new MonomialTable(tape, kept);
        var cheaper = CallsFirst.Arrange(new TapeRewriter(tape, products).Run());
        return ExponentialPairs.Arrange(cheaper, NeededBy(cheaper, cheaper.Outputs[0]));
    }

    private static bool[] NeededBy(Tape tape, int output)
    {
        var needed = new bool[tape.ValueCount];
        needed[output] = true;
        var table = tape.OperandTable.AsSpan();
        for (var value = output; value >= tape.FirstResult; value--)
        {
            if (!needed[value]) continue;
            var instruction = tape.Instructions[value - tape.FirstResult];
            for (var j = 0; j < instruction.OperandCount(table); j++) needed[instruction.Operand(j, table)] = true;
        }

        return needed;
    }
}
