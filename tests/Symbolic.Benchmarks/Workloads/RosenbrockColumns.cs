using System.Runtime.Intrinsics;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload G-A. Counts of points are multiples of eight.</summary>
internal sealed class RosenbrockColumns() : ColumnWorkload(new Rosenbrock<byte>())
{
    public override (double Hand, double Gcc, double PyTorch, double NumPy)[] Peers => [(0.226, 0.235, 1.7, 1.5), (0.64, 0.70, 8.2, 4.8)];

    public override void Values(Memory<double>[] x, Memory<double> values)
    {
        ref var a0 = ref x[0].Span[0];
        ref var b0 = ref x[1].Span[0];
        ref var v0 = ref values.Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var p = Vector512.LoadUnsafe(ref a0, i);
            var r = Vector512.LoadUnsafe(ref b0, i) - (p * p);
            var s = Vector512<double>.One - p;
            ((r * r * 100) + (s * s)).StoreUnsafe(ref v0, i);
        }
    }

    public override void Gradients(Memory<double>[] x, Memory<double> values, Memory<double>[] gradients)
    {
        ref var a0 = ref x[0].Span[0];
        ref var b0 = ref x[1].Span[0];
        ref var v0 = ref values.Span[0];
        ref var ga = ref gradients[0].Span[0];
        ref var gb = ref gradients[1].Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var p = Vector512.LoadUnsafe(ref a0, i);
            var r = Vector512.LoadUnsafe(ref b0, i) - (p * p);
            var s = Vector512<double>.One - p;
            var q = r * 200;
            ((r * r * 100) + (s * s)).StoreUnsafe(ref v0, i);
            ((p * q * -2) - (s * 2)).StoreUnsafe(ref ga, i);
            q.StoreUnsafe(ref gb, i);
        }
    }
}
