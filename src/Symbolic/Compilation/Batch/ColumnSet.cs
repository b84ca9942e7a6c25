using System.Buffers;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Batch;

/// <summary>All results at a point, in the order of the columns of results.</summary>
internal delegate void PointRow(ReadOnlySpan<double> x, Span<double> results);

/// <summary>Columns of results that a caller passes together.</summary>
/// <param name="Columns">The columns; null when they are not wanted.</param>
/// <param name="Needed">How many there have to be.</param>
/// <param name="Name">Name of the caller's parameter.</param>
internal readonly record struct ColumnSection(IReadOnlyList<Memory<double>>? Columns, int Needed, string Name);

/// <summary>The columns of a batch, checked and pinned: inputs first, then outputs.</summary>
internal sealed class ColumnSet : IDisposable
{
    private readonly List<MemoryHandle> _pins = [];

    /// <param name="columns">The inputs, all of one length.</param>
    /// <param name="needed">Number of inputs that are needed.</param>
    /// <param name="values">The values; the first has the length of the inputs.</param>
    /// <param name="derivatives">Derivatives that are wanted.</param>
    /// <exception cref="ArgumentException">A column is missing, too short, or an output shares memory with another column.</exception>
    public ColumnSet(IReadOnlyList<ReadOnlyMemory<double>> columns, int needed, ColumnSection values, params ReadOnlySpan<ColumnSection> derivatives)
    {
        Inputs = needed;
        Check(columns.Count, needed, nameof(columns));
        List<Memory<double>> outputs = [];
        foreach (var section in (ReadOnlySpan<ColumnSection>)[values, .. derivatives])
        {
            if (section.Columns is null) continue;
            Check(section.Columns.Count, section.Needed, section.Name);
            outputs.AddRange(section.Columns);
        }

        Count = outputs.Count > 0 ? outputs[0].Length : 0;
        foreach (var column in columns)
        {
            if (column.Length != Count) throw new ArgumentException($"A column has {column.Length} points, there are {Count} values.", nameof(columns));
        }

        if (outputs.Exists(o => o.Length < Count)) throw new ArgumentException($"Each column of results needs room for {Count} points.", values.Name);
        foreach (var column in columns) Pin(column);
        foreach (var output in outputs) Pin(output);
        if (SharesMemory()) throw new ArgumentException("A column of results shares memory with another column.", values.Name);
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Number of input columns.</summary>
    public int Inputs { get; }

    /// <summary>The addresses of the columns.</summary>
    public List<nint> Addresses { get; } = [];

    /// <summary>A column as a span.</summary>
    public unsafe Span<double> this[int column] => new((double*)Addresses[column], Count);

    /// <summary>Computes the results point by point.</summary>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void Fill(PointRow evaluate, BatchOptions? options)
    {
        options ??= BatchOptions.Default;
        var (x, results) = (new double[Inputs], new double[Addresses.Count - Inputs]);
        for (var i = 0; i < Count; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            for (var j = 0; j < x.Length; j++) x[j] = this[j][i];
            evaluate(x, results);
            for (var j = 0; j < results.Length; j++) this[Inputs + j][i] = results[j];
        }

        options.Progress?.Report(Count);
    }

    public void Dispose() => _pins.ForEach(p => p.Dispose());

    private static void Check(int count, int needed, string name)
    {
        if (count != needed) throw new ArgumentException($"{needed} columns are needed, there are {count}.", name);
    }

    private unsafe void Pin(ReadOnlyMemory<double> memory)
    {
        _pins.Add(memory.Pin());
        Addresses.Add((nint)_pins[^1].Pointer);
    }

    private bool SharesMemory()
    {
        var length = (nint)Count * sizeof(double);
        var order = Enumerable.Range(0, Addresses.Count).OrderBy(i => Addresses[i]).ToArray();
        var inputsEnd = nint.MinValue;
        var outputsEnd = nint.MinValue;
        foreach (var i in order)
        {
            var isOutput = i >= Inputs;
            if (Count > 0 && (Addresses[i] < outputsEnd || (isOutput && Addresses[i] < inputsEnd))) return true;
            if (isOutput) outputsEnd = Addresses[i] + length;
            else inputsEnd = Addresses[i] + length;
        }

        return false;
    }
}
