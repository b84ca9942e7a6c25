using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Compilation.Batch;

/// <summary>Scalar functions on vectors of 512 bits, lane by lane.</summary>
internal static class Lanes512
{
    /// <summary>0, 1, 2, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Iota() => Vector512<double>.Indices;

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
