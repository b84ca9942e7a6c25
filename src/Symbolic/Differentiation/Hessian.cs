using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>
/// The second derivatives of a scalar expression: the entries of the lower triangle that are not identically zero, row by row.
/// Symmetric by construction; the pattern is known without evaluation.
/// </summary>
public sealed class Hessian
{
    private Hessian(int size, ImmutableArray<Expr> gradient, ImmutableArray<HessianEntry> entries)
    {
        Size = size;
        Gradient = gradient;
        Entries = entries;
    }

    /// <summary>Number n of variables; the matrix is n×n.</summary>
    public int Size { get; }

    /// <summary>The gradient that the second derivatives were taken from.</summary>
    public ImmutableArray<Expr> Gradient { get; }

    /// <summary>The entries of the lower triangle that are not identically zero.</summary>
    public ImmutableArray<HessianEntry> Entries { get; }

    /// <summary>Entry (i, j), in either order; 0 where it is identically zero.</summary>
    public Expr this[int i, int j]
    {
        get
        {
            var (row, column) = i >= j ? (i, j) : (j, i);
            foreach (var entry in Entries)
            {
                if (entry.Row == row && entry.Column == column) return entry.Value;
            }

            return Constant.Zero;
        }
    }

    /// <summary>The Hessian by <paramref name="variables"/>: a reverse sweep over each component of the gradient.</summary>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static Hessian Of(Expr expr, ImmutableArray<Variable> variables)
    {
        var gradient = Differentiation.Gradient.Of(expr, variables);
        var position = new Dictionary<Expr, int>();
        for (var i = 0; i < variables.Length; i++) position[variables[i]] = i;
        var entries = ImmutableArray.CreateBuilder<HessianEntry>(variables.Length);
        var columns = new List<int>();
        for (var row = 0; row < variables.Length; row++)
        {
            if (!gradient[row].IsVariable) continue;
            var adjoints = new ReverseSweep().Run(gradient[row]);
            columns.Clear();
            foreach (var variable in adjoints.Keys)
            {
                if (position.TryGetValue(variable, out var column) && column <= row) columns.Add(column);
            }

            columns.Sort();
            foreach (var column in columns) entries.Add(new HessianEntry(row, column, adjoints[variables[column]]));
        }

        return new Hessian(variables.Length, gradient, entries.ToImmutable());
    }
}
