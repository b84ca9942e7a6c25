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

    /// <summary>Stores the numbers of two vectors in turns: the first of both, the second of both, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreInTurns(Vector256<double> first, Vector256<double> second, nint address)
    {
        if (!Avx.IsSupported)
        {
            StoreApart(first, address, 2 * sizeof(double));
            StoreApart(second, address + sizeof(double), 2 * sizeof(double));
            return;
        }

        // 0 4 2 6 and 1 5 3 7, whose halves are put together.
        var (even, odd) = (Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second));
        Avx.Permute2x128(even, odd, 0x20).Store((double*)address);
        Avx.Permute2x128(even, odd, 0x31).Store((double*)address + 4);
    }

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
