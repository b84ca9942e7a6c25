using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Batch;

/// <summary>Runs a part of a program over the points whose numbers lie, as offsets in bytes, between <paramref name="start"/> and <paramref name="end"/>.</summary>
internal delegate void BatchPart(nint columns, nint start, nint end);

/// <summary>What the input of a program over columns is.</summary>
internal enum InputKind
{
    /// <summary>A column, one number for each point.</summary>
    Column,

    /// <summary>One number for all points.</summary>
    Same,

    /// <summary>The number of the point, counted from the number that the column begins with.</summary>
    Index,
}

/// <summary>How a column lies in memory of which one number after the other is not the next.</summary>
/// <param name="Stride">Distance from one point to the next, in numbers; negative when they come in reverse.</param>
/// <param name="Lead">The column that begins a group of neighbours, itself perhaps, all with this stride.</param>
/// <param name="Rank">Distance from that column.</param>
/// <param name="Span">The largest rank in the group; below the stride.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InputForm(int Stride, int Lead, int Rank, int Span);

/// <summary>How an output lies in memory.</summary>
/// <param name="Stride">Distance from one point to the next, in numbers; negative when they come in reverse.</param>
/// <param name="IsAdded">Whether the results are added to what is there.</param>
/// <param name="Lead">The output that begins a group of neighbours, as many as the stride says, which fill each other's gaps; −1 for none.</param>
/// <param name="Rank">Distance from that output.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutputForm(int Stride, bool IsAdded, int Lead = -1, int Rank = 0);

/// <summary>How many columns each of the <see cref="Destination.Sections"/> of outputs has.</summary>
internal readonly record struct SectionSizes(int First, int Second = 0, int Third = 0)
{
    /// <summary>Columns in all sections.</summary>
    public int Total => First + Second + Third;

    /// <summary>Where an output goes, counted through all sections.</summary>
    public int PlaceOf(Destination goal) => goal.Offset + goal.Section switch
    {
        0 => 0,
        1 => First,
        _ => First + Second,
    };
}

/// <summary>Where the columns of a batch stand in their table: inputs, then the sections of outputs, then the workspace.</summary>
internal sealed class BatchLayout(int inputs, SectionSizes outputs)
{
    /// <summary>Columns before the workspace.</summary>
    public int Given => inputs + outputs.Total;

    /// <summary>What each input is; columns all when empty.</summary>
    public ImmutableArray<InputKind> Kinds { get; init; } = [];

    /// <summary>The number of the first point; read from the column of the index when null.</summary>
    public double? FirstIndex { get; init; }

    /// <summary>How inputs that are columns lie in memory; one number after the other when nothing is said.</summary>
    public FrozenDictionary<int, InputForm> Reads { get; init; } = FrozenDictionary<int, InputForm>.Empty;

    /// <summary>How outputs lie in memory; one number after the other when nothing is said.</summary>
    public FrozenDictionary<int, OutputForm> Forms { get; init; } = FrozenDictionary<int, OutputForm>.Empty;

    /// <summary>Columns of outputs that are not stored but added up, lane by lane, into one vector at the beginning of the column.</summary>
    public FrozenSet<int> Sums { get; init; } = [];

    /// <summary>Whether the code writes where in memory its vectors stand to the place before the table of columns: it runs faster where each lies in one cache line.</summary>
    public bool TellsFrame { get; init; }

    /// <summary>Whether results bypass the caches on their way to memory; they must then begin at a multiple of the size of a vector.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>Whether sums are made block by block, for long loops.</summary>
    public bool AddsInBlocks { get; init; }

    /// <summary>Whether a product that is only added to something is rounded together with that addition; then the bits are not those of scalar code.</summary>
    public bool FusesProducts { get; init; }

    /// <summary>
    /// Whether the last points are done as a vector that ends with the last point, overlapping the one before; there must be points for one
    /// vector at least. Otherwise the number of points is a multiple of the lanes.
    /// </summary>
    public bool OverlapsTail { get; init; }

    public InputKind KindOf(int input) => Kinds.IsEmpty ? InputKind.Column : Kinds[input];

    public int Output(Destination goal) => inputs + outputs.PlaceOf(goal);

    public int Workspace(int place) => Given + place;

    /// <summary>Whether what is stored in a column bypasses the caches.</summary>
    public bool Streams(int column) => IsStreaming && column >= inputs && column < Given;
}

/// <summary>Machine code of a program over columns.</summary>
internal sealed class BatchCode
{
    /// <summary>Instructions per method; a call counts for many, since it is inlined.</summary>
    public const int PartSize = 400;

    public const int CallWeight = 40;

    private BatchCode(BatchPart[] parts, BatchLayout layout, int workspaceSize, int lanes) =>
        (Parts, Layout, WorkspaceSize, Lanes) = (parts, layout, workspaceSize, lanes);

    public BatchPart[] Parts { get; }

    public BatchLayout Layout { get; }

    public int WorkspaceSize { get; }

    /// <summary>Points in a vector.</summary>
    public int Lanes { get; }

    /// <summary>Compiles a tape for columns.</summary>
    [RequiresDynamicCode(IlEmitter.Reason)]
    public static BatchCode Emit(Tape tape, ReadOnlySpan<Destination> destinations, BatchLayout layout, VectorOperations vectors, int partSize = PartSize, int callWeight = CallWeight)
    {
        tape = LatencyOrder.Arrange(tape);
        var plan = KernelPlan.Of(tape, destinations, partSize, callWeight);
        var target = new KernelTarget(null, tape);
        var parts = new BatchPart[plan.PartCount];
        for (var part = 0; part < parts.Length; part++)
        {
            var method = IlEmitter.NewMethod(typeof(void), [typeof(KernelTarget), typeof(nint), typeof(nint), typeof(nint)]);
            new BatchPartEmitter(plan, part, layout, method.GetILGenerator(), vectors, new TableColumns()).Emit(isLast: part == parts.Length - 1);
            parts[part] = method.CreateDelegate<BatchPart>(target);
        }

        if (parts.Length > 1) Parallel.ForEach(parts, RuntimeHelpers.PrepareDelegate);
        else RuntimeHelpers.PrepareDelegate(parts[0]);
        return new BatchCode(parts, layout, plan.WorkspaceSize, vectors.Lanes);
    }
}
