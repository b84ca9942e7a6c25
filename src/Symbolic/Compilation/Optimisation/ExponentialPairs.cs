using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Symbolic.Expressions;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// Computes exponentials of derivatives two at a time, as the lanes of one SIMD vector, which takes half as long as calling the library's twice.
/// Exponentials that the value of the formula needs stay as they are, to the bit.
/// </summary>
internal static class ExponentialPairs
{
    /// <summary>Whether the hardware has what makes the kernel for two lanes fast.</summary>
    public static bool IsWorthwhile
    {
        // A method that asks for such hardware is compiled only where it runs, so that only this one is.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Avx512F.VL.IsSupported;
    }

    /// <summary>An exponential that can be computed together with another one.</summary>
    public static FunctionDefinition Function { get; } = new("exp", 1)
    {
        Evaluate = (Func<double, double>)One,
        Vector = () => new VectorKernel(VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        Spelling = FunctionSpelling.Of("Math.Exp", "exp", "np.exp", "exp"),
        MaxUlp = 2,
    };

    /// <summary>e^a and e^b.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Second) Both(double a, double b)
    {
        var both = VectorMath.Exp(Vector128.Create(a, b));
        return (both.ToScalar(), both.GetElement(1));
    }

    /// <summary>Whether an instruction is such an exponential.</summary>
    public static bool IsOne(Tape tape, Instruction i) => i.Op == TapeOp.Call1 && ReferenceEquals(tape.Functions[i.C].Definition, Function);

    /// <summary>The program with such exponentials side by side; values that are <paramref name="kept"/> stay.</summary>
    public static Tape Arrange(Tape tape, bool[] kept)
    {
        if (tape.InstructionCount > IlEmitter.PointSize || CountFree(tape, kept) < 2 || !IsWorthwhile) return tape;
        var code = tape.Instructions.ToArray();
        var order = Enumerable.Range(0, code.Length).ToList();
        for (var place = 0; place < order.Count; place++)
        {
            if (code[order[place]] is not { Op: TapeOp.Exp } first || kept[first.Target] || PlaceOfPartner(tape, code, order, place, kept) is not (> 0 and var partner)) continue;
            var (i, j) = (order[place], order[partner]);
            code[i] = Paired(tape, code[i]);
            code[j] = Paired(tape, code[j]);
            order.RemoveAt(place);
            order.Insert(partner - 1, i);
        }

        if (code.AsSpan().SequenceEqual(tape.Instructions.AsSpan())) return tape;
        var function = new TapeFunction(Function, [null]);
        return new Tape(tape.Inputs, tape.Constants, [.. code], tape.OperandTable, tape.Functions.Add(function), tape.Outputs).Reorder(CollectionsMarshal.AsSpan(order));
    }

    private static double One(double x) => VectorMath.Exp(Vector128.CreateScalar(x)).ToScalar();

    private static int CountFree(Tape tape, bool[] kept)
    {
        var count = 0;
        foreach (var instruction in tape.Instructions)
        {
            if (instruction.Op == TapeOp.Exp && !kept[instruction.Target]) count++;
        }

        return count;
    }

    private static Instruction Paired(Tape tape, Instruction i) => i with { Op = TapeOp.Call1, C = tape.Functions.Length };

    /// <summary>The place of the next exponential, unless something before it, or it itself, reads the first one; −1 when there is none.</summary>
    private static int PlaceOfPartner(Tape tape, Instruction[] code, List<int> order, int place, bool[] kept)
    {
        var first = code[order[place]].Target;
        var table = tape.OperandTable.AsSpan();
        for (var next = place + 1; next < order.Count; next++)
        {
            var instruction = code[order[next]];
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                if (instruction.Operand(j, table) == first) return -1;
            }

            if (instruction.Op == TapeOp.Exp && !kept[instruction.Target]) return next;
        }

        return -1;
    }
}
