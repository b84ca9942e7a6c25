namespace Symbolic.Benchmarks.Workloads;

/// <summary>A formula over columns of points, and the loop over Vector512 that an expert would write for it.</summary>
internal abstract class ColumnWorkload(PointWorkload point)
{
    /// <summary>The same formula at one point.</summary>
    public PointWorkload Point => point;

    /// <summary>Published nanoseconds per point: hand-written Vector512, gcc with libmvec, PyTorch on one thread, NumPy by SymPy; for value and value+gradient.</summary>
    public abstract (double Hand, double Gcc, double PyTorch, double NumPy)[] Peers { get; }

    /// <summary>Values.</summary>
    public abstract void Values(double[][] x, double[] values);

    /// <summary>Values and gradients.</summary>
    public abstract void Gradients(double[][] x, double[] values, double[][] gradients);

    /// <summary>The data as columns.</summary>
    public double[][] Columns(int count)
    {
        var n = point.Variables.Length;
        var rows = point.Data(count);
        return [.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, count).Select(i => rows[(i * n) + j]).ToArray())];
    }
}
