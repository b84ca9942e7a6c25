using System.Runtime.CompilerServices;
using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload A: Rosenbrock's valley.</summary>
/// <typeparam name="TPlace">Any struct: for each the runtime compiles the code once more, to another place in memory.</typeparam>
internal sealed class Rosenbrock<TPlace> : PointWorkload
    where TPlace : struct
{
    public override string Name => "A";

    public override string Text => "100*(y-x^2)^2+(1-x)^2";

    public override string[] Variables => ["x", "y"];

    public override ulong Seed => 1;

    public override PeerFigures[] Peers =>
    [
        new(1.7, 34, 5.5, 209, 54, 10_000),
        new(1.7, 44, 5.6, 293, 65, 41_000),
        new(2.5, 60, 4.9, 339, 129, double.NaN),
    ];

    public override double[] NextPoint(SplitMix64 random) => [random.Uniform(-2, 2), random.Uniform(-2, 2)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Value(ReadOnlySpan<double> x)
    {
        var a = x[0];
        var r = x[1] - (a * a);
        var s = 1 - a;
        return (100 * r * r) + (s * s);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var a = x[0];
        var r = x[1] - (a * a);
        var s = 1 - a;
        var q = 200 * r;
        gradient[0] = (-2 * a * q) - (2 * s);
        gradient[1] = q;
        return (100 * r * r) + (s * s);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var a = x[0];
        var a2 = a * a;
        var r = x[1] - a2;
        var s = 1 - a;
        var q = 200 * r;
        gradient[0] = (-2 * a * q) - (2 * s);
        gradient[1] = q;
        var mixed = -400 * a;
        hessian[0] = (800 * a2) - (2 * q) + 2;
        hessian[1] = mixed;
        hessian[2] = mixed;
        hessian[3] = 200;
        return (100 * r * r) + (s * s);
    }
}
