using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// As <see cref="ColumnMap"/>, for functions of two columns.
/// </summary>
internal static class BinaryColumnMap
{
    public static void Apply<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryVectorKernel
    {
        Columns.Check(x, result, nameof(result));
        Columns.Check(y, result, nameof(result));
        if (Vector512.IsHardwareAccelerated)
            Apply512<TKernel>(x, y, result);
        else if (Vector256.IsHardwareAccelerated)
            Apply256<TKernel>(x, y, result);
        else
            Apply128<TKernel>(x, y, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply512<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryVectorKernel
    {
        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(result);
        nuint whole = (nuint)x.Length & ~((nuint)Vector512<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector512<double>.Count)
            TKernel.Evaluate(Vector512.LoadUnsafe(ref fromX, i), Vector512.LoadUnsafe(ref fromY, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> restX = stackalloc double[8];
        Span<double> restY = stackalloc double[8];
        Columns.Pad(x[(int)whole..], restX);
        Columns.Pad(y[(int)whole..], restY);
        Apply512<TKernel>(restX, restY, restX);
        restX[..(x.Length - (int)whole)].CopyTo(result[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply256<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryVectorKernel
    {
        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(result);
        nuint whole = (nuint)x.Length & ~((nuint)Vector256<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector256<double>.Count)
            TKernel.Evaluate(Vector256.LoadUnsafe(ref fromX, i), Vector256.LoadUnsafe(ref fromY, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> restX = stackalloc double[4];
        Span<double> restY = stackalloc double[4];
        Columns.Pad(x[(int)whole..], restX);
        Columns.Pad(y[(int)whole..], restY);
        Apply256<TKernel>(restX, restY, restX);
        restX[..(x.Length - (int)whole)].CopyTo(result[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply128<TKernel>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinaryVectorKernel
    {
        ref double fromX = ref MemoryMarshal.GetReference(x);
        ref double fromY = ref MemoryMarshal.GetReference(y);
        ref double to = ref MemoryMarshal.GetReference(result);
        nuint whole = (nuint)x.Length & ~((nuint)Vector128<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector128<double>.Count)
            TKernel.Evaluate(Vector128.LoadUnsafe(ref fromX, i), Vector128.LoadUnsafe(ref fromY, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> restX = stackalloc double[2];
        Span<double> restY = stackalloc double[2];
        Columns.Pad(x[(int)whole..], restX);
        Columns.Pad(y[(int)whole..], restY);
        Apply128<TKernel>(restX, restY, restX);
        restX[..(x.Length - (int)whole)].CopyTo(result[(int)whole..]);
    }
}
