using System.Reflection.Emit;

namespace Symbolic.Compilation.Batch;

/// <content>Outputs that are not stored but added up.</content>
internal sealed partial class BatchPartEmitter
{
    /// <summary>Adds what the sums have come to, now and then, to sums of a second kind, and lets them begin anew: rounding grows with the number of additions.</summary>
    private void AddBlocks()
    {
        var next = _il.DefineLabel();
        _il.Emit(OpCodes.Ldloc, _position);
        _il.Emit(OpCodes.Ldc_I4, (BlockPoints * sizeof(double)) - 1);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Brtrue, next);
        foreach (var (column, sum) in _sums)
        {
            _il.Emit(OpCodes.Ldloc, _blocks[column]);
            _il.Emit(OpCodes.Ldloc, sum);
            _il.Emit(OpCodes.Call, _vectors.Add);
            _il.Emit(OpCodes.Stloc, _blocks[column]);
            LoadNumber(0);
            _il.Emit(OpCodes.Stloc, sum);
        }

        _il.MarkLabel(next);
    }

    /// <summary>Pushes the sum over all points that an output is, after the loop.</summary>
    public void PushTotal(int column)
    {
        _il.Emit(OpCodes.Ldloc, _sums[column]);
        if (_layout.AddsInBlocks)
        {
            _il.Emit(OpCodes.Ldloc, _blocks[column]);
            _il.Emit(OpCodes.Call, _vectors.Add);
        }

        _il.Emit(OpCodes.Call, _vectors.Total);
    }

    /// <summary>Sums begin at 0.</summary>
    private void ClearSums()
    {
        foreach (var column in _columns.Keys.Where(_layout.Sums.Contains).Order())
        {
            _sums[column] = _il.DeclareLocal(_vectors.Vector);
            LoadNumber(0);
            _il.Emit(OpCodes.Stloc, _sums[column]);
            if (!_layout.AddsInBlocks) continue;
            _blocks[column] = _il.DeclareLocal(_vectors.Vector);
            LoadNumber(0);
            _il.Emit(OpCodes.Stloc, _blocks[column]);
        }
    }

    private void StoreSums()
    {
        foreach (var (column, sum) in _sums)
        {
            _il.Emit(OpCodes.Ldloc, sum);
            _il.Emit(OpCodes.Ldloc, _columns[column]);
            _il.Emit(OpCodes.Call, _vectors.Store);
        }
    }

    /// <summary>A product or a negative that goes to a sum and nowhere else, in one operation.</summary>
    private bool TryAddToSum(Instruction i)
    {
        if (!_layout.FusesProducts || _mask is not null || i.Op is not (TapeOp.Multiply or TapeOp.Negate)) return false;
        if (_uses.GetValueOrDefault(i.Target) > 0 || _plan.WorkspaceOf(i.Target) >= 0) return false;
        if (_plan.DestinationsOf(i.Target) is not [var goal] || !_sums.TryGetValue(_layout.Output(goal), out var sum)) return false;
        if (i.Op == TapeOp.Negate) _il.Emit(OpCodes.Ldloc, sum);
        Load(i.A);
        if (i.Op == TapeOp.Multiply)
        {
            Load(i.B);
            _il.Emit(OpCodes.Ldloc, sum);
        }

        _il.Emit(OpCodes.Call, i.Op == TapeOp.Multiply ? _vectors.MultiplyAdd : _vectors.Subtract);
        _il.Emit(OpCodes.Stloc, sum);
        return true;
    }

    /// <summary>Pushes a result; in the last vector 0 in the lanes that were done before: by a mask, not a product, since they may hold NaN.</summary>
    private void PushMasked(Action load)
    {
        if (_mask is not null) _il.Emit(OpCodes.Ldloc, _mask);
        load();
        if (_mask is null) return;
        LoadNumber(0);
        _il.Emit(OpCodes.Call, _vectors.Select);
    }
}
