using System.Runtime.CompilerServices;

namespace Symbolic.Compilation.Batch;

/// <summary>
/// The programs over columns of a formula or vector, one for each order of derivatives: each is made once enough points have come by to pay
/// for it, until then they are done one by one. Shared by threads.
/// </summary>
internal sealed class BatchTier(CompilationMode mode)
{
    private readonly BatchProgram?[] _programs = new BatchProgram?[3];
    private readonly Lock _building = new();
    private long _points;

    /// <summary>Computes the results of all points.</summary>
    /// <param name="task">What is computed.</param>
    /// <param name="columns">The points and the results.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <param name="oneByOne">How one point is evaluated.</param>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void Run(BatchTask task, ColumnSet columns, BatchOptions? options, Func<PointRow> oneByOne)
    {
        options ??= BatchOptions.Default;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (columns.Count == 0) return;
        if (ProgramOf(task, columns.Count) is { } program) program.Run(columns, options);
        else columns.Fill(oneByOne(), options);
    }

    /// <summary>Makes the program at once, at a width of vectors of choice.</summary>
    public void CompileNow(BatchTask task, VectorOperations vectors)
    {
        if (RuntimeFeature.IsDynamicCodeSupported) _programs[task.Order] = BatchProgram.Of(task, vectors);
    }

    private BatchProgram? ProgramOf(BatchTask task, int points)
    {
        if (Volatile.Read(ref _programs[task.Order]) is { } known) return known;
        if (!RuntimeFeature.IsDynamicCodeSupported || mode == CompilationMode.Interpreted || task.Kernel.Loops is not null || task.Kernel.Tape.InstructionCount > TieredKernel.MaxInstructions) return null;
        if (Interlocked.Add(ref _points, points) < TieredKernel.Threshold && mode is CompilationMode.Tiered or CompilationMode.Background) return null;
        lock (_building)
        {
            return _programs[task.Order] ??= BatchProgram.Of(task, VectorOperations.Widest);
        }
    }
}

/// <summary>What a program over columns computes.</summary>
/// <param name="Kernel">The program of one point.</param>
/// <param name="Order">Its order of derivatives.</param>
/// <param name="Sizes">How many columns of results there are.</param>
/// <param name="Destinations">Which column each output goes to.</param>
internal sealed record BatchTask(TieredKernel Kernel, int Order, SectionSizes Sizes, IEnumerable<Destination> Destinations);
