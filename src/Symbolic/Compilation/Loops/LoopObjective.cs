using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// A formula that is linear in sums over elements of vectors, compiled with these sums as loops: what compiling costs, and the memory that
/// it takes, do not depend on the number of terms (but for the pattern of the Hessian). Immutable; may be shared by threads.
/// </summary>
internal sealed class LoopObjective : ILoopedFormula
{
    /// <summary>Operations from which on loops are kept: shorter formulas are written out into one method.</summary>
    private const int MinWork = 150;

    /// <summary>Most terms: seconds, not hours.</summary>
    private const double MaxTerms = 4e9;

    private readonly Expr _formula;
    private readonly VariableRuns _runs;
    private readonly Func<VariableRun, bool> _isDifferentiated;
    private readonly bool _isAdded;
    private readonly ImmutableArray<LoopNest> _nests;
    private readonly CompilationMode _mode;
    private readonly Stage[] _stages;
    private readonly long _terms;
    private readonly int _size;
    private SparsePattern? _pattern;

    private LoopObjective(Expr formula, VariableRuns runs, ImmutableArray<LoopNest> nests, int order, CompilationMode mode, Func<VariableRun, bool>? isDifferentiated = null)
    {
        (_isDifferentiated, _isAdded) = (isDifferentiated ?? (static _ => true), isDifferentiated is not null);
        (_formula, _runs, _nests, _mode, Order, _size) = (formula, runs, nests, mode, order, runs.Count);
        _stages = [.. Enumerable.Range(0, order + 1).Select(_ => new Stage())];
        _terms = (long)Math.Min(nests.Sum(n => n.TermCount()), 1e15);
    }

    /// <summary>Highest derivative.</summary>
    public int Order { get; }

    /// <summary>The variables.</summary>
    public VariableRuns Runs => _runs;

    /// <summary>Where the second derivatives stand that are not identically 0.</summary>
    public SparsePattern Pattern
    {
        get
        {
            Lengths.CheckOrder(2, Order);
            if (Volatile.Read(ref _pattern) is { } known) return known;
            lock (_stages)
            {
                return _pattern ??= LoopPattern.Of(_formula, _size, [.. _nests.Select(n => (n, TemplateOf(n, 2)))]);
            }
        }
    }

    /// <summary>A formula with its loops kept; null when it is no sum of nested sums over elements, or too short for loops to pay.</summary>
    public static LoopObjective? TryBuild(Expr formula, VariableRuns runs, int order, CompilationMode mode)
    {
        if (!formula.HasLoop || NestsOf(formula, runs) is not { } nests) return null;
        return WorkOf(nests) < MinWork ? null : new LoopObjective(formula, runs, nests, order, mode);
    }

    /// <summary>A formula whose terms were written out, of which many are alike; null when too few are.</summary>
    public static LoopObjective? TryRollUp(Expr formula, VariableRuns runs, int order, CompilationMode mode) =>
        TermGroups.Of(formula, runs) is { } nests ? new LoopObjective(formula, runs, nests, order, mode) : null;

    /// <summary>
    /// A part of a longer computation: its derivatives by some of the variables, which <see cref="AddGradient"/> adds to what is there. Null when it is no
    /// sum of nested sums over elements.
    /// </summary>
    public static LoopObjective? TryBuildPart(Expr formula, VariableRuns runs, int order, CompilationMode mode, Func<VariableRun, bool> isDifferentiated) =>
        NestsOf(formula, runs) is { } nests ? new LoopObjective(formula, runs, nests, order, mode, isDifferentiated) : null;

    /// <summary>Operations per evaluation, roughly.</summary>
    public double Work => WorkOf(_nests);

    private static double WorkOf(ImmutableArray<LoopNest> nests) => nests.Sum(n => n.TermCount() * Traversal.PostOrder(n.Term).Count);

    private static ImmutableArray<LoopNest>? NestsOf(Expr formula, VariableRuns runs)
    {
        if (LoopNest.Flatten(formula) is not { } nests) return null;
        ImmutableArray<LoopNest> merged = [.. nests.GroupBy(n => string.Join(';', n.Indices.Select(i => i.ToString()))).Select(g => new LoopNest(g.First().Indices, Algebra.Sum([.. g.Select(n => n.Term)])))];
        if (merged.Sum(n => n.TermCount()) > MaxTerms) return null;
        return merged.All(n => NestTemplate.Of(n, runs, 0) is { } template && NestReach.IsInside(template)) ? merged : null;
    }

    /// <summary>The same with derivatives up to another order.</summary>
    public LoopObjective WithOrder(int order) => order == Order ? this : new LoopObjective(_formula, _runs, _nests, order, _mode);

    /// <summary>The nests as programs for derivatives up to an order.</summary>
    public IEnumerable<NestPlan> PlansOf(int order) => _nests.Select(n => NestPlan.Of(TemplateOf(n, order), order));

    public void MarkDerivatives(bool[] marks)
    {
        foreach (var nest in _nests) GradientPlaces.Mark(TemplateOf(nest, 1), marks);
    }

    /// <summary>The value.</summary>
    public double Value(ReadOnlySpan<double> x)
    {
        Lengths.Check(x, _runs);
        return Run(0, x, [], []);
    }

    /// <summary>Value and gradient.</summary>
    public double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Lengths.Check(x, _runs);
        Lengths.Check(gradient, _size, 1);
        Lengths.CheckOrder(1, Order);
        return x.Overlaps(gradient) ? OfCopy(x, gradient, [], Gradient) : Run(1, x, gradient[.._size], []);
    }

    /// <summary>The value; of a part, the first derivatives are added to what is there.</summary>
    public double AddGradient(ReadOnlySpan<double> x, Span<double> gradient) => Run(1, x, gradient, []);

    /// <summary>Value, gradient, and the second derivatives in the order of the pattern.</summary>
    public double Sparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Lengths.Check(x, _runs);
        Lengths.Check(gradient, _size, 1);
        var count = Pattern.Count;
        Lengths.Check(hessian, count, 2);
        if (x.Overlaps(gradient) || x.Overlaps(hessian)) return OfCopy(x, gradient, hessian, Sparse);
        return Run(2, x, gradient[.._size], hessian[..count]);
    }

    /// <summary>Value, gradient, and the second derivatives as a full matrix.</summary>
    public double Dense(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Lengths.Check(x, _runs);
        Lengths.Check(gradient, _size, 1);
        Lengths.Check(hessian, (long)_size * _size, 2);
        if (x.Overlaps(gradient) || x.Overlaps(hessian)) return OfCopy(x, gradient, hessian, Dense);
        var values = ArrayPool<double>.Shared.Rent(Pattern.Count);
        var value = Run(2, x, gradient[.._size], values.AsSpan(0, Pattern.Count));
        Pattern.Spread(values, hessian);
        ArrayPool<double>.Shared.Return(values);
        return value;
    }

    /// <summary>The Hessian times a vector.</summary>
    public void HessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        Lengths.Check(x, _runs);
        if (direction.Length != _size) throw new ArgumentException($"The direction needs {_size} components, it has {direction.Length}.", nameof(direction));
        if (product.Length < _size) throw new ArgumentException($"The product needs room for {_size} numbers.", nameof(product));
        var rented = ArrayPool<double>.Shared.Rent((2 * _size) + Pattern.Count);
        var (gradient, result, values) = (rented.AsMemory(0, _size), rented.AsMemory(_size, _size), rented.AsMemory(2 * _size, Pattern.Count));
        Run(2, x, gradient.Span, values.Span);
        Pattern.Multiply(values.Span, direction, result.Span);
        result.Span.CopyTo(product);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Makes machine code for derivatives up to an order now, where the platform allows.</summary>
    public void CompileNow(int order)
    {
        Lengths.CheckOrder(order, Order);
        if (!RuntimeFeature.IsDynamicCodeSupported) return;
        var stage = _stages[order];
        lock (stage)
        {
            if (stage.Code is not null) return;
            var code = Emit(order, out stage.IsStored);
            Volatile.Write(ref stage.Code, code);
        }
    }

    private NestTemplate TemplateOf(LoopNest nest, int order) => NestTemplate.Of(nest, _runs, order, _isDifferentiated)!;

    [RequiresDynamicCode(IlEmitter.Reason)]
    private NestFunction[] Emit(int order, out bool isStored)
    {
        var templates = _nests.Select(n => TemplateOf(n, order)).ToArray();
        var pattern = order > 1 ? Pattern : null;
        isStored = !_isAdded && templates.Length == 1 && VectorNest.Fits(templates[0], order) && VectorNest.StoresAll(templates[0], _size);
        if (isStored && VectorNest.TryEmit(templates[0], order, pattern, isAdded: false) is { } whole) return [whole];
        isStored = false;
        return [.. templates.Select(t => (VectorNest.Fits(t, order) ? VectorNest.TryEmit(t, order, pattern, isAdded: true) : null) ?? OneByOne(t, order, pattern))];
    }

    [RequiresDynamicCode(IlEmitter.Reason)]
    private NestFunction OneByOne(NestTemplate template, int order, SparsePattern? pattern)
    {
        var plan = NestPlan.Of(template, order);
        var table = TableOf(plan, pattern);
        return NestEmitter.TryEmit(plan, table) ?? Interpreted(plan, table);
    }

    private HessianTable? TableOf(NestPlan plan, SparsePattern? pattern) => pattern is null ? null : HessianTable.Of(plan, pattern, _formula);

    private unsafe NestFunction Interpreted(NestPlan plan, HessianTable? table)
    {
        var (interpreter, order) = (new NestInterpreter(plan, table), plan.Order);
        var (size, count) = (_size, order > 1 ? Pattern.Count : 0);
        return (x, gradient, hessian) => interpreter.Run(new((void*)x, size), order > 0 ? new((void*)gradient, size) : default, order > 1 ? new((void*)hessian, count) : default);
    }

    private unsafe double Run(int order, ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var stage = _stages[order];
        if (Volatile.Read(ref stage.Code) is null && LoopTier.IsTime(_mode, _terms, ref stage.Terms)) StartCompiling(order);
        var functions = stage.Code ?? InterpretersOf(stage, order);
        if (!_isAdded && (functions != stage.Code || !stage.IsStored))
        {
            gradient.Clear();
            hessian.Clear();
        }

        var total = 0.0;
        fixed (double* px = x, pg = gradient, ph = hessian)
        {
            if (functions.Length == 1) return functions[0]((nint)px, (nint)pg, (nint)ph);
            foreach (var function in functions) total += function((nint)px, (nint)pg, (nint)ph);
        }

        return total;
    }

    // On its own, so that evaluating allocates nothing.
    private void StartCompiling(int order) => LoopTier.Start(_mode, () => CompileNow(order));

    private NestFunction[] InterpretersOf(Stage stage, int order)
    {
        if (Volatile.Read(ref stage.Interpreters) is { } known) return known;
        var pattern = order > 1 ? Pattern : null;
        lock (stage)
        {
            return stage.Interpreters ??= [.. PlansOf(order).Select(plan => Interpreted(plan, TableOf(plan, pattern)))];
        }
    }

    private delegate double SpanFunction(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    private static double OfCopy(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, SpanFunction function)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        x.CopyTo(rented);
        var value = function(rented.AsSpan(0, x.Length), gradient, hessian);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    private double Gradient(ReadOnlySpan<double> x, Span<double> gradient, Span<double> none) => Gradient(x, gradient);

    /// <summary>The programs for derivatives up to one order.</summary>
    private sealed class Stage
    {
        public NestFunction[]? Code;
        public NestFunction[]? Interpreters;
        public bool IsStored;
        public long Terms;
    }
}
