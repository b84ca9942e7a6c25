using System.Buffers;
using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Expressions from the body of a sum over rows, whose values at single rows are wanted; or, as if there were one row, expressions without
/// columns. May be shared by threads.
/// </summary>
internal sealed class RowProgram
{
    private readonly CompiledProgram _program;
    private readonly ImmutableArray<double[]> _columns;
    private readonly int _size;

    /// <summary>A program for expressions without loops inside.</summary>
    /// <param name="variables">The variables of the formula.</param>
    /// <param name="data">The rows; null for one row without columns.</param>
    /// <param name="outputs">What is wanted.</param>
    public RowProgram(IReadOnlyList<Variable> variables, RowData? data, IReadOnlyList<Expr> outputs)
    {
        Variable[] columns = [.. Traversal.PostOrder([.. outputs]).OfType<Variable>().Where(v => data is not null && ReferenceEquals(v.Data, data))];
        var names = new Dictionary<Expr, Expr>();
        foreach (var column in columns) names[column] = new Variable($"#column{names.Count}");
        _columns = [.. columns.Select(c => data!.Column(c.Name))];
        _size = variables.Count;
        RowCount = data?.Count ?? 1;
        _program = new CompiledProgram([.. variables, .. columns.Select(c => (Variable)names[c])], [.. outputs.Select(o => Traversal.Substitute(o, names))], CompilationMode.Interpreted);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The values at a point and a row.</summary>
    public void Evaluate(ReadOnlySpan<double> x, int row, Span<double> outputs)
    {
        var rented = ArrayPool<double>.Shared.Rent(_size + _columns.Length);
        x.CopyTo(rented);
        for (var i = 0; i < _columns.Length; i++) rented[_size + i] = _columns[i][row];
        _program.Evaluate(rented.AsSpan(0, _size + _columns.Length), outputs);
        ArrayPool<double>.Shared.Return(rented);
    }
}
