using System.Globalization;

namespace Symbolic.Tests.Solvers;

/// <summary>A test problem as text: the sum of squares that a person would type, its standard start and its known minima.</summary>
internal sealed record TestProblem(string Name, string Formula, string[] Variables, double[] Start, params double[] Minima)
{
    public override string ToString() => Name;
}

/// <summary>
/// The problems of J. J. Moré, B. S. Garbow and K. E. Hillstrom, Testing unconstrained optimization software, ACM Trans. Math. Softw.
/// 7 (1981), 17-41, numbered as there; minima from the paper, and where it gives none, 0.
/// </summary>
internal static class MoreGarbowHillstrom
{
    private static readonly double[] Bard = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];
    private static readonly double[] Gauss = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];
    private static readonly double[] Meyer = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];
    private static readonly double[] KowalikY = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
    private static readonly double[] KowalikU = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
    private static readonly double[] Osborne =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580,
        0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    public static IReadOnlyList<TestProblem> All { get; } =
    [
        new("1 Rosenbrock", "100(x2-x1^2)^2 + (1-x1)^2", X(2), [-1.2, 1], 0),
        new("2 Freudenstein and Roth", "(-13+x1+((5-x2)*x2-2)*x2)^2 + (-29+x1+((x2+1)*x2-14)*x2)^2", X(2), [0.5, -2], 0, 48.98425),
        new("3 Powell badly scaled", "(1e4*x1*x2-1)^2 + (exp(-x1)+exp(-x2)-1.0001)^2", X(2), [0, 1], 0),
        new("4 Brown badly scaled", "(x1-1e6)^2 + (x2-2e-6)^2 + (x1*x2-2)^2", X(2), [1, 1], 0),
        new("5 Beale", "(1.5-x1*(1-x2))^2 + (2.25-x1*(1-x2^2))^2 + (2.625-x1*(1-x2^3))^2", X(2), [1, 1], 0),
        new("6 Jennrich and Sampson", Squares(10, i => $"2+2*{i}-(exp({i}*x1)+exp({i}*x2))"), X(2), [0.3, 0.4], 124.36218),
        new("7 Helical valley", "100*(x3-10*atan2(x2,x1)/(2*pi))^2 + 100*(sqrt(x1^2+x2^2)-1)^2 + x3^2", X(3), [-1, 0, 0], 0),
        new("8 Bard", Squares(15, i => $"{N(Bard[i - 1])}-(x1+{i}/({16 - i}*x2+{Math.Min(i, 16 - i)}*x3))"), X(3), [1, 1, 1], 8.214877e-3, 17.42869),
        new("9 Gaussian", Squares(15, i => $"x1*exp(-x2*({N((8 - i) / 2.0)}-x3)^2/2)-{N(Gauss[i - 1])}"), X(3), [0.4, 1, 0], 1.127932e-8),
        new("10 Meyer", Squares(16, i => $"x1*exp(x2/({45 + (5 * i)}+x3))-{N(Meyer[i - 1])}"), X(3), [0.02, 4000, 250], 87.94585),
        new("11 Gulf research and development", Squares(99, i => $"exp(-abs(25+(-50*ln({N(i / 100.0)}))^(2/3)-x2)^x3/x1)-{N(i / 100.0)}"), X(3), [5, 2.5, 0.15], 0),
        new("12 Box three-dimensional", Squares(10, i => $"exp(-{N(i / 10.0)}*x1)-exp(-{N(i / 10.0)}*x2)-x3*(exp(-{N(i / 10.0)})-exp(-{i}))"), X(3), [0, 10, 20], 0),
        new("13 Powell singular", "(x1+10*x2)^2 + 5*(x3-x4)^2 + (x2-2*x3)^4 + 10*(x1-x4)^4", X(4), [3, -1, 0, 1], 0),
        new("14 Wood", "100*(x2-x1^2)^2 + (1-x1)^2 + 90*(x4-x3^2)^2 + (1-x3)^2 + 10*(x2+x4-2)^2 + 0.1*(x2-x4)^2", X(4), [-3, -1, -3, -1], 0),
        new("15 Kowalik and Osborne", Squares(11, i => $"{N(KowalikY[i - 1])}-x1*({N(KowalikU[i - 1])}^2+{N(KowalikU[i - 1])}*x2)/({N(KowalikU[i - 1])}^2+{N(KowalikU[i - 1])}*x3+x4)"), X(4), [0.25, 0.39, 0.415, 0.39], 3.075056e-4, 1.02734e-3),
        new("16 Brown and Dennis", Squares(20, i => $"(x1+{N(i / 5.0)}*x2-exp({N(i / 5.0)}))^2+(x3+x4*sin({N(i / 5.0)})-cos({N(i / 5.0)}))^2"), X(4), [25, 5, -5, -1], 85822.20),
        new("17 Osborne 1", Squares(33, i => $"{N(Osborne[i - 1])}-(x1+x2*exp(-{10 * (i - 1)}*x4)+x3*exp(-{10 * (i - 1)}*x5))"), X(5), [0.5, 1.5, -1, 0.01, 0.02], 5.464895e-5),
        new("18 Biggs EXP6", Squares(13, i => $"x3*exp(-{N(i / 10.0)}*x1)-x4*exp(-{N(i / 10.0)}*x2)+x6*exp(-{N(i / 10.0)}*x5)-(exp(-{N(i / 10.0)})-5*exp(-{i})+3*exp(-{N(i * 4 / 10.0)}))"), X(6), [1, 2, 1, 1, 1, 1], 0, 5.655650e-3),
        new("20 Watson", $"{Squares(29, Watson)} + x1^2 + (x2-x1^2-1)^2", X(6), new double[6], 2.287670e-3),
        new("21 Extended Rosenbrock", Sum(1, 5, i => $"100*(x{2 * i}-x{(2 * i) - 1}^2)^2+(1-x{(2 * i) - 1})^2"), X(10), [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? -1.2 : 1)], 0),
        new("22 Extended Powell singular", Sum(0, 1, i => $"(x{(4 * i) + 1}+10*x{(4 * i) + 2})^2+5*(x{(4 * i) + 3}-x{(4 * i) + 4})^2+(x{(4 * i) + 2}-2*x{(4 * i) + 3})^4+10*(x{(4 * i) + 1}-x{(4 * i) + 4})^4"), X(8), [3, -1, 0, 1, 3, -1, 0, 1], 0),
        new("23 Penalty I", $"1e-5*({Sum(1, 4, j => $"(x{j}-1)^2")}) + ({Sum(1, 4, j => $"x{j}^2")}-1/4)^2", X(4), [1, 2, 3, 4], 2.249978e-5),
        new("24 Penalty II", PenaltyTwo(4), X(4), [0.5, 0.5, 0.5, 0.5], 9.376293e-6),
        new("25 Variably dimensioned", $"{Sum(1, 10, j => $"(x{j}-1)^2")} + ({Sum(1, 10, j => $"{j}*(x{j}-1)")})^2 + ({Sum(1, 10, j => $"{j}*(x{j}-1)")})^4", X(10), [.. Enumerable.Range(1, 10).Select(j => 1 - (j / 10.0))], 0),
        new("26 Trigonometric", Squares(10, i => $"10-({Sum(1, 10, j => $"cos(x{j})")})+{i}*(1-cos(x{i}))-sin(x{i})"), X(10), [.. Enumerable.Repeat(0.1, 10)], 0, 2.795061e-5),
        new("27 Brown almost-linear", $"{Squares(9, i => $"x{i}+{Sum(1, 10, j => $"x{j}")}-11")} + ({string.Join('*', X(10))}-1)^2", X(10), [.. Enumerable.Repeat(0.5, 10)], 0, 1),
        new("28 Discrete boundary value", Squares(10, i => $"2*x{i}-{Neighbour(i - 1)}-{Neighbour(i + 1)}+(x{i}+{i}/11+1)^3/242"), X(10), [.. Enumerable.Range(1, 10).Select(i => i / 11.0 * ((i / 11.0) - 1))], 0),
        new("29 Discrete integral equation", Squares(10, Integral), X(10), [.. Enumerable.Range(1, 10).Select(i => i / 11.0 * ((i / 11.0) - 1))], 0),
        new("30 Broyden tridiagonal", Squares(10, i => $"(3-2*x{i})*x{i}-{Neighbour(i - 1)}-2*{Neighbour(i + 1)}+1"), X(10), [.. Enumerable.Repeat(-1.0, 10)], 0),
        new("31 Broyden banded", Squares(10, i => $"x{i}*(2+5*x{i}^2)+1-({Sum(Math.Max(1, i - 5), Math.Min(10, i + 1), j => j == i ? "0" : $"x{j}*(1+x{j})")})"), X(10), [.. Enumerable.Repeat(-1.0, 10)], 0),
        new("32 Linear, full rank", $"{Squares(5, i => $"x{i}-2/10*({Sum(1, 5, j => $"x{j}")})-1")} + 5*(2/10*({Sum(1, 5, j => $"x{j}")})+1)^2", X(5), [1, 1, 1, 1, 1], 5),
        new("33 Linear, rank 1", Squares(10, i => $"{i}*({Sum(1, 5, j => $"{j}*x{j}")})-1"), X(5), [1, 1, 1, 1, 1], 10 * 9 / (2.0 * 21)),
        new("35 Chebyquad", Chebyquad(8), X(8), [.. Enumerable.Range(1, 8).Select(j => j / 9.0)], 3.516874e-3),
    ];

    private static string[] X(int n) => [.. Enumerable.Range(1, n).Select(i => $"x{i}")];

    private static string N(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Sum(int from, int to, Func<int, string> term) => string.Join('+', Enumerable.Range(from, to - from + 1).Select(term));

    private static string Squares(int count, Func<int, string> term) => Sum(1, count, i => $"({term(i)})^2");

    private static string Neighbour(int i) => i is < 1 or > 10 ? "0" : $"x{i}";

    private static string Watson(int i) => $"{Sum(2, 6, j => $"{j - 1}*x{j}*({i}/29)^{j - 2}")}-({Sum(1, 6, j => $"x{j}*({i}/29)^{j - 1}")})^2-1";

    private static string PenaltyTwo(int n)
    {
        var smooth = Sum(2, n, i => $"(exp(x{i}/10)+exp(x{i - 1}/10)-exp({i}/10)-exp({i - 1}/10))^2");
        var level = Sum(2, n, i => $"(exp(x{i}/10)-exp(-1/10))^2");
        return $"(x1-0.2)^2 + 1e-5*({smooth}+{level}) + ({Sum(1, n, j => $"{n - j + 1}*x{j}^2")}-1)^2";
    }

    private static string Integral(int i)
    {
        var before = Sum(1, i, j => $"{j}/11*(x{j}+{j}/11+1)^3");
        var after = i == 10 ? "0" : Sum(i + 1, 10, j => $"(1-{j}/11)*(x{j}+{j}/11+1)^3");
        return $"x{i}+((1-{i}/11)*({before})+{i}/11*({after}))/22";
    }

    /// <summary>Shifted Chebyshev polynomials, written out: mean over the points less the integral over [0, 1].</summary>
    private static string Chebyquad(int n)
    {
        string T(int k, string x) => k == 0 ? "1" : k == 1 ? $"(2*{x}-1)" : $"(2*(2*{x}-1)*{T(k - 1, x)}-{T(k - 2, x)})";
        return Squares(n, k => $"({Sum(1, n, j => T(k, $"x{j}"))})/{n}-{(k % 2 == 1 ? "0" : $"(-1/{(k * k) - 1})")}");
    }
}
