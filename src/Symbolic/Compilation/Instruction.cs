namespace Symbolic.Compilation;

/// <summary>
/// One step of a tape: <paramref name="Target"/> receives the result of <paramref name="Op"/>. Which of the other three numbers are
/// operands depends on the operation.
/// </summary>
internal readonly record struct Instruction(TapeOp Op, int Target, int A, int B, int C)
{
    /// <summary>Number of operands among <see cref="A"/>, <see cref="B"/>, <see cref="C"/>; none for <see cref="TapeOp.CallMany"/>.</summary>
    public int DirectOperands => Op switch
    {
        TapeOp.CallMany => 0,
        TapeOp.Negate or TapeOp.Sqrt or TapeOp.Exp or TapeOp.Not or TapeOp.Call1 => 1,
        TapeOp.Select => 3,
        _ => 2,
    };

    /// <summary>Whether the instruction calls a function.</summary>
    public bool IsCall => Op is TapeOp.Exp or TapeOp.Power or TapeOp.PowerLog or TapeOp.Call1 or TapeOp.Call2 or TapeOp.CallMany;

    /// <summary>Number of operands, given the operand table of the tape.</summary>
    public int OperandCount(ReadOnlySpan<int> table) => Op == TapeOp.CallMany ? table[C + 1] : DirectOperands;

    /// <summary>Operand number <paramref name="i"/>, given the operand table of the tape.</summary>
    public int Operand(int i, ReadOnlySpan<int> table) => Op == TapeOp.CallMany ? table[C + 2 + i] : i switch { 0 => A, 1 => B, _ => C };

    /// <summary>The number of the function that is called, given the operand table of the tape.</summary>
    public int Function(ReadOnlySpan<int> table) => Op == TapeOp.CallMany ? table[C] : C;

    /// <summary>The instruction over other numbers; the operand table is changed in place.</summary>
    public Instruction Renumber(int[] numbers, Span<int> table)
    {
        if (Op == TapeOp.CallMany)
        {
            foreach (ref var operand in table.Slice(C + 2, table[C + 1])) operand = numbers[operand];
        }

        var target = numbers[Target];
        return DirectOperands switch
        {
            0 => this with { Target = target },
            1 => this with { Target = target, A = numbers[A] },
            2 => this with { Target = target, A = numbers[A], B = numbers[B] },
            _ => new Instruction(Op, target, numbers[A], numbers[B], numbers[C]),
        };
    }
}
