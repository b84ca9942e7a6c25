using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.CompilerServices;
using Symbolic.Compilation.Batch;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Machine code for a sum: a SIMD loop over the elements that all terms of the template touch, and a straight piece of code for the
/// few at both ends.
/// </summary>
internal sealed class SumKernel
{
    /// <summary>Fewest elements in the loop: one vector of the widest kind.</summary>
    public const int MinTerms = 8;

    /// <summary>Most elements: their addresses and those of the Hessian's entries are 32-bit numbers of doubles.</summary>
    public const int MaxTerms = 100_000_000;

    /// <summary>Largest distance between the elements of one term; the ends are written out.</summary>
    public const int MaxWidth = 64;

    private readonly BatchCode _loop;
    private readonly PointFunction? _ends;
    private readonly int[] _inputs;
    private readonly int[] _diagonals;
    private readonly int _gradient;
    private readonly double _firstIndex;
    private readonly bool _readsIndex;
    private readonly nint _bytes;

    private SumKernel(BatchCode loop, PointFunction? ends, SumTemplate template, int order, int[] offsets, bool readsIndex)
    {
        (_loop, _ends, _readsIndex) = (loop, ends, readsIndex);
        var (first, last) = LoopRange(template, order);
        var start = first - template.FirstElement;
        _inputs = [.. offsets.Select(d => start + d)];
        _gradient = order > 0 ? start : -1;
        _diagonals = order < 2 ? [] : [.. DiagonalPattern.Of(template).Diagonals.Select(d => d.Start + start - d.FirstRow)];
        _firstIndex = first;
        _bytes = (nint)(last - first + 1) * sizeof(double);
    }

    /// <summary>Null when the template is too long for one method.</summary>
    [RequiresDynamicCode(IlEmitter.Reason)]
    public static SumKernel? Emit(SumTemplate template, int order)
    {
        var diagonals = order > 1 ? template.Diagonals : [];
        var window = new SortedDictionary<int, Variable>();
        var index = new Variable("#i");
        Expr Element(int d) => window.TryGetValue(d, out var known) ? known : window[d] = new Variable($"#{d}");
        Expr Index(int d) => d == 0 ? index : Algebra.Add(index, Constant.Of(d));
        List<Expr> outputs = [order == 0 ? template.Term(Element, index) : template.Term(d => Element(d - template.Offsets[0]), Index(-template.Offsets[0]))];
        if (order > 0) outputs.Add(template.GradientAt(null, Element, Index));
        outputs.AddRange(diagonals.Select(d => template.HessianAt(null, d, Element, Index)));
        var readsIndex = Traversal.PostOrder([.. outputs]).Contains(index);
        ImmutableArray<Variable> inputs = [.. window.Values, .. (readsIndex ? new[] { index } : [])];
        var tape = TapeOptimiser.Optimise(TapeBuilder.Build(inputs, outputs));
        List<Destination> destinations = [new(0, 0, 0)];
        if (order > 0) destinations.Add(new(1, 1, 0));
        for (var i = 0; i < diagonals.Length; i++) destinations.Add(new(2 + i, 2, i));
        var layout = new BatchLayout(inputs.Length, order > 0 ? 1 : 0, diagonals.Length)
        {
            Kinds = [.. inputs.Select(v => v == index ? InputKind.Index : InputKind.Column)],
            Sums = FrozenSet.Create(inputs.Length),
            OverlapsTail = true,
            FusesProducts = true,
        };
        var loop = BatchCode.Emit(tape, CollectionsMarshal.AsSpan(destinations), layout, VectorOperations.Widest);
        if (loop.Parts.Length > 1) return null;
        var ends = order == 0 ? null : EmitEnds(template, order, diagonals);
        return order > 0 && ends is null ? null : new SumKernel(loop, ends, template, order, [.. window.Keys], readsIndex);
    }

    /// <summary>Value and derivatives.</summary>
    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The table is written before it is read.")]
    public unsafe double Run(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var sums = stackalloc double[8];
        var firstIndex = _firstIndex;
        fixed (double* px = x, pg = gradient, ph = hessian)
        {
            var table = stackalloc nint[_loop.Layout.Given];
            var column = 0;
            foreach (var start in _inputs) table[column++] = (nint)(px + start);
            if (_readsIndex) table[column++] = (nint)(&firstIndex);
            table[column++] = (nint)sums;
            if (_gradient >= 0) table[column++] = (nint)(pg + _gradient);
            foreach (var start in _diagonals) table[column++] = (nint)(ph + start);
            _loop.Parts[0]((nint)table, 0, _bytes);
        }

        var total = Lanes.Total(sums, _loop.Lanes);
        return _ends is null ? total : total + _ends(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(gradient), ref MemoryMarshal.GetReference(hessian));
    }

    /// <summary>The elements (for the value alone: the values of the index) that the loop runs over.</summary>
    private static (int First, int Last) LoopRange(SumTemplate template, int order) =>
        order == 0 ? (template.From, template.To) : (template.From + template.Offsets[^1], template.To + template.Offsets[0]);

    /// <summary>The terms and the derivatives that the loop leaves out.</summary>
    [RequiresDynamicCode(IlEmitter.Reason)]
    private static PointFunction? EmitEnds(SumTemplate template, int order, ImmutableArray<int> diagonals)
    {
        var (first, last) = LoopRange(template, order);
        var places = new SortedDictionary<int, Variable>();
        Expr Element(int j) => places.TryGetValue(j, out var known) ? known : places[j] = new Variable($"#{j}");
        var terms = Enumerable.Range(template.From, first - template.Offsets[0] - template.From).Select(i => template.Term(c => Element(i + c), Constant.Of(i)));
        List<Expr> outputs = [Algebra.Sum([.. terms])];
        List<Destination> destinations = [];
        for (var j = template.FirstElement; j < first; j++) AddRow(j);
        for (var j = last + 1; j <= template.LastElement; j++) AddRow(j);
        var tape = TapeOptimiser.Optimise(TapeBuilder.Build([.. places.Values], outputs));
        var access = new ScatteredAccess([.. places.Keys.Select(j => j - template.FirstElement)]);
        return IlEmitter.EmitPoint(tape, CollectionsMarshal.AsSpan(destinations), access)?.Point;

        void AddRow(int j)
        {
            var row = j - template.FirstElement;
            Add(template.GradientAt(j, d => Element(j + d), d => Constant.Of(j + d)), 1, row);
            for (var k = 0; k < diagonals.Length; k++)
            {
                var diagonal = DiagonalPattern.Of(template).Diagonals[k];
                if (row < diagonal.FirstRow || row >= diagonal.FirstRow + diagonal.Count) continue;
                Add(template.HessianAt(j, diagonal.Distance, d => Element(j + d), d => Constant.Of(j + d)), 2, diagonal.Start + row - diagonal.FirstRow);
            }
        }

        void Add(Expr output, int section, int offset)
        {
            destinations.Add(new Destination(outputs.Count, section, offset));
            outputs.Add(output);
        }
    }
}
