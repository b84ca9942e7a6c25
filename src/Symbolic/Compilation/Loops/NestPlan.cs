using System.Collections.Immutable;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// A nest as a program: for each round of the innermost loop a tape computes the term and its derivatives, whose instructions are ordered
/// by the loop from which on they are the same in all further rounds. Level 0 is outside all loops, level d inside the innermost.
/// </summary>
internal sealed class NestPlan
{
    private NestPlan(NestTemplate nest, int order)
    {
        Nest = nest;
        Order = order;
        Depth = nest.Indices.Length;
        FirstDerivatives = order == 0 ? [] : [.. Enumerable.Range(0, nest.First.Length).Where(k => !NestTemplate.IsZero(nest.First[k]))];
        SecondDerivatives = order < 2 ? [] : [.. nest.Second.Keys.Order()];
        List<Expr> outputs = [nest.Term, .. FirstDerivatives.Select(k => nest.First[k]), .. SecondDerivatives.Select(k => nest.Second[k])];
        var present = Traversal.PostOrder([.. outputs]).ToHashSet();
        ReadIndices = [.. Enumerable.Range(0, Depth).Where(k => present.Contains(NestTemplate.NameOf(nest.Indices[k].Name)))];
        ImmutableArray<Variable> inputs = [.. nest.Variables.Select(v => v.Name), .. nest.Numbers.Select(n => n.Name), .. ReadIndices.Select(k => NestTemplate.NameOf(nest.Indices[k].Name))];
        (Tape, LevelStarts) = ByLevel(TapeOptimiser.Optimise(TapeBuilder.Build(inputs, outputs)), [.. nest.Variables.Select(LevelOf), .. nest.Numbers.Select(_ => 1), .. ReadIndices.Select(k => k + 1)], Depth);
    }

    public NestTemplate Nest { get; }

    public int Order { get; }

    /// <summary>Number of loops.</summary>
    public int Depth { get; }

    /// <summary>The program of a round: inputs are the variables, the numbers of the round, and the indices in <see cref="ReadIndices"/>; outputs the term, the first and the second derivatives.</summary>
    public Tape Tape { get; }

    /// <summary>For each level the first of its instructions, and at the end their number.</summary>
    public ImmutableArray<int> LevelStarts { get; }

    /// <summary>Those variables by which the derivative is not 0, in the order of the outputs.</summary>
    public ImmutableArray<int> FirstDerivatives { get; }

    /// <summary>The pairs of variables by which the second derivative is not 0, in the order of the outputs.</summary>
    public ImmutableArray<(int Row, int Column)> SecondDerivatives { get; }

    /// <summary>The indices that the term reads as numbers.</summary>
    public ImmutableArray<int> ReadIndices { get; }

    public static NestPlan Of(NestTemplate nest, int order) => new(nest, order);

    /// <summary>The level at which the place of a variable is known.</summary>
    public int LevelOf(TermVariable variable) => variable.Places is not null ? 1 : 1 + LastIndexOf(variable.Place);

    /// <summary>The level at which the place of a second derivative is known.</summary>
    public int LevelOf((int Row, int Column) pair) => Math.Max(LevelOf(Nest.Variables[pair.Row]), LevelOf(Nest.Variables[pair.Column]));

    /// <summary>The outputs of second derivatives whose place is known at a level, counted among the second derivatives.</summary>
    public IEnumerable<int> PairsAt(int level) => Enumerable.Range(0, SecondDerivatives.Length).Where(k => LevelOf(SecondDerivatives[k]) == level);

    /// <summary>
    /// Goes through the rounds of the loops: <paramref name="visit"/> is called with the level when the indices of the loops up to it have been set.
    /// </summary>
    public void Walk(Action<int, Func<string, long>> visit)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        Func<string, long> at = name => values[name];
        Descend(0);

        void Descend(int level)
        {
            visit(level, at);
            if (level == Depth) return;
            var index = Nest.Indices[level];
            var (from, to) = (index.From.At(at), index.To.At(at));
            for (var i = from; i <= to; i++)
            {
                values[index.Name] = i;
                Descend(level + 1);
            }

            values.Remove(index.Name);
        }
    }

    private int LastIndexOf(AffineIndex at) => Enumerable.Range(0, Depth).Where(k => at.CoefficientOf(Nest.Indices[k].Name) != 0).DefaultIfEmpty(-1).Max();

    private static (Tape Tape, ImmutableArray<int> Starts) ByLevel(Tape tape, ImmutableArray<int> inputLevels, int depth)
    {
        var levels = new int[tape.ValueCount];
        inputLevels.CopyTo(levels);
        var table = tape.OperandTable.AsSpan();
        foreach (var instruction in tape.Instructions)
        {
            for (var j = 0; j < instruction.OperandCount(table); j++) levels[instruction.Target] = Math.Max(levels[instruction.Target], levels[instruction.Operand(j, table)]);
        }

        var order = Enumerable.Range(0, tape.InstructionCount).OrderBy(i => levels[tape.FirstResult + i]).ToArray();
        var starts = Enumerable.Range(0, depth + 2).Select(level => order.Count(i => levels[tape.FirstResult + i] < level)).ToImmutableArray();
        return (tape.Reorder(order), starts);
    }
}
