using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Compilation.Batch;

/// <summary>Scalar functions on vectors of 256 bits, lane by lane.</summary>
internal static class Lanes256
{
    /// <summary>0, 1, 2, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Iota() => Vector256<double>.Indices;

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
