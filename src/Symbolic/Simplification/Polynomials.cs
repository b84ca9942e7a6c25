using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// Division and common divisors of sums, taken as polynomials with rational coefficients in whatever their factors are
/// (Cox, Little and O'Shea, Ideals, Varieties, and Algorithms, 2015, sections 1.5 and 2.3).
/// </summary>
internal static class Polynomials
{
    private const int MaxSteps = 60;

    /// <summary>The quotient when the division leaves no remainder; null otherwise.</summary>
    public static Expr? TryDivide(Sum dividend, Sum divisor)
    {
        var atoms = new List<Expr>();
        if (Read(divisor, atoms) is not { } d || Read(dividend, atoms) is not { } n) return null;
        var quotient = new List<Expr>();
        var (leading, leadingCoefficient) = Leading(d);
        for (var step = 0; n.Count > 0; step++)
        {
            var (monomial, coefficient) = Leading(n);
            var exponents = Subtract(monomial, leading);
            if (exponents is null || step >= MaxSteps) return null;
            var factor = coefficient / leadingCoefficient;
            quotient.Add(ToExpr(factor, exponents, atoms));
            foreach (var (m, c) in d) Accumulate(n, Add(m, exponents), -(c * factor));
        }

        return Algebra.Sum([.. quotient]);
    }

    /// <summary>
    /// A divisor of both sums that is not a number: one of them if it divides the other, or their greatest common divisor where
    /// they are polynomials in one and the same thing; null when none is found.
    /// </summary>
    public static Sum? CommonDivisor(Sum a, Sum b)
    {
        if (TryDivide(a, b) is not null) return b;
        if (TryDivide(b, a) is not null) return a;
        var atoms = new List<Expr>();
        if (Read(a, atoms) is not { } p || Read(b, atoms) is not { } q || atoms.Count != 1) return null;
        for (var step = 0; step < MaxSteps; step++)
        {
            if (Remainder(p, q) is not { } remainder) return null;
            if (remainder.Count == 0) return ToSum(q, atoms);
            (p, q) = (q, remainder);
        }

        return null;
    }

    /// <summary>The remainder of polynomials in one atom; null when the coefficients grow beyond reason.</summary>
    private static SortedDictionary<int[], Number>? Remainder(SortedDictionary<int[], Number> dividend, SortedDictionary<int[], Number> divisor)
    {
        var rest = new SortedDictionary<int[], Number>(dividend, Lexicographic);
        var (leading, leadingCoefficient) = Leading(divisor);
        while (rest.Count > 0 && Leading(rest) is var (monomial, coefficient) && Subtract(monomial, leading) is { } exponents)
        {
            var factor = coefficient / leadingCoefficient;
            if (!factor.IsExact) return null;
            foreach (var (m, c) in divisor) Accumulate(rest, Add(m, exponents), -(c * factor));
        }

        return rest;
    }

    /// <summary>The polynomial with leading coefficient 1 as a sum; null when it is a single term.</summary>
    private static Sum? ToSum(SortedDictionary<int[], Number> polynomial, List<Expr> atoms)
    {
        var leading = Leading(polynomial).Coefficient;
        return Algebra.Sum([.. polynomial.Select(term => ToExpr(term.Value / leading, term.Key, atoms))]) as Sum;
    }

    private static SortedDictionary<int[], Number>? Read(Sum sum, List<Expr> atoms)
    {
        var polynomial = new SortedDictionary<int[], Number>(Lexicographic);
        foreach (var term in sum.Children)
        {
            var exponents = new int[8];
            var coefficient = Number.One;
            foreach (var factor in term is Product p ? p.Children : [term])
            {
                if (factor is Constant c)
                {
                    coefficient *= c.Value;
                    continue;
                }

                var (@base, exponent) = Known.BaseAndExponent(factor);
                if (!exponent.TryGetInt32(out var power) || power is < 1 or > 20 || @base is Sum) return null;
                var at = atoms.IndexOf(@base);
                if (at < 0 && atoms.Count == exponents.Length) return null;
                if (at < 0)
                {
                    at = atoms.Count;
                    atoms.Add(@base);
                }

                exponents[at] += power;
            }

            if (!coefficient.IsExact) return null;
            Accumulate(polynomial, exponents, coefficient);
        }

        return polynomial;
    }

    private static readonly IComparer<int[]> Lexicographic = Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private static (int[] Monomial, Number Coefficient) Leading(SortedDictionary<int[], Number> polynomial)
    {
        var last = polynomial.Last();
        return (last.Key, last.Value);
    }

    private static void Accumulate(SortedDictionary<int[], Number> polynomial, int[] monomial, Number coefficient)
    {
        var sum = polynomial.TryGetValue(monomial, out var known) ? known + coefficient : coefficient;
        if (sum.IsZero) polynomial.Remove(monomial);
        else polynomial[monomial] = sum;
    }

    private static int[]? Subtract(int[] a, int[] b)
    {
        var difference = new int[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
            if (difference[i] < 0) return null;
        }

        return difference;
    }

    private static int[] Add(int[] a, int[] b)
    {
        var sum = new int[a.Length];
        for (var i = 0; i < a.Length; i++) sum[i] = a[i] + b[i];
        return sum;
    }

    private static Expr ToExpr(Number coefficient, int[] exponents, List<Expr> atoms)
    {
        var factors = new List<Expr> { new Constant(coefficient) };
        for (var i = 0; i < exponents.Length; i++)
        {
            if (exponents[i] > 0) factors.Add(Algebra.Power(atoms[i], Constant.Of(exponents[i])));
        }

        return Algebra.Product([.. factors]);
    }
}
