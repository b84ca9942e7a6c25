using Symbolic.Compilation.Loops;

namespace Symbolic.Compilation.Export;

/// <summary>
/// A formula that does more with its sums than add them up, as loops: first the sums, into a row s, then the formula over them; the gradient
/// goes the way back, the derivatives by the sums standing behind these in s (see <see cref="ChainedObjective"/>).
/// </summary>
internal sealed class ChainWriter
{
    private const string Row = "s";

    private readonly ChainedObjective _chain;
    private readonly LoopWriter _loops;
    private readonly Dialect _dialect;
    private readonly int _size;
    private readonly int _count;
    private readonly Dictionary<int, int> _results = [];
    private readonly Dictionary<int, int> _weights = [];

    public ChainWriter(ChainedObjective chain, SourceWriter writer, Dialect dialect)
    {
        (_chain, _loops, _dialect, _size) = (chain, new LoopWriter(writer, dialect), dialect, chain.Runs.Count);
        foreach (var step in chain.Steps)
        {
            _results.Add(step.Results.Start.Value, _count);
            _weights.Add(step.Weights.Start.Value, _count);
            _count += CountOf(step.Results);
        }
    }

    /// <summary>The body for the value (order 0), or value and gradient (1).</summary>
    public SourceBody Write(int order)
    {
        var rows = SourceWriter.RowsOf(order, _size);
        _loops.Begin(rows);
        foreach (var step in _chain.Steps) WriteForward(step);
        foreach (var nest in _chain.Last.PlansOf(order)) _loops.AddUp(nest, new LoopRows(ValueOf, DerivativeBy), "total");
        foreach (var step in order == 0 ? [] : _chain.Steps.Reverse()) WriteBackward(step);
        return new SourceBody(SourceWriter.Suffixes[order], rows, _loops.Statements, "total") { Workspace = new SourceRow(Row, order == 0 ? _count : 2 * _count) };
    }

    private void WriteForward(ChainStep step)
    {
        var first = _results[step.Results.Start.Value];
        if (step.IsProduct)
        {
            var factors = _results[step.Factors.Start.Value];
            _loops.Store(At(first), "1.0");
            _loops.ForEach(CountOf(step.Factors), i => _loops.Store(At(first), $"{At(first)} * {At(factors, i)}"));
            return;
        }

        // A sum of results times weights has the results as its derivatives by the weights.
        foreach (var nest in step.ForwardPlans) _loops.AddUp(nest, new LoopRows(ValueOf, ResultOf), nest.Order == 0 ? At(first) : null);
    }

    private void WriteBackward(ChainStep step)
    {
        if (step.IsProduct) PassOnProduct(step);
        else foreach (var nest in step.BackwardPlans) _loops.AddUp(nest, new LoopRows(ValueOf, DerivativeBy), null);
    }

    /// <summary>The derivative by a factor is the product of those before it and those after it.</summary>
    private void PassOnProduct(ChainStep step)
    {
        var (result, factors, count) = (_results[step.Results.Start.Value], _results[step.Factors.Start.Value], CountOf(step.Factors));
        var (before, after) = ($"before{result}", $"after{result}");
        _loops.Declare(before, At(_count + result));
        _loops.ForEach(count, i =>
        {
            _loops.Store(At(_count + factors, i), before);
            _loops.Store(before, $"{before} * {At(factors, i)}");
        });
        _loops.Declare(after, "1.0");
        _loops.ForEach(count, i =>
        {
            var (factor, derivative) = (At(factors + count - 1, $"-{i}"), At(_count + factors + count - 1, $"-{i}"));
            _loops.Store(derivative, $"{derivative} * {after}");
            _loops.Store(after, $"{after} * {factor}");
        });
    }

    /// <summary>A variable is in x, a result in s; a weight is the derivative by its result.</summary>
    private RowPlace ValueOf(TermVariable variable)
    {
        var start = variable.Run.Start;
        return start < _size ? new RowPlace("x", 0)
            : _results.TryGetValue(start, out var result) ? new RowPlace(Row, result - start)
            : new RowPlace(Row, _count + _weights[start] - start);
    }

    private RowPlace DerivativeBy(TermVariable variable)
    {
        var start = variable.Run.Start;
        return start < _size ? new RowPlace("gradient", 0) : new RowPlace(Row, _count + _results[start] - start);
    }

    private RowPlace ResultOf(TermVariable weight) => new(Row, _weights[weight.Run.Start] - weight.Run.Start);

    private string At(int place, string index = "") => index.Length == 0 ? $"{Row}[{place + _dialect.FirstIndex}]"
        : index[0] == '-' ? $"{Row}[{place + _dialect.FirstIndex} - {index[1..]}]"
        : $"{Row}[{index} + {place + _dialect.FirstIndex}]";

    private static int CountOf(Range range) => range.End.Value - range.Start.Value;
}
