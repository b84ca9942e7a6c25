using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>As <see cref="ColumnMap"/>, for functions of two columns.</summary>
internal static class BinaryColumnMap
{
    public static void Apply<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryKernel
    {
        Columns.Check(x, result, nameof(result));
        Columns.Check(y, result, nameof(result));
        if (Vector512.IsHardwareAccelerated)
            Apply<TKernel, Lanes512>(x, y, result);
        else if (Vector256.IsHardwareAccelerated)
            Apply<TKernel, Lanes256>(x, y, result);
        else
            Apply<TKernel, Lanes128>(x, y, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel, T>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryKernel
        where T : struct, ILanes<T>
    {
        if (x.Length < T.Count)
        {
            ApplyShort<TKernel, T>(x, y, result);
            return;
        }

        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(result);
        nuint last = (nuint)(x.Length - T.Count);
        T lastX = T.Load(ref Unsafe.Add(ref fromX, last));
        T lastY = T.Load(ref Unsafe.Add(ref fromY, last));
        for (nuint i = 0; i < last; i += (nuint)T.Count)
        {
            T value = TKernel.Evaluate(T.Load(ref Unsafe.Add(ref fromX, i)), T.Load(ref Unsafe.Add(ref fromY, i)));
            T.Store(value, ref Unsafe.Add(ref to, i));
        }

        T.Store(TKernel.Evaluate(lastX, lastY), ref Unsafe.Add(ref to, last));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyShort<TKernel, T>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryKernel
        where T : struct, ILanes<T>
    {
        if (x.IsEmpty)
            return;
        Span<double> bufferX = stackalloc double[8];
        Span<double> bufferY = stackalloc double[8];
        x.CopyTo(bufferX);
        y.CopyTo(bufferY);
        Apply<TKernel, T>(bufferX, bufferY, bufferX);
        bufferX[..x.Length].CopyTo(result);
    }
}
