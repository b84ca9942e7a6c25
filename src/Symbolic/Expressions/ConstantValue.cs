namespace Symbolic.Expressions;

/// <summary>The value of an expression without variables in double arithmetic, for bounds and conditions that are decided before compilation.</summary>
internal static class ConstantValue
{
    /// <summary>The value; null when the expression has variables, loops, or functions of more arguments than are evaluated here.</summary>
    public static double? Of(Expr root)
    {
        if (root is Constant constant) return constant.Value.ToDouble();
        if (root.IsVariable || root.HasLoop) return null;
        var values = new Dictionary<Expr, double?>();
        foreach (var node in Traversal.PostOrder(root)) values[node] = OfNode(node, values);
        return values[root];
    }

    private static double? OfNode(Expr node, Dictionary<Expr, double?> values)
    {
        if (node is Piecewise choice) return OfChoice(choice, values);
        var operands = node.Children.Select(c => values[c]).ToArray();
        if (Array.Exists(operands, o => o is null)) return null;
        var x = Array.ConvertAll(operands, o => o!.Value);
        return node switch
        {
            Constant c => c.Value.ToDouble(),
            Sum => x.Sum(),
            Product => x.Aggregate(1.0, static (a, b) => a * b),
            Power => Math.Pow(x[0], x[1]),
            Call { Function.Expansion: { } expansion } call => Of(expansion(call.Children)),
            Call { Function.Evaluate: { } evaluate } => OfCall(evaluate, x),
            _ => null,
        };
    }

    private static double? OfChoice(Piecewise choice, Dictionary<Expr, double?> values)
    {
        for (var i = 0; i < choice.Count; i++)
        {
            if (values[choice.Condition(i)] is not { } truth) return null;
            if (truth != 0) return values[choice.Value(i)];
        }

        return values[choice.Otherwise];
    }

    private static double? OfCall(Delegate evaluate, double[] x) => (evaluate, x) switch
    {
        (Func<double> f, []) => f(),
        (Func<double, double> f, [var a]) => f(a),
        (Func<double, double, double> f, [var a]) => a,
        (Func<double, double, double> f, [_, _, ..]) => x.Aggregate(f),
        (Func<double, double, double, double> f, [var a, var b, var c]) => f(a, b, c),
        _ => null,
    };
}
