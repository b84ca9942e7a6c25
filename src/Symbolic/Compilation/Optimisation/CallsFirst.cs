namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// Moves function calls, and what they need, before everything else: a call leaves no value in a register, so that whatever has
/// been computed before it and is wanted after it goes through memory.
/// </summary>
internal static class CallsFirst
{
    /// <summary>Longer programs are cut into several methods, where values that live long cost more than they save.</summary>
    private const int MaxInstructions = IlEmitter.PointSize;

    public static Tape Arrange(Tape tape)
    {
        if (tape.InstructionCount > MaxInstructions) return tape;
        var isEarly = NeededByCalls(tape);
        var order = Enumerable.Range(0, tape.InstructionCount).OrderBy(i => !isEarly[i]).ToArray();
        return tape.Reorder(order);
    }

    private static bool[] NeededByCalls(Tape tape)
    {
        var isEarly = new bool[tape.InstructionCount];
        var table = tape.OperandTable.AsSpan();
        for (var i = isEarly.Length - 1; i >= 0; i--)
        {
            var instruction = tape.Instructions[i];
            isEarly[i] |= instruction.IsCall;
            if (!isEarly[i]) continue;
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                if (instruction.Operand(j, table) - tape.FirstResult is >= 0 and var operand) isEarly[operand] = true;
            }
        }

        return isEarly;
    }
}
