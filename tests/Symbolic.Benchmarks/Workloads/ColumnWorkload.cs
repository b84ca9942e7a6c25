using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>A formula over columns of points, and the loop over Vector512 that an expert would write for it.</summary>
internal abstract class ColumnWorkload(PointWorkload point)
{
    /// <summary>The same formula at one point.</summary>
    public PointWorkload Point => point;

    /// <summary>Published nanoseconds per point: hand-written Vector512, gcc with libmvec, PyTorch on one thread, NumPy by SymPy; for value and value+gradient.</summary>
    public abstract (double Hand, double Gcc, double PyTorch, double NumPy)[] Peers { get; }

    /// <summary>Values.</summary>
    public abstract void Values(Memory<double>[] x, Memory<double> values);

    /// <summary>Values and gradients.</summary>
    public abstract void Gradients(Memory<double>[] x, Memory<double> values, Memory<double>[] gradients);

    /// <summary>The data as columns, each at the beginning of a cache line.</summary>
    public Memory<double>[] Columns(int count)
    {
        var n = point.Variables.Length;
        var columns = Room(n, count);
        var rows = point.Data(count);
        for (var i = 0; i < rows.Length; i++) columns[i % n].Span[i / n] = rows[i];
        return columns;
    }

    /// <summary>Columns to write to.</summary>
    public static Memory<double>[] Room(int columns, int count) => [.. Enumerable.Range(0, columns).Select(_ => BatchColumn.Allocate(count))];
}
