using System.Runtime.Intrinsics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload G-C. Counts of points are multiples of eight.</summary>
internal sealed class OscillatorColumns() : ColumnWorkload(new Oscillator())
{
    public override (double Hand, double Gcc, double PyTorch, double NumPy)[] Peers => [(2.08, 1.40, 6.8, 5.2), (2.81, 2.54, 21, 23)];

    public override void Values(Memory<double>[] x, Memory<double> values)
    {
        ref var a0 = ref x[0].Span[0];
        ref var z0 = ref x[1].Span[0];
        ref var w0 = ref x[2].Span[0];
        ref var t0 = ref x[3].Span[0];
        ref var v0 = ref values.Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var (a, z) = (Vector512.LoadUnsafe(ref a0, i), Vector512.LoadUnsafe(ref z0, i));
            var wt = Vector512.LoadUnsafe(ref w0, i) * Vector512.LoadUnsafe(ref t0, i);
            var q = Vector512.Sqrt(Vector512<double>.One - (z * z));
            (a * VectorMath.Exp(-z * wt) * VectorMath.Cos((wt * q) + Vector512.Create(0.3))).StoreUnsafe(ref v0, i);
        }
    }

    public override void Gradients(Memory<double>[] x, Memory<double> values, Memory<double>[] gradients)
    {
        ref var a0 = ref x[0].Span[0];
        ref var z0 = ref x[1].Span[0];
        ref var w0 = ref x[2].Span[0];
        ref var t0 = ref x[3].Span[0];
        ref var v0 = ref values.Span[0];
        ref var slope0 = ref gradients[0].Span[0];
        ref var slope1 = ref gradients[1].Span[0];
        ref var slope2 = ref gradients[2].Span[0];
        ref var slope3 = ref gradients[3].Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var (a, z) = (Vector512.LoadUnsafe(ref a0, i), Vector512.LoadUnsafe(ref z0, i));
            var (w, t) = (Vector512.LoadUnsafe(ref w0, i), Vector512.LoadUnsafe(ref t0, i));
            var wt = w * t;
            var q = Vector512.Sqrt(Vector512<double>.One - (z * z));
            var e = VectorMath.Exp(-z * wt);
            var sin = VectorMath.SinCos((wt * q) + Vector512.Create(0.3), out var cos);
            var g = a * e;
            var (gc, gs) = (g * cos, g * sin);
            var inner = (z * gc) + (q * gs);
            gc.StoreUnsafe(ref v0, i);
            (e * cos).StoreUnsafe(ref slope0, i);
            (wt * ((gs * z / q) - gc)).StoreUnsafe(ref slope1, i);
            (-t * inner).StoreUnsafe(ref slope2, i);
            (-w * inner).StoreUnsafe(ref slope3, i);
        }
    }
}
