using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// A flat program for several expressions at once, in which each common subexpression is computed once. Values are numbered:
/// first the inputs, then the constants, then the results of the instructions in order; each is assigned once and used only after.
/// Immutable. Interpreters, code generators and exporters all read this form.
/// </summary>
public sealed class Tape
{
    internal Tape(
        ImmutableArray<Variable> inputs,
        ImmutableArray<double> constants,
        ImmutableArray<Instruction> instructions,
        ImmutableArray<int> operandTable,
        ImmutableArray<TapeFunction> functions,
        ImmutableArray<int> outputs)
    {
        Inputs = inputs;
        Constants = constants;
        Instructions = instructions;
        OperandTable = operandTable;
        Functions = functions;
        Outputs = outputs;
    }

    /// <summary>The variables, in the order in which their values are passed.</summary>
    public ImmutableArray<Variable> Inputs { get; }

    /// <summary>Number of expressions computed.</summary>
    public int OutputCount => Outputs.Length;

    /// <summary>Number of instructions.</summary>
    public int InstructionCount => Instructions.Length;

    /// <summary>The distinct constants.</summary>
    internal ImmutableArray<double> Constants { get; }

    /// <summary>The program; instruction i assigns value <see cref="FirstResult"/> + i.</summary>
    internal ImmutableArray<Instruction> Instructions { get; }

    /// <summary>For each call of many operands: function, number of operands, operands.</summary>
    internal ImmutableArray<int> OperandTable { get; }

    /// <summary>The functions that are called.</summary>
    internal ImmutableArray<TapeFunction> Functions { get; }

    /// <summary>The value that each output is.</summary>
    internal ImmutableArray<int> Outputs { get; }

    /// <summary>Number of the first value that an instruction assigns.</summary>
    internal int FirstResult => Inputs.Length + Constants.Length;

    /// <summary>Number of values.</summary>
    internal int ValueCount => FirstResult + Instructions.Length;

    /// <summary>Whether a value is an input.</summary>
    internal bool IsInput(int value) => value < Inputs.Length;

    /// <summary>Whether a value is a constant.</summary>
    internal bool IsConstant(int value) => value >= Inputs.Length && value < FirstResult;

    /// <summary>The number that a constant value is.</summary>
    internal double ConstantOf(int value) => Constants[value - Inputs.Length];

    /// <summary>For each value the position of the last instruction that reads it; the number of instructions for an output, −1 for no use.</summary>
    internal int[] LastUses()
    {
        var last = new int[ValueCount];
        for (var i = 0; i < last.Length; i++) last[i] = -1;
        var table = OperandTable.AsSpan();
        for (var i = 0; i < Instructions.Length; i++)
        {
            var instruction = Instructions[i];
            for (var j = 0; j < instruction.OperandCount(table); j++) last[instruction.Operand(j, table)] = i;
        }

        foreach (var output in Outputs) last[output] = Instructions.Length;
        return last;
    }

    /// <summary>For each value whether one of some outputs is computed from it.</summary>
    internal bool[] WhatIsNeeded(IEnumerable<int> outputs)
    {
        var isNeeded = new bool[ValueCount];
        foreach (var output in outputs) isNeeded[Outputs[output]] = true;
        var table = OperandTable.AsSpan();
        foreach (var instruction in Instructions.Reverse())
        {
            if (!isNeeded[instruction.Target]) continue;
            for (var j = 0; j < instruction.OperandCount(table); j++) isNeeded[instruction.Operand(j, table)] = true;
        }

        return isNeeded;
    }

    /// <summary>For each instruction whether it is a call or a call needs it.</summary>
    internal bool[] NeededByCalls()
    {
        var isNeeded = new bool[InstructionCount];
        var table = OperandTable.AsSpan();
        for (var i = isNeeded.Length - 1; i >= 0; i--)
        {
            var instruction = Instructions[i];
            isNeeded[i] |= instruction.IsCall;
            if (!isNeeded[i]) continue;
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                if (instruction.Operand(j, table) - FirstResult is >= 0 and var operand) isNeeded[operand] = true;
            }
        }

        return isNeeded;
    }

    /// <summary>The same program with its instructions in another order, in which each still comes after those it reads.</summary>
    internal Tape Reorder(ReadOnlySpan<int> order)
    {
        var numbers = new int[ValueCount];
        for (var i = 0; i < FirstResult; i++) numbers[i] = i;
        for (var i = 0; i < order.Length; i++) numbers[FirstResult + order[i]] = FirstResult + i;
        var table = OperandTable.ToArray();
        var code = new Instruction[order.Length];
        for (var i = 0; i < code.Length; i++) code[i] = Instructions[order[i]].Renumber(numbers, table);
        var outputs = new int[Outputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = numbers[Outputs[i]];
        return new Tape(Inputs, Constants, [.. code], [.. table], Functions, [.. outputs]);
    }
}
