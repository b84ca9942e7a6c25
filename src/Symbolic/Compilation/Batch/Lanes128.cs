using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symbolic.Compilation.Batch;

/// <summary>Scalar functions on vectors of 128 bits, lane by lane.</summary>
internal static class Lanes128
{
    /// <summary>0, 1, 2, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Iota() => Vector128<double>.Indices;

    /// <summary>The sum of the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector128<double> values) => Vector128.Sum(values);

    /// <summary>Stores the numbers at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreApart(Vector128<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) = values.GetElement(0);
        *(double*)(address + (1 * stride)) = values.GetElement(1);
    }

    /// <summary>Adds the numbers to those at places that are <paramref name="stride"/> bytes apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void AddApart(Vector128<double> values, nint address, nint stride)
    {
        *(double*)(address + (0 * stride)) += values.GetElement(0);
        *(double*)(address + (1 * stride)) += values.GetElement(1);
    }

    /// <summary>The lanes of two vectors, those of the second counted on from those of the first, that have these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Pick(Vector128<double> first, Vector128<long> lanes, Vector128<double> second) => Avx512F.VL.IsSupported
        ? Avx512F.VL.PermuteVar2x64x2(first, lanes, second)
        : Vector128.ConditionalSelect(Vector128.GreaterThan(lanes, Vector128.Create(1L)).AsDouble(), Vector128.Shuffle(second, lanes & Vector128.Create(1L)), Vector128.Shuffle(first, lanes & Vector128.Create(1L)));

    /// <summary>The lower halves of two vectors in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LowInTurns(Vector128<double> first, Vector128<double> second) => Vector128.Create(first.GetElement(0), second.GetElement(0));

    /// <summary>The upper halves of two vectors in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> HighInTurns(Vector128<double> first, Vector128<double> second) => Vector128.Create(first.GetElement(1), second.GetElement(1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Map(Vector128<double> x, Func<double, double> f)
    {
        Span<double> result = stackalloc double[Vector128<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i]);
        return Vector128.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Map(Vector128<double> x, Vector128<double> y, Func<double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector128<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i]);
        return Vector128.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Map(Vector128<double> x, Vector128<double> y, Vector128<double> z, Func<double, double, double, double> f)
    {
        Span<double> result = stackalloc double[Vector128<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = f(x[i], y[i], z[i]);
        return Vector128.Create<double>(result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> PowerLog(Vector128<double> x, Vector128<double> y, int k)
    {
        Span<double> result = stackalloc double[Vector128<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = PowerFunctions.PowerLog(x[i], y[i], k);
        return Vector128.Create<double>(result);
    }
}
