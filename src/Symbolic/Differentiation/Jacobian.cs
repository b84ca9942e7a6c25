using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>The Jacobian of a vector of expressions.</summary>
public static class Jacobian
{
    /// <summary>Row i holds the gradient of output i: shape m×n for m outputs and n variables.</summary>
    public static ImmutableArray<ImmutableArray<Expr>> Of(ImmutableArray<Expr> outputs, ImmutableArray<Variable> variables) =>
        [.. outputs.Select(output => Gradient.Of(output, variables))];

    /// <summary>
    /// The entries that are not identically zero, row by row in ascending columns: a reverse sweep over each output. What takes time and
    /// memory are the entries that there are, not all m·n of them.
    /// </summary>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static ImmutableArray<JacobianEntry> EntriesOf(ImmutableArray<Expr> outputs, ImmutableArray<Variable> variables)
    {
        var position = new Dictionary<Expr, int>();
        for (var i = 0; i < variables.Length; i++) position[variables[i]] = i;
        var entries = ImmutableArray.CreateBuilder<JacobianEntry>();
        for (var row = 0; row < outputs.Length; row++)
        {
            var first = entries.Count;
            foreach (var (variable, value) in new ReverseSweep().Run(Loops.Prepare(outputs[row])))
            {
                if (position.TryGetValue(variable, out var column)) entries.Add(new JacobianEntry(row, column, value));
            }

            entries.Sort(first, entries.Count - first, Comparer<JacobianEntry>.Create((a, b) => a.Column.CompareTo(b.Column)));
        }

        return entries.ToImmutable();
    }
}
