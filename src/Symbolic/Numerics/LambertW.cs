namespace Symbolic.Numerics;

/// <content>The Lambert W function.</content>
public static partial class SpecialFunctions
{
    private static DoubleDouble E => new(2.718281828459045, 1.4456468917292502E-16);

    /// <summary>
    /// Principal branch W₀ of the Lambert function, w·exp(w) = x with w ≥ -1, for x ≥ -1/e (DLMF 4.13); NaN below, ∞ at ∞.
    /// Near the branch point the series in p = √(2(ex + 1)), DLMF 4.13.6; elsewhere the fourth-order iteration of
    /// F. N. Fritsch, R. E. Shafer, W. P. Crowley, CACM 16 (1973) 123, and one Newton step with an accurate residual.
    /// </summary>
    public static double LambertW(double x)
    {
        if (!(x < double.PositiveInfinity) || Math.Abs(x) < 1e-17)
        {
            return x;
        }

        if (x < -0.25)
        {
            var squared = ((E * x) + 1) * 2;
            if (!(squared.Hi >= 0))
            {
                return double.NaN;
            }

            var p = Math.Sqrt(squared.Hi);
            return p < 0.1 ? LambertNearBranch(p) : LambertRefined(x, LambertNearBranch(p));
        }

        // A guess good to some percent by R. Iacono, J. P. Boyd, Adv. Comput. Math. 43 (2017) 1403.
        var logarithm = Log1p(x);
        return LambertRefined(x, logarithm * (1 - (Log1p(logarithm) / (2 + logarithm))));
    }

    /// <summary>-1 + p - p²/3 + 11p³/72 - …; the coefficients by the recurrence of DLMF 4.13.7.</summary>
    private static double LambertNearBranch(double p)
    {
        // |μ₂|, |μ₃|, … with alternating signs.
        ReadOnlySpan<double> magnitudes =
        [
            0.3333333333333333, 0.1527777777777778, 0.07962962962962963, 0.044502314814814814,
            0.02598471487360376, 0.01563563253233392, 0.009616892024299432, 0.006014543252956118,
            0.0038112980348919993, 0.0024408779911439826, 0.0015769303446867841, 0.0010262633205076071,
        ];
        var s = magnitudes[^1];
        for (var i = magnitudes.Length - 2; i >= 0; i--)
        {
            s = magnitudes[i] - (p * s);
        }

        return (p - (p * p * s)) - 1;
    }

    private static double LambertRefined(double x, double guess)
    {
        var w = FritschStep(x, FritschStep(x, guess));
        var quotient = (DoubleDouble)x / w;
        var residual = ElementaryKernels.Log(quotient) - w;
        return w + (residual.Hi * w / (1 + w));
    }

    private static double FritschStep(double x, double w)
    {
        var z = Math.Log(x / w) - w;
        var q = 2 * (1 + w) * (1 + w + (2.0 / 3 * z));
        return w * (1 + (z / (1 + w) * (q - z) / (q - (2 * z))));
    }
}
