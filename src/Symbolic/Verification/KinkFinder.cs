using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>
/// Finds the parts of a formula that bend or jump at a point: those whose definition names kinks, and choices, whose state
/// changes between the point and its close neighbours.
/// </summary>
internal sealed class KinkFinder
{
    private readonly ImmutableArray<Expr> _suspects;
    private readonly int[] _first;
    private readonly CompiledProgram? _states;
    private readonly int _count;

    public KinkFinder(Expr root, ImmutableArray<Variable> variables)
    {
        _suspects = [.. Traversal.PostOrder(root).Where(node => node is Piecewise or Call { Function.Kinks: not null })];
        var outputs = new List<Expr>();
        _first = new int[_suspects.Length + 1];
        for (var i = 0; i < _suspects.Length; i++)
        {
            outputs.AddRange(States(_suspects[i]));
            _first[i + 1] = outputs.Count;
        }

        _count = outputs.Count;
        if (_count > 0) _states = new CompiledProgram(variables, outputs, CompilationMode.Interpreted);
    }

    /// <summary>The step to a close neighbour along a coordinate.</summary>
    public static double StepAt(double x) => 1e-9 * Math.Max(1, Math.Abs(x));

    /// <summary>The first part that changes its state near the point along a coordinate, in words; null when none does.</summary>
    public string? At(ReadOnlySpan<double> x, int coordinate)
    {
        if (_states is null) return null;
        var (left, centre, right) = (StatesAt(x, coordinate, -1), StatesAt(x, coordinate, 0), StatesAt(x, coordinate, 1));
        for (var i = 0; i < _suspects.Length; i++)
        {
            for (var k = _first[i]; k < _first[i + 1]; k++)
            {
                if (Differ(left[k], centre[k]) || Differ(centre[k], right[k])) return Describe(_suspects[i]);
            }
        }

        return null;
    }

    private static bool Differ(double a, double b) => Math.Abs(a - b) > 1e-4 * (1 + Math.Abs(a));

    /// <summary>What changes at a kink: the conditions of a choice; value and partial derivatives of a function.</summary>
    private static IEnumerable<Expr> States(Expr suspect) => suspect switch
    {
        Piecewise p => Enumerable.Range(0, p.Count).Select(p.Condition),
        Call c => LocalRules.OfCall(c).Prepend(c),
        _ => [],
    };

    private static string Describe(Expr suspect) => suspect is Call c
        ? $"{Excerpt.Of(suspect)} has a kink {c.Function.Kinks}"
        : $"the branch of {Excerpt.Of(suspect)} changes here";

    private double[] StatesAt(ReadOnlySpan<double> x, int coordinate, int side)
    {
        var point = x.ToArray();
        point[coordinate] += side * StepAt(point[coordinate]);
        var states = new double[_count];
        _states!.Evaluate(point, states);
        return states;
    }
}
