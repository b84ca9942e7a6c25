using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>Exact values of expressions without variables, each distinct node computed once; finds divisions by zero.</summary>
internal sealed class ConstantValues
{
    private const int MaxDepth = 500;
    private Dictionary<Expr, Number?>? _known;

    /// <summary>True when an expression is exactly zero whatever the variables are.</summary>
    public bool IsZero(Expr expr) => Of(expr) is { IsZero: true, IsExact: true };

    /// <summary>The exact value; null when there is a variable or the value is not rational or too deep down.</summary>
    public Number? Of(Expr expr)
    {
        if (expr is Constant c) return c.Value;
        if (expr.IsVariable || expr.HasLoop || expr.Depth > MaxDepth) return null;
        _known ??= new(ReferenceEqualityComparer.Instance);
        if (!_known.TryGetValue(expr, out var value)) _known[expr] = value = Compute(expr);
        return value;
    }

    private Number? Compute(Expr expr)
    {
        var operands = new Number[expr.Children.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            if (Of(expr.Children[i]) is not { } operand) return null;
            operands[i] = operand;
        }

        return expr switch
        {
            Sum => operands.Aggregate((a, b) => a + b),
            Product => operands.Aggregate((a, b) => a * b),
            Power => Number.TryPow(operands[0], operands[1], out var power) ? power : null,
            Call { Function.ExactValue: { } exact } => exact([.. operands.Select(o => new Constant(o))]) is Constant found ? found.Value : null,
            _ => null,
        };
    }
}
