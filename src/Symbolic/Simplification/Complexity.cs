using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// How long an expression is when it is written out, in signs and names: the measure by which one form is preferred to another.
/// Shared nodes count as often as they are written.
/// </summary>
public static class Complexity
{
    /// <summary>The length of a written expression; saturates.</summary>
    public static double Of(Expr expr)
    {
        if (expr.Children.IsEmpty) return Node(expr, static _ => 0);
        var known = new Dictionary<Expr, double>();
        foreach (var node in Traversal.PostOrder(expr)) known[node] = Node(node, c => known[c]);
        return known[expr];
    }

    /// <summary>The length of a node, given the lengths of its operands.</summary>
    internal static double Node(Expr node, Func<Expr, double> of) => node switch
    {
        Constant c => OfNumber(c.Value),
        Sum => node.Children.Sum(of) + node.Children.Length - 1 - (node.Children.Skip(1).Count(Algebra.HasNegativeSign)),
        Product => node.Children.Sum(f => Factor(f, of)) + node.Children.Length - 1 + (node.Children[0] is Constant { Value.IsMinusOne: true } ? -1.5 : 0),
        Power p => OfPower(p, of),
        Call { Children.Length: 0 } => 1,
        Call c => 2 + c.Children.Sum(of) + c.Children.Length - 1,
        Piecewise => 4 + node.Children.Sum(of) + node.Children.Length,
        Reduction => 6 + node.Children.Sum(of),
        _ => 1 + node.Children.Sum(of),
    };

    private static double OfNumber(Number value)
    {
        var sign = value.Sign < 0 ? 1 : 0;
        if (!value.IsExact || value.IsInteger || value.IsDecimal) return sign + 1 + (value.Numerator.GetBitLength() / 16.0);
        return sign + 2.5 + ((value.Numerator.GetBitLength() + value.Denominator.GetBitLength()) / 16.0);
    }

    private static double Factor(Expr factor, Func<Expr, double> of) => factor is Sum ? of(factor) + 2
        : factor is Power { Exponent: Constant { Value.Sign: < 0 } } ? of(factor) - 1 // written as a divisor
        : of(factor);

    private static double OfPower(Power p, Func<Expr, double> of)
    {
        var @base = of(p.Base);
        if (p.Exponent is not Constant { Value: var n }) return @base + Parentheses(p.Base) + 1 + of(p.Exponent) + Parentheses(p.Exponent);
        var reciprocal = n.Sign < 0 ? 1 : 0;
        var magnitude = n.Sign < 0 ? -n : n;
        if (magnitude.IsOne) return reciprocal + @base + Parentheses(p.Base);
        return magnitude == Constant.Half.Value ? reciprocal + @base + 2 : reciprocal + @base + Parentheses(p.Base) + 1 + OfNumber(magnitude);
    }

    private static double Parentheses(Expr operand) => operand is Sum or Product or Power ? 2 : 0;
}
