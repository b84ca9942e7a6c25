using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>Gradients and Hessians of the functions of several variables.</summary>
internal static class HessianAccuracy
{
    public static IEnumerable<AccuracyRow> Measure(TextWriter details)
    {
        Outcome[] outcomes = [.. PlaneCases.All.Select(c => Run(c, details))];
        Outcome ten = outcomes.Single(o => o.Dimension == 10);
        int holds = outcomes.Count(o => o.Holds), n = outcomes.Length;
        double worst = outcomes.Min(o => o.Worst), fast = Digits.Median([.. outcomes.SelectMany(o => o.Fast)]);
        double fromGradients = Digits.Median([.. outcomes.SelectMany(o => o.FromGradient)]);
        yield return new("bound holds, N-d cases, all entries", "all", $"{holds}/{n}", "18/23", holds == n);
        yield return new("Hessian n=10 from values: calls, worst digits", "<= 660, >= 12.5", $"{ten.Calls}, {ten.Worst:f1}", "3001 (14.3), 950 (10.2)", ten.Calls <= 660 && ten.Worst >= 12.5);
        yield return new($"Hessian, all {n}: worst digits", ">= 8.5", $"{worst:f1}", "0", worst >= 8.5);
        yield return new("Hessian symmetric bit for bit", "yes", outcomes.All(o => o.IsSymmetric) ? "yes" : "no", "scipy no", outcomes.All(o => o.IsSymmetric));
        yield return new("Hessian from gradients: median digits (n=10 worst)", ">= 14.5", $"{fromGradients:f1} ({ten.FromGradient.Min():f1})", "-", fromGradients >= 14.5);
        yield return new("fast gradient, 4n calls: median digits", ">= 12.1", $"{fast:f1}", "12.1", fast >= 12.1);
        int calls = ArrowheadCalls();
        yield return new("sparse arrowhead n=200: gradient calls", "4", $"{calls}", "400", calls <= 4);
    }

    private static Outcome Run(PlaneCase c, TextWriter details)
    {
        int n = c.X.Length;
        HessianEstimate h = FiniteDifference.Hessian(c.F.Evaluate, c.X);
        HessianEstimate g = FiniteDifference.HessianFromGradient(x => [.. x.Select((_, i) => c.F.Exact(x, i, i).First)], c.X);
        double[,] exact = c.ExactHessian();
        double[] gradient = c.ExactGradient(), fast = FiniteDifference.FastGradient(c.F.Evaluate, c.X);
        bool holds = true, isSymmetric = true;
        double worst = 16;
        List<double> fromGradient = [];
        for (int i = 0; i < n; i++)
        {
            holds &= Math.Abs(h.Gradient[i].Value - gradient[i]) <= h.Gradient[i].ErrorBound;
            for (int j = 0; j < n; j++)
            {
                // An off-diagonal entry is measured against the diagonal it belongs to.
                double scale = Math.Sqrt(Math.Abs(exact[i, i])) * Math.Sqrt(Math.Abs(exact[j, j]));
                worst = Math.Min(worst, Digits.Of(h[i, j].Value, exact[i, j], scale));
                fromGradient.Add(Digits.Of(g[i, j].Value, exact[i, j], scale));
                holds &= Math.Abs(h[i, j].Value - exact[i, j]) <= h[i, j].ErrorBound;
                isSymmetric &= h[i, j].Value.Equals(h[j, i].Value);
            }
        }
        details.WriteLine($"{c.Name,-28} n {n,2} digits {worst:f1} {(holds ? ' ' : '!')} calls {h.Calls}, from gradients {fromGradient.Min():f1} in {g.Calls}");
        double largest = gradient.Max(Math.Abs);
        double[] fastDigits = [.. gradient.Select((exactEntry, i) => Digits.Of(fast[i], exactEntry, 1e-3 * largest))];
        return new(n, worst, h.Calls, holds, isSymmetric, [.. fromGradient], fastDigits);
    }

    private static int ArrowheadCalls()
    {
        const int n = 200;
        var pattern = DifferencePattern.FromEntries(n, n, Enumerable.Range(1, n - 1).SelectMany(i => new[] { (i, 0), (i, i) }));
        double[] Gradient(double[] z)
        {
            var g = new double[n];
            for (int i = 1; i < n; i++)
            {
                g[i] = Math.Cos(z[i]) * z[0];
                g[0] += Math.Sin(z[i]);
            }
            return g;
        }

        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1))];
        SparseEstimate sparse = SparseDifference.HessianFromGradient(Gradient, x, pattern, FastMode.Central);
        return sparse.PatternHolds && Math.Abs(sparse[7, 0] - Math.Cos(x[7])) < 1e-8 ? sparse.Calls : int.MaxValue;
    }

    private sealed record Outcome(
        int Dimension, double Worst, int Calls, bool Holds, bool IsSymmetric, double[] FromGradient, double[] Fast);
}
