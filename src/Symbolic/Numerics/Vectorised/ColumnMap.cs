using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Runs a kernel over a column with the widest vectors of the processor. The rest of the column, shorter than a vector,
/// goes through a padded buffer and the same loop, so that each kernel is compiled once. A result column may be an
/// argument column: a vector is stored after it was read, and read nowhere else. The loops are never inlined: in a larger
/// method the JIT might refuse to inline the kernel into them.
/// </summary>
internal static class ColumnMap
{
    public static void Apply<TKernel>(ReadOnlySpan<double> x, Span<double> result)
        where TKernel : struct, IVectorKernel
    {
        Columns.Check(x, result, nameof(result));
        if (Vector512.IsHardwareAccelerated)
            Apply512<TKernel>(x, result);
        else if (Vector256.IsHardwareAccelerated)
            Apply256<TKernel>(x, result);
        else
            Apply128<TKernel>(x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply512<TKernel>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IVectorKernel
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        nuint whole = (nuint)x.Length & ~((nuint)Vector512<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector512<double>.Count)
            TKernel.Evaluate(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[8];
        Columns.Pad(x[(int)whole..], rest);
        Apply512<TKernel>(rest, rest);
        rest[..(x.Length - (int)whole)].CopyTo(y[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply256<TKernel>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IVectorKernel
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        nuint whole = (nuint)x.Length & ~((nuint)Vector256<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector256<double>.Count)
            TKernel.Evaluate(Vector256.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[4];
        Columns.Pad(x[(int)whole..], rest);
        Apply256<TKernel>(rest, rest);
        rest[..(x.Length - (int)whole)].CopyTo(y[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply128<TKernel>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IVectorKernel
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        nuint whole = (nuint)x.Length & ~((nuint)Vector128<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector128<double>.Count)
            TKernel.Evaluate(Vector128.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[2];
        Columns.Pad(x[(int)whole..], rest);
        Apply128<TKernel>(rest, rest);
        rest[..(x.Length - (int)whole)].CopyTo(y[(int)whole..]);
    }
}
