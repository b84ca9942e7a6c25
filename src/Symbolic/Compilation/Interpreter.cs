using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <summary>Runs a program one instruction after the other, in any arithmetic.</summary>
internal static class Interpreter
{
    /// <summary>Slots up to this many are on the stack.</summary>
    private const int MaxStackSlots = 32;

    /// <summary>Runs a program from inputs to outputs; needs a buffer, so it is not for the hot path.</summary>
    public static void Run<T>(SlotProgram program, ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : unmanaged, IScalar<T>
    {
        if (program.SlotCount <= MaxStackSlots)
        {
            Span<T> onStack = stackalloc T[MaxStackSlots];
            Run(program, inputs, outputs, onStack[..program.SlotCount]);
            return;
        }

        var rented = ArrayPool<T>.Shared.Rent(program.SlotCount);
        Run(program, inputs, outputs, rented.AsSpan(0, program.SlotCount));
        ArrayPool<T>.Shared.Return(rented);
    }

    private static void Run<T>(SlotProgram program, ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> slots)
        where T : unmanaged, IScalar<T>
    {
        inputs.CopyTo(slots);
        LoadConstants(program, slots);
        Run(program, slots);
        for (var i = 0; i < outputs.Length; i++) outputs[i] = slots[program.Outputs[i]];
    }

    /// <summary>Writes the constants into their slots, which no instruction overwrites.</summary>
    public static void LoadConstants<T>(SlotProgram program, Span<T> slots)
        where T : unmanaged, IScalar<T>
    {
        var constants = program.Tape.Constants;
        var first = program.Tape.Inputs.Length;
        for (var i = 0; i < constants.Length; i++) slots[first + i] = T.From(constants[i]);
    }

    /// <summary>Runs a program whose inputs and constants are in their slots.</summary>
    public static void Run<T>(SlotProgram program, Span<T> slots)
        where T : unmanaged, IScalar<T>
    {
        // The slots in the code were handed out below SlotCount, so one check stands for all.
        ArgumentOutOfRangeException.ThrowIfLessThan(slots.Length, program.SlotCount, nameof(slots));
        ref var s = ref MemoryMarshal.GetReference(slots);
        foreach (ref readonly var i in program.Code.AsSpan())
        {
            ref var target = ref Unsafe.Add(ref s, i.Target);
            ref var a = ref Unsafe.Add(ref s, i.A);
            ref var b = ref Unsafe.Add(ref s, i.B);
            switch (i.Op)
            {
                case TapeOp.Add: target = a + b; break;
                case TapeOp.Subtract: target = a - b; break;
                case TapeOp.Multiply: target = a * b; break;
                case TapeOp.Divide: target = a / b; break;
                case TapeOp.Negate: target = -a; break;
                case TapeOp.Sqrt: target = T.Sqrt(a); break;
                case TapeOp.Exp: target = T.Exp(a); break;
                case TapeOp.Power: target = T.Power(a, b); break;
                case TapeOp.PowerLog: target = T.PowerLog(a, b, i.C); break;
                case TapeOp.Less: target = Truth<T>(a.Primal < b.Primal); break;
                case TapeOp.LessOrEqual: target = Truth<T>(a.Primal <= b.Primal); break;
                case TapeOp.Equal: target = Truth<T>(a.Primal == b.Primal); break;
                case TapeOp.NotEqual: target = Truth<T>(a.Primal != b.Primal); break;
                case TapeOp.And: target = Truth<T>(a.Primal != 0 && b.Primal != 0); break;
                case TapeOp.Or: target = Truth<T>(a.Primal != 0 || b.Primal != 0); break;
                case TapeOp.Not: target = Truth<T>(a.Primal == 0); break;
                case TapeOp.Select: target = a.Primal != 0 ? b : Unsafe.Add(ref s, i.C); break;
                case TapeOp.Call1: target = T.Call(program.Tape.Functions[i.C], a); break;
                case TapeOp.Call2: target = T.Call(program.Tape.Functions[i.C], a, b); break;
                default: target = CallMany(program, i, slots); break;
            }
        }
    }

    private static T Truth<T>(bool value)
        where T : unmanaged, IScalar<T> => T.From(value ? 1 : 0);

    private static T CallMany<T>(SlotProgram program, in Instruction instruction, Span<T> slots)
        where T : unmanaged, IScalar<T>
    {
        var function = program.Tape.Functions[program.OperandTable[instruction.C]];
        var operands = program.OperandTable.AsSpan(instruction.C + 2, program.OperandTable[instruction.C + 1]);
        var rented = ArrayPool<T>.Shared.Rent(operands.Length);
        for (var i = 0; i < operands.Length; i++) rented[i] = slots[operands[i]];
        var result = T.Call(function, rented.AsSpan(0, operands.Length));
        ArrayPool<T>.Shared.Return(rented);
        return result;
    }
}
