using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// The long sums and means of a program, kept as loops. They run first, sums inside others before these, and the program itself, in
/// which they are replaced by names, gets their values as further inputs.
/// </summary>
internal sealed class LoopStages
{
    /// <summary>Terms times distinct nodes from which a loop costs less than its terms written out.</summary>
    private const int MinWork = 1_000;

    /// <summary>Fewest terms: a vector of the widest kind.</summary>
    private const int MinTerms = 8;

    private readonly ImmutableArray<Variable> _given;
    private readonly Dictionary<Expr, Expr> _results = [];
    private readonly Dictionary<Expr, int> _stageOf = [];
    private readonly List<PlannedSum> _sums = [];
    private readonly Dictionary<Reduction, Variable> _names = [];
    private ImmutableArray<SumLoop> _loops = [];

    private LoopStages(ImmutableArray<Variable> given) => _given = given;

    /// <summary>The inputs of the program: those given, then the values of the sums.</summary>
    public ImmutableArray<Variable> Inputs { get; private set; } = [];

    /// <summary>Numbers that a run works on: the inputs, then what the loops compute once before they start.</summary>
    public int StateSize { get; private set; }

    /// <summary>
    /// Replaces the long sums and means in <paramref name="outputs"/>, as far as they can be loops, by names. Null when there are none.
    /// </summary>
    public static LoopStages? Extract(ImmutableArray<Variable> inputs, List<Expr> outputs, CompilationMode mode, LoopThreads? threads = null)
    {
        if (!outputs.Exists(o => o.HasLoop)) return null;
        var stages = new LoopStages(inputs);
        for (var i = 0; i < outputs.Count; i++) outputs[i] = LoopExpansion.ExpandAroundRows(outputs[i]);
        foreach (var node in Traversal.PostOrder([.. outputs])) stages._results[node] = stages.Replace(node.Map(stages._results));
        if (stages._sums.Count == 0 && !outputs.Exists(o => !ReferenceEquals(stages._results[o], o))) return null;
        stages.Plan(mode, threads ?? new LoopThreads());
        for (var i = 0; i < outputs.Count; i++) outputs[i] = stages._results[outputs[i]];
        return stages;
    }

    /// <summary>Makes the machine code of the loops now.</summary>
    public void CompileNow()
    {
        foreach (var loop in _loops) loop.CompileNow();
    }

    /// <summary>Computes the sums from the given inputs, which the state begins with.</summary>
    public void Run(Span<double> state)
    {
        foreach (var loop in _loops) loop.Run(state);
    }

    /// <summary>The same in any arithmetic, interpreted.</summary>
    public void Run<T>(Span<T> state)
        where T : unmanaged, IScalar<T>
    {
        foreach (var loop in _loops) loop.Run(state);
    }

    private Expr Replace(Expr node)
    {
        if (node is not Reduction { Kind: ReductionKind.Sum or ReductionKind.Mean } loop || !LoopExpansion.IsReady(loop) || !IsWorthwhile(loop)) return node;
        var nodes = Traversal.PostOrder(loop.Body);
        var count = Constant.Of((int)LoopExpansion.TermCount(loop));
        if (!nodes.Any(n => n is Variable { IsIndex: true })) return loop.Kind == ReductionKind.Mean ? loop.Body : AsTyped.Product([count, loop.Body]);
        var (factors, term) = Unchanging(loop.Body);
        var sum = NameOf((Reduction)loop.WithChildren(loop.Children.SetItem(0, term)), 1 + nodes.Max(n => _stageOf.GetValueOrDefault(n)));
        var total = loop.Kind == ReductionKind.Sum ? sum : AsTyped.Quotient(sum, count);
        return factors.IsEmpty ? total : AsTyped.Product([.. factors, total]);
    }

    private Variable NameOf(Reduction loop, int stage)
    {
        if (_names.TryGetValue(loop, out var known)) return known;
        var sum = new Variable($"#sum{_sums.Count}");
        _stageOf[sum] = stage;
        _sums.Add(new PlannedSum(sum, loop, stage));
        return _names[loop] = sum;
    }

    /// <summary>The factors of a term that no index and no column occurs in, and the rest of the term: Σ c·t = c·Σ t.</summary>
    private static (ImmutableArray<Expr> Factors, Expr Term) Unchanging(Expr body)
    {
        if (body is not Product product) return ([], body);
        var isChanging = product.Children.ToLookup(f => Traversal.PostOrder(f).Any(n => n is Variable { IsIndex: true }));
        return isChanging[true].Any() ? ([.. isChanging[false]], AsTyped.Product([.. isChanging[true]])) : ([], body);
    }

    private static bool IsWorthwhile(Reduction loop)
    {
        var count = LoopExpansion.TermCount(loop);
        if (count is < MinTerms or > int.MaxValue) return false;
        var nodes = Traversal.PostOrder(loop.Body);
        if (count * nodes.Count < MinWork) return false;

        // Loops inside are short: they are written out, in every term.
        return nodes.All(n => n is not (Element or PendingDerivative) && n is not Reduction { Index: null } && (n is not Reduction inner || LoopExpansion.IsReady(inner)))
            && FreeIndices(loop).All(v => v.Data is null ? v.Name == loop.Index : ReferenceEquals(v.Data, loop.Data));
    }

    /// <summary>The indices and columns that occur in a body and are not those of a loop inside it.</summary>
    private static IEnumerable<Variable> FreeIndices(Reduction loop)
    {
        var nodes = Traversal.PostOrder(loop.Body);
        var inner = nodes.OfType<Reduction>().Select(r => r.Index).ToHashSet();
        return nodes.OfType<Variable>().Where(v => v.IsIndex && (v.Data is not null || !inner.Contains(v.Name)));
    }

    private void Plan(CompilationMode mode, LoopThreads threads)
    {
        Inputs = [.. _given, .. _sums.Select(s => s.Name)];
        var places = new Dictionary<Variable, int>();
        for (var i = 0; i < Inputs.Length; i++) places[Inputs[i]] = i;
        StateSize = Inputs.Length;
        var loops = ImmutableArray.CreateBuilder<SumLoop>();
        foreach (var group in _sums.GroupBy(s => (s.Stage, s.Loop.Data, s.Loop.Index is null ? default : LoopExpansion.Bounds(s.Loop))).OrderBy(g => g.Key.Stage))
        {
            var loop = SumLoop.Of([.. group.Select(s => s.Loop)], [.. group.Select(s => places[s.Name])], places, StateSize, mode, threads);
            StateSize += loop.InvariantCount;
            loops.Add(loop);
        }

        _loops = loops.ToImmutable();
    }

    private sealed record PlannedSum(Variable Name, Reduction Loop, int Stage);
}
