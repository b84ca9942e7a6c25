namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// A product taken apart: ± number · factors / divisors. Factors are values of the tape, each as often as it occurs; nothing is
/// cancelled, so that 0/0 stays what it is.
/// </summary>
internal sealed record Monomial(double Numerator, double Denominator, int[] Factors, int[] Divisors)
{
    /// <summary>Longer products stay one factor of others: taking products of many factors apart would square their cost.</summary>
    public const int MaxLength = 14;

    /// <summary>The number in front.</summary>
    public double Coefficient => Numerator / Denominator;

    /// <summary>Number of factors and divisors.</summary>
    public int Length => Factors.Length + Divisors.Length;

    /// <summary>A value as it stands.</summary>
    public static Monomial Atom(int value) => new(1, 1, [value], []);

    /// <summary>A number.</summary>
    public static Monomial Number(double value) => new(value, 1, [], []);

    /// <summary>The product of two; null when it is too long or a number leaves the range of normal doubles.</summary>
    public Monomial? Times(Monomial other) => Checked(new Monomial(
        Numerator * other.Numerator, Denominator * other.Denominator, [.. Factors, .. other.Factors], [.. Divisors, .. other.Divisors]));

    /// <summary>The quotient of two; null also when the other one has divisors, since a/(b/c) = a·c/b does not hold at b = 0.</summary>
    public Monomial? Over(Monomial other) => other.Divisors.Length > 0 ? null : Checked(new Monomial(
        Numerator * other.Denominator, Denominator * other.Numerator, Factors, [.. Divisors, .. other.Factors]));

    private static Monomial? Checked(Monomial m)
    {
        var isInRange = double.IsNormal(m.Numerator) && double.IsNormal(m.Denominator) && double.IsNormal(m.Coefficient);
        return m.Length <= MaxLength && isInRange ? m : null;
    }
}
