using System.Reflection;
using System.Reflection.Emit;

namespace Symbolic.Compilation.Batch;

/// <content>Columns whose numbers lie apart in memory: they are read with what lies between them, and stored together with what fills their gaps.</content>
internal sealed partial class BatchPartEmitter
{
    private readonly Dictionary<(int Lead, int First), LocalBuilder> _windows = [];
    private readonly Dictionary<int, LocalBuilder?[]> _waiting = [];

    /// <summary>Pushes numbers that lie apart: out of vectors without gaps that cover them.</summary>
    private void LoadApart(InputForm form)
    {
        var (lanes, step) = (_vectors.Lanes, Math.Abs(form.Stride));
        // The last of these vectors ends with the last number that the group needs: behind it memory may end.
        var lastFirst = ((lanes - 1) * (step - 1)) + form.Span;
        var places = Enumerable.Range(0, lanes).Select(k => ((form.Stride > 0 ? k : lanes - 1 - k) * step) + form.Rank).ToArray();
        var firsts = places.Select(place => Math.Min(place / lanes * lanes, lastFirst)).ToArray();
        var windows = firsts.Distinct().ToArray();
        PushMerged([.. windows.Select(first => WindowOf(form, first))], k => (Array.IndexOf(windows, firsts[k]), places[k] - firsts[k]));
    }

    /// <summary>The vector that begins at a distance from the lowest number of a group in this round; read once.</summary>
    private LocalBuilder WindowOf(InputForm form, int first)
    {
        if (_windows.TryGetValue((form.Lead, first), out var known)) return known;
        var window = _il.DeclareLocal(_vectors.Vector);
        PushLowest(form.Lead, form.Stride);
        PushDistance(first);
        _il.Emit(OpCodes.Call, _vectors.Load);
        _il.Emit(OpCodes.Stloc, window);
        return _windows[(form.Lead, first)] = window;
    }

    private void StoreApart(OutputForm form, int column, Action load)
    {
        if (form.IsAdded) PushMasked(load);
        else load();
        if (form.Lead < 0)
        {
            PushAddress(column, form.Stride);
            _il.Emit(OpCodes.Ldc_I4, form.Stride * sizeof(double));
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Call, form.IsAdded ? _vectors.AddApart : _vectors.StoreApart);
            return;
        }

        // Those of a group that are computed first wait for the others.
        if (!_waiting.TryGetValue(form.Lead, out var group)) _waiting[form.Lead] = group = new LocalBuilder?[Math.Abs(form.Stride)];
        group[form.Rank] = Stored();
        if (group.Contains(null)) return;
        _waiting.Remove(form.Lead);
        StoreTogether(form, group!);
    }

    private void StoreTogether(OutputForm form, LocalBuilder[] group)
    {
        if (form.Stride < 0) group = [.. group.Select(v => Merge([v], k => (0, _vectors.Lanes - 1 - k)))];
        var address = _il.DeclareLocal(typeof(nint));
        PushLowest(form.Lead, form.Stride);
        _il.Emit(OpCodes.Stloc, address);
        foreach (var (i, vector) in InTurns(group).Index())
        {
            _il.Emit(OpCodes.Ldloc, vector);
            if (form.IsAdded)
            {
                PushPlace(i);
                _il.Emit(OpCodes.Call, _vectors.Load);
                _il.Emit(OpCodes.Call, _vectors.Add);
            }

            PushPlace(i);
            _il.Emit(OpCodes.Call, _vectors.Store);
        }

        void PushPlace(int vector)
        {
            _il.Emit(OpCodes.Ldloc, address);
            PushDistance(vector * _vectors.Lanes);
        }
    }

    /// <summary>The numbers of some vectors in turns: the first of each, the second of each, …; as many vectors.</summary>
    private LocalBuilder[] InTurns(LocalBuilder[] vectors)
    {
        var (count, lanes) = (vectors.Length, _vectors.Lanes);
        if (count == 1) return vectors;
        if (count % 2 == 0)
        {
            // Each of the first half in turns with its counterpart in the second; these pairs are then in turns again.
            var half = count / 2;
            LocalBuilder[] Pairs(MethodInfo inTurns) => InTurns([.. vectors[..half].Zip(vectors[half..], (first, second) => Apply(inTurns, first, second))]);
            return [.. Pairs(_vectors.LowInTurns), .. Pairs(_vectors.HighInTurns)];
        }

        return [.. Enumerable.Range(0, count).Select(part =>
        {
            var sources = Enumerable.Range(part * lanes, lanes).Select(place => place % count).Distinct().ToArray();
            return Merge([.. sources.Select(s => vectors[s])], k => (Array.IndexOf(sources, ((part * lanes) + k) % count), ((part * lanes) + k) / count));
        })];
    }

    private LocalBuilder Apply(MethodInfo operation, LocalBuilder first, LocalBuilder second)
    {
        _il.Emit(OpCodes.Ldloc, first);
        _il.Emit(OpCodes.Ldloc, second);
        _il.Emit(OpCodes.Call, operation);
        return Stored();
    }

    private LocalBuilder Merge(LocalBuilder[] sources, Func<int, (int Source, int Lane)> wanted)
    {
        PushMerged(sources, wanted);
        return Stored();
    }

    /// <summary>Pushes a vector whose lane k is the wanted lane of one of several vectors.</summary>
    private void PushMerged(LocalBuilder[] sources, Func<int, (int Source, int Lane)> wanted)
    {
        _il.Emit(OpCodes.Ldloc, sources[0]);
        for (var source = Math.Min(1, sources.Length - 1); source < sources.Length; source++)
        {
            for (var k = 0; k < _vectors.Lanes; k++)
            {
                var (from, lane) = wanted(k);
                // From the first two what is wanted of them; after that what is there stays.
                _il.Emit(OpCodes.Ldc_I8, from == source ? _vectors.Lanes + (long)lane : source == 1 && from == 0 ? lane : k);
            }

            _il.Emit(OpCodes.Call, _vectors.Indices);
            _il.Emit(OpCodes.Ldloc, sources[source]);
            _il.Emit(OpCodes.Call, _vectors.Pick);
        }
    }

    private LocalBuilder Stored()
    {
        var local = _il.DeclareLocal(_vectors.Vector);
        _il.Emit(OpCodes.Stloc, local);
        return local;
    }

    /// <summary>Pushes the lowest address of a column in this round: that of the last lane when the numbers come in reverse.</summary>
    private void PushLowest(int column, int stride)
    {
        PushAddress(column, stride);
        PushDistance(stride < 0 ? (_vectors.Lanes - 1) * stride : 0);
    }

    private void PushDistance(int numbers)
    {
        if (numbers == 0) return;
        _il.Emit(OpCodes.Ldc_I4, numbers * sizeof(double));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    private void PushAddress(int column, int stride = 1)
    {
        _il.Emit(OpCodes.Ldloc, _columns[column]);
        _il.Emit(OpCodes.Ldloc, _position);
        if (stride != 1)
        {
            _il.Emit(OpCodes.Ldc_I4, stride);
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Mul);
        }

        _il.Emit(OpCodes.Add);
    }
}
