using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symbolic.Compilation.Batch;

/// <summary>Scalar functions on vectors of 512 bits, lane by lane.</summary>
internal static class Lanes512
{
    /// <summary>0, 1, 2, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Iota() => Vector512<double>.Indices;

    /// <summary>The sum of the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector512<double> values) => Vector512.Sum(values);

    /// <summary>Stores the numbers at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreApart(Vector512<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) = values.GetElement(0);
        *(double*)(address + (1 * stride)) = values.GetElement(1);
        *(double*)(address + (2 * stride)) = values.GetElement(2);
        *(double*)(address + (3 * stride)) = values.GetElement(3);
        *(double*)(address + (4 * stride)) = values.GetElement(4);
        *(double*)(address + (5 * stride)) = values.GetElement(5);
        *(double*)(address + (6 * stride)) = values.GetElement(6);
        *(double*)(address + (7 * stride)) = values.GetElement(7);
    }

    /// <summary>Adds the numbers to those at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void AddApart(Vector512<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) += values.GetElement(0);
        *(double*)(address + (1 * stride)) += values.GetElement(1);
        *(double*)(address + (2 * stride)) += values.GetElement(2);
        *(double*)(address + (3 * stride)) += values.GetElement(3);
        *(double*)(address + (4 * stride)) += values.GetElement(4);
        *(double*)(address + (5 * stride)) += values.GetElement(5);
        *(double*)(address + (6 * stride)) += values.GetElement(6);
        *(double*)(address + (7 * stride)) += values.GetElement(7);
    }

    /// <summary>The lanes of two vectors, those of the second counted on from those of the first, that have these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pick(Vector512<double> first, Vector512<long> lanes, Vector512<double> second) => Avx512F.IsSupported
        ? Avx512F.PermuteVar8x64x2(first, lanes, second)
        : Vector512.ConditionalSelect(Vector512.GreaterThan(lanes, Vector512.Create(7L)).AsDouble(), Vector512.Shuffle(second, lanes & Vector512.Create(7L)), Vector512.Shuffle(first, lanes & Vector512.Create(7L)));

    /// <summary>The lower halves of two vectors in turns: the first of both, the second of both, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LowInTurns(Vector512<double> first, Vector512<double> second) => Pick(first, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), second);

    /// <summary>The upper halves of two vectors in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> HighInTurns(Vector512<double> first, Vector512<double> second) => Pick(first, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), second);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Map(Vector512<double> x, Func<double, double> f)
    {
        Span<double> result = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i]);
        return Vector512.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Map(Vector512<double> x, Vector512<double> y, Func<double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i]);
        return Vector512.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Map(Vector512<double> x, Vector512<double> y, Vector512<double> z, Func<double, double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i], z[i]);
        return Vector512.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> PowerLog(Vector512<double> x, Vector512<double> y, int k)
    {
        Span<double> result = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = PowerFunctions.PowerLog(x[i], y[i], k);
        return Vector512.Create<double>(result);
    }
}
