namespace Symbolic.Functions;

/// <summary>Sources that are emitted beside exported formulas, for functions that a language lacks.</summary>
internal static class HelperSources
{
    /// <summary>erf and erfc: below 2 the series DLMF 7.6.2, all of whose terms have one sign; above the continued fraction 7.9.1.</summary>
    public const string CSharpErf = """
            private static double Erf(double x)
            {
                if (Math.Abs(x) >= 2) return x < 0 ? Erfc(-x) - 1 : 1 - Erfc(x);
                double term = x, sum = x;
                for (int k = 1; k < 60; k++) sum += term *= 2 * x * x / (2 * k + 1);
                return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
            }

            private static double Erfc(double x)
            {
                if (x < 2) return x <= -2 ? 2 - Erfc(-x) : x > 0.5 ? ErfcFraction(x) : 1 - Erf(x);
                return x > 28 ? 0 : ErfcFraction(x);
            }

            private static double ErfcFraction(double x)
            {
                double fraction = 0;
                for (int k = 600; k > 0; k--) fraction = k * 0.5 / (x + fraction);
                double high = (float)x;
                return Math.Exp(-high * high) * Math.Exp((high - x) * (high + x)) / ((x + fraction) * Math.Sqrt(Math.PI));
            }
        """;

    /// <summary>ln(1 + x) after W. Kahan: the error of 1 + x cancels.</summary>
    public const string CSharpLog1p = """
            private static double Log1p(double x)
            {
                double u = 1 + x;
                return u == 1 || u == double.PositiveInfinity ? x : Math.Log(u) * (x / (u - 1));
            }
        """;

    /// <summary>exp(x) − 1 = 2·exp(x/2)·sinh(x/2); nothing cancels.</summary>
    public const string CSharpExpm1 = """
            private static double Expm1(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;
        """;

    /// <summary>erf and erfc over arrays.</summary>
    public const string PythonErf = """
        _erf = np.vectorize(math.erf, otypes=[float])
        _erfc = np.vectorize(math.erfc, otypes=[float])
        """;

    /// <summary>The package that has the error functions.</summary>
    public const string JuliaSpecial = "using SpecialFunctions: erf, erfc, gamma, loggamma";
}
