using System.Buffers;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Batch;

/// <summary>The columns of a batch, checked and pinned: inputs first, then outputs.</summary>
internal sealed class ColumnSet : IDisposable
{
    private readonly List<MemoryHandle> _pins = [];

    /// <exception cref="ArgumentException">A column is missing, too short, or an output shares memory with another column.</exception>
    public ColumnSet(int size, IReadOnlyList<ReadOnlyMemory<double>> columns, Memory<double> values, IReadOnlyList<Memory<double>> gradients, IReadOnlyList<Memory<double>> hessians)
    {
        Count = values.Length;
        Check(columns.Count, size, nameof(columns));
        if (gradients.Count > 0) Check(gradients.Count, size, nameof(gradients));
        if (hessians.Count > 0) Check(hessians.Count, size * (size + 1) / 2, nameof(hessians));
        Inputs = size;
        Memory<double>[] outputs = [values, .. gradients, .. hessians];
        foreach (var column in columns)
        {
            if (column.Length != Count) throw new ArgumentException($"A column has {column.Length} points, there are {Count} values.", nameof(columns));
        }

        if (outputs.Any(o => o.Length < Count)) throw new ArgumentException($"Each column of results needs room for {Count} points.", nameof(values));
        foreach (var column in columns) Pin(column);
        foreach (var output in outputs) Pin(output);
        if (SharesMemory()) throw new ArgumentException("A column of results shares memory with another column.", nameof(values));
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Number of input columns.</summary>
    public int Inputs { get; }

    /// <summary>The addresses of the columns.</summary>
    public List<nint> Addresses { get; } = [];

    /// <summary>A column as a span.</summary>
    public unsafe Span<double> this[int column] => new((double*)Addresses[column], Count);

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
