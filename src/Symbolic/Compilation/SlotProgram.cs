namespace Symbolic.Compilation;

/// <summary>
/// A tape whose values have been given places to live in: the inputs and constants keep their numbers, the results share as few
/// further slots as their lifetimes allow, so that an interpreter works in the nearest cache.
/// </summary>
internal sealed class SlotProgram
{
    private SlotProgram(Tape tape, Instruction[] code, int[] operandTable, int[] outputs, int slotCount)
    {
        Tape = tape;
        Code = code;
        OperandTable = operandTable;
        Outputs = outputs;
        SlotCount = slotCount;
    }

    public Tape Tape { get; }

    /// <summary>The instructions, over slots.</summary>
    public Instruction[] Code { get; }

    public int[] OperandTable { get; }

    /// <summary>The slot of each output, when the program has run.</summary>
    public int[] Outputs { get; }

    public int SlotCount { get; }

    /// <summary>Places the values of a tape.</summary>
    public static SlotProgram Of(Tape tape)
    {
        var last = tape.LastUses();
        var slotOf = new int[tape.ValueCount];
        for (var i = 0; i < tape.FirstResult; i++) slotOf[i] = i;
        var table = tape.OperandTable.AsSpan();
        int[] slotTable = [.. table];
        var code = new Instruction[tape.InstructionCount];
        var free = new Stack<int>();
        var slotCount = tape.FirstResult;
        for (var i = 0; i < code.Length; i++)
        {
            var instruction = tape.Instructions[i];
            var direct = instruction.DirectOperands;
            if (instruction.Op == TapeOp.CallMany)
            {
                for (var j = 0; j < instruction.OperandCount(table); j++) slotTable[instruction.C + 2 + j] = slotOf[instruction.Operand(j, table)];
            }

            // An operand's last reader may write its result over it: operands are read before the result is written.
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                var operand = instruction.Operand(j, table);
                if (last[operand] != i || operand < tape.FirstResult) continue;
                free.Push(slotOf[operand]);
                last[operand] = -1;
            }

            var target = free.TryPop(out var slot) ? slot : slotCount++;
            slotOf[instruction.Target] = target;
            code[i] = new Instruction(
                instruction.Op,
                target,
                direct > 0 ? slotOf[instruction.A] : instruction.A,
                direct > 1 ? slotOf[instruction.B] : instruction.B,
                direct > 2 ? slotOf[instruction.C] : instruction.C);
        }

        return new SlotProgram(tape, code, slotTable, [.. tape.Outputs.Select(v => slotOf[v])], slotCount);
    }
}
