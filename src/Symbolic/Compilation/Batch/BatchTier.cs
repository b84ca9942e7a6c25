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
    /// <param name="kernel">The program of one point.</param>
    /// <param name="order">Its order of derivatives.</param>
    /// <param name="make">Makes the program over columns.</param>
    /// <param name="columns">The points and the results.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <param name="oneByOne">How one point is evaluated.</param>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void Run(TieredKernel kernel, int order, Func<VectorOperations, BatchProgram> make, ColumnSet columns, BatchOptions? options, Func<PointRow> oneByOne)
    {
        options ??= BatchOptions.Default;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (columns.Count == 0) return;
        if (ProgramOf(kernel, order, make, columns.Count) is { } program) program.Run(columns, options);
        else columns.Fill(oneByOne(), options);
    }

    /// <summary>Takes a program as it is, whatever came by.</summary>
    public void Set(int order, BatchProgram program) => _programs[order] = program;

    private BatchProgram? ProgramOf(TieredKernel kernel, int order, Func<VectorOperations, BatchProgram> make, int points)
    {
        if (Volatile.Read(ref _programs[order]) is { } known) return known;
        if (!RuntimeFeature.IsDynamicCodeSupported || mode == CompilationMode.Interpreted || kernel.Loops is not null || kernel.Tape.InstructionCount > TieredKernel.MaxInstructions) return null;
        if (Interlocked.Add(ref _points, points) < TieredKernel.Threshold && mode is CompilationMode.Tiered or CompilationMode.Background) return null;
        lock (_building)
        {
            return _programs[order] ??= make(VectorOperations.Widest);
        }
    }
}
