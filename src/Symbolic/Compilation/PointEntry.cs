using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <summary>
/// How machine code for value and derivatives is entered: with spans, whose lengths it checks itself, so that nothing stands between a caller and
/// the arithmetic. What does not fit is left to another function of the same type.
/// </summary>
/// <param name="Size">Number of variables.</param>
/// <param name="Otherwise">A <see cref="ValueFunction"/>, <see cref="GradientFunction"/> or <see cref="HessianFunction"/>.</param>
internal sealed record PointEntry(int Size, Delegate Otherwise)
{
    private static readonly MethodInfo InputLength = typeof(ReadOnlySpan<double>).GetMethod("get_Length")!;
    private static readonly MethodInfo OutputLength = typeof(Span<double>).GetMethod("get_Length")!;
    private static readonly MethodInfo FirstInput = ((FirstOfInput)MemoryMarshal.GetReference).Method;
    private static readonly MethodInfo FirstOutput = ((FirstOfOutput)MemoryMarshal.GetReference).Method;
    private static readonly MethodInfo Disturb = ((Disturbance)Lengths.Disturb).Method;

    private delegate ref double FirstOfInput(ReadOnlySpan<double> x);

    private delegate ref double FirstOfOutput(Span<double> y);

    private delegate bool Disturbance(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>Highest derivative.</summary>
    public int Order => Otherwise switch { ValueFunction => 0, GradientFunction => 1, _ => 2 };

    /// <summary>The types of the arguments.</summary>
    public Type[] Arguments => [typeof(ReadOnlySpan<double>), .. Enumerable.Repeat(typeof(Span<double>), Order)];

    /// <summary>Emits the checks; the rows that the spans begin with are then in local variables, the inputs first.</summary>
    public LocalBuilder[] EmitChecks(ILGenerator il, Label otherwise)
    {
        PushLength(il, 0);
        il.Emit(OpCodes.Ldc_I4, Size);
        il.Emit(OpCodes.Bne_Un, otherwise);
        for (var section = 1; section <= Order; section++)
        {
            PushLength(il, section);
            il.Emit(OpCodes.Ldc_I4, section == 1 ? Size : Size * Size);
            il.Emit(OpCodes.Blt, otherwise);
            if (Size <= Lengths.MaxLoadedFirst) continue;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_S, (byte)(section + 1));
            il.Emit(OpCodes.Call, Disturb);
            il.Emit(OpCodes.Brtrue, otherwise);
        }

        return [.. Enumerable.Range(0, Order + 1).Select(section => EmitFirst(il, section))];
    }

    /// <summary>Emits the call of the other function with the same arguments.</summary>
    public void EmitOtherwise(ILGenerator il, Label otherwise)
    {
        il.MarkLabel(otherwise);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, typeof(KernelTarget).GetField(nameof(KernelTarget.Otherwise))!);
        for (var section = 0; section <= Order; section++) il.Emit(OpCodes.Ldarg_S, (byte)(section + 1));
        il.Emit(OpCodes.Callvirt, InvokeOf(Otherwise));
        il.Emit(OpCodes.Ret);
    }

    private static MethodInfo InvokeOf(Delegate function) => function switch
    {
        ValueFunction => typeof(ValueFunction).GetMethod("Invoke")!,
        GradientFunction => typeof(GradientFunction).GetMethod("Invoke")!,
        _ => typeof(HessianFunction).GetMethod("Invoke")!,
    };

    private static void PushLength(ILGenerator il, int section)
    {
        il.Emit(OpCodes.Ldarga_S, (byte)(section + 1));
        il.Emit(OpCodes.Call, section == 0 ? InputLength : OutputLength);
    }

    private static LocalBuilder EmitFirst(ILGenerator il, int section)
    {
        var row = il.DeclareLocal(typeof(double).MakeByRefType());
        il.Emit(OpCodes.Ldarg_S, (byte)(section + 1));
        il.Emit(OpCodes.Call, section == 0 ? FirstInput : FirstOutput);
        il.Emit(OpCodes.Stloc, row);
        return row;
    }
}
