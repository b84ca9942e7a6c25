using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Batch;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>Machine code for a nest, over the addresses of the point and of the derivatives.</summary>
internal delegate double NestFunction(nint x, nint gradient, nint hessian);

/// <summary>
/// Machine code for a sum over one index of a term in elements x[i+c]: a SIMD loop in which each derivative is gathered from the terms that
/// touch its element, so that nothing is added to memory twice, and straight code for the few elements at both ends.
/// In round p of the loop i is p for the value and for derivatives by single variables; of each vector it completes the element p + (largest c).
/// A vector of elements x[s·i+c] is s such vectors, one for each remainder of c, which are read and stored together.
/// </summary>
internal sealed partial class VectorNest
{
    /// <summary>Rounds from which on sums are made block by block.</summary>
    private const int ManyRounds = 20_000;

    private readonly NestTemplate _nest;
    private readonly int _order;
    private readonly bool _isAdded;
    private readonly SparsePattern? _pattern;
    private readonly ImmutableArray<VectorPart> _vectors;
    private readonly ImmutableArray<int> _singles;
    private readonly int _from;
    private readonly int _to;
    private readonly int _width;

    private VectorNest(NestTemplate nest, int order, SparsePattern? pattern, bool isAdded)
    {
        (_nest, _order, _pattern, _isAdded) = (nest, order, pattern, isAdded);
        (_from, _to) = ((int)nest.Indices[0].From.Offset, (int)nest.Indices[0].To.Offset);
        _singles = [.. Enumerable.Range(0, nest.Variables.Length).Where(k => nest.Variables[k].IsSingle)];
        _vectors = PartsOf(nest);
        _width = order == 0 ? 0 : _vectors.Select(v => v.Width).DefaultIfEmpty(0).Max();
    }

    private int Rounds => _to - _from + 1 - _width;

    /// <summary>The machine code; null when the term is too long for one method.</summary>
    /// <param name="nest">A nest that fits.</param>
    /// <param name="order">Highest derivative.</param>
    /// <param name="pattern">The second derivatives.</param>
    /// <param name="isAdded">Whether derivatives are added to what is there.</param>
    /// <param name="vectors">The vectors; the widest when null. A nest that fits has enough rounds for any.</param>
    [RequiresDynamicCode(IlEmitter.Reason)]
    public static NestFunction? TryEmit(NestTemplate nest, int order, SparsePattern? pattern, bool isAdded, VectorOperations? vectors = null) =>
        new VectorNest(nest, order, pattern, isAdded).Emit(vectors ?? VectorOperations.Widest);

    [RequiresDynamicCode(IlEmitter.Reason)]
    private NestFunction? Emit(VectorOperations vectors)
    {
        if (Strips() is not { } strips) return null;
        var loop = Loop(strips);
        var ends = Ends(strips, loop.Totals);
        var loopPlan = KernelPlan.Of(loop.Tape, loop.Destinations, BatchCode.PartSize, BatchCode.CallWeight, maxStores: int.MaxValue);
        var endPlan = KernelPlan.Of(ends.Tape, ends.Destinations, IlEmitter.PointSize, maxStores: int.MaxValue);
        if (loopPlan.PartCount > 1 || endPlan.PartCount > 1) return null;

        var target = new KernelTarget(ends.Tape, loop.Tape);
        var method = IlEmitter.NewMethod(typeof(double), [typeof(KernelTarget), typeof(nint), typeof(nint), typeof(nint)]);
        var il = method.GetILGenerator();
        var emitter = new BatchPartEmitter(loopPlan, 0, loop.Layout, il, vectors, new RangeColumns(loop.Columns, Rounds));
        emitter.EmitLoop(isLast: true);
        var totals = loop.Totals.ToDictionary(t => t.Key, t => il.DeclareLocal(typeof(double)));
        foreach (var (name, column) in loop.Totals)
        {
            emitter.PushTotal(column);
            il.Emit(OpCodes.Stloc, totals[name]);
        }

        new PartEmitter(endPlan, 0, il, target, new EndAccess(ends.Inputs, totals), new OutputRows(firstArgument: 1)).EmitReturn(ends.Tape.Outputs[0]);
        var function = method.CreateDelegate<NestFunction>(target);
        RuntimeHelpers.PrepareDelegate(function);
        return function;
    }

    /// <summary>The SIMD loop: inputs are the elements around p, single variables and the index; outputs go to sums or to ranges.</summary>
    private LoopPlan Loop(List<HessianStrip> strips)
    {
        var window = new SortedDictionary<int, (VectorPart Vector, int Element, Variable Name)>();
        var singles = new SortedDictionary<int, Variable>();
        var index = new Variable("#i");
        Expr Shifted(Expr template, int shift) => Place(template, k => _nest.Variables[k].IsSingle ? Single((int)_nest.Variables[k].Place.Offset) : Element(PartOf(k)!, Offset(k) + shift), shift == 0 ? index : Algebra.Add(index, Constant.Of(shift)));
        List<Expr> outputs = [Shifted(_nest.Term, 0)];
        List<Goal> goals = [new(1, 0, default, "value")];
        void Sum(Expr template, string name) => Add(Shifted(template, 0), new Goal(1, 0, default, name));
        void Add(Expr output, Goal goal)
        {
            outputs.Add(output);
            goals.Add(goal);
        }

        if (_order > 0)
        {
            foreach (var k in _singles.Where(IsDifferentiated)) Sum(_nest.First[k], $"g{k}");
            foreach (var v in _vectors.Where(v => IsDifferentiated(v.Variables[0]))) Add(Total(v.Variables.Select(k => Shifted(_nest.First[k], v.Last - Offset(k)))), new Goal(2, v.PlaceOf(_from + v.Last), new OutputForm(v.Stride, _isAdded)));
        }

        foreach (var strip in strips)
            Add(Total(strip.Terms.Select(t => Shifted(t.Value, strip.Vector.Last - Offset(t.Variable)))), new Goal(3, strip.Place, new OutputForm(strip.Stride, _isAdded)));
        foreach (var (k, value) in SinglePairs()) Sum(value, $"h{k}");
        var readsIndex = Traversal.PostOrder([.. outputs]).Contains(index);
        ImmutableArray<Variable> inputs = [.. window.Values.Select(e => e.Name), .. singles.Values, .. readsIndex ? [index] : Array.Empty<Variable>()];
        (byte, int)[] columns = [.. window.Keys.Select(place => ((byte)1, place)), .. singles.Keys.Select(place => ((byte)1, place)), .. readsIndex ? [((byte)1, 0)] : Array.Empty<(byte, int)>(), .. goals.Select(g => (g.Argument, g.Place))];
        var layout = new BatchLayout(inputs.Length, new SectionSizes(outputs.Count))
        {
            Kinds = [.. window.Values.Select(_ => InputKind.Column), .. singles.Values.Select(_ => InputKind.Same), .. readsIndex ? [InputKind.Index] : Array.Empty<InputKind>()],
            Reads = InputForms([.. window.Values.Select(e => (e.Vector, e.Element))]),
            FirstIndex = _from,
            Sums = goals.Index().Where(g => g.Item.Total is not null).Select(g => inputs.Length + g.Index).ToFrozenSet(),
            Forms = OutputForms(goals, inputs.Length),
            AddsInBlocks = Rounds > ManyRounds,
            OverlapsTail = true,
            FusesProducts = true,
        };
        var totals = goals.Index().Where(g => g.Item.Total is not null).ToDictionary(g => g.Item.Total!, g => inputs.Length + g.Index);
        return new LoopPlan(TapeOptimiser.Optimise(TapeBuilder.Build(inputs, outputs)), Destination.InOrder(outputs.Count), layout, columns, totals);

        Variable Single(int place) => singles.TryGetValue(place, out var known) ? known : singles[place] = new Variable($"#single{place}");
        Variable Element(VectorPart vector, int offset)
        {
            var place = vector.PlaceOf(_from + offset);
            if (!window.TryGetValue(place, out var known)) window[place] = known = (vector, offset, new Variable($"#element{place}"));
            return known.Name;
        }
    }

    /// <summary>Straight code for the terms and elements that the loop leaves out, and for what it has summed up.</summary>
    private EndPlan Ends(List<HessianStrip> strips, Dictionary<string, int> totals)
    {
        var inputs = new Dictionary<Variable, EndInput>();
        Variable Input(string name, EndInput source)
        {
            var variable = new Variable(name);
            inputs[variable] = source;
            return variable;
        }

        Expr Term(Expr template, int i) => Place(template, k => Read(_nest.Variables[k].PlaceAt(_ => i)), Constant.Of(i));
        Expr Read(int place) => Input($"#x{place}", new EndInput(1, place));
        Expr Summed(string name, Expr template) => Total([Input($"#total{name}", new EndInput(0, 0, name)), .. Enumerable.Range(_to - _width + 1, _width).Select(i => Term(template, i))]);
        List<Expr> outputs = [Summed("value", _nest.Term)];
        List<Destination> destinations = [];
        if (_order > 0)
        {
            foreach (var k in _singles.Where(IsDifferentiated)) Store(Summed($"g{k}", _nest.First[k]), 1, (int)_nest.Variables[k].Place.Offset);
            foreach (var v in _vectors.Where(v => IsDifferentiated(v.Variables[0])))
            {
                foreach (var e in EndElements(v)) Store(Total(v.Variables.Where(k => IsTerm(e - Offset(k))).Select(k => Term(_nest.First[k], e - Offset(k)))), 1, v.PlaceOf(e));
            }
        }

        foreach (var strip in strips)
        {
            foreach (var e in EndElements(strip.Vector))
            {
                var terms = strip.Terms.Where(t => IsTerm(e - Offset(t.Variable))).ToArray();
                var (row, column) = At(strip.Vector, strip.Partner, e);
                if (terms.Length > 0) Store(Total(terms.Select(t => Term(t.Value, e - Offset(t.Variable)))), 2, _pattern!.PlaceOf(row, column));
            }
        }

        foreach (var (k, value) in SinglePairs())
        {
            var (a, b) = ((int)_nest.Variables[k.Row].Place.Offset, (int)_nest.Variables[k.Column].Place.Offset);
            Store(Summed($"h{k}", value), 2, _pattern!.PlaceOf(Math.Max(a, b), Math.Min(a, b)));
        }

        var tape = TapeOptimiser.Optimise(TapeBuilder.Build([.. inputs.Keys], outputs));
        return new EndPlan(tape, [.. destinations], [.. inputs.Values]);

        void Store(Expr value, int section, int place)
        {
            // An element that all terms read, and that is at an end too, has two parts.
            if (destinations.FindIndex(d => d.Section == section && d.Offset == place) is >= 0 and var known)
            {
                outputs[destinations[known].Output] = Algebra.Add(outputs[destinations[known].Output], value);
                return;
            }

            if (_isAdded) value = Algebra.Add(Input($"#old{section}:{place}", new EndInput((byte)(section + 1), place)), value);
            destinations.Add(new Destination(outputs.Count, section, place));
            outputs.Add(value);
        }
    }

    private static Expr Total(IEnumerable<Expr> terms) => Algebra.Sum([.. terms]);

    private Expr Place(Expr template, Func<int, Expr> input, Expr index)
    {
        var table = new Dictionary<Expr, Expr> { [NestTemplate.NameOf(_nest.Indices[0].Name)] = index };
        for (var k = 0; k < _nest.Variables.Length; k++) table[_nest.Variables[k].Name] = input(k);
        return Traversal.Substitute(template, table);
    }

    /// <summary>Where an output goes: the argument that it is written to and the place there in the first round; or the name of the sum that it is added to.</summary>
    private sealed record Goal(byte Argument, int Place, OutputForm Form, string? Total = null);

    private sealed record LoopPlan(Tape Tape, Destination[] Destinations, BatchLayout Layout, (byte Argument, int Place)[] Columns, Dictionary<string, int> Totals);

    private sealed record EndPlan(Tape Tape, Destination[] Destinations, EndInput[] Inputs);

    /// <summary>A number in a row that is passed as an argument, or a sum that the loop has made.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct EndInput(byte Argument, int Place, string? Total = null);

    private sealed class EndAccess(EndInput[] inputs, Dictionary<string, LocalBuilder> totals) : IInputAccess
    {
        public bool IsMemory => true;

        public void Load(ILGenerator il, int input)
        {
            if (inputs[input].Total is { } total)
            {
                il.Emit(OpCodes.Ldloc, totals[total]);
                return;
            }

            MemoryAccess.PushAddress(il, inputs[input].Argument, inputs[input].Place);
            il.Emit(OpCodes.Ldind_R8);
        }
    }
}
