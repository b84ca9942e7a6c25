using System.Collections.Immutable;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>The part of a formula where NaN or an infinity first appears.</summary>
/// <param name="Expression">The part; a variable when its own value is not finite. Loops are written out in it.</param>
/// <param name="OperandValues">The values of its operands (<see cref="Expr.Children"/>).</param>
/// <param name="Value">What it came to.</param>
public sealed record NonFiniteCause(Expr Expression, ImmutableArray<double> OperandValues, double Value)
{
    /// <summary>The row of data that it is about, from 1; null when it is about none.</summary>
    public int? Row { get; init; }
}

/// <summary>Finds out why a value is not finite.</summary>
public static class NonFiniteTrace
{
    /// <summary>
    /// Follows a value that is not finite from the whole formula down to a part all of whose operands are finite. Branches that
    /// are not taken, and values that were absorbed on the way (1/∞ = 0), play no part. Null when the formula's value is finite.
    /// </summary>
    /// <param name="root">The formula.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="point">Their values.</param>
    /// <exception cref="ArgumentException">A variable or value is missing.</exception>
    /// <exception cref="UnsupportedFormulaException">The formula cannot be compiled.</exception>
    public static NonFiniteCause? Find(Expr root, IReadOnlyList<Variable> variables, ReadOnlySpan<double> point)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(variables);
        if (root.HasLoop && FirstRow(root, variables, point) is var (term, row))
            return Find(term, variables, point) is { } cause ? cause with { Row = row + 1 } : null;
        if (root.HasLoop && double.IsFinite(new CompiledFormula(variables, root, mode: CompilationMode.Once).Evaluate(point))) return null;
        var valueOf = new NodeValues(root, variables, point);
        if (double.IsFinite(valueOf[valueOf.Root])) return null;

        var node = valueOf.Root;
        while (Culprit(node, valueOf) is { } operand) node = operand;
        return new NonFiniteCause(node, [.. node.Children.Select(c => valueOf[c])], valueOf[node]);
    }

    /// <summary>The term of the first row that is not finite, in a sum over rows without loops inside; null when there is none, or when the whole is finite.</summary>
    private static (Expr Term, int Row)? FirstRow(Expr root, IReadOnlyList<Variable> variables, ReadOnlySpan<double> point)
    {
        var loops = Traversal.PostOrder(root).OfType<Reduction>().Where(r => r.Data is not null && !r.Body.HasLoop).ToArray();
        if (loops.Length == 0 || double.IsFinite(new CompiledFormula(variables, root, mode: CompilationMode.Once).Evaluate(point))) return null;
        var value = new double[1];
        foreach (var loop in loops)
        {
            var rows = new RowProgram(variables, loop.Data, [loop.Body]);
            for (var row = 0; row < rows.RowCount; row++)
            {
                rows.Evaluate(point, row, value);
                if (!double.IsFinite(value[0])) return (LoopExpansion.RowTerm(loop, row), row);
            }
        }

        return null;
    }

    /// <summary>The operand that explains a value: the first that is NaN where the value is, else the first that is not finite.</summary>
    private static Expr? Culprit(Expr node, NodeValues valueOf)
    {
        var operands = OperandsThatCount(node, valueOf).Where(c => !double.IsFinite(valueOf[c])).ToList();
        return double.IsNaN(valueOf[node]) ? operands.Find(c => double.IsNaN(valueOf[c])) ?? operands.FirstOrDefault() : operands.FirstOrDefault();
    }

    private static ImmutableArray<Expr> OperandsThatCount(Expr node, NodeValues valueOf)
    {
        if (node is not Piecewise piecewise) return node.Children;
        for (var i = 0; i < piecewise.Count; i++)
        {
            if (valueOf[piecewise.Condition(i)] != 0) return [piecewise.Value(i)];
        }

        return [piecewise.Otherwise];
    }
}
