using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Gradient descent with a fixed learning rate, as it is taught: x ← x − η·∇f(x).</summary>
internal static class FixedRateDescent
{
    public static StopReason Run(Search search, double rate)
    {
        if (search.Begin(withGradient: true) is { } refused) return refused;
        while (true)
        {
            if (Vectors.MaxNorm(search.G) <= search.Tolerance) return StopReason.GradientSmall;
            var x = Vectors.Add(search.X, -rate, search.G);
            var gradient = new double[x.Length];
            var value = search.Gradient(x, gradient);
            if (!double.IsFinite(value)) return double.IsNegativeInfinity(value) ? StopReason.Unbounded : StopReason.Diverged;
            if (search.Accept(x, value, gradient) is { } reason) return reason;
        }
    }
}
