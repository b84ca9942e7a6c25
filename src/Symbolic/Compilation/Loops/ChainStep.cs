using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>One sum, row of sums or product of a <see cref="ChainedObjective"/>: forward its results, backward what it adds to the gradient.</summary>
internal sealed class ChainStep
{
    private readonly Range _result;
    private readonly Range _weight;
    private readonly Range _factors;
    private readonly LoopObjective? _forward;
    private readonly LoopObjective? _backward;
    private readonly bool _isSingle;

    private ChainStep(ChainedSum sum, VariableRuns runs, LoopObjective? forward, LoopObjective? backward)
    {
        (_result, _weight, _forward, _backward, _isSingle) = (runs.RangeOf(sum.Result.Name), runs.RangeOf(sum.Weight.Name), forward, backward, sum.Plain is not null);
        (_factors, ReadsResults) = (sum.IsProduct ? runs.RangeOf(((Variable)sum.Weighted).Name) : default, sum.ReadsResults);
    }

    /// <summary>The places of the results among the variables.</summary>
    public Range Results => _result;

    /// <summary>The places of the derivatives by the results.</summary>
    public Range Weights => _weight;

    /// <summary>The places of the factors of a product.</summary>
    public Range Factors => _factors;

    /// <summary>Whether the result is a product of factors that are known.</summary>
    public bool IsProduct => _forward is null;

    /// <summary>The results as programs: the value of the only one, or the derivatives by the weights.</summary>
    public IEnumerable<NestPlan> ForwardPlans => _forward!.PlansOf(_isSingle ? 0 : 1);

    /// <summary>What the results pass on, as derivatives.</summary>
    public IEnumerable<NestPlan> BackwardPlans => _backward!.PlansOf(1);

    /// <summary>Operations per evaluation, roughly.</summary>
    public double Work => _forward?.Work ?? 0;

    /// <summary>Whether results of other steps are needed first, to which <see cref="Backward"/> passes on.</summary>
    public bool ReadsResults { get; }

    /// <summary>The nests as programs.</summary>
    public IEnumerable<NestPlan> Plans => [.. _forward?.Plans ?? [], .. _backward?.Plans ?? []];

    /// <summary>The step; null when its sum cannot be kept as a loop.</summary>
    public static ChainStep? TryBuild(ChainedSum sum, VariableRuns runs, int order, CompilationMode mode, Func<VariableRun, bool> isNoWeight)
    {
        if (sum.IsProduct) return new ChainStep(sum, runs, null, null);
        var forward = sum.Plain is { } plain
            ? LoopObjective.TryBuildPart(plain, runs, 0, mode, isNoWeight)
            : LoopObjective.TryBuildPart(sum.Weighted, runs, 1, mode, run => run.Name == sum.Weight.Name);
        if (forward is null) return null;
        var backward = order == 0 ? null : LoopObjective.TryBuildPart(sum.Weighted, runs, 1, mode, isNoWeight);
        return order > 0 && backward is null ? null : new ChainStep(sum, runs, forward, backward);
    }

    /// <summary>Computes the results from variables and earlier results. A sum of results times weights has the results as its derivatives by the weights.</summary>
    public void Forward(Span<double> values, Span<double> adjoints)
    {
        if (_forward is null)
        {
            values[_result][0] = RowProduct.Of(values[_factors]);
        }
        else if (_isSingle)
        {
            values[_result][0] = _forward.Value(values);
        }
        else
        {
            adjoints[_weight].Clear();
            _forward.AddGradient(values, adjoints);
            adjoints[_weight].CopyTo(values[_result]);
        }
    }

    /// <summary>Adds to the gradient what the results, whose derivatives are known, pass on.</summary>
    public void Backward(Span<double> values, Span<double> adjoints)
    {
        if (_backward is null)
        {
            RowProduct.Slopes(values[_factors], adjoints[_result][0], adjoints[_factors]);
            return;
        }

        adjoints[_result].CopyTo(values[_weight]);
        _backward.AddGradient(values, adjoints);
    }

    /// <summary>Marks what the results depend on, when something depends on them.</summary>
    public void MarkDerivatives(bool[] marks)
    {
        if (!marks.AsSpan(_result).Contains(true)) return;
        if (_backward is null) marks.AsSpan(_factors).Fill(true);
        else _backward.MarkDerivatives(marks);
    }

    public void CompileNow(int order)
    {
        _forward?.CompileNow(_isSingle ? 0 : 1);
        if (order > 0) _backward?.CompileNow(1);
    }
}
