using System.Runtime.Intrinsics;
using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload D: a sum over a chain of variables, by hand as loops over Vector512 that gather each derivative from its two terms.</summary>
internal static class RosenbrockChain
{
    /// <summary>The formula for n variables.</summary>
    public static string Text(int n) => $"sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,{n - 1})";

    public static double[] Data(int n)
    {
        var random = new SplitMix64(4);
        return [.. Enumerable.Range(0, n).Select(_ => random.Uniform(-2, 2))];
    }

    public static double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        ref var x0 = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(x);
        ref var g0 = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(gradient);
        var n = x.Length;
        var total = Vector512<double>.Zero;
        var i = 1;
        for (; i + 8 < n; i += 8)
        {
            var p = Vector512.LoadUnsafe(ref x0, (nuint)i);
            var before = Vector512.LoadUnsafe(ref x0, (nuint)i - 1);
            var r = Vector512.LoadUnsafe(ref x0, (nuint)i + 1) - (p * p);
            var s = Vector512<double>.One - p;
            total += (r * r * 100) + (s * s);
            ((p * r * -400) - (s * 2) + ((p - (before * before)) * 200)).StoreUnsafe(ref g0, (nuint)i);
        }

        var sum = Vector512.Sum(total) + Term(x, 0);
        for (; i < n - 1; i++)
        {
            sum += Term(x, i);
            gradient[i] = Slope(x, i) + (200 * (x[i] - (x[i - 1] * x[i - 1])));
        }

        gradient[0] = Slope(x, 0);
        gradient[n - 1] = 200 * (x[n - 1] - (x[n - 2] * x[n - 2]));
        return sum;
    }

    /// <summary>The Hessian's main diagonal goes to the first n places of <paramref name="hessian"/>, the one below to the n − 1 after them.</summary>
    public static double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        ref var x0 = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(x);
        ref var g0 = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(gradient);
        ref var h0 = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(hessian);
        var n = x.Length;
        var total = Vector512<double>.Zero;
        var i = 1;
        for (; i + 8 < n; i += 8)
        {
            var p = Vector512.LoadUnsafe(ref x0, (nuint)i);
            var before = Vector512.LoadUnsafe(ref x0, (nuint)i - 1);
            var next = Vector512.LoadUnsafe(ref x0, (nuint)i + 1);
            var p2 = p * p;
            var r = next - p2;
            var s = Vector512<double>.One - p;
            total += (r * r * 100) + (s * s);
            ((p * r * -400) - (s * 2) + ((p - (before * before)) * 200)).StoreUnsafe(ref g0, (nuint)i);
            ((p2 * 1200) - (next * 400) + Vector512.Create(202.0)).StoreUnsafe(ref h0, (nuint)i);
            (before * -400).StoreUnsafe(ref h0, (nuint)(n + i - 1));
        }

        var sum = Vector512.Sum(total) + Term(x, 0);
        for (; i < n - 1; i++)
        {
            sum += Term(x, i);
            gradient[i] = Slope(x, i) + (200 * (x[i] - (x[i - 1] * x[i - 1])));
            hessian[i] = (1200 * x[i] * x[i]) - (400 * x[i + 1]) + 202;
            hessian[n + i - 1] = -400 * x[i - 1];
        }

        gradient[0] = Slope(x, 0);
        gradient[n - 1] = 200 * (x[n - 1] - (x[n - 2] * x[n - 2]));
        hessian[0] = (1200 * x[0] * x[0]) - (400 * x[1]) + 2;
        hessian[n - 1] = 200;
        hessian[(2 * n) - 2] = -400 * x[n - 2];
        return sum;
    }

    private static double Term(ReadOnlySpan<double> x, int i)
    {
        var r = x[i + 1] - (x[i] * x[i]);
        var s = 1 - x[i];
        return (100 * r * r) + (s * s);
    }

    private static double Slope(ReadOnlySpan<double> x, int i) => (-400 * x[i] * (x[i + 1] - (x[i] * x[i]))) - (2 * (1 - x[i]));
}
