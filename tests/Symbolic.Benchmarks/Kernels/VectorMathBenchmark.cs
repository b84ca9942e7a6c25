using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Benchmarks.Kernels;

/// <summary>
/// Nanoseconds per element of the vector kernels over a column in the first-level cache, beside the runtime's own vector
/// function where there is one and the scalar function.
/// </summary>
internal static class VectorMathBenchmark
{
    private const int Length = 1024;

    private delegate void UnaryColumn(ReadOnlySpan<double> x, Span<double> y);

    private delegate void BinaryColumn(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result);

    private static readonly double[] X = new double[Length];
    private static readonly double[] Y = new double[Length];
    private static readonly double[] Z = new double[Length];

    public static void Run()
    {
        Console.WriteLine("kernel          ns/element   Vector512.*   ratio   Math.*   ratio");
        Report("exp", -10, 10, VectorMath.Exp, Exp512, Math.Exp);
        Report("exp2", -10, 10, VectorMath.Exp2, null, null);
        Report("expm1", -10, 10, VectorMath.Expm1, null, null);
        Report("log", 0.01, 100, VectorMath.Log, Log512, Math.Log);
        Report("log2", 0.01, 100, VectorMath.Log2, Log2Of512, Math.Log2);
        Report("log10", 0.01, 100, VectorMath.Log10, null, Math.Log10);
        Report("log1p", -0.9, 10, VectorMath.Log1p, null, null);
        Report("sin", -10, 10, VectorMath.Sin, Sin512, Math.Sin);
        Report("sin, 1e5", -1e5, 1e5, VectorMath.Sin, Sin512, Math.Sin);
        Report("cos", -10, 10, VectorMath.Cos, Cos512, Math.Cos);
        Report("sin, 1 in 8 far", -10, 10, VectorMath.Sin, Sin512, Math.Sin, far: true);
        Report("sincos", -10, 10, (x, y) => VectorMath.SinCos(x, y, Z), SinCos512, x => SinAndCos(x));
        Report("tan", -10, 10, VectorMath.Tan, null, Math.Tan);
        Report("asin", -1, 1, VectorMath.Asin, null, Math.Asin);
        Report("acos", -1, 1, VectorMath.Acos, null, Math.Acos);
        Report("atan", -10, 10, VectorMath.Atan, null, Math.Atan);
        Report("sinh", -10, 10, VectorMath.Sinh, null, Math.Sinh);
        Report("cosh", -10, 10, VectorMath.Cosh, null, Math.Cosh);
        Report("tanh", -4, 4, VectorMath.Tanh, null, Math.Tanh);
        Report("cbrt", -10, 10, VectorMath.Cbrt, null, Math.Cbrt);
        Report("erf", -4, 4, VectorMath.Erf, null, null);
        Report("erfc", -4, 10, VectorMath.Erfc, null, null);
        Report("normcdf", -6, 6, VectorMath.NormalCdf, null, null);
        Report("normpdf", -6, 6, VectorMath.NormalPdf, null, null);
        Report("sigmoid", -10, 10, VectorMath.Sigmoid, null, x => 1 / (1 + Math.Exp(-x)));
        Report("softplus", -10, 10, VectorMath.Softplus, null, null);
        Report("gamma", 0.1, 20, VectorMath.Gamma, null, null);
        Report("lgamma", 0.1, 20, VectorMath.LogGamma, null, null);
        Report("digamma", 0.1, 20, VectorMath.Digamma, null, null);
        Report("pow", 0.01, 10, 2.3, 2.3, VectorMath.Pow, Math.Pow);
        Report("atan2", -4, 4, -4, 4, VectorMath.Atan2, Math.Atan2);
        Report("hypot", -4, 4, -4, 4, VectorMath.Hypot, double.Hypot);
    }

    private static double SinAndCos(double x)
    {
        (double sin, double cos) = Math.SinCos(x);
        return sin + cos;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exp512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
            Vector512.Exp(Vector512.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Log512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
            Vector512.Log(Vector512.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Log2Of512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
            Vector512.Log2(Vector512.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sin512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
            Vector512.Sin(Vector512.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cos512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
            Vector512.Cos(Vector512.LoadUnsafe(in x[i])).StoreUnsafe(ref y[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SinCos512(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i += 8)
        {
            (Vector512<double> sin, Vector512<double> cos) = Vector512.SinCos(Vector512.LoadUnsafe(in x[i]));
            sin.StoreUnsafe(ref y[i]);
            cos.StoreUnsafe(ref Z[i]);
        }
    }

    private static void Report(
        string name, double low, double high, UnaryColumn ours, UnaryColumn? runtime, Func<double, double>? scalar, bool far = false)
    {
        Fill(X, low, high, 1);
        for (int i = 3; far && i < Length; i += 8)
            X[i] *= 1e9;
        double own = Time(() => ours(X, Y));
        double? vector = runtime is null ? null : Time(() => runtime(X, Y));
        double? one = scalar is null ? null : Time(() =>
        {
            for (int i = 0; i < Length; i++)
                Y[i] = scalar(X[i]);
        });
        Print(name, own, vector, one);
    }

    private static void Report(
        string name, double low, double high, double low2, double high2, BinaryColumn ours, Func<double, double, double> scalar)
    {
        Fill(X, low, high, 1);
        double[] second = new double[Length];
        Fill(second, low2, high2, 2);
        double own = Time(() => ours(X, second, Y));
        double one = Time(() =>
        {
            for (int i = 0; i < Length; i++)
                Y[i] = scalar(X[i], second[i]);
        });
        Print(name, own, null, one);
    }

    private static void Print(string name, double own, double? vector, double? scalar)
    {
        string Column(double? figure) => figure is double value ? $"{value,8:F2}  {own / value,8:F2}" : new string(' ', 18);
        Console.WriteLine($"{name,-15} {own,8:F3}   {Column(vector)}   {Column(scalar)}");
    }

    private static void Fill(double[] column, double low, double high, int seed)
    {
#pragma warning disable CA5394 // A fixed seed, for a workload.
        Random random = new(seed);
        for (int i = 0; i < column.Length; i++)
            column[i] = low + (high - low) * random.NextDouble();
#pragma warning restore CA5394
    }

    /// <summary>Best of the repetitions after a warm-up: others share the machine.</summary>
    private static double Time(Action action)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < 400;)
            action();
        double best = double.MaxValue;
        for (int repetition = 0; repetition < 15; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 100; i++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (100.0 * Length));
        }

        return best;
    }
}
