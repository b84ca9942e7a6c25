namespace Symbolic.Compilation;

/// <summary>How a batch is run.</summary>
public sealed record BatchOptions
{
    /// <summary>All processors, no progress, no cancellation.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>Largest number of threads; −1 for as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Stops a long run between two blocks of points; the columns are then filled in part.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Is told after each block how many points are done, from any thread.</summary>
    public IProgress<long>? Progress { get; init; }
}
