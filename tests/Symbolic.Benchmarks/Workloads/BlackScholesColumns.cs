using System.Runtime.Intrinsics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload G-B. Counts of points are multiples of eight.</summary>
internal sealed class BlackScholesColumns() : ColumnWorkload(new BlackScholes())
{
    private const double RootHalf = 0.70710678118654752;
    private const double InverseRootTwoPi = 0.39894228040143268;

    public override (double Hand, double Gcc, double PyTorch, double NumPy)[] Peers => [(5.65, 4.6, 29, 26), (7.1, 6.1, 65, 87)];

    public override void Values(Memory<double>[] x, Memory<double> values)
    {
        ref var s0 = ref x[0].Span[0];
        ref var k0 = ref x[1].Span[0];
        ref var r0 = ref x[2].Span[0];
        ref var g0 = ref x[3].Span[0];
        ref var t0 = ref x[4].Span[0];
        ref var v0 = ref values.Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var (s, k, r) = (Vector512.LoadUnsafe(ref s0, i), Vector512.LoadUnsafe(ref k0, i), Vector512.LoadUnsafe(ref r0, i));
            var (sigma, t) = (Vector512.LoadUnsafe(ref g0, i), Vector512.LoadUnsafe(ref t0, i));
            var w = sigma * Vector512.Sqrt(t);
            var d1 = (VectorMath.Log(s / k) + ((r + (sigma * sigma * 0.5)) * t)) / w;
            var d2 = d1 - w;
            var n1 = Vector512.Create(0.5) + (VectorMath.Erf(d1 * RootHalf) * 0.5);
            var n2 = Vector512.Create(0.5) + (VectorMath.Erf(d2 * RootHalf) * 0.5);
            ((s * n1) - (k * VectorMath.Exp(-r * t) * n2)).StoreUnsafe(ref v0, i);
        }
    }

    public override void Gradients(Memory<double>[] x, Memory<double> values, Memory<double>[] gradients)
    {
        ref var s0 = ref x[0].Span[0];
        ref var k0 = ref x[1].Span[0];
        ref var r0 = ref x[2].Span[0];
        ref var g0 = ref x[3].Span[0];
        ref var t0 = ref x[4].Span[0];
        ref var v0 = ref values.Span[0];
        ref var slope0 = ref gradients[0].Span[0];
        ref var slope1 = ref gradients[1].Span[0];
        ref var slope2 = ref gradients[2].Span[0];
        ref var slope3 = ref gradients[3].Span[0];
        ref var slope4 = ref gradients[4].Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8)
        {
            var (s, k, r) = (Vector512.LoadUnsafe(ref s0, i), Vector512.LoadUnsafe(ref k0, i), Vector512.LoadUnsafe(ref r0, i));
            var (sigma, t) = (Vector512.LoadUnsafe(ref g0, i), Vector512.LoadUnsafe(ref t0, i));
            var root = Vector512.Sqrt(t);
            var w = sigma * root;
            var d1 = (VectorMath.Log(s / k) + ((r + (sigma * sigma * 0.5)) * t)) / w;
            var d2 = d1 - w;
            var n1 = Vector512.Create(0.5) + (VectorMath.Erf(d1 * RootHalf) * 0.5);
            var n2 = Vector512.Create(0.5) + (VectorMath.Erf(d2 * RootHalf) * 0.5);
            var discount = VectorMath.Exp(-r * t);
            var vegaPerRoot = s * VectorMath.Exp(d1 * d1 * -0.5) * InverseRootTwoPi;
            var strike = k * discount * n2;
            ((s * n1) - strike).StoreUnsafe(ref v0, i);
            n1.StoreUnsafe(ref slope0, i);
            (-discount * n2).StoreUnsafe(ref slope1, i);
            (t * strike).StoreUnsafe(ref slope2, i);
            (vegaPerRoot * root).StoreUnsafe(ref slope3, i);
            ((vegaPerRoot * sigma * 0.5 / root) + (r * strike)).StoreUnsafe(ref slope4, i);
        }
    }
}
