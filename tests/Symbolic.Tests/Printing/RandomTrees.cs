using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Printing;

/// <summary>Trees of every node type and every nesting, whether or not anybody would write them so; the same ones for the same seed.</summary>
internal sealed class RandomTrees(int seed)
{
    private static readonly ImmutableArray<string> Names = ["x", "y", "z", "a", "speed", "x2", "x_1", "x_max", "alpha", "Omega", "v[3]", "m[1,2]"];
    private static readonly ImmutableArray<string> Numbers = ["0", "1", "2", "3", "10", "0.5", "0.1", "1.25", "6.02e23", "1e-7", "123456789012345678901234567890"];
    private readonly Random _random = new(seed);
    private readonly List<string> _indices = [];

    public Expr Next(int depth) => depth <= 0 || _random.Next(6) == 0 ? Leaf() : _random.Next(12) switch
    {
        0 or 1 => AsTyped.Sum(Several(depth)),
        2 or 3 or 4 => AsTyped.Product(Several(depth)),
        5 => AsTyped.Negate(Next(depth - 1)),
        6 or 7 => Power(depth),
        8 => AsTyped.Product([Next(depth - 1), AsTyped.Reciprocal(Variable())]),
        9 => Call(depth),
        10 => Piecewise(depth),
        _ => Loop(depth),
    };

    private Expr Leaf() => _random.Next(5) switch
    {
        0 => Number(),
        1 when _indices.Count > 0 => new Variable(_indices[^1], isIndex: true),
        2 when _indices.Count > 0 => Element.Of("w", [AsTyped.Sum([new Variable(_indices[0], isIndex: true), Constant.Of(_random.Next(-2, 3))])]),
        3 => NamedConstants.Pi.AsTyped(),
        _ => Variable(),
    };

    private Variable Variable() => new(Names[_random.Next(Names.Length)]);

    private Constant Number()
    {
        var number = Symbolic.Expressions.Number.ParseDecimal(Numbers[_random.Next(Numbers.Length)]);
        if (_random.Next(4) == 0) number = Symbolic.Expressions.Number.FromRatio(_random.Next(1, 5), _random.Next(1, 6));
        return new Constant(_random.Next(3) == 0 ? -number : number);
    }

    private ImmutableArray<Expr> Several(int depth) =>
        [.. Enumerable.Range(0, _random.Next(2, 5)).Select(i => i == 0 && _random.Next(3) == 0 ? Number() : Next(depth - 1))];

    /// <summary>A base with a negative exponent holds a variable: a constant one may be zero, which no text can say.</summary>
    private Expr Power(int depth)
    {
        var @base = Next(depth - 1);
        var exponent = _random.Next(3) == 0 ? Next(depth - 1) : Number();
        if (_random.Next(5) == 0) return AsTyped.Sqrt(@base);
        if (!@base.IsVariable && @base is not Symbolic.Expressions.Call) @base = AsTyped.Sum([@base, Variable()]);
        return AsTyped.Power(@base, exponent);
    }

    private Expr Call(int depth)
    {
        var function = _random.Next(3) switch { 0 => Trigonometric.Sin, 1 => Exponential.Ln, _ => Exponential.Exp };
        return function.AsTyped(Next(depth - 1));
    }

    private Expr Piecewise(int depth)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            parts.Add(Condition(depth - 1));
            parts.Add(Next(depth - 1));
        }

        parts.Add(Next(depth - 1));
        return AsTyped.Piecewise(parts.ToImmutable());
    }

    private Expr Condition(int depth) => depth > 0 && _random.Next(3) == 0
        ? _random.Next(3) switch
        {
            0 => Conditions.Not.AsTyped(Condition(depth - 1)),
            1 => Conditions.And.AsTyped(Condition(depth - 1), Condition(depth - 1)),
            _ => Conditions.Or.AsTyped(Condition(depth - 1), Condition(depth - 1)),
        }
        : Conditions.Signs[_random.Next(6)].AsTyped(Next(depth - 1), Next(depth - 1));

    private Expr Loop(int depth)
    {
        if (_random.Next(4) == 0) return PendingDerivative.Of(Next(depth - 1), [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Variable())]);
        if (_random.Next(4) == 0) return Reduction.OverRows(_random.Next(2) == 0 ? ReductionKind.Sum : ReductionKind.Mean, Next(depth - 1));
        var index = "ijkl"[_indices.Count].ToString();
        if (_indices.Count == 3) return Leaf();
        Expr from = Constant.Of(_random.Next(-1, 3));
        var to = _indices.Count > 0 ? new Variable(_indices[^1], isIndex: true) : (Expr)Constant.Of(_random.Next(3, 9));
        _indices.Add(index);
        var body = Next(depth - 1);
        _indices.RemoveAt(_indices.Count - 1);
        return Reduction.Over(_random.Next(2) == 0 ? ReductionKind.Sum : ReductionKind.Product, body, index, from, to);
    }
}
