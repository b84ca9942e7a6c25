using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symbolic.Compilation.Batch;

/// <summary>Scalar functions on vectors of 256 bits, lane by lane.</summary>
internal static class Lanes256
{
    /// <summary>0, 1, 2, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Iota() => Vector256<double>.Indices;

    /// <summary>The sum of the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector256<double> values) => Vector256.Sum(values);

    /// <summary>Stores the numbers at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreApart(Vector256<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) = values.GetElement(0);
        *(double*)(address + (1 * stride)) = values.GetElement(1);
        *(double*)(address + (2 * stride)) = values.GetElement(2);
        *(double*)(address + (3 * stride)) = values.GetElement(3);
    }

    /// <summary>Adds the numbers to those at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void AddApart(Vector256<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) += values.GetElement(0);
        *(double*)(address + (1 * stride)) += values.GetElement(1);
        *(double*)(address + (2 * stride)) += values.GetElement(2);
        *(double*)(address + (3 * stride)) += values.GetElement(3);
    }

    /// <summary>The lanes of two vectors, those of the second counted on from those of the first, that have these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pick(Vector256<double> first, Vector256<long> lanes, Vector256<double> second) => Avx512F.VL.IsSupported
        ? Avx512F.VL.PermuteVar4x64x2(first, lanes, second)
        : Vector256.ConditionalSelect(Vector256.GreaterThan(lanes, Vector256.Create(3L)).AsDouble(), Vector256.Shuffle(second, lanes & Vector256.Create(3L)), Vector256.Shuffle(first, lanes & Vector256.Create(3L)));

    /// <summary>The lower halves of two vectors in turns: the first of both, the second of both, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LowInTurns(Vector256<double> first, Vector256<double> second) => Avx.IsSupported && !Avx512F.VL.IsSupported
        ? Avx.Permute2x128(Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second), 0x20)
        : Pick(first, Vector256.Create(0L, 4, 1, 5), second);

    /// <summary>The upper halves of two vectors in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> HighInTurns(Vector256<double> first, Vector256<double> second) => Avx.IsSupported && !Avx512F.VL.IsSupported
        ? Avx.Permute2x128(Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second), 0x31)
        : Pick(first, Vector256.Create(2L, 6, 3, 7), second);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<double> Map(Vector256<double> x, Func<double, double> f)
    {
        Span<double> result = stackalloc double[Vector256<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i]);
        return Vector256.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<double> Map(Vector256<double> x, Vector256<double> y, Func<double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector256<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i]);
        return Vector256.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<double> Map(Vector256<double> x, Vector256<double> y, Vector256<double> z, Func<double, double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector256<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i], z[i]);
        return Vector256.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<double> PowerLog(Vector256<double> x, Vector256<double> y, int k)
    {
        Span<double> result = stackalloc double[Vector256<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = PowerFunctions.PowerLog(x[i], y[i], k);
        return Vector256.Create<double>(result);
    }
}
