namespace Symbolic.Benchmarks.Workloads;

/// <summary>An objective that is a sum over rows of data, and the loop over Vector512 that an expert would write for it over columns.</summary>
internal abstract class DataWorkload
{
    /// <summary>The name under which the tables list it.</summary>
    public abstract string Name { get; }

    /// <summary>The formula over parameters and columns of data.</summary>
    public abstract string Text { get; }

    /// <summary>The parameters in the order in which the hand-written code takes them.</summary>
    public abstract string[] Parameters { get; }

    /// <summary>The names of the columns of data.</summary>
    public abstract string[] ColumnNames { get; }

    /// <summary>What other libraries need, as multiples of hand-written Vector512 code.</summary>
    public abstract string Peers { get; }

    /// <summary>The columns of data; a multiple of eight rows.</summary>
    public abstract double[][] Columns { get; }

    /// <summary>Values of the parameters.</summary>
    public abstract double[] Point { get; }

    /// <summary>The objective.</summary>
    public abstract double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient);
}
