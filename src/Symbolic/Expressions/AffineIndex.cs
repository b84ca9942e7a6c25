using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>An index or a bound c + Σ aₖ·iₖ over indices iₖ, with whole numbers c and aₖ.</summary>
/// <param name="Offset">c.</param>
/// <param name="Coefficients">aₖ by index, none of them 0.</param>
internal sealed record AffineIndex(long Offset, ImmutableSortedDictionary<string, int> Coefficients)
{
    private const int MaxMagnitude = 1_000_000_000;

    private static readonly ImmutableSortedDictionary<string, int> None = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Whether no index occurs.</summary>
    public bool IsConstant => Coefficients.IsEmpty;

    /// <summary>The index as such; null when it is anything else.</summary>
    public static AffineIndex? Of(Expr expr) => expr switch
    {
        Constant c => c.Value.IsInteger && c.Value.TryGetInt32(out var whole) && Math.Abs((long)whole) <= MaxMagnitude ? new(whole, None) : null,
        Variable { IsIndex: true, Data: null } v => new(0, None.Add(v.Name, 1)),
        Sum s when s.Children.Length <= 64 => s.Children.Select(Of).Aggregate((AffineIndex?)new(0, None), Add),
        Product p when p.Children.Length <= 64 => p.Children.Select(Of).Aggregate((AffineIndex?)new(1, None), Multiply),
        { IsVariable: false } when ConstantFolding.Fold(expr) is Constant folded => Of(folded),
        _ => null,
    };

    /// <summary>c alone.</summary>
    public static AffineIndex Constant(long offset) => new(offset, None);

    /// <summary>c + Σ aₖ·iₖ; null when a number is too large.</summary>
    public static AffineIndex? Of(long offset, IEnumerable<(string Index, long Coefficient)> terms)
    {
        var sum = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, coefficient) in terms) sum[index] = sum.GetValueOrDefault(index) + coefficient;
        return Math.Abs(offset) > MaxMagnitude || sum.Values.Any(c => Math.Abs(c) > MaxMagnitude)
            ? null
            : new AffineIndex(offset, sum.Where(c => c.Value != 0).ToImmutableSortedDictionary(c => c.Key, c => (int)c.Value, StringComparer.Ordinal));
    }

    /// <summary>a·i for an index i; 0 when it does not occur.</summary>
    public int CoefficientOf(string index) => Coefficients.GetValueOrDefault(index);

    /// <summary>This times a number plus another; null when a number is too large.</summary>
    public AffineIndex? TimesPlus(long factor, AffineIndex other) =>
        Of((factor * Offset) + other.Offset, Coefficients.Select(c => (c.Key, factor * c.Value)).Concat(other.Coefficients.Select(c => (c.Key, (long)c.Value))));

    /// <summary>The value, where <paramref name="values"/> gives those of the indices.</summary>
    public long At(Func<string, long> values)
    {
        var value = Offset;
        foreach (var (index, coefficient) in Coefficients) value += coefficient * values(index);
        return value;
    }

    public bool Equals(AffineIndex? other) => other is not null && Offset == other.Offset && Coefficients.SequenceEqual(other.Coefficients);

    public override int GetHashCode() => Coefficients.Aggregate(Offset.GetHashCode(), static (hash, c) => HashCode.Combine(hash, c.Key, c.Value));

    /// <summary>The same text for equal indices only, such as <c>3+2*i</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Offset}{string.Concat(Coefficients.Select(c => string.Create(CultureInfo.InvariantCulture, $"+{c.Value}*{c.Key}")))}");

    private static AffineIndex? Add(AffineIndex? a, AffineIndex? b) =>
        a is null || b is null ? null : a.TimesPlus(1, b);

    private static AffineIndex? Multiply(AffineIndex? a, AffineIndex? b)
    {
        if (a is null || b is null || !(a.IsConstant || b.IsConstant)) return null;
        var (factor, other) = a.IsConstant ? (a.Offset, b) : (b.Offset, a);
        return other.TimesPlus(factor, Constant(0));
    }
}
