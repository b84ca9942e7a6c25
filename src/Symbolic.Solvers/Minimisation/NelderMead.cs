using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>
/// Simplex search (J. A. Nelder and R. Mead, Comput. J. 7 (1965), 308-313), coefficients by dimension (F. Gao and L. Han, Comput. Optim.
/// Appl. 51 (2012), 259-277). It starts anew from its answer until that no longer helps, since a simplex may collapse before a minimum.
/// </summary>
internal static class NelderMead
{
    private const int MaxRestarts = 10;

    public static StopReason Run(Search search)
    {
        if (search.Begin(withGradient: false) is { } refused) return refused;
        for (var restart = 0; ; restart++)
        {
            var before = search.X;
            if (Collapse(search) is { } reason) return reason;
            var moved = Vectors.MaxNorm(Vectors.Subtract(search.X, before));
            if (restart == MaxRestarts || moved <= 10 * Size(search.X, search.Options.StepTolerance)) return StopReason.StepSmall;
        }
    }

    private static StopReason? Collapse(Search search)
    {
        var n = search.Dimension;
        var (expand, contract, shrink) = n == 1 ? (2.0, 0.5, 0.5) : (1 + (2.0 / n), 0.75 - (0.5 / n), 1 - (1.0 / n));
        var simplex = Start(search);
        while (true)
        {
            simplex.Sort((a, b) => a.F.CompareTo(b.F));
            var (best, worst) = (simplex[0], simplex[^1]);
            if (search.Accept(best.X, best.F, search.G) is { } reason) return reason;
            if (IsSmall(simplex, search.Options.StepTolerance)) return null;
            var centre = Centre(simplex);
            var reflected = Try(1);
            if (reflected.F < best.F)
            {
                var expanded = Try(expand);
                simplex[^1] = expanded.F < reflected.F ? expanded : reflected;
                continue;
            }

            if (reflected.F < simplex[^2].F)
            {
                simplex[^1] = reflected;
                continue;
            }

            var contracted = Try(reflected.F < worst.F ? contract : -contract);
            if (contracted.F < Math.Min(reflected.F, worst.F)) simplex[^1] = contracted;
            else Shrink(search, simplex, n == 1 ? 0.5 : shrink);

            (double[] X, double F) Try(double t)
            {
                var x = Vectors.Add(centre, -t, Vectors.Subtract(worst.X, centre));
                return (x, search.Value(x));
            }
        }
    }

    private static List<(double[] X, double F)> Start(Search search)
    {
        var simplex = new List<(double[] X, double F)> { (search.X, search.F) };
        for (var i = 0; i < search.Dimension; i++)
        {
            var x = (double[])search.X.Clone();
            x[i] += x[i] == 0 ? 0.05 : 0.05 * x[i];
            simplex.Add((x, search.Value(x)));
        }

        return simplex;
    }

    private static double[] Centre(List<(double[] X, double F)> simplex)
    {
        var centre = new double[simplex[0].X.Length];
        foreach (var (x, _) in simplex.Take(simplex.Count - 1)) centre = Vectors.Add(centre, 1.0 / (simplex.Count - 1), x);
        return centre;
    }

    private static void Shrink(Search search, List<(double[] X, double F)> simplex, double factor)
    {
        for (var i = 1; i < simplex.Count; i++)
        {
            var x = Vectors.Add(simplex[0].X, factor, Vectors.Subtract(simplex[i].X, simplex[0].X));
            simplex[i] = (x, search.Value(x));
        }
    }

    private static bool IsSmall(List<(double[] X, double F)> simplex, double tolerance)
    {
        var x = simplex[0].X;
        return simplex.TrueForAll(v => Vectors.MaxNorm(Vectors.Subtract(v.X, x)) <= Size(x, tolerance));
    }

    private static double Size(double[] x, double tolerance) => tolerance * Math.Max(1e-3, Vectors.MaxNorm(x));
}
