using System.Collections.Immutable;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>Takes the long sums and products over elements out of the components of a vector; each that occurs in several is taken once.</summary>
internal sealed class VectorSums
{
    /// <summary>Operations from which on a loop is kept: below, the machine code of a loop of its own takes longer to make than that of its terms.</summary>
    private const int MinWork = 1_000;

    private readonly Dictionary<Expr, Variable> _names = [];
    private readonly List<(Variable Name, LoopedFormula Loop)> _sums = [];

    private VectorSums()
    {
    }

    /// <summary>The components over names for the sums.</summary>
    public ImmutableArray<Expr> Outputs { get; private set; } = [];

    /// <summary>The sums with their names.</summary>
    public IReadOnlyList<(Variable Name, LoopedFormula Loop)> Sums => _sums;

    /// <summary>Takes the sums out; null when there are none.</summary>
    /// <param name="outputs">The components.</param>
    /// <param name="mode">When machine code is made.</param>
    public static VectorSums? TakeOut(ImmutableArray<Expr> outputs, CompilationMode mode)
    {
        if (!outputs.Any(o => o.HasLoop)) return null;
        var sums = new VectorSums();
        var all = new Lazy<VariableRuns?>(() => VariableRuns.Of(outputs));
        foreach (var loop in OutermostLoops(outputs))
        {
            if (Keep(loop, all, mode) is not { Work: >= MinWork } kept) continue;
            var name = new Variable($"#total{sums._sums.Count}");
            sums._names.Add(loop, name);
            sums._sums.Add((name, kept));
        }

        if (sums._sums.Count == 0) return null;
        sums.Outputs = sums.Replace(outputs);
        return sums;
    }

    /// <summary>Those of some variables that the components still hold, and then the names of the sums. Which elements stand in short loops is not looked for.</summary>
    public ImmutableArray<Variable> InputsOf(ImmutableArray<Variable> variables)
    {
        var present = Traversal.PostOrder(Outputs.AsSpan()).ToHashSet();
        var holdsElements = present.Any(node => node is Element);
        return [.. variables.Where(v => holdsElements || present.Contains(v)), .. _sums.Select(s => s.Name)];
    }

    /// <summary>A loop over its own variables; where these have gaps, over those of all components.</summary>
    private static LoopedFormula? Keep(Reduction loop, Lazy<VariableRuns?> all, CompilationMode mode) =>
        loop.Index is not null && (VariableRuns.Of([loop]) ?? all.Value) is { } runs
            ? (LoopedFormula?)LoopObjective.TryBuild(loop, runs, order: 1, mode) ?? ChainedObjective.TryBuild(loop, runs, order: 1, mode)
            : null;

    /// <summary>The loops that stand in no other; not those that a condition or a minimum may leave out, unless their derivatives are finite: 0 times an infinite derivative would not be 0.</summary>
    private static List<Reduction> OutermostLoops(ImmutableArray<Expr> outputs)
    {
        var (loops, chosen) = (new HashSet<Reduction>(), new HashSet<Reduction>());
        var seen = new HashSet<(Expr, bool)>();
        var pending = new Stack<(Expr Node, bool IsChosen)>(outputs.Select(o => (o, false)));
        while (pending.TryPop(out var next))
        {
            if (!next.Node.HasLoop || !seen.Add(next)) continue;
            if (next.Node is not Reduction loop)
            {
                foreach (var child in next.Node.Children) pending.Push((child, next.IsChosen || ChainPlan.Chooses(next.Node)));
                continue;
            }

            loops.Add(loop);
            if (next.IsChosen && !ChainPlan.HasFiniteDerivatives(loop.Body)) chosen.Add(loop);
        }

        return [.. loops.Except(chosen)];
    }

    private ImmutableArray<Expr> Replace(ImmutableArray<Expr> outputs)
    {
        // Loops inside those that stay are left alone.
        var results = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(outputs.AsSpan()))
            results[node] = _names.TryGetValue(node, out var name) ? name : node is Reduction ? node : node.Map(results);
        return [.. outputs.Select(o => results[o])];
    }
}
