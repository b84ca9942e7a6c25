using System.Globalization;
using System.Numerics;

namespace Symbolic.Expressions;

/// <summary>
/// A numeric constant: an exact rational while numerator and denominator stay within <see cref="MaxBits"/> bits, a double
/// beyond that. Arithmetic on exact numbers is exact; a result that would be too large is rounded to double once.
/// </summary>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    /// <summary>The size of numerator and denominator, in bits, up to which numbers are kept exactly.</summary>
    public const int MaxBits = 1000;

    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator; // 0 in an inexact number and in default(Number), which is the double 0
    private readonly double _double;

    private Number(BigInteger numerator, BigInteger denominator, bool isDecimal)
    {
        _numerator = numerator;
        _denominator = denominator;
        _double = Nearest(numerator, denominator);
        IsDecimal = isDecimal;
    }

    private Number(double value) => _double = value;

    /// <summary>The number 0.</summary>
    public static Number Zero { get; } = FromInteger(0);

    /// <summary>The number 1.</summary>
    public static Number One { get; } = FromInteger(1);

    /// <summary>The number −1.</summary>
    public static Number MinusOne { get; } = FromInteger(-1);

    /// <summary>True when the value is known exactly as a rational number.</summary>
    public bool IsExact => !_denominator.IsZero;

    /// <summary>True when the number was written with a decimal point or exponent; it is then printed so. Not part of equality.</summary>
    public bool IsDecimal { get; }

    /// <summary>Numerator of an exact number in lowest terms.</summary>
    public BigInteger Numerator => _numerator;

    /// <summary>Denominator of an exact number in lowest terms, at least 1.</summary>
    public BigInteger Denominator => _denominator;

    /// <summary>True for an exact whole number.</summary>
    public bool IsInteger => _denominator.IsOne;

    /// <summary>True for zero.</summary>
    public bool IsZero => IsExact ? _numerator.IsZero : _double == 0;

    /// <summary>True for exactly one.</summary>
    public bool IsOne => _denominator.IsOne && _numerator.IsOne;

    /// <summary>True for exactly minus one.</summary>
    public bool IsMinusOne => _denominator.IsOne && _numerator == BigInteger.MinusOne;

    /// <summary>−1, 0 or 1; 0 for NaN.</summary>
    public int Sign => IsExact ? _numerator.Sign : double.IsNaN(_double) ? 0 : Math.Sign(_double);

    /// <summary>True for an exact even whole number.</summary>
    public bool IsEvenInteger => IsInteger && _numerator.IsEven;

    /// <summary>True for an exact odd whole number.</summary>
    public bool IsOddInteger => IsInteger && !_numerator.IsEven;

    /// <summary>A whole number.</summary>
    public static Number FromInteger(long value) => new(value, BigInteger.One, isDecimal: false);

    /// <summary>The exact quotient of two integers, or the nearest double when it is too large to be kept.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is zero.</exception>
    public static Number FromRatio(BigInteger numerator, BigInteger denominator, bool isDecimal = false)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (denominator.Sign < 0) divisor = -divisor;
            numerator /= divisor;
            denominator /= divisor;
        }

        return numerator.GetBitLength() > MaxBits || denominator.GetBitLength() > MaxBits
            ? new Number(Nearest(numerator, denominator))
            : new Number(numerator, denominator, isDecimal);
    }

    /// <summary>
    /// A double as a number: exact when its shortest decimal form is a number a person would type, so that 0.1 is 1/10.
    /// </summary>
    public static Number FromDouble(double value)
    {
        if (!double.IsFinite(value)) return new Number(value);
        return value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? FromInteger((long)value)
            : ParseDecimal(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads an unsigned or signed decimal literal such as <c>12</c>, <c>1.5</c>, <c>.5</c>, <c>2.</c> or <c>6.02E23</c>, exactly.</summary>
    /// <exception cref="FormatException">The text is not a decimal literal.</exception>
    public static Number ParseDecimal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var isDecimal = exponentAt >= 0 || point >= 0;
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        if (digits.Length > MaxBits || (exponentAt >= 0 && text.Length - exponentAt > 6))
            return Nearest(text, mantissa);
        var value = NumberText.ParseInteger(digits);
        var scale = -fraction + (exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (Math.Abs(scale) > MaxBits)
            return Nearest(text, mantissa);
        return scale >= 0
            ? FromRatio(value * BigInteger.Pow(10, scale), BigInteger.One, isDecimal)
            : FromRatio(value, BigInteger.Pow(10, -scale), isDecimal);
    }

    /// <summary>The nearest double (ties to even).</summary>
    public double ToDouble() => _double;

    /// <summary>The value as an <see cref="int"/> when it is a whole number of that range.</summary>
    public bool TryGetInt32(out int value)
    {
        var fits = IsInteger && _numerator >= int.MinValue && _numerator <= int.MaxValue;
        value = fits ? (int)_numerator : 0;
        return fits;
    }

    /// <summary>Sum.</summary>
    public static Number operator +(Number a, Number b) => a.IsExact && b.IsExact
        ? a._denominator.IsOne && b._denominator.IsOne
            ? FromRatio(a._numerator + b._numerator, BigInteger.One, a.IsDecimal || b.IsDecimal)
            : FromRatio((a._numerator * b._denominator) + (b._numerator * a._denominator), a._denominator * b._denominator, a.IsDecimal || b.IsDecimal)
        : new Number(a._double + b._double);

    /// <summary>Difference.</summary>
    public static Number operator -(Number a, Number b) => a + -b;

    /// <summary>Negation.</summary>
    public static Number operator -(Number a) => a.IsExact ? new Number(-a._numerator, a._denominator, a.IsDecimal) : new Number(-a._double);

    /// <summary>Product.</summary>
    public static Number operator *(Number a, Number b) => a.IsExact && b.IsExact
        ? FromRatio(a._numerator * b._numerator, a._denominator * b._denominator, a.IsDecimal || b.IsDecimal)
        : new Number(a._double * b._double);

    /// <summary>Quotient; division by an exact zero follows IEEE arithmetic.</summary>
    public static Number operator /(Number a, Number b) => a.IsExact && b.IsExact && !b.IsZero
        ? FromRatio(a._numerator * b._denominator, a._denominator * b._numerator, a.IsDecimal || b.IsDecimal)
        : new Number(a._double / b._double);

    /// <summary>
    /// The exact power, when base and exponent are exact and the result is rational and small enough: integer exponents, and
    /// roots of perfect powers. Zero to a negative power has none.
    /// </summary>
    public static bool TryPow(Number value, Number exponent, out Number result)
    {
        result = default;
        if (!value.IsExact || !exponent.IsExact || !exponent.Numerator.IsPowerable()) return false;
        var power = (int)exponent.Numerator;
        if (value.IsZero && power < 0) return false;
        if (!exponent.IsInteger)
        {
            if (exponent.Denominator > 64 || value.Sign < 0) return false;
            var degree = (int)exponent.Denominator;
            if (!value.Numerator.TryRoot(degree, out var top) || !value.Denominator.TryRoot(degree, out var bottom)) return false;
            value = new Number(top, bottom, value.IsDecimal);
        }

        var size = Math.Max(value.Numerator.GetBitLength(), value.Denominator.GetBitLength());
        var isUnit = value.IsZero || (value.IsInteger && BigInteger.Abs(value.Numerator).IsOne);
        if (!isUnit && (size - 1) * Math.Abs((long)power) > MaxBits) return false;
        if (isUnit) power = power == 0 ? 0 : 2 - (power & 1);
        var numerator = BigInteger.Pow(value.Numerator, Math.Abs(power));
        var denominator = BigInteger.Pow(value.Denominator, Math.Abs(power));
        result = power >= 0 ? FromRatio(numerator, denominator, value.IsDecimal) : FromRatio(denominator, numerator, value.IsDecimal);
        return result.IsExact;
    }

    /// <inheritdoc/>
    public bool Equals(Number other) => IsExact == other.IsExact &&
        (IsExact ? _numerator == other._numerator && _denominator == other._denominator : _double.Equals(other._double));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _double.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Number other) => IsExact && other.IsExact
        ? (_numerator * other._denominator).CompareTo(other._numerator * _denominator)
        : _double.CompareTo(other._double);

    /// <summary>Equality of value and exactness.</summary>
    public static bool operator ==(Number a, Number b) => a.Equals(b);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Number a, Number b) => !a.Equals(b);

    /// <summary>Order by value.</summary>
    public static bool operator <(Number a, Number b) => a.CompareTo(b) < 0;

    /// <summary>Order by value.</summary>
    public static bool operator >(Number a, Number b) => a.CompareTo(b) > 0;

    /// <summary>Order by value.</summary>
    public static bool operator <=(Number a, Number b) => a.CompareTo(b) <= 0;

    /// <summary>Order by value.</summary>
    public static bool operator >=(Number a, Number b) => a.CompareTo(b) >= 0;

    /// <summary>
    /// The number as text that <see cref="ParseDecimal"/> or a quotient of two integers reads back exactly: <c>0.1</c>,
    /// <c>6.02e23</c>, <c>2/3</c>, <c>-7</c>.
    /// </summary>
    public override string ToString() => NumberText.Format(this);

    /// <summary>The double nearest to a literal that is too long or too large to be kept; 0 is exact, whatever its exponent.</summary>
    private static Number Nearest(string text, string mantissa)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return mantissa.AsSpan().ContainsAnyInRange('1', '9') ? new Number(value) : Zero;
    }

    /// <summary>The double nearest to a quotient: 64 or more bits of it, the rest kept as a sticky bit, rounded once.</summary>
    private static double Nearest(BigInteger numerator, BigInteger denominator)
    {
        const long exactRange = 1L << 53;
        if (BigInteger.Abs(numerator) <= exactRange && denominator <= exactRange)
            return denominator.IsOne ? (double)(long)numerator : (double)(long)numerator / (long)denominator;

        var magnitude = BigInteger.Abs(numerator);
        var shift = (int)(66 - (magnitude.GetBitLength() - denominator.GetBitLength()));
        var scaled = shift >= 0 ? magnitude << shift : magnitude;
        var quotient = BigInteger.DivRem(scaled, shift >= 0 ? denominator : denominator << -shift, out var remainder);
        var exponent = -shift;
        // Subnormal results have fewer bits: drop them here, so that the conversion below does not round a second time.
        var excess = Math.Max((int)quotient.GetBitLength() - 53, -1074 - exponent);
        if (excess > quotient.GetBitLength() + 1) return numerator.Sign < 0 ? -0.0 : 0.0;
        var kept = quotient >> excess;
        var rest = quotient - (kept << excess);
        var half = BigInteger.One << (excess - 1);
        var order = rest.CompareTo(half);
        if (order > 0 || (order == 0 && (!remainder.IsZero || !kept.IsEven))) kept += 1;
        var result = Math.ScaleB((double)kept, exponent + excess);
        return numerator.Sign < 0 ? -result : result;
    }
}
