using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// As <see cref="ColumnMap"/>, for sine and cosine together.
/// </summary>
internal static class SinCosColumns
{
    public static void Apply(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
    {
        Columns.Check(x, sin, nameof(sin));
        Columns.Check(x, cos, nameof(cos));
        if (sin.Overlaps(cos))
            throw new ArgumentException("The two result columns overlap.", nameof(cos));
        if (Vector512.IsHardwareAccelerated)
            Apply512(x, sin, cos);
        else if (Vector256.IsHardwareAccelerated)
            Apply256(x, sin, cos);
        else
            Apply128(x, sin, cos);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply512(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double toSin = ref MemoryMarshal.GetReference(sin);
        ref double toCos = ref MemoryMarshal.GetReference(cos);
        nuint whole = (nuint)x.Length & ~((nuint)Vector512<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector512<double>.Count)
        {
            VectorMath.SinCos(Vector512.LoadUnsafe(ref from, i), out Vector512<double> cosine).StoreUnsafe(ref toSin, i);
            cosine.StoreUnsafe(ref toCos, i);
        }

        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[8];
        Span<double> restCos = stackalloc double[8];
        Columns.Pad(x[(int)whole..], rest);
        Apply512(rest, rest, restCos);
        rest[..(x.Length - (int)whole)].CopyTo(sin[(int)whole..]);
        restCos[..(x.Length - (int)whole)].CopyTo(cos[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply256(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double toSin = ref MemoryMarshal.GetReference(sin);
        ref double toCos = ref MemoryMarshal.GetReference(cos);
        nuint whole = (nuint)x.Length & ~((nuint)Vector256<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector256<double>.Count)
        {
            VectorMath.SinCos(Vector256.LoadUnsafe(ref from, i), out Vector256<double> cosine).StoreUnsafe(ref toSin, i);
            cosine.StoreUnsafe(ref toCos, i);
        }

        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[4];
        Span<double> restCos = stackalloc double[4];
        Columns.Pad(x[(int)whole..], rest);
        Apply256(rest, rest, restCos);
        rest[..(x.Length - (int)whole)].CopyTo(sin[(int)whole..]);
        restCos[..(x.Length - (int)whole)].CopyTo(cos[(int)whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Apply128(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos)
    {
        ref double from = ref MemoryMarshal.GetReference(x);
        ref double toSin = ref MemoryMarshal.GetReference(sin);
        ref double toCos = ref MemoryMarshal.GetReference(cos);
        nuint whole = (nuint)x.Length & ~((nuint)Vector128<double>.Count - 1);
        for (nuint i = 0; i < whole; i += (nuint)Vector128<double>.Count)
        {
            VectorMath.SinCos(Vector128.LoadUnsafe(ref from, i), out Vector128<double> cosine).StoreUnsafe(ref toSin, i);
            cosine.StoreUnsafe(ref toCos, i);
        }

        if ((int)whole == x.Length)
            return;
        Span<double> rest = stackalloc double[2];
        Span<double> restCos = stackalloc double[2];
        Columns.Pad(x[(int)whole..], rest);
        Apply128(rest, rest, restCos);
        rest[..(x.Length - (int)whole)].CopyTo(sin[(int)whole..]);
        restCos[..(x.Length - (int)whole)].CopyTo(cos[(int)whole..]);
    }
}
