using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>Smallest and largest of values. Where values tie, the derivative is the mean of the tied slopes.</summary>
public static class Extrema
{
    private const string FamilyName = "Smallest and largest";

    /// <summary>Smallest of any number of values.</summary>
    public static readonly FunctionDefinition Min = new("min", 1, int.MaxValue)
    {
        Evaluate = (Func<double, double, double>)Math.Min,
        Spelling = new("Math.Min({0}, {1})", "({0} != {0} || {1} != {1} ? NAN : fmin({0}, {1}))", "np.minimum({0}, {1})", "min({0}, {1})"),
        Partials = (args, value) => Slopes(args, value, Conditions.Less),
        Kinks = "where the arguments tie",
        ExactValue = args => ExactExtreme(args, -1),
        Latex = @"\min\left({*}\right)",
        Summary = "Smallest of its arguments; NaN if one is NaN",
        Example = "min(x, y)",
        Source = "IEEE 754-2019 9.6, minimum; at ties the mean of the slopes",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Largest of any number of values.</summary>
    public static readonly FunctionDefinition Max = new("max", 1, int.MaxValue)
    {
        Evaluate = (Func<double, double, double>)Math.Max,
        Spelling = new("Math.Max({0}, {1})", "({0} != {0} || {1} != {1} ? NAN : fmax({0}, {1}))", "np.maximum({0}, {1})", "max({0}, {1})"),
        Partials = (args, value) => Slopes(args, value, Conditions.Greater),
        Kinks = "where the arguments tie",
        ExactValue = args => ExactExtreme(args, 1),
        Latex = @"\max\left({*}\right)",
        Summary = "Largest of its arguments; NaN if one is NaN",
        Example = "max(x, y)",
        Source = "IEEE 754-2019 9.6, maximum; at ties the mean of the slopes",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Value limited to a range.</summary>
    public static readonly FunctionDefinition Clamp = new("clamp", 3)
    {
        Expansion = args => Min.Of(Max.Of(args[0], args[1]), args[2]),
        Partials = (args, _) => ClampSlopes(args[0], args[1], args[2]),
        Kinks = "where x is at a limit",
        ExactValue = args => args[0].ExactNumber() is { } x && args[1].ExactNumber() is { } low && args[2].ExactNumber() is { } high ? new Constant(Least(Greatest(x, low), high)) : null,
        Latex = @"\operatorname{clamp}\left({0}, {1}, {2}\right)",
        Summary = "clamp(x, low, high): min(max(x, low), high)",
        Example = "clamp(x, 0, 1)",
        Source = "By min and max",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Min, Max, Clamp];

    private static ImmutableArray<Expr> Slopes(ImmutableArray<Expr> args, Expr value, FunctionDefinition wins)
    {
        if (args.Length == 1) return [1];
        return args.Length == 2
            ? [SlopeOfPair(args[0], args[1], wins), SlopeOfPair(args[1], args[0], wins)]
            : SlopesOfMany(args, value);
    }

    private static Expr SlopeOfPair(Expr own, Expr other, FunctionDefinition wins) => own.Equals(other)
        ? Constant.Half
        : Choice(wins.Of(own, other), wins.Of(other, own));

    /// <summary>1/k for each of the k arguments that have the extreme value, 0 for the others.</summary>
    private static ImmutableArray<Expr> SlopesOfMany(ImmutableArray<Expr> args, Expr value)
    {
        var isExtreme = args.Select(a => Conditions.Equal.Of(a, value)).ToImmutableArray();
        var count = Algebra.Sum([.. isExtreme.Select(c => Algebra.Piecewise([c, 1, 0]))]);
        return [.. isExtreme.Select(c => Algebra.Piecewise([c, 1 / count, 0]))];
    }

    /// <summary>
    /// 1/2 where x is at a limit, as for min and max; if the limits cross, the value is the upper one. Where all three tie, x and the
    /// lower limit share what the maximum of them gets in the minimum.
    /// </summary>
    private static ImmutableArray<Expr> ClampSlopes(Expr x, Expr low, Expr high)
    {
        var (isAbove, isBelow) = (Conditions.Less.Of(low, x), Conditions.Less.Of(x, low));
        var isAboveHigh = Conditions.Greater.Of(x, high);
        var limitsTie = low.ExactNumber() is { } a && high.ExactNumber() is { } b && a != b ? null : Conditions.Equal.Of(low, high);
        return
        [
            Choice(Conditions.And.Of(isAbove, Conditions.Less.Of(x, high)), Conditions.Or.Of(isBelow, isAboveHigh), limitsTie),
            Choice(Conditions.And.Of(isBelow, Conditions.Less.Of(low, high)), Conditions.Or.Of(isAbove, Conditions.Greater.Of(low, high)), limitsTie is null ? null : Conditions.And.Of(limitsTie, Conditions.Equal.Of(x, low))),
            Choice(Conditions.Or.Of(isAboveHigh, Conditions.Greater.Of(low, high)), Conditions.And.Of(Conditions.Less.Of(x, high), Conditions.Less.Of(low, high))),
        ];
    }

    private static Expr Choice(Expr isOwn, Expr isOther, Expr? isSharedTwice = null) => isSharedTwice is null
        ? Algebra.Piecewise([isOwn, 1, isOther, 0, Constant.Half])
        : Algebra.Piecewise([isOwn, 1, isOther, 0, isSharedTwice, new Constant(Number.FromRatio(1, 4)), Constant.Half]);

    private static Expr? ExactExtreme(ImmutableArray<Expr> args, int direction)
    {
        if (args.Length == 1) return args[0];
        Number? extreme = null;
        foreach (var argument in args)
        {
            if (argument.ExactNumber() is not { } x) return null;
            extreme = extreme is not { } best ? x : direction > 0 ? Greatest(best, x) : Least(best, x);
        }

        return new Constant(extreme!.Value);
    }

    private static Number Least(Number a, Number b) => b < a ? b : a;

    private static Number Greatest(Number a, Number b) => b > a ? b : a;
}
