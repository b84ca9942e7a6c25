using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Expressions;
using Symbolic.Functions;
using Interval = Symbolic.Expressions.Interval;

namespace Symbolic.Tests.Generators;

/// <summary>What random trees are made of.</summary>
internal sealed record ExprOptions
{
    /// <summary>Smooth functions over x, y, z, arguments inside the domains, no conditions and no loops.</summary>
    public static readonly ExprOptions Smooth = new() { Uses = f => f.Kinks is null };

    /// <summary>Everything the language has.</summary>
    public static readonly ExprOptions Full = new() { HasConditions = true, HasLoops = true, StaysInDomain = false };

    public ImmutableArray<string> Variables { get; init; } = ["x", "y", "z"];

    public Func<FunctionDefinition, bool> Uses { get; init; } = _ => true;

    /// <summary>Piecewise values.</summary>
    public bool HasConditions { get; init; }

    /// <summary>Sums, products and indexed names, and derivatives that are to be carried out.</summary>
    public bool HasLoops { get; init; }

    /// <summary>Arguments of functions are shaped so that they lie inside the domain wherever the variables are.</summary>
    public bool StaysInDomain { get; init; } = true;
}

/// <summary>
/// Random trees as a text would give them: built with <see cref="AsTyped"/> only, never dividing by a constant zero. The size
/// is about the number of nodes.
/// </summary>
internal sealed class ExprGenerator
{
    private readonly ExprOptions _options;
    private readonly Gen<Expr> _leaf;
    private readonly FunctionDefinition[] _functions;

    private ExprGenerator(ExprOptions options)
    {
        _options = options;
        _functions = [.. FunctionLibrary.Standard.Definitions.Where(f => f.MaxArity > 0 && f != Conditions.If && f != Conditions.PiecewiseNotation && options.Uses(f))];
        var variable = Gen.Elements(options.Variables.ToArray()).Select(Expr (name) => new Variable(name));
        var constant = Gen.Elements(NamedConstants.All.ToArray()).Select(Expr (c) => c.AsTyped());
        _leaf = Gen.Frequency((6, variable), (3, Number.Select(Expr (n) => n)), (1, constant));
    }

    /// <summary>Trees of smooth functions, with a shrinker.</summary>
    public static Arbitrary<Expr> Arbitrary => For(ExprOptions.Smooth);

    /// <summary>Non-negative numbers as they are typed: small integers, decimals, fractions.</summary>
    public static Gen<Constant> Number => Gen.Frequency(
        (6, Gen.Choose(0, 9).Select(Constant.Of)),
        (2, Gen.Choose(1, 999).Select(n => new Constant(Symbolic.Expressions.Number.FromRatio(n, 100, isDecimal: true)))),
        (1, Gen.Choose(10, 100_000).Select(Constant.Of)),
        (1, Gen.Elements("1e-3", "6.02e23", "2.5e-7", "0.1").Select(t => new Constant(Symbolic.Expressions.Number.ParseDecimal(t)))));

    /// <summary>Coordinates, mostly of moderate size, now and then 0, ±1 or a small one.</summary>
    public static Gen<double> Coordinate => Gen.Frequency(
        (8, Gen.Choose(-3_000, 3_000).Select(n => n / 1000.0)),
        (1, Gen.Elements(0.0, 1.0, -1.0, 0.5, 2.0)),
        (1, Gen.Choose(-1_000, 1_000).Select(n => n / 1e6)));

    /// <summary>Trees made of what the options say, with a shrinker.</summary>
    public static Arbitrary<Expr> For(ExprOptions options) => Arb.From(Generator(options), ExprShrinker.Shrink);

    /// <summary>The generator without a shrinker.</summary>
    public static Gen<Expr> Generator(ExprOptions options)
    {
        var generator = new ExprGenerator(options);
        return Gen.Sized(size => generator.Value(Math.Max(1, size), []));
    }

    /// <summary>Values for the named variables.</summary>
    public static Gen<Dictionary<string, double>> Points(IEnumerable<string> names)
    {
        var list = names.ToArray();
        return Coordinate.ArrayOf(list.Length).Select(values => list.Zip(values).ToDictionary(p => p.First, p => p.Second));
    }

    /// <summary>A tree and a point for its variables; shrinks the tree.</summary>
    public static Arbitrary<(Expr Tree, Dictionary<string, double> Point)> WithPoint(ExprOptions options) =>
        Arb.From(
            Generator(options).SelectMany(tree => Points(options.Variables).Select(point => (tree, point))),
            pair => ExprShrinker.Shrink(pair.tree).Select(smaller => (smaller, pair.point)));

    /// <summary>Made when it is drawn from: made at once, the alternatives of all levels would be exponentially many.</summary>
    private Gen<Expr> Value(int size, ImmutableArray<string> indices) => Gen.Constant(size).SelectMany(s => ValueNow(s, indices));

    private Gen<Expr> ValueNow(int size, ImmutableArray<string> indices)
    {
        var leaf = indices.IsEmpty ? _leaf : Gen.Frequency((2, _leaf), (1, Gen.Elements(indices.ToArray()).Select(Expr (i) => new Variable(i, isIndex: true))));
        if (size <= 1) return leaf;
        var kinds = new List<(int, Gen<Expr>)>
        {
            (1, leaf),
            (4, Sum(size, indices)),
            (5, Product(size, indices)),
            (2, Power(size, indices)),
            (1, Value(size - 1, indices).Select(AsTyped.Negate)),
        };
        if (_functions.Length > 0) kinds.Add((4, Gen.Elements(_functions).SelectMany(f => Call(f, size, indices))));
        if (_options.HasConditions) kinds.Add((1, Piecewise(size, indices)));
        if (_options.HasLoops) kinds.Add((1, Loop(size, indices)));
        return Gen.Frequency([.. kinds]);
    }

    private Gen<ImmutableArray<Expr>> Several(int size, ImmutableArray<string> indices, int from, int to) =>
        Gen.Choose(from, to).SelectMany(count => Value(Math.Max(1, (size - 1) / count), indices).ArrayOf(count)).Select(items => items.ToImmutableArray());

    private Gen<Expr> Sum(int size, ImmutableArray<string> indices) =>
        Several(size, indices, 2, 4).SelectMany(terms => Signs(terms.Length).Select(signs => AsTyped.Sum([.. terms.Select((t, i) => i > 0 && signs[i] ? AsTyped.Negate(t) : t)])));

    private Gen<Expr> Product(int size, ImmutableArray<string> indices) =>
        Several(size, indices, 2, 4).SelectMany(factors => Signs(factors.Length).Select(signs => Join(factors, signs)));

    /// <summary>Factors, some as divisors; the first one is never a lonely 1, which the parser leaves out.</summary>
    private static Expr Join(ImmutableArray<Expr> factors, bool[] isDivisor)
    {
        var product = factors[0];
        var items = new List<Expr> { product };
        foreach (var (factor, divides) in factors.Zip(isDivisor).Skip(1))
        {
            if (divides && items is [Constant { Value.IsOne: true }]) items.Clear();
            items.Add(divides && CanDivide(factor) ? AsTyped.Reciprocal(factor) : factor);
        }

        return AsTyped.Product([.. items]);
    }

    private static bool CanDivide(Expr divisor) => divisor.IsVariable ? divisor is not Symbolic.Expressions.Power { Exponent.IsVariable: false } || divisor is Symbolic.Expressions.Power { Exponent: Constant { Value.Sign: > 0 } }
        : divisor is Constant { Value.IsZero: false };

    private Gen<Expr> Power(int size, ImmutableArray<string> indices)
    {
        var exponent = Gen.Frequency(
            (6, Gen.Choose(1, 4).Select(Expr (n) => Constant.Of(n))),
            (1, Gen.Elements(-3, -2, -1).Select(Expr (n) => Constant.Of(n))),
            (2, Gen.Constant<Expr>(Constant.Half)),
            (1, _options.StaysInDomain ? Gen.Constant<Expr>(Constant.Two) : Value(size / 3, indices)));
        return exponent.SelectMany(e => Value(size - 2, indices).Select(b => AsTyped.Power(Base(b, e), e)));
    }

    private Expr Base(Expr @base, Expr exponent)
    {
        if (!@base.IsVariable) return @base is Constant { Value.IsZero: false } or Symbolic.Expressions.Call { Children.IsEmpty: true } ? @base : Constant.Two;
        return _options.StaysInDomain && exponent is not Constant { Value: { IsInteger: true, Sign: > 0 } } ? Inside(Interval.Positive, @base) : @base;
    }

    private Gen<Expr> Call(FunctionDefinition function, int size, ImmutableArray<string> indices)
    {
        var count = function.MaxArity == int.MaxValue ? Math.Max(function.MinArity, 2) : function.MaxArity;
        return Value(Math.Max(1, (size - 1) / count), indices).ArrayOf(count).SelectMany(arguments => Gen.Choose(0, 5).Select(Expr (n) =>
        {
            for (var i = 0; i < count; i++)
            {
                if (function.Parameters.Contains(i)) arguments[i] = Constant.Of(function.DomainOf(i).Contains(n) ? n : 2);
                else if (_options.StaysInDomain) arguments[i] = Inside(function.DomainOf(i), arguments[i]);
            }

            // A power written by name has the same pitfalls as one written with its sign.
            return function.Notation is not null && !arguments[0].IsVariable ? function.AsTyped([Constant.Two, .. arguments[1..]]) : function.AsTyped([.. arguments]);
        }));
    }

    /// <summary>An expression whose value lies inside an interval wherever its variables are.</summary>
    private static Expr Inside(Interval domain, Expr e)
    {
        if (double.IsInfinity(domain.Lower) && double.IsInfinity(domain.Upper)) return e;
        var square = AsTyped.Power(e, Constant.Two);
        if (double.IsInfinity(domain.Upper)) return AsTyped.Sum([Nice(domain.Lower + 0.5), square]);
        if (double.IsInfinity(domain.Lower)) return AsTyped.Sum([Nice(domain.Upper - 0.5), AsTyped.Negate(square)]);
        var (centre, radius) = ((domain.Lower + domain.Upper) / 2, (domain.Upper - domain.Lower) / 2);
        var wave = AsTyped.Product([Nice(0.9 * radius), Trigonometric.Sin.AsTyped(e)]);
        return centre == 0 ? wave : AsTyped.Sum([Nice(centre), wave]);
    }

    private static Constant Nice(double value) => new(Symbolic.Expressions.Number.FromDouble(Math.Round(value, 3)));

    private Gen<Expr> Condition(int size, ImmutableArray<string> indices)
    {
        var comparison = Gen.Elements(Conditions.Signs.Where(s => s.MaxArity == 2 && s.Infix is not ("and" or "or")).ToArray())
            .SelectMany(sign => Several(size, indices, 2, 2).Select(Expr (pair) => sign.AsTyped(pair)));
        if (size < 6) return comparison;
        var part = Condition(size / 2, indices);
        return Gen.Frequency(
            (6, comparison),
            (1, part.Select(Expr (c) => Conditions.Not.AsTyped(c))),
            (1, part.SelectMany(a => part.Select(Expr (b) => Conditions.And.AsTyped(a, b)))),
            (1, part.SelectMany(a => part.Select(Expr (b) => Conditions.Or.AsTyped(a, b)))));
    }

    private Gen<Expr> Piecewise(int size, ImmutableArray<string> indices) => Gen.Choose(1, 2).SelectMany(count =>
        Condition(size / (count + 1), indices).ArrayOf(count).SelectMany(conditions =>
            Value(Math.Max(1, size / (count + 2)), indices).ArrayOf(count + 1).Select(values =>
                AsTyped.Piecewise([.. conditions.SelectMany((c, i) => new[] { c, values[i] }), values[^1]]))));

    private Gen<Expr> Loop(int size, ImmutableArray<string> indices)
    {
        var name = new[] { "i", "j", "k" }.FirstOrDefault(n => !indices.Contains(n));
        var derivative = Value(size / 2, indices).SelectMany(body => Gen.Elements(_options.Variables.ToArray()).Select(Expr (v) => PendingDerivative.Of(body, [new Variable(v)])));
        if (name is null) return derivative;
        var inner = indices.Add(name);
        var element = Gen.Choose(0, 2).Select(shift => Element.Of("c", [shift == 0 ? new Variable(name, true) : AsTyped.Sum([new Variable(name, true), Constant.Of(shift)])]));
        var body = Gen.Frequency((3, Value(size - 3, inner)), (1, element.SelectMany(e => Value(size - 3, inner).Select(v => AsTyped.Product([e, v])))));
        var from = Gen.Choose(1, 3).Select(Expr (n) => Constant.Of(n));
        var to = Gen.Frequency((3, Gen.Choose(1, 6).Select(Expr (n) => Constant.Of(n))), (1, indices.IsEmpty ? from : Gen.Elements(indices.ToArray()).Select(Expr (i) => new Variable(i, isIndex: true))));
        var loop = Gen.Elements(ReductionKind.Sum, ReductionKind.Product)
            .SelectMany(kind => body.SelectMany(b => from.SelectMany(f => to.Select(Expr (t) => Reduction.Over(kind, b, name, f, t)))));
        return Gen.Frequency((4, loop), (1, derivative));
    }

    private static Gen<bool[]> Signs(int count) => Gen.Choose(0, 2).Select(n => n == 0).ArrayOf(count);
}
