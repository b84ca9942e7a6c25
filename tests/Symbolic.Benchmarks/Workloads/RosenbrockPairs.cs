using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>The extended Rosenbrock function, a sum over pairs of variables, by hand as a loop over Vector512 that takes the pairs apart and puts them together again.</summary>
internal static class RosenbrockPairs
{
    /// <summary>The formula for n variables, an even number.</summary>
    public static string Text(int n) => $"sum(100*(x[2*i]-x[2*i-1]^2)^2+(1-x[2*i-1])^2,i,1,{n / 2})";

    public static double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var g0 = ref MemoryMarshal.GetReference(gradient);
        var total = Vector512<double>.Zero;
        var i = 0;
        for (; Avx512F.IsSupported && i + 16 <= x.Length; i += 16)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref x0, (nuint)i), Vector512.LoadUnsafe(ref x0, (nuint)i + 8));
            var u = Avx512F.PermuteVar8x64x2(a, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), b);
            var v = Avx512F.PermuteVar8x64x2(a, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), b);
            var r = v - (u * u);
            var s = Vector512<double>.One - u;
            total += (r * r * 100) + (s * s);
            var (first, second) = ((u * r * -400) - (s * 2), r * 200);
            Avx512F.PermuteVar8x64x2(first, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), second).StoreUnsafe(ref g0, (nuint)i);
            Avx512F.PermuteVar8x64x2(first, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), second).StoreUnsafe(ref g0, (nuint)i + 8);
        }

        var sum = Vector512.Sum(total);
        for (; i < x.Length; i += 2)
        {
            var r = x[i + 1] - (x[i] * x[i]);
            var s = 1 - x[i];
            sum += (100 * r * r) + (s * s);
            gradient[i] = (-400 * r * x[i]) - (2 * s);
            gradient[i + 1] = 200 * r;
        }

        return sum;
    }
}
