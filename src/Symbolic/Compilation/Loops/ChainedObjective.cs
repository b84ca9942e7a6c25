using System.Buffers;
using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// A formula that does more with its sums than add them up, such as √Σ x[i]², Σᵢ (Σⱼ …)² or a product: the sums inside are computed first and then
/// are variables like others; the gradient goes the way back, each sum weighted by the derivative by its value (reverse mode over loops;
/// Griewank and Walther, Evaluating Derivatives, 2008, section 3.2). Value and gradient only. May be shared by threads.
/// </summary>
internal sealed class ChainedObjective : ILoopedFormula
{
    /// <summary>Operations from which on loops are kept.</summary>
    private const int MinWork = 400;

    /// <summary>Most variables and results of sums.</summary>
    private const int MaxSize = 100_000_000;

    private readonly ImmutableArray<ChainStep> _steps;
    private readonly LoopObjective _last;
    private readonly int _size;
    private readonly int _extendedSize;

    private ChainedObjective(VariableRuns runs, ImmutableArray<ChainStep> steps, LoopObjective last, int order, double work)
    {
        (Runs, _steps, _last, Order, Work) = (runs, steps, last, order, work);
        (_size, _extendedSize) = (runs.Count, last.Runs.Count);
    }

    public int Order { get; }

    public VariableRuns Runs { get; }

    /// <summary>The sums that are computed first, those that others need before these.</summary>
    public ImmutableArray<ChainStep> Steps => _steps;

    /// <summary>The formula over the variables and their results.</summary>
    public LoopObjective Last => _last;

    public double Work { get; }

    /// <summary>A formula with its loops kept; null when one depends on more than one index outside it, or is too short for loops to pay.</summary>
    public static ChainedObjective? TryBuild(Expr formula, VariableRuns runs, int order, CompilationMode mode)
    {
        var plan = new ChainPlan();
        if (!formula.HasLoop || plan.Walk(formula) is not { } last) return null;
        if (runs.Count + plan.Sums.Sum(s => (double)s.Result.Count + s.Weight.Count) > MaxSize) return null;
        var extended = runs.Append(plan.Sums.SelectMany(s => new[] { s.Result, s.Weight }));
        var weights = plan.Sums.Select(s => s.Weight.Name).ToHashSet();
        bool IsNoWeight(VariableRun run) => !weights.Contains(run.Name);
        if (LoopObjective.TryBuildPart(last, extended, Math.Min(order, 1), mode, IsNoWeight) is not { } objective) return null;
        var (steps, work) = (ImmutableArray.CreateBuilder<ChainStep>(), objective.Work);
        foreach (var sum in plan.Sums)
        {
            if (ChainStep.TryBuild(sum, extended, order, mode, IsNoWeight) is not { } step) return null;
            steps.Add(step);
            work += step.Work;
        }

        return work < MinWork ? null : new ChainedObjective(runs, steps.ToImmutable(), objective, order, work);
    }

    public void MarkDerivatives(bool[] marks)
    {
        var extended = new bool[_extendedSize];
        _last.MarkDerivatives(extended);
        for (var i = _steps.Length - 1; i >= 0; i--) _steps[i].MarkDerivatives(extended);
        extended.AsSpan(0, _size).CopyTo(marks);
    }

    public double Value(ReadOnlySpan<double> x)
    {
        Lengths.Check(x, Runs);
        var rented = ArrayPool<double>.Shared.Rent(2 * _extendedSize);
        var (extended, adjoints) = (rented.AsMemory(0, _extendedSize), rented.AsMemory(_extendedSize, _extendedSize));
        Forward(x, extended.Span, adjoints.Span);
        var value = _last.Value(extended.Span);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    public double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Lengths.Check(x, Runs);
        Lengths.Check(gradient, _size, 1);
        Lengths.CheckOrder(1, Order);
        var rented = ArrayPool<double>.Shared.Rent(2 * _extendedSize);
        var (extended, adjoints) = (rented.AsMemory(0, _extendedSize), rented.AsMemory(_extendedSize, _extendedSize));
        Forward(x, extended.Span, adjoints.Span);
        adjoints.Span.Clear();
        var value = _last.AddGradient(extended.Span, adjoints.Span);
        for (var i = _steps.Length - 1; i >= 0; i--) _steps[i].Backward(extended.Span, adjoints.Span);
        adjoints.Span[.._size].CopyTo(gradient);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    public void CompileNow(int order)
    {
        _last.CompileNow(Math.Min(order, 1));
        foreach (var step in _steps) step.CompileNow(order);
    }

    private void Forward(ReadOnlySpan<double> x, Span<double> extended, Span<double> adjoints)
    {
        x.CopyTo(extended);
        extended[_size..].Clear();
        foreach (var step in _steps) step.Forward(extended, adjoints);
    }
}
