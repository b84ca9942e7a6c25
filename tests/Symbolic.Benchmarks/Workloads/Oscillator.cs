using System.Runtime.CompilerServices;
using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload C: a damped oscillation. With p = −zwt and φ = w√(1−z²)t + 0.3 it is A·exp(p)·cos φ.</summary>
internal sealed class Oscillator : PointWorkload
{
    public override string Name => "C";

    public override string Text => "A*exp(-z*w*t)*cos(w*sqrt(1-z^2)*t+0.3)";

    public override string[] Variables => ["A", "z", "w", "t"];

    public override ulong Seed => 3;

    public override PeerFigures[] Peers =>
    [
        new(13, 74, 12.5, 219, 59, 16_000),
        new(19, 111, 20, 366, 562, 78_000),
        new(27, 258, 35, 962, 1_500, 361_000),
    ];

    public override double[] NextPoint(SplitMix64 random) =>
        [random.Uniform(0.5, 2), random.Uniform(0.05, 0.5), random.Uniform(1, 5), random.Uniform(0, 3)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Value(ReadOnlySpan<double> x)
    {
        var (a, z, w, t) = (x[0], x[1], x[2], x[3]);
        var wt = w * t;
        return a * Math.Exp(-z * wt) * Math.Cos((wt * Math.Sqrt(1 - (z * z))) + 0.3);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (a, z, w, t) = (x[0], x[1], x[2], x[3]);
        var wt = w * t;
        var q = Math.Sqrt(1 - (z * z));
        var e = Math.Exp(-z * wt);
        var (sin, cos) = Math.SinCos((wt * q) + 0.3);
        var g = a * e;
        var (gc, gs) = (g * cos, g * sin);
        var inner = (z * gc) + (q * gs);
        gradient[0] = e * cos;
        gradient[1] = wt * ((gs * z / q) - gc);
        gradient[2] = -t * inner;
        gradient[3] = -w * inner;
        return gc;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var (a, z, w, t) = (x[0], x[1], x[2], x[3]);
        var wt = w * t;
        var q2 = 1 - (z * z);
        var q = Math.Sqrt(q2);
        var inverse = 1 / q;
        var zq = z * inverse;
        var e = Math.Exp(-z * wt);
        var (sin, cos) = Math.SinCos((wt * q) + 0.3);
        var (ec, es) = (e * cos, e * sin);
        var (gc, gs) = (a * ec, a * es);
        var along = (zq * es) - ec;
        var inner = (z * ec) + (q * es);
        gradient[0] = ec;
        gradient[1] = a * wt * along;
        gradient[2] = -t * a * inner;
        gradient[3] = -w * a * inner;

        // By p and φ: f_pp = f, f_pφ = −g·sin φ, f_φφ = −f.
        var second = ((z * z) - q2) * gc;
        var mixed = 2 * z * q * gs;
        var turn = second + mixed;
        var zMixed = (gs * zq) - gc + (wt * ((2 * z * gc) + ((q - (z * zq)) * gs)));
        hessian[0] = 0;
        hessian[5] = wt * ((wt * ((gc * (1 - (zq * zq))) - (2 * zq * gs))) + (gs * inverse * (1 + (zq * zq))));
        hessian[10] = t * t * turn;
        hessian[15] = w * w * turn;
        Symmetric(hessian, 0, 1, wt * along);
        Symmetric(hessian, 0, 2, -t * inner);
        Symmetric(hessian, 0, 3, -w * inner);
        Symmetric(hessian, 1, 2, t * zMixed);
        Symmetric(hessian, 1, 3, w * zMixed);
        Symmetric(hessian, 2, 3, (wt * turn) - (a * inner));
        return gc;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Symmetric(Span<double> hessian, int i, int j, double value)
    {
        hessian[(4 * i) + j] = value;
        hessian[(4 * j) + i] = value;
    }
}
