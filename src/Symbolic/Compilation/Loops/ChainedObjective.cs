using System.Buffers;
using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// A formula that does more with its sums than add them up, such as √Σ x[i]², Σᵢ (Σⱼ …)² or a product: the sums inside are computed first and then
/// are variables like others; the gradient goes the way back, each sum weighted by the derivative by its value (reverse mode over loops;
/// Griewank and Walther, Evaluating Derivatives, 2008, section 3.2). Second derivatives are those of a <see cref="ChainLagrangian"/>. May be shared by threads.
/// </summary>
/// <remarks>
/// A sum that a choice leaves out has the weight 0, and 0 times a derivative that is not finite is NaN: it shows where a variable is not finite, or
/// where min and max leave a sum out that has no finite derivative.
/// </remarks>
internal sealed class ChainedObjective : LoopedFormula
{
    /// <summary>Operations from which on loops are kept: shorter formulas are written out into one method.</summary>
    private const int MinWork = 400;

    /// <summary>The same for formulas with their Hessian, which written out is much longer than they are.</summary>
    private const int MinHessianWork = 200;

    /// <summary>Most variables and results of sums.</summary>
    private const int MaxSize = 100_000_000;

    private readonly ImmutableArray<ChainStep> _steps;
    private readonly LoopObjective _last;
    private readonly ChainLagrangian? _lagrangian;
    private readonly int _extendedSize;

    private ChainedObjective(VariableRuns runs, ImmutableArray<ChainStep> steps, LoopObjective last, ChainLagrangian? lagrangian, int order, double work)
        : base(runs, order) => (_steps, _last, _lagrangian, _extendedSize, Work) = (steps, last, lagrangian, last.Runs.Count, work);

    /// <inheritdoc/>
    public override SparsePattern Pattern
    {
        get
        {
            Lengths.CheckOrder(2, Order);
            return _lagrangian!.Elimination.Pattern;
        }
    }

    /// <inheritdoc/>
    public override double Work { get; }

    /// <summary>The sums that are computed first, those that others need before these.</summary>
    public ImmutableArray<ChainStep> Steps => _steps;

    /// <summary>The formula over the variables and their results.</summary>
    public LoopObjective Last => _last;

    /// <summary>All nests as programs, each for derivatives up to the highest order that is needed of it.</summary>
    public IEnumerable<NestPlan> Plans => [.. _last.Plans, .. _steps.SelectMany(s => s.Plans), .. _lagrangian?.Plans ?? []];

    /// <summary>A formula with its loops kept; null when one depends on more than one index outside it, or is too short for loops to pay.</summary>
    public static ChainedObjective? TryBuild(Expr formula, VariableRuns runs, int order, CompilationMode mode)
    {
        var plan = new ChainPlan();
        if (!formula.HasLoop || plan.Walk(formula) is not { } last) return null;
        if (runs.Count + plan.Sums.Sum(s => (double)s.Result.Count + s.Weight.Count) > MaxSize) return null;
        var extended = runs.Append(plan.Sums.Select(s => s.Result).Concat(plan.Sums.Select(s => s.Weight)));
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

        if (work < (order < 2 ? MinWork : MinHessianWork)) return null;
        var lagrangian = order == 0 ? null : ChainLagrangian.TryBuild(formula, last, plan.Sums, extended, runs.Count, mode);
        return order > 0 && lagrangian is null ? null : new ChainedObjective(runs, steps.ToImmutable(), objective, lagrangian, order, work);
    }

    /// <inheritdoc/>
    public override void MarkDerivatives(bool[] marks)
    {
        var extended = new bool[_extendedSize];
        _last.MarkDerivatives(extended);
        for (var i = _steps.Length - 1; i >= 0; i--) _steps[i].MarkDerivatives(extended);
        extended.AsSpan(0, Size).CopyTo(marks);
    }

    /// <inheritdoc/>
    public override LoopedFormula WithOrder(int order) => new ChainedObjective(Runs, _steps, _last, _lagrangian, order, Work);

    /// <inheritdoc/>
    public override void CompileNow(int order)
    {
        Lengths.CheckOrder(order, Order);
        _last.CompileNow(Math.Min(order, 1));
        foreach (var step in _steps) step.CompileNow(order);
        if (order > 1) _lagrangian!.CompileNow();
    }

    /// <inheritdoc/>
    protected override double RunValue(ReadOnlySpan<double> x)
    {
        var rented = ArrayPool<double>.Shared.Rent(2 * _extendedSize);
        var extended = rented.AsSpan(0, _extendedSize);
        var adjoints = rented.AsSpan(_extendedSize, _extendedSize);
        Forward(x, extended, adjoints);
        var value = _last.Value(extended);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    /// <inheritdoc/>
    protected override double RunGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var rented = ArrayPool<double>.Shared.Rent(2 * _extendedSize);
        var extended = rented.AsSpan(0, _extendedSize);
        var adjoints = rented.AsSpan(_extendedSize, _extendedSize);
        Forward(x, extended, adjoints);
        var value = Backward(extended, adjoints, toVariables: true);
        adjoints[..Size].CopyTo(gradient);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    /// <inheritdoc/>
    protected override double RunSparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var elimination = _lagrangian!.Elimination;
        var rented = ArrayPool<double>.Shared.Rent((2 * _extendedSize) + _lagrangian.Count);
        var extended = rented.AsSpan(0, _extendedSize);
        var adjoints = rented.AsSpan(_extendedSize, _extendedSize);
        var values = rented.AsSpan(2 * _extendedSize, _lagrangian.Count);
        var value = Evaluate(x, extended, adjoints, values);
        elimination.Run(extended, values, hessian);
        adjoints[..Size].CopyTo(gradient);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    /// <inheritdoc/>
    protected override void RunProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        var rented = ArrayPool<double>.Shared.Rent((2 * _extendedSize) + _lagrangian!.Count);
        var extended = rented.AsSpan(0, _extendedSize);
        var adjoints = rented.AsSpan(_extendedSize, _extendedSize);
        var values = rented.AsSpan(2 * _extendedSize, _lagrangian.Count);
        Evaluate(x, extended, adjoints, values);
        _lagrangian.Multiply(extended, values, direction, product);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Value, gradient (where the adjoints of the variables stand), and the second derivatives of the Lagrangian.</summary>
    private double Evaluate(ReadOnlySpan<double> x, Span<double> extended, Span<double> adjoints, Span<double> values)
    {
        Forward(x, extended, adjoints);
        var value = Backward(extended, adjoints, toVariables: false);
        var results = (_extendedSize - Size) / 2;
        adjoints.Slice(Size, results).CopyTo(extended[(Size + results)..]);
        _lagrangian!.Evaluate(extended, adjoints, values);
        return value;
    }

    private void Forward(ReadOnlySpan<double> x, Span<double> extended, Span<double> adjoints)
    {
        x.CopyTo(extended);
        extended[Size..].Clear();
        foreach (var step in _steps) step.Forward(extended, adjoints);
    }

    /// <summary>The value and the adjoints: of the results, and where they are asked for those of the variables.</summary>
    private double Backward(Span<double> extended, Span<double> adjoints, bool toVariables)
    {
        adjoints.Clear();
        var value = _last.AddGradient(extended, adjoints);
        for (var i = _steps.Length - 1; i >= 0; i--)
        {
            if (toVariables || _steps[i].ReadsResults) _steps[i].Backward(extended, adjoints);
        }

        return value;
    }
}
