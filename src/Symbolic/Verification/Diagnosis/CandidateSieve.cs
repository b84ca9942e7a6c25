using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Verification.Claims;

namespace Symbolic.Verification.Diagnosis;

/// <summary>Lets through the candidates that agree with the exact derivative at random points.</summary>
internal sealed class CandidateSieve
{
    private const int Wanted = 8;
    private const double Close = 1e-9;

    private readonly ImmutableArray<Variable> _variables;
    private readonly Expr _exact;

    public CandidateSieve(ImmutableArray<Variable> variables, Expr exact, double[]? near, ulong seed)
    {
        (_variables, _exact) = (variables, exact);
        Points = [.. DrawPoints(near, new RandomPoints(seed))];
    }

    /// <summary>Points at which the exact derivative is finite, and not 0 if that can be had.</summary>
    public ImmutableArray<double[]> Points { get; }

    /// <summary>Values of expressions at every point, [expression][point]; NaN for one that cannot be evaluated.</summary>
    public double[][] Values(IReadOnlyList<Expr> expressions)
    {
        var program = new CompiledProgram(_variables, expressions, CompilationMode.Interpreted);
        var outputs = new double[expressions.Count];
        var values = expressions.Select(_ => new double[Points.Length]).ToArray();
        for (var p = 0; p < Points.Length; p++)
        {
            program.Evaluate(Points[p], outputs);
            for (var i = 0; i < outputs.Length; i++) values[i][p] = outputs[i];
        }

        return values;
    }

    /// <summary>The candidates that are right at all points, or right but for a simple factor, which is then put in.</summary>
    public IEnumerable<Candidate> Pass(IReadOnlyList<Candidate> candidates)
    {
        if (Points.Length < 3) yield break;
        var values = Values([_exact, .. candidates.Select(c => c.Whole)]);
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            if (!IsRatio(values[0], values[i + 1], out var ratio)) continue;
            if (Math.Abs(ratio - 1) <= Close) yield return candidate;
            else if (SimpleRatio(ratio) is { } factor) yield return WithFactor(candidate, factor);
        }
    }

    /// <summary>A rational number with small numerator and denominator; null when there is none close by.</summary>
    public static Constant? SimpleRatio(double ratio)
    {
        for (var q = 1; q <= 24; q++)
        {
            var p = Math.Round(ratio * q);
            if (p != 0 && Math.Abs(p) <= 1000 && Math.Abs((p / q) - ratio) <= Close * Math.Abs(ratio)) return new Constant(Number.FromRatio((int)p, q));
        }

        return null;
    }

    /// <summary>Whether one list of values is a constant times the other.</summary>
    public static bool IsRatio(double[] of, double[] to, out double ratio)
    {
        ratio = double.NaN;
        for (var p = 0; p < of.Length; p++)
        {
            if (!double.IsFinite(to[p])) return false;
            if (of[p] == 0 && to[p] == 0) continue;
            var here = of[p] / to[p];
            if (!double.IsFinite(here) || here == 0) return false;
            if (double.IsNaN(ratio)) ratio = here;
            if (Math.Abs(here - ratio) > Close * Math.Abs(ratio)) return false;
        }

        if (double.IsNaN(ratio)) ratio = 1;
        return true;
    }

    private static Candidate WithFactor(Candidate candidate, Constant factor)
    {
        var isSign = factor.Value.IsMinusOne;
        var isOriginal = candidate.Cost == 0;
        var front = candidate.Whole is Product { Children: [Constant { Value.IsMinusOne: false } number, ..] } ? number : null;
        var edited = candidate with
        {
            Whole = isSign ? TypedTrees.Opposite(candidate.Whole) : TypedTrees.Times(factor, candidate.Whole),
            Cost = candidate.Cost + (isSign ? 1 : 1.3),
        };
        if (!isOriginal) return edited with { Kind = MistakeKind.Several, Wrong = null, Right = null };
        if (isSign) return edited with { Kind = MistakeKind.Sign, Wrong = candidate.Whole, Right = edited.Whole };
        return edited with { Kind = MistakeKind.Factor, Wrong = front, Right = front is null ? factor : new Constant(front.Value * factor.Value) };
    }

    private IEnumerable<double[]> DrawPoints(double[]? near, RandomPoints random)
    {
        var program = new CompiledProgram(_variables, [_exact], CompilationMode.Interpreted);
        var value = new double[1];
        var zeros = new List<double[]>();
        var found = 0;
        for (var trial = 0; trial < 120 && found < Wanted; trial++)
        {
            var point = near is not null && trial % 2 == 0 ? random.Near(near, 0.25) : random.Within([.. _variables.Select(_ => Ranges[trial / 2 % Ranges.Length])]);
            program.Evaluate(point, value);
            if (!double.IsFinite(value[0])) continue;
            if (value[0] == 0) zeros.Add(point);
            else
            {
                found++;
                yield return point;
            }
        }

        foreach (var point in zeros.Take(Wanted - found)) yield return point;
    }

    private static readonly (double, double)[] Ranges = [(0.3, 2.2), (-2, 2), (0.1, 0.9), (1.1, 4)];
}
