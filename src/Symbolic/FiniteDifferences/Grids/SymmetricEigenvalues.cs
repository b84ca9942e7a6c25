namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Eigenvalues of symmetric 2×2 and 3×3 matrices in closed form, ascending, to a few units of rounding of the largest one even
/// where eigenvalues nearly coincide.
/// </summary>
internal static class SymmetricEigenvalues
{
    /// <summary>Of [a b; b d].</summary>
    public static (double Low, double High) Of(double a, double b, double d)
    {
        double mean = a / 2 + d / 2;
        double radius = double.Hypot(a / 2 - d / 2, b);
        if (mean == 0 || radius == 0 || !double.IsFinite(mean) || !double.IsFinite(radius))
        {
            return (mean - radius, mean + radius);
        }

        // The eigenvalue of larger magnitude has no cancellation; the other is determinant / it. The determinant is taken
        // as a difference of products with the rounding of b·b given back (Kahan).
        double larger = mean + Math.CopySign(radius, mean);
        double square = b * b;
        double determinant = Math.FusedMultiplyAdd(a, d, -square) + Math.FusedMultiplyAdd(-b, b, square);
        double ratio = determinant / larger;
        double smaller = Math.Abs(determinant) is > 1e-280 and < 1e300 ? ratio : mean - Math.CopySign(radius, mean);
        return mean > 0 ? (smaller, larger) : (larger, smaller);
    }

    /// <summary>Of the matrix with diagonal a, b, c and off-diagonal entries d = m₀₁, e = m₀₂, f = m₁₂.</summary>
    /// <remarks>
    /// The traceless part has λ³ - J₂λ - J₃ = 0 with λ = 2√(J₂/3) cos(φ + 2πk/3), tan 3φ = √Δ / (√27 J₃), where Δ = 4J₂³ - 27J₃² is
    /// the discriminant. That difference loses everything where eigenvalues nearly coincide; as the Gram determinant of I, A, A²
    /// it is a sum of squares by Cauchy-Binet and keeps √Δ accurate (B. N. Parlett, The (matrix) discriminant as a determinant,
    /// Linear Algebra Appl. 355 (2002), 85-101).
    /// </remarks>
    public static (double Low, double Middle, double High) Of(double a, double b, double c, double d, double e, double f)
    {
        double scale = Math.Max(
            Math.Max(Math.Abs(a), Math.Max(Math.Abs(b), Math.Abs(c))),
            Math.Max(Math.Abs(d), Math.Max(Math.Abs(e), Math.Abs(f))));
        if (scale == 0 || !double.IsFinite(scale))
        {
            return scale == 0 ? (0, 0, 0) : (double.NaN, double.NaN, double.NaN);
        }

        a /= scale;
        b /= scale;
        c /= scale;
        d /= scale;
        e /= scale;
        f /= scale;
        double mean = (a + b + c) / 3;
        a -= mean;
        b -= mean;
        c -= mean;
        double j2 = (a * a + b * b + c * c) / 2 + d * d + e * e + f * f;
        double j3 = a * (b * c - f * f) - d * (d * c - e * f) + e * (d * f - e * b);
        double angle = Math.Atan2(Math.Sqrt(Discriminant(a, b, c, d, e, f)), Math.Sqrt(27) * j3) / 3;
        double radius = 2 * Math.Sqrt(j2 / 3);
        // φ lies in [0, π/3], so that the three cosines are in this order.
        double high = radius * Math.Cos(angle);
        double low = radius * Math.Cos(angle + 2 * Math.PI / 3);
        double middle = -(high + low);
        return (scale * (mean + low), scale * (mean + Math.Clamp(middle, low, high)), scale * (mean + high));
    }

    // The 3×3 minors of the rows I, A, A² over the columns 00, 11, 22, √2·01, √2·02, √2·12; lower-case are entries of A,
    // upper-case of A².
    private static double Discriminant(double a, double b, double c, double d, double e, double f)
    {
        double upperA = a * a + d * d + e * e;
        double upperB = d * d + b * b + f * f;
        double upperC = e * e + f * f + c * c;
        double upperD = d * (a + b) + e * f;
        double upperE = e * (a + c) + d * f;
        double upperF = f * (b + c) + d * e;
        double diagonal = Square((b - a) * (upperC - upperA) - (c - a) * (upperB - upperA));
        double one = OneOffDiagonal(b - a, upperB - upperA) + OneOffDiagonal(c - a, upperC - upperA) + OneOffDiagonal(c - b, upperC - upperB);
        double two = Square(d * upperE - e * upperD) + Square(d * upperF - f * upperD) + Square(e * upperF - f * upperE);
        return diagonal + 2 * one + 12 * two;

        double OneOffDiagonal(double difference, double upperDifference) =>
            Square(difference * upperD - d * upperDifference)
            + Square(difference * upperE - e * upperDifference)
            + Square(difference * upperF - f * upperDifference);
    }

    private static double Square(double x) => x * x;
}
