namespace Symbolic.FiniteDifferences.Grids;

/// <summary>What a derivative does where samples are NaN or infinite ("missing").</summary>
public enum MissingNodes
{
    /// <summary>
    /// Stencils take the nearest finite nodes of the row instead. A missing node itself gets an estimate too, as long as the
    /// nodes it would use lie within twice the stencil's length; farther away, and where a row has too few finite nodes, NaN.
    /// A mixed partial at a missing node takes the second axis' nodes among those that have a sample.
    /// </summary>
    Estimate,

    /// <summary>As <see cref="Estimate"/>, but the result is NaN at the missing nodes themselves.</summary>
    Keep,

    /// <summary>Every result whose stencil touches a missing node is whatever IEEE arithmetic makes of it.</summary>
    Propagate,
}

/// <summary>How sampled data are differentiated.</summary>
public sealed record GridOptions
{
    /// <summary>Order 4, nearest finite nodes, all processors.</summary>
    public static GridOptions Default { get; } = new();

    /// <summary>
    /// Order of accuracy p, 2, 4 or 6: the truncation error falls as h^p at every node, edges included.
    /// </summary>
    public int Accuracy
    {
        get;
        init => field = value is 2 or 4 or 6
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The order of accuracy is 2, 4 or 6.");
    } = 4;

    /// <summary>What happens around samples that are NaN or infinite.</summary>
    public MissingNodes MissingNodes { get; init; } = MissingNodes.Estimate;

    /// <summary>How many threads may work at once; -1 for as many as there are processors.</summary>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value is -1 or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads is positive, or -1 for all processors.");
    } = -1;

    /// <summary>Stops the work with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Told the share of the work that is done, 0 to 1, at most a hundred times and from any thread.</summary>
    public IProgress<double>? Progress { get; init; }
}
