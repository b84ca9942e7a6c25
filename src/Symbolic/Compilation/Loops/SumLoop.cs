using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Batch;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Several sums over the same rows or the same range of an index in one loop. What does not change from term to term is computed
/// before it. The terms are interpreted at first; from <see cref="TieredKernel.Threshold"/> terms on the loop is machine code over SIMD
/// vectors. The terms are added block by block, so that the value does not depend on the number of threads.
/// </summary>
internal sealed class SumLoop
{
    /// <summary>Terms in a block.</summary>
    private const int Block = 4_096;

    /// <summary>Instructions per method. Each sum is a vector of its own, so that registers run out sooner than over columns.</summary>
    private const int PartSize = 130;

    /// <summary>For how many instructions a call counts.</summary>
    private const int CallWeight = 15;

    /// <summary>Doubles of workspace that still lie in the second-level cache.</summary>
    private const int WorkspaceDoubles = 32_768;

    /// <summary>A formula that is evaluated once has machine code made from this number of terms on.</summary>
    private const int ManyTerms = 100_000;

    private readonly Tape _tape;
    private readonly SlotProgram _program;
    private readonly CompiledProgram? _invariants;
    private readonly int _firstInvariant;
    private readonly int[] _same;
    private readonly int[] _results;
    private readonly double[][] _columns;
    private readonly ImmutableArray<InputKind> _kinds;
    private readonly double _firstIndex;
    private readonly int _count;
    private readonly CompilationMode _mode;
    private readonly Lock _compiling = new();
    private BatchCode? _code;
    private long _terms;

    private SumLoop(Reduction space, Tape tape, CompiledProgram? invariants, int firstInvariant, int[] same, int[] results, double[][] columns, bool readsIndex, CompilationMode mode)
    {
        (_tape, _invariants, _firstInvariant, _same, _results, _columns, _mode) = (tape, invariants, firstInvariant, same, results, columns, mode);
        _program = SlotProgram.Of(tape);
        _count = (int)LoopExpansion.TermCount(space);
        _firstIndex = space.Index is null ? 0 : LoopExpansion.Bounds(space).From;
        _kinds = [.. columns.Select(_ => InputKind.Column), .. readsIndex ? [InputKind.Index] : Array.Empty<InputKind>(), .. same.Select(_ => InputKind.Same)];
    }

    /// <summary>Numbers that are computed before the loop.</summary>
    public int InvariantCount => _invariants?.Tape.OutputCount ?? 0;

    /// <summary>Plans a loop.</summary>
    /// <param name="loops">The sums, all over the same.</param>
    /// <param name="results">Where in the state each sum goes.</param>
    /// <param name="places">Where in the state each variable is.</param>
    /// <param name="firstInvariant">From where on the state has room for what is computed before the loop.</param>
    /// <param name="mode">When machine code is made.</param>
    public static SumLoop Of(ImmutableArray<Reduction> loops, int[] results, Dictionary<Variable, int> places, int firstInvariant, CompilationMode mode)
    {
        var space = loops[0];
        var invariants = new Invariants();
        var bodies = invariants.TakeOut([.. loops.Select(Own)], v => v.IsIndex);
        var nodes = Traversal.PostOrder(bodies.AsSpan()).OfType<Variable>().ToArray();
        var columns = nodes.Where(v => v.Data is not null).ToImmutableArray();
        var index = nodes.FirstOrDefault(v => v.IsIndex && v.Data is null);
        var same = nodes.Where(v => !v.IsIndex).ToImmutableArray();

        // Columns and the index are inputs of the term like any other.
        var inputs = new Dictionary<Expr, Expr>();
        foreach (var column in columns) inputs[column] = new Variable($"#column{inputs.Count}");
        if (index is not null) inputs[index] = new Variable("#index");
        ImmutableArray<Variable> order = [.. inputs.Values.Cast<Variable>(), .. same];
        var tape = TapeBuilder.Build(order, [.. bodies.Select(b => Traversal.Substitute(b, inputs))]);
        if (mode != CompilationMode.Once) tape = TapeOptimiser.Optimise(tape);

        var names = invariants.Names.OrderBy(n => n.Value.Name, VariableOrder.Comparer).ToArray();
        var placeOf = names.Select((n, i) => (n.Value, Place: firstInvariant + i)).ToDictionary(p => p.Value, p => p.Place);
        var before = names.Length == 0 ? null : new CompiledProgram([.. places.OrderBy(p => p.Value).Select(p => p.Key)], [.. names.Select(n => n.Key)], mode);
        int[] sameFrom = [.. same.Select(v => placeOf.TryGetValue(v, out var place) ? place : places[v])];
        return new SumLoop(space, tape, before, firstInvariant, sameFrom, results, [.. columns.Select(c => c.Data!.Column(c.Name))], index is not null, mode);

        // The index may be called differently in sums over the same range.
        Expr Own(Reduction loop) => loop.Index == space.Index ? loop.Body
            : Traversal.Substitute(loop.Body, new Dictionary<Expr, Expr> { [new Variable(loop.Index!, isIndex: true)] = new Variable(space.Index!, isIndex: true) });
    }

    /// <summary>Makes machine code unless there is some or it cannot be had.</summary>
    public void CompileNow()
    {
        _invariants?.CompileNow();
        if (!RuntimeFeature.IsDynamicCodeSupported) return;
        lock (_compiling)
        {
            if (_code is not null) return;
            var layout = new BatchLayout(_kinds.Length, _results.Length - 1, 0)
            {
                Kinds = _kinds,
                Sums = Enumerable.Range(_kinds.Length, _results.Length).ToFrozenSet(),
                OverlapsTail = true,
                FusesProducts = true,
            };
            Destination[] destinations = [.. Enumerable.Range(0, _results.Length).Select(i => i == 0 ? new Destination(0, 0, 0) : new Destination(i, 1, i - 1))];
            Volatile.Write(ref _code, BatchCode.Emit(_tape, destinations, layout, VectorOperations.Widest, PartSize, CallWeight));
        }
    }

    /// <summary>Computes the sums.</summary>
    public void Run(Span<double> state)
    {
        _invariants?.Evaluate(state[.._invariants.Tape.Inputs.Length], state.Slice(_firstInvariant, InvariantCount));
        if (Volatile.Read(ref _code) is null && IsTimeToCompile()) CompileNow();
        if (_code is { } code) RunCode(code, state);
        else Interpret(state);
    }

    private bool IsTimeToCompile() => _mode switch
    {
        CompilationMode.Interpreted => false,
        CompilationMode.Once => _count >= ManyTerms,
        CompilationMode.Immediate => true,
        _ => Interlocked.Add(ref _terms, _count) >= TieredKernel.Threshold,
    };

    private void Interpret(Span<double> state)
    {
        var rented = ArrayPool<double>.Shared.Rent(_program.SlotCount + _results.Length);
        var slots = rented.AsSpan(0, _program.SlotCount);
        var totals = rented.AsSpan(_program.SlotCount, _results.Length);
        totals.Clear();
        var reals = MemoryMarshal.Cast<double, Real>(slots);
        Interpreter.LoadConstants(_program, reals);
        var firstSame = _kinds.Length - _same.Length;
        for (var i = 0; i < _same.Length; i++) slots[firstSame + i] = state[_same[i]];
        for (var row = 0; row < _count; row++)
        {
            for (var i = 0; i < _columns.Length; i++) slots[i] = _columns[i][row];
            if (firstSame > _columns.Length) slots[_columns.Length] = _firstIndex + row;
            Interpreter.Run(_program, reals);
            for (var i = 0; i < totals.Length; i++) totals[i] += slots[_program.Outputs[i]];
        }

        Store(totals, state);
        ArrayPool<double>.Shared.Return(rented);
    }

    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The tables are written before they are read.")]
    private unsafe void RunCode(BatchCode code, Span<double> state)
    {
        var lanes = code.Lanes;
        var pins = stackalloc GCHandle[_columns.Length];
        for (var i = 0; i < _columns.Length; i++) pins[i] = GCHandle.Alloc(_columns[i], GCHandleType.Pinned);
        var numbers = (double*)NativeMemory.AlignedAlloc((nuint)((_results.Length * (lanes + 1)) + 1 + _same.Length + ((long)code.WorkspaceSize * 2 * BlockOf(code))) * sizeof(double), 64);
        var table = stackalloc nint[code.Layout.Given + code.WorkspaceSize];
        var sums = numbers;
        var totals = sums + (_results.Length * lanes);
        var given = totals + _results.Length;
        var workspace = given + 1 + _same.Length;
        new Span<double>(totals, _results.Length).Clear();

        var column = 0;
        while (column < _columns.Length) table[column] = pins[column++].AddrOfPinnedObject();
        *given = _firstIndex;
        if (_kinds.Length - _same.Length > column) table[column++] = (nint)given;
        for (var i = 0; i < _same.Length; i++)
        {
            given[1 + i] = state[_same[i]];
            table[column++] = (nint)(given + 1 + i);
        }

        for (var i = 0; i < _results.Length; i++) table[column++] = (nint)(sums + (i * lanes));
        var block = BlockOf(code);
        for (var start = 0; start < _count;)
        {
            // The last block takes what would not fill a vector of its own.
            var end = start + (2 * block) > _count ? _count : start + block;
            for (var place = 0; place < code.WorkspaceSize; place++) table[code.Layout.Workspace(place)] = (nint)(workspace + ((nint)place * 2 * block)) - ((nint)start * sizeof(double));
            foreach (var part in code.Parts) part((nint)table, (nint)start * sizeof(double), (nint)end * sizeof(double));
            for (var i = 0; i < _results.Length; i++) totals[i] += Lanes.Total(sums + (i * lanes), lanes);
            start = end;
        }

        Store(new Span<double>(totals, _results.Length), state);
        NativeMemory.AlignedFree(numbers);
        for (var i = 0; i < _columns.Length; i++) pins[i].Free();
    }

    private static int BlockOf(BatchCode code) =>
        code.WorkspaceSize == 0 ? Block : Math.Clamp(WorkspaceDoubles / code.WorkspaceSize / 8 * 8, 64, 2_048);

    private void Store(ReadOnlySpan<double> totals, Span<double> state)
    {
        for (var i = 0; i < totals.Length; i++) state[_results[i]] = totals[i];
    }
}

/// <summary>What is done with the numbers of one SIMD vector.</summary>
internal static class Lanes
{
    /// <summary>The lanes added up in pairs: three additions one after the other, not eight.</summary>
    public static unsafe double Total(double* sums, int lanes)
    {
        if (lanes == 2) return sums[0] + sums[1];
        var half = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        return lanes == 4 ? half : half + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }
}
