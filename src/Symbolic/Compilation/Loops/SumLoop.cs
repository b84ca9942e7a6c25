using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Batch;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Several sums over the same rows or the same range of an index in one loop. What does not change from term to term is computed
/// before it. The terms are interpreted at first; from <see cref="TieredKernel.Threshold"/> terms on the loop is machine code over SIMD
/// vectors (<see cref="SumBlocks"/>).
/// </summary>
internal sealed class SumLoop
{
    /// <summary>Instructions per method. Each sum is a vector of its own, so that registers run out sooner than over columns.</summary>
    private const int PartSize = 130;

    /// <summary>For how many instructions a call counts.</summary>
    private const int CallWeight = 15;

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
    private readonly LoopThreads _threads;
    private readonly Lock _compiling = new();
    private SlotProgram? _invariantProgram;
    private SumBlocks? _code;
    private long _terms;

    private SumLoop(Reduction space, Tape tape, CompiledProgram? invariants, int firstInvariant, int[] same, int[] results, double[][] columns, bool readsIndex, CompilationMode mode, LoopThreads threads)
    {
        (_tape, _invariants, _firstInvariant, _same, _results, _columns, _mode, _threads) = (tape, invariants, firstInvariant, same, results, columns, mode, threads);
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
    /// <param name="threads">How many threads machine code may run on.</param>
    public static SumLoop Of(ImmutableArray<Reduction> loops, int[] results, Dictionary<Variable, int> places, int firstInvariant, CompilationMode mode, LoopThreads threads)
    {
        var space = loops[0];
        var invariants = new Invariants();
        var bodies = invariants.TakeOut([.. loops.Select(LoopExpansion.OverCommonIndex)], v => v.IsIndex);
        var nodes = Traversal.PostOrder(bodies.AsSpan()).OfType<Variable>().ToArray();
        var columns = nodes.Where(v => v.Data is not null).ToImmutableArray();
        // Other indices are those of short loops inside.
        var index = nodes.FirstOrDefault(v => v.Equals(LoopExpansion.CommonIndex));
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
        return new SumLoop(space, tape, before, firstInvariant, sameFrom, results, [.. columns.Select(c => c.Data!.Column(c.Name))], index is not null, mode, threads);
    }

    /// <summary>Makes machine code unless there is some or it cannot be had.</summary>
    public void CompileNow()
    {
        _invariants?.CompileNow();
        if (!RuntimeFeature.IsDynamicCodeSupported) return;
        lock (_compiling)
        {
            if (_code is not null) return;
            var layout = new BatchLayout(_kinds.Length, new SectionSizes(_results.Length))
            {
                Kinds = _kinds,
                Sums = Enumerable.Range(_kinds.Length, _results.Length).ToFrozenSet(),
                OverlapsTail = true,
                FusesProducts = true,
            };
            var code = BatchCode.Emit(_tape, Destination.InOrder(_results.Length), layout, VectorOperations.Widest, PartSize, CallWeight);
            Volatile.Write(ref _code, new SumBlocks(code, _columns, _kinds.Contains(InputKind.Index) ? _firstIndex : null, _count, _results.Length, _same.Length));
        }
    }

    /// <summary>Computes the sums.</summary>
    public void Run(Span<double> state)
    {
        if (Volatile.Read(ref _code) is null && LoopTier.IsTime(_mode, _count, ref _terms)) LoopTier.Start(_mode, CompileNow);
        if (Volatile.Read(ref _code) is not { } code)
        {
            Run(MemoryMarshal.Cast<double, Real>(state));
            return;
        }

        _invariants?.Evaluate(state[.._invariants.Tape.Inputs.Length], state.Slice(_firstInvariant, InvariantCount));
        code.Run(state, _same, _results, _threads.Most);
    }

    /// <summary>Computes the sums in any arithmetic, one term after the other.</summary>
    public void Run<T>(Span<T> state)
        where T : unmanaged, IScalar<T>
    {
        if (_invariants is not null)
        {
            var program = _invariantProgram ??= SlotProgram.Of(_invariants.Tape);
            Interpreter.Run(program, state[..program.Tape.Inputs.Length], state.Slice(_firstInvariant, InvariantCount));
        }

        var rented = ArrayPool<T>.Shared.Rent(_program.SlotCount + (2 * _results.Length));
        var slots = rented.AsSpan(0, _program.SlotCount);
        var totals = rented.AsSpan(_program.SlotCount, _results.Length);
        var block = rented.AsSpan(_program.SlotCount + _results.Length, _results.Length);
        totals.Fill(T.From(0));
        Interpreter.LoadConstants(_program, slots);
        var firstSame = _kinds.Length - _same.Length;
        for (var i = 0; i < _same.Length; i++) slots[firstSame + i] = state[_same[i]];
        for (var start = 0; start < _count; start += SumBlocks.Size)
        {
            block.Fill(T.From(0));
            AddRows(start, Math.Min(_count, start + SumBlocks.Size), slots, block);
            for (var i = 0; i < totals.Length; i++) totals[i] += block[i];
        }

        for (var i = 0; i < totals.Length; i++) state[_results[i]] = totals[i];
        ArrayPool<T>.Shared.Return(rented);
    }

    private void AddRows<T>(int start, int end, Span<T> slots, Span<T> totals)
        where T : unmanaged, IScalar<T>
    {
        var readsIndex = _kinds.Length - _same.Length > _columns.Length;
        for (var row = start; row < end; row++)
        {
            for (var i = 0; i < _columns.Length; i++) slots[i] = T.From(_columns[i][row]);
            if (readsIndex) slots[_columns.Length] = T.From(_firstIndex + row);
            Interpreter.Run(_program, slots);
            for (var i = 0; i < totals.Length; i++) totals[i] += slots[_program.Outputs[i]];
        }
    }
}
