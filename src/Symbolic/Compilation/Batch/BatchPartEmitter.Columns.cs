using System.Reflection.Emit;

namespace Symbolic.Compilation.Batch;

/// <content>Columns that are read and written.</content>
internal sealed partial class BatchPartEmitter
{
    /// <summary>Reads the addresses of the columns that the part touches, before the loop.</summary>
    private void LoadColumns(bool isLast)
    {
        foreach (var value in _uses.Keys.Order())
        {
            if (_tape.IsInput(value)) LoadColumn(value);
            else if (value >= _tape.FirstResult && value < _tape.FirstResult + _start) LoadColumn(_layout.Workspace(_plan.WorkspaceOf(value)));
        }

        for (var i = _start; i < _end; i++)
        {
            var value = _tape.FirstResult + i;
            foreach (var goal in _plan.DestinationsOf(value) ?? []) LoadColumn(_layout.Output(goal));
            if (_plan.WorkspaceOf(value) >= 0) LoadColumn(_layout.Workspace(_plan.WorkspaceOf(value)));
        }

        if (!isLast) return;
        foreach (var (_, goal) in _plan.LateStores) LoadColumn(_layout.Output(goal));
    }

    private void LoadColumn(int column)
    {
        if (_layout.Reads.TryGetValue(column, out var form)) column = form.Lead;
        if (_columns.ContainsKey(column) || (_layout.FirstIndex is not null && _tape.IsInput(column) && _layout.KindOf(column) == InputKind.Index)) return;
        _columns.Add(column, _il.DeclareLocal(typeof(nint)));
        _access.PushColumn(_il, column);
        _il.Emit(OpCodes.Stloc, _columns[column]);
        if (!_tape.IsInput(column) || _layout.KindOf(column) != InputKind.Same) return;
        _same[column] = _il.DeclareLocal(_vectors.Vector);
        _il.Emit(OpCodes.Ldloc, _columns[column]);
        _il.Emit(OpCodes.Ldind_R8);
        _il.Emit(OpCodes.Call, _vectors.Create);
        _il.Emit(OpCodes.Stloc, _same[column]);
    }

    private void Store(int column, Action load)
    {
        if (_sums.TryGetValue(column, out var sum))
        {
            PushMasked(load);
            _il.Emit(OpCodes.Ldloc, sum);
            _il.Emit(OpCodes.Call, _vectors.Add);
            _il.Emit(OpCodes.Stloc, sum);
        }
        else if (_layout.Forms.TryGetValue(column, out var form))
        {
            StoreApart(form, column, load);
        }
        else
        {
            load();
            PushAddress(column);
            _il.Emit(OpCodes.Call, _layout.Streams(column) ? _vectors.Stream : _vectors.Store);
        }
    }

    private void LoadFrom(int column)
    {
        PushAddress(column);
        _il.Emit(OpCodes.Call, _vectors.Load);
    }

    /// <summary>Pushes the numbers of the points.</summary>
    private void LoadIndex(int input)
    {
        _il.Emit(OpCodes.Ldloc, _position);
        _il.Emit(OpCodes.Conv_R8);
        _il.Emit(OpCodes.Ldc_R8, 1.0 / sizeof(double));
        _il.Emit(OpCodes.Mul);
        if (_layout.FirstIndex is { } first)
        {
            _il.Emit(OpCodes.Ldc_R8, first);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _columns[input]);
            _il.Emit(OpCodes.Ldind_R8);
        }

        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Call, _vectors.Create);
        _il.Emit(OpCodes.Call, _vectors.Iota);
        _il.Emit(OpCodes.Call, _vectors.Add);
    }
}
