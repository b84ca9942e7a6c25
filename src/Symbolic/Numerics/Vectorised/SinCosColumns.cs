using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>As <see cref="ColumnMap"/>, for sine and cosine together.</summary>
internal static class SinCosColumns
{
    public static void Apply(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
    {
        Columns.Check(x, sin, nameof(sin));
        Columns.Check(x, cos, nameof(cos));
        if (sin.Overlaps(cos))
            throw new ArgumentException("The two result columns overlap.", nameof(cos));
        if (Vector512.IsHardwareAccelerated)
            Apply<Lanes512>(x, sin, cos);
        else if (Vector256.IsHardwareAccelerated)
            Apply<Lanes256>(x, sin, cos);
        else
            Apply<Lanes128>(x, sin, cos);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T>(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
        where T : struct, ILanes<T>
    {
        if (x.Length < T.Count)
        {
            ApplyShort<T>(x, sin, cos);
            return;
        }

        ref double from = ref MemoryMarshal.GetReference(x);
        ref double toSin = ref MemoryMarshal.GetReference(sin);
        ref double toCos = ref MemoryMarshal.GetReference(cos);
        nuint last = (nuint)(x.Length - T.Count);
        T lastX = T.Load(ref Unsafe.Add(ref from, last));
        T cosine;
        for (nuint i = 0; i < last; i += (nuint)T.Count)
        {
            T.Store(TrigonometricKernels.SinCos(T.Load(ref Unsafe.Add(ref from, i)), out cosine), ref Unsafe.Add(ref toSin, i));
            T.Store(cosine, ref Unsafe.Add(ref toCos, i));
        }

        T.Store(TrigonometricKernels.SinCos(lastX, out cosine), ref Unsafe.Add(ref toSin, last));
        T.Store(cosine, ref Unsafe.Add(ref toCos, last));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyShort<T>(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
        where T : struct, ILanes<T>
    {
        if (x.IsEmpty)
            return;
        Span<double> bufferX = stackalloc double[8];
        Span<double> bufferCos = stackalloc double[8];
        x.CopyTo(bufferX);
        Apply<T>(bufferX, bufferX, bufferCos);
        bufferX[..x.Length].CopyTo(sin);
        bufferCos[..x.Length].CopyTo(cos);
    }
}
