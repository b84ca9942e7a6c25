using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Nothing is timed before it is known to be right: both sides must give the same numbers.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-11;

    public static void Check(PointWorkload workload, CompiledFormula compiled, double[] data)
    {
        var n = compiled.Variables.Length;
        var (g, h, ourG, ourH) = (new double[n], new double[n * n], new double[n], new double[n * n]);
        for (var i = 0; i < PointWorkload.Points; i++)
        {
            var x = data.AsSpan(i * n, n);
            Same($"{workload.Name}: value", [workload.Value(x)], [compiled.Evaluate(x)]);
            Same($"{workload.Name}: value", [workload.Gradient(x, g)], [compiled.Evaluate(x, ourG)]);
            Same($"{workload.Name}: gradient", g, ourG);
            Same($"{workload.Name}: value", [workload.Hessian(x, g, h)], [compiled.Evaluate(x, ourG, ourH)]);
            Same($"{workload.Name}: gradient", g, ourG);
            Same($"{workload.Name}: Hessian", h, ourH);
        }
    }

    /// <summary>A gradient by hand must have the slopes that central differences show.</summary>
    public static void CheckSlopes(DataWorkload workload)
    {
        var x = workload.Point;
        var (gradient, scratch) = (new double[x.Length], new double[x.Length]);
        workload.Gradient(x, gradient);
        for (var i = 0; i < x.Length; i++)
        {
            const double Step = 1e-5;
            var (after, before) = (x.ToArray(), x.ToArray());
            after[i] += Step;
            before[i] -= Step;
            var slope = (workload.Gradient(after, scratch) - workload.Gradient(before, scratch)) / (2 * Step);
            if (!(Math.Abs(slope - gradient[i]) <= 1e-6 * gradient.Max(Math.Abs)))
                throw new InvalidOperationException($"{workload.Name}: derivative {i} is {gradient[i]:R} by hand and {slope:R} by differences.");
        }
    }

    /// <summary>Throws unless two rows agree to a small multiple of the largest entry.</summary>
    public static void Same(string what, ReadOnlySpan<double> hand, ReadOnlySpan<double> ours)
    {
        var scale = 0.0;
        foreach (var value in hand) scale = Math.Max(scale, Math.Abs(value));
        for (var i = 0; i < hand.Length; i++)
        {
            if (!(Math.Abs(hand[i] - ours[i]) <= Tolerance * scale))
                throw new InvalidOperationException($"{what}[{i}] is {hand[i]:R} by hand and {ours[i]:R} compiled.");
        }
    }
}
