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
internal sealed class LoopObjective : LoopedFormula
{
    /// <summary>Operations from which on loops are kept: shorter formulas are written out into one method.</summary>
    private const int MinWork = 150;

    /// <summary>Most terms: seconds, not hours.</summary>
    private const double MaxTerms = 4e9;

    /// <summary>Numbers in a line of the caches.</summary>
    private const int CacheLine = 8;

    private readonly Expr _formula;
    private readonly Func<VariableRun, bool> _isDifferentiated;
    private readonly bool _isAdded;
    private readonly ImmutableArray<LoopNest> _nests;
    private readonly CompilationMode _mode;
    private readonly Stage[] _stages;
    private readonly long _terms;
    private SparsePattern? _pattern;

    private LoopObjective(Expr formula, VariableRuns runs, ImmutableArray<LoopNest> nests, int order, CompilationMode mode, Func<VariableRun, bool>? isDifferentiated = null)
        : base(runs, order)
    {
        (_isDifferentiated, _isAdded) = (isDifferentiated ?? (static _ => true), isDifferentiated is not null);
        (_formula, _nests, _mode) = (formula, nests, mode);
        _stages = [.. Enumerable.Range(0, order + 1).Select(_ => new Stage())];
        _terms = (long)Math.Min(nests.Sum(n => n.TermCount()), 1e15);
    }

    /// <inheritdoc/>
    public override SparsePattern Pattern
    {
        get
        {
            Lengths.CheckOrder(2, Order);
            if (Volatile.Read(ref _pattern) is { } known) return known;
            lock (_stages)
            {
                return _pattern ??= LoopPattern.Of(_formula, Size, [.. _nests.Select(n => (n, TemplateOf(n, 2)))]);
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
    /// A part of a longer computation, however short; with some of the variables given its derivatives by these, which <see cref="AddGradient"/> adds to what
    /// is there. Null when it is no sum of nested sums over elements.
    /// </summary>
    public static LoopObjective? TryBuildPart(Expr formula, VariableRuns runs, int order, CompilationMode mode, Func<VariableRun, bool>? isDifferentiated = null) =>
        NestsOf(formula, runs) is { } nests ? new LoopObjective(formula, runs, nests, order, mode, isDifferentiated) : null;

    /// <inheritdoc/>
    public override double Work => WorkOf(_nests);

    private static double WorkOf(ImmutableArray<LoopNest> nests) => nests.Sum(n => n.TermCount() * Traversal.PostOrder(n.Term).Count);

    private static ImmutableArray<LoopNest>? NestsOf(Expr formula, VariableRuns runs)
    {
        if (LoopNest.Flatten(formula) is not { } nests) return null;
        ImmutableArray<LoopNest> merged = [.. Merged(Merged(nests).SelectMany(n => NestPieces.Of(n, runs)))];
        if (merged.Sum(n => n.TermCount()) > MaxTerms) return null;
        var ordered = merged.Select(n => NestTemplate.Of(n, runs, 0) is { } template ? n.InOrderOf(index => Distance(template, index)) : null).ToArray();
        return Array.Exists(ordered, n => n is null) ? null : [.. ordered!];
    }

    /// <inheritdoc/>
    public override LoopedFormula WithOrder(int order) => new LoopObjective(_formula, Runs, _nests, order, _mode);

    /// <summary>How far apart in memory the elements of neighbouring terms lie when an index grows.</summary>
    private static long Distance(NestTemplate nest, string index) => nest.Variables.Sum(v => Math.Min(Math.Abs((long)v.Place.CoefficientOf(index)), CacheLine));

    /// <summary>Sums over the same as one.</summary>
    private static IEnumerable<LoopNest> Merged(IEnumerable<LoopNest> nests) =>
        nests.GroupBy(n => string.Join(';', n.Indices.Select(i => i.ToString()))).Select(g => new LoopNest(g.First().Indices, Algebra.Sum([.. g.Select(n => n.Term)])));

    /// <summary>The nests as programs for all derivatives.</summary>
    public IEnumerable<NestPlan> Plans => PlansOf(Order);

    /// <summary>The nests as programs for derivatives up to an order.</summary>
    public IEnumerable<NestPlan> PlansOf(int order) => _nests.Select(n => NestPlan.Of(TemplateOf(n, order), order));

    /// <summary>Whether the loops go through tables of terms that were written out.</summary>
    public bool HasTables => _nests.Any(n => n.Table is not null);

    /// <inheritdoc/>
    public override void MarkDerivatives(bool[] marks)
    {
        foreach (var nest in _nests) GradientPlaces.Mark(TemplateOf(nest, 1), marks);
    }

    /// <summary>The value; of a part, the first derivatives are added to what is there.</summary>
    public double AddGradient(ReadOnlySpan<double> x, Span<double> gradient) => Run(1, x, gradient, []);

    /// <inheritdoc/>
    public override void CompileNow(int order)
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

    /// <inheritdoc/>
    protected override double RunValue(ReadOnlySpan<double> x) => Run(0, x, [], []);

    /// <inheritdoc/>
    protected override double RunGradient(ReadOnlySpan<double> x, Span<double> gradient) => Run(1, x, gradient, []);

    /// <inheritdoc/>
    protected override double RunSparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian) => Run(2, x, gradient, hessian);

    /// <summary>The Hessian times a vector: its sparse form takes no more than a few numbers for each term, and is multiplied.</summary>
    protected override void RunProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        var rented = ArrayPool<double>.Shared.Rent((2 * Size) + Pattern.Count);
        var (gradient, result, values) = (rented.AsMemory(0, Size), rented.AsMemory(Size, Size), rented.AsMemory(2 * Size, Pattern.Count));
        Run(2, x, gradient.Span, values.Span);
        Pattern.Multiply(values.Span, direction, result.Span, Size);
        result.Span.CopyTo(product);
        ArrayPool<double>.Shared.Return(rented);
    }

    private NestTemplate TemplateOf(LoopNest nest, int order) => NestTemplate.Of(nest, Runs, order, _isDifferentiated)!;

    [RequiresDynamicCode(IlEmitter.Reason)]
    private NestFunction[] Emit(int order, out bool isStored)
    {
        var templates = _nests.Select(n => TemplateOf(n, order)).ToArray();
        var pattern = order > 1 ? Pattern : null;
        isStored = !_isAdded && templates.Length == 1 && VectorNest.Fits(templates[0], order) && VectorNest.StoresAll(templates[0], Size);
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
        var (size, count) = (Size, order > 1 ? Pattern.Count : 0);
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

    /// <summary>The programs for derivatives up to one order.</summary>
    private sealed class Stage
    {
        public NestFunction[]? Code;
        public NestFunction[]? Interpreters;
        public bool IsStored;
        public long Terms;
    }
}
