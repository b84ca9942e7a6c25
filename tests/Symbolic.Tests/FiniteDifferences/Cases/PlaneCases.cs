using static Symbolic.Tests.FiniteDifferences.Cases.Term;

namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>A function of several variables at a point.</summary>
public sealed record PlaneCase(string Name, Term F, double[] X)
{
    public override string ToString() => Name;

    public double[,] ExactHessian()
    {
        int n = X.Length;
        var exact = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                exact[i, j] = exact[j, i] = F.Exact(X, i, j).Mixed;
        }
        return exact;
    }

    public double[] ExactGradient() => [.. X.Select((_, i) => F.Exact(X, i, i).First)];
}

/// <summary>Test functions of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981, 17) at their standard starting points, and a few more.</summary>
public static class PlaneCases
{
    public static IReadOnlyList<PlaneCase> All { get; } =
    [
        new("Rosenbrock", Rosenbrock(2), [-1.2, 1]),
        new("Rosenbrock, n = 10", Rosenbrock(10), [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? -1.2 : 1)]),
        new("Freudenstein and Roth", Squares(
            V(0) - 13 + ((5 - V(1)) * V(1) - 2) * V(1), V(0) - 29 + ((V(1) + 1) * V(1) - 14) * V(1)), [0.5, -2]),
        new("Powell badly scaled", Squares(1e4 * V(0) * V(1) - 1, Exp(-V(0)) + Exp(-V(1)) - 1.0001), [0, 1]),
        new("Brown badly scaled", Squares(V(0) - 1e6, V(1) - 2e-6, V(0) * V(1) - 2), [1, 1]),
        new("Beale", Beale(), [1, 1]),
        new("Jennrich and Sampson", Sum(10, k => Squares(2 + 2.0 * k - (Exp(k * V(0)) + Exp(k * V(1))))), [0.3, 0.4]),
        new("Helical valley", Helical(), [-1, 0.5, 0.2]),
        new("Bard", Bard(), [1, 1, 1]),
        new("Gaussian", Gaussian(), [0.4, 1, 0]),
        new("Gulf", Gulf(), [5, 2.5, 0.15]),
        new("Box", Sum(10, k => Squares(
            Exp(-0.1 * k * V(0)) - Exp(-0.1 * k * V(1)) - V(2) * (Math.Exp(-0.1 * k) - Math.Exp(-k)))), [0, 10, 20]),
        new("Powell singular", Powell(), [3, -1, 0, 1]),
        new("Wood", Wood(), [-3, -1, -3, -1]),
        new("Kowalik and Osborne", Kowalik(), [0.25, 0.39, 0.415, 0.39]),
        new("Brown and Dennis", Sum(20, k => Squares(
            Pow(V(0) + k / 5.0 * V(1) - Math.Exp(k / 5.0), 2) + Pow(V(2) + Math.Sin(k / 5.0) * V(3) - Math.Cos(k / 5.0), 2))), [25, 5, -5, -1]),
        new("Biggs EXP6", Biggs(), [1, 2, 1, 1, 1, 1]),
        new("Variably dimensioned, n = 6", VariablyDimensioned(6), [.. Enumerable.Range(1, 6).Select(i => 1 - i / 6.0)]),
        new("Trigonometric, n = 5", Trigonometric(5), [0.2, 0.21, 0.19, 0.22, 0.18]),
        new("Penalty I, n = 4", Squares(Pow(V(0), 2) + Pow(V(1), 2) + Pow(V(2), 2) + Pow(V(3), 2) - 0.25)
            + 1e-5 * Squares(V(0) - 1, V(1) - 1, V(2) - 1, V(3) - 1), [1, 2, 3, 4]),
        new("Broyden tridiagonal, n = 6", Broyden(6), [-1, -1, -1, -1, -1, -1]),
        new("exp(xy) + sin(x-y)", Exp(V(0) * V(1)) + Sin(V(0) - V(1)), [0.5, 0.7]),
        new("mixed scales", Exp(1e6 * V(0)) * Log(1e-6 * V(1)) + V(0) * V(1), [1e-6, 3e6]),
    ];

    private static Term V(int index) => Variable(index);

    private static Term Squares(params Term[] residuals) => residuals.Select(r => r * r).Aggregate((a, b) => a + b);

    private static Term Sum(int count, Func<int, Term> term) => Enumerable.Range(1, count).Select(term).Aggregate((a, b) => a + b);

    private static Term Rosenbrock(int n) => Sum(n - 1, i => 100.0 * Pow(V(i) - V(i - 1) * V(i - 1), 2) + Pow(1 - V(i - 1), 2));

    private static Term Beale() => Sum(3, k => Squares((k switch { 1 => 1.5, 2 => 2.25, _ => 2.625 }) - V(0) * (1 - Pow(V(1), k))));

    private static Term Helical()
    {
        Term theta = (1 / (2 * Math.PI)) * Atan(V(1) / V(0)) + 0.5;
        return Squares(10.0 * (V(2) - 10.0 * theta), 10.0 * (Sqrt(V(0) * V(0) + V(1) * V(1)) - 1), V(2));
    }

    private static Term Bard()
    {
        double[] y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];
        return Sum(15, k => Squares(y[k - 1] - (V(0) + k / ((16.0 - k) * V(1) + Math.Min(k, 16 - k) * V(2)))));
    }

    private static Term Gaussian()
    {
        double[] y = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];
        return Sum(15, k => Squares(V(0) * Exp(-0.5 * V(1) * Pow((8.0 - k) / 2 - V(2), 2)) - y[k - 1]));
    }

    private static Term Gulf() => Sum(20, k =>
    {
        double t = k / 100.0, y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3);
        return Squares(Exp(-1.0 / V(0) * Exp(V(2) * Log(Sqrt(Pow(y - V(1), 2))))) - t);
    });

    private static Term Powell() =>
        Pow(V(0) + 10.0 * V(1), 2) + 5.0 * Pow(V(2) - V(3), 2) + Pow(V(1) - 2.0 * V(2), 4) + 10.0 * Pow(V(0) - V(3), 4);

    private static Term Wood() => 100.0 * Pow(V(1) - V(0) * V(0), 2) + Pow(1 - V(0), 2) + 90.0 * Pow(V(3) - V(2) * V(2), 2)
        + Pow(1 - V(2), 2) + 10.0 * Pow(V(1) + V(3) - 2, 2) + 0.1 * Pow(V(1) - V(3), 2);

    private static Term Kowalik()
    {
        double[] y = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
        double[] u = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
        return Sum(11, k =>
        {
            double t = u[k - 1];
            return Squares(y[k - 1] - V(0) * (t * t + t * V(1)) / (t * t + t * V(2) + V(3)));
        });
    }

    private static Term Biggs() => Sum(13, k =>
    {
        double t = k / 10.0, y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
        return Squares(V(2) * Exp(-t * V(0)) - V(3) * Exp(-t * V(1)) + V(5) * Exp(-t * V(4)) - y);
    });

    private static Term VariablyDimensioned(int n)
    {
        Term weighted = Sum(n, k => k * (V(k - 1) - 1));
        return Sum(n, k => Pow(V(k - 1) - 1, 2)) + Pow(weighted, 2) + Pow(weighted, 4);
    }

    private static Term Trigonometric(int n)
    {
        Term cosines = Sum(n, k => Cos(V(k - 1)));
        return Sum(n, k => Squares(n - cosines + k * (1 - Cos(V(k - 1))) - Sin(V(k - 1))));
    }

    private static Term Broyden(int n) => Sum(n, k =>
    {
        Term r = (3 - 2.0 * V(k - 1)) * V(k - 1) + 1;
        r = k > 1 ? r - V(k - 2) : r;
        return Squares(k < n ? r - 2.0 * V(k) : r);
    });
}
