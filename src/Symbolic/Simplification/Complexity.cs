using System.Numerics;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// How long an expression is when it is written out, in signs and names: the measure by which one form is preferred to another.
/// Shared nodes count as often as they are written.
/// </summary>
internal static class Complexity
{
    /// <summary>The length of a written expression; saturates.</summary>
    public static double Of(Expr expr)
    {
        if (expr.WrittenLength > 0) return expr.WrittenLength;
        var stack = new Stack<(Expr Node, int Next)>();
        stack.Push((expr, 0));
        while (stack.TryPop(out var frame))
        {
            var (node, next) = frame;
            while (next < node.Children.Length && node.Children[next].WrittenLength > 0) next++;
            if (next == node.Children.Length)
            {
                node.WrittenLength = Node(node, static child => child.WrittenLength);
                continue;
            }

            stack.Push((node, next + 1));
            stack.Push((node.Children[next], 0));
        }

        return expr.WrittenLength;
    }

    /// <summary>The length of a node, given the lengths of its operands.</summary>
    internal static double Node(Expr node, Func<Expr, double> of) => node switch
    {
        Constant c => OfNumber(c.Value),
        Sum => node.Children.Sum(of) + node.Children.Length - 1 - node.Children.Skip(1).Count(Algebra.HasNegativeSign),
        Product p => OfProduct(p, of),
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

    /// <summary>A product as it is written: sign, numerator, and what divides together behind one stroke.</summary>
    private static double OfProduct(Product product, Func<Expr, double> of)
    {
        var (sign, above, below) = (0.0, new Tally(), new Tally());
        foreach (var factor in product.Children)
        {
            switch (factor)
            {
                case Constant { Value: { IsExact: true, IsDecimal: false, IsInteger: false } q }:
                    if (!BigInteger.Abs(q.Numerator).IsOne) above.Add(OfNumber(Number.FromRatio(BigInteger.Abs(q.Numerator), 1)));
                    below.Add(OfNumber(Number.FromRatio(q.Denominator, 1)));
                    sign = q.Sign < 0 ? 1 : 0;
                    break;
                case Constant { Value: var c }:
                    sign = c.Sign < 0 ? 1 : 0;
                    if (!c.IsMinusOne) above.Add(OfNumber(c) - sign);
                    break;
                case Power { Exponent: Constant { Value.Sign: < 0 }, Base: var @base } divisor:
                    if (divisor.Exponent is Constant { Value.IsMinusOne: true } && @base is Product inner) below.Add(of(inner), inner.Children.Length);
                    else below.Add(OfPower(divisor, of) - 2);
                    break;
                default:
                    above.Add(of(factor) + (factor is Sum ? 2 : 0));
                    break;
            }
        }

        return sign + above.WithSigns(emptyIs: 1) + (below.Count == 0 ? 0 : 1 + below.WithSigns(emptyIs: 0) + (below.Count > 1 ? 2 : 0));
    }

    private static double OfPower(Power p, Func<Expr, double> of)
    {
        var @base = of(p.Base);
        if (p.Exponent is not Constant { Value: var n }) return @base + Parentheses(p.Base) + 1 + of(p.Exponent) + Parentheses(p.Exponent);
        var reciprocal = n.Sign < 0 ? 2 : 0;
        var magnitude = n.Sign < 0 ? -n : n;
        if (magnitude.IsOne) return reciprocal + @base + Parentheses(p.Base);
        return magnitude == Constant.Half.Value ? reciprocal + @base + 2 : reciprocal + @base + Parentheses(p.Base) + 1 + OfNumber(magnitude);
    }

    /// <summary>Length and number of factors on one side of a stroke.</summary>
    private struct Tally
    {
        private double _length;

        public int Count { get; private set; }

        public void Add(double length, int count = 1)
        {
            _length += length - (count - 1);
            Count += count;
        }

        public readonly double WithSigns(double emptyIs) => Count == 0 ? emptyIs : _length + Count - 1;
    }

    private static double Parentheses(Expr operand) => operand is Sum or Product or Power ? 2 : 0;
}
