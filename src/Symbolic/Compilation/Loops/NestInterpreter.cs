using System.Buffers;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Loops;

/// <summary>A nest round by round: for places where no code can be generated, and for few evaluations.</summary>
internal sealed class NestInterpreter(NestPlan plan, HessianTable? table)
{
    private readonly SlotProgram _program = SlotProgram.Of(plan.Tape);
    private readonly int[][] _pairs = [.. Enumerable.Range(0, plan.Depth + 1).Select(level => plan.PairsAt(level).ToArray())];

    /// <summary>The value; the derivatives are added to what is there.</summary>
    public double Run(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var slots = ArrayPool<double>.Shared.Rent(_program.SlotCount);
        Interpreter.LoadConstants(_program, MemoryMarshal.Cast<double, Real>(slots.AsSpan(0, _program.SlotCount)));
        var (indices, rounds) = (new Dictionary<string, long>(StringComparer.Ordinal), new int[plan.Depth + 1]);
        var value = Descend(0, x, gradient, hessian, slots.AsSpan(0, _program.SlotCount), indices, rounds);
        ArrayPool<double>.Shared.Return(slots);
        return value;
    }

    private double Descend(int level, ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> slots, Dictionary<string, long> indices, int[] rounds)
    {
        var total = 0.0;
        if (level == plan.Depth)
        {
            total = Round(x, gradient, hessian, slots, indices, rounds);
        }
        else
        {
            var index = plan.Nest.Indices[level];
            var (from, to) = (index.From.At(i => indices[i]), index.To.At(i => indices[i]));
            for (var i = from; i <= to; i++)
            {
                indices[index.Name] = i;
                total += Descend(level + 1, x, gradient, hessian, slots, indices, rounds);
            }
        }

        rounds[level]++;
        return total;
    }

    private double Round(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> slots, Dictionary<string, long> indices, int[] rounds)
    {
        var variables = plan.Nest.Variables;
        for (var k = 0; k < variables.Length; k++) slots[k] = x[variables[k].PlaceAt(i => indices[i])];
        var numbers = plan.Nest.Numbers;
        for (var k = 0; k < numbers.Length; k++) slots[variables.Length + k] = numbers[k].Values[(int)indices[LoopNest.RoundIndex]];
        for (var k = 0; k < plan.ReadIndices.Length; k++) slots[variables.Length + numbers.Length + k] = indices[plan.Nest.Indices[plan.ReadIndices[k]].Name];
        Interpreter.Run(_program, MemoryMarshal.Cast<double, Real>(slots));
        var output = 1;
        foreach (var k in plan.FirstDerivatives) gradient[variables[k].PlaceAt(i => indices[i])] += slots[_program.Outputs[output++]];
        for (var level = 0; level < _pairs.Length && table is not null; level++)
        {
            var first = rounds[level] * _pairs[level].Length;
            for (var k = 0; k < _pairs[level].Length; k++)
                hessian[table.Places[level][first + k]] += (table.Factors?[level][first + k] ?? 1) * slots[_program.Outputs[output + _pairs[level][k]]];
        }

        return slots[_program.Outputs[0]];
    }
}
