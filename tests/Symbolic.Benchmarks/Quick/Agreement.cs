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
