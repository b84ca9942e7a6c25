using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Tests.Functions;

/// <summary>The plainest meaning of a tree in double arithmetic, to hold definitions against: recursive, nothing shared.</summary>
internal static class TestEvaluator
{
    public static double Evaluate(Expr e, IReadOnlyDictionary<string, double> values) => e switch
    {
        Constant c => c.Value.ToDouble(),
        Variable v => values[v.Name],
        Sum => e.Children.Aggregate(0.0, (sum, term) => sum + Evaluate(term, values)),
        Product => e.Children.Aggregate(1.0, (product, factor) => factor is Power { Exponent: Constant { Value.Sign: < 0 } n } divisor
            ? product / PowerOf(Evaluate(divisor.Base, values), -n.Value.ToDouble())
            : product * Evaluate(factor, values)),
        Power p => PowerOf(Evaluate(p.Base, values), Evaluate(p.Exponent, values)),
        Call c => Apply(c.Function, [.. c.Children.Select(child => Evaluate(child, values))]),
        Piecewise p => Branch(p, values),
        _ => throw new NotSupportedException(e.GetType().Name),
    };

    /// <summary>The value of a function, through its delegate or its expansion.</summary>
    public static double Apply(FunctionDefinition function, params ImmutableArray<double> x)
    {
        if (function.Evaluate is null) return ApplyTree(function.Expansion ?? function.Notation!, x);
        return function.Evaluate switch
        {
            Func<double> f => f(),
            Func<double, double> f => f(x[0]),
            Func<double, double, double> f => x.Skip(1).Aggregate(x[0], f),
            Func<double, double, double, double> f => f(x[0], x[1], x[2]),
            _ => throw new NotSupportedException(function.Name),
        };
    }

    private static double ApplyTree(Func<ImmutableArray<Expr>, Expr?> tree, ImmutableArray<double> x)
    {
        var names = x.Select((_, i) => $"x{i}").ToList();
        var arguments = names.Select(name => (Expr)new Variable(name)).ToImmutableArray();
        return Evaluate(tree(arguments)!, names.Zip(x).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static double PowerOf(double x, double n) => n switch
    {
        1 => x,
        -1 => 1 / x,
        2 => x * x,
        0.5 => Math.Sqrt(x),
        -0.5 => 1 / Math.Sqrt(x),
        _ => Math.Pow(x, n),
    };

    private static double Branch(Piecewise p, IReadOnlyDictionary<string, double> values)
    {
        for (var i = 0; i < p.Count; i++)
        {
            if (Evaluate(p.Condition(i), values) != 0) return Evaluate(p.Value(i), values);
        }

        return Evaluate(p.Otherwise, values);
    }
}
