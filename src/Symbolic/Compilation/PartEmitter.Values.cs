using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <content>Where values are until their last reader has been emitted.</content>
internal sealed partial class PartEmitter
{
    /// <summary>Reads all inputs before anything is stored, so that outputs may overlap them.</summary>
    private void LoadInputs()
    {
        for (var input = 0; input < _tape.Inputs.Length; input++)
        {
            ref var state = ref State(input);
            if (state.Uses == 0) continue;
            _inputs.Load(_il, input);
            state.Local = TakeLocal();
            _il.Emit(OpCodes.Stloc, state.Local);
        }
    }

    private void CountUses()
    {
        var table = _tape.OperandTable.AsSpan();
        for (var i = _start; i < _end; i++)
        {
            var instruction = _tape.Instructions[i];
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                ref var state = ref State(instruction.Operand(j, table));
                state.Uses++;
                // The two values of a choice are not computed inside its branches: a local variable that is set in one branch would
                // be unset in the other.
                if (instruction.Op == TapeOp.Select && j > 0) state.IsBranch = true;
            }
        }
    }

    private bool CanBeInlined(int value)
    {
        ref var state = ref State(value);
        if (state.Uses != 1 || state.IsBranch) return false;
        var depth = 0;
        var table = _tape.OperandTable.AsSpan();
        var instruction = _tape.Instructions[value - _tape.FirstResult];
        if (instruction.OperandCount(table) > MaxDepth) return false;
        for (var j = 0; j < instruction.OperandCount(table); j++) depth = Math.Max(depth, State(instruction.Operand(j, table)).Depth);
        if (depth >= MaxDepth) return false;
        state.Depth = depth + 1;
        return true;
    }

    /// <summary>Pushes a value.</summary>
    private void Load(int value, bool isInBranch = false)
    {
        ref var state = ref State(value);
        state.Uses--;
        if (state.Local is { } local)
        {
            _il.Emit(OpCodes.Ldloc, local);
            if (state.Uses > 0) return;
            state.Local = null;
            _freeLocals.Push(local);
        }
        else if (value >= _tape.FirstResult + _start)
        {
            EmitOperation(value);
        }
        else
        {
            LoadGiven(value, isLastingLocal: state.Uses > 0 && !isInBranch);
        }
    }

    /// <summary>Pushes an input, a constant, or a value of an earlier part; keeps it in a local variable when it is read again.</summary>
    private void LoadGiven(int value, bool isLastingLocal)
    {
        if (_tape.IsConstant(value))
        {
            _il.Emit(OpCodes.Ldc_R8, _tape.ConstantOf(value));
            return;
        }

        if (_tape.IsInput(value))
        {
            _inputs.Load(_il, value);
            if (!_inputs.IsMemory) return;
        }
        else
        {
            _rows.PushAddress(_il, Destination.Sections, _plan.WorkspaceOf(value));
            _il.Emit(OpCodes.Ldind_R8);
        }

        if (!isLastingLocal) return;
        var local = TakeLocal();
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Stloc, local);
        State(value).Local = local;
    }

    /// <summary>Counts a read that needs no code.</summary>
    private void Forget(int value)
    {
        ref var state = ref State(value);
        state.Uses--;
        if (state.Uses > 0 || state.Local is not { } local) return;
        state.Local = null;
        _freeLocals.Push(local);
    }

    private LocalBuilder TakeLocal()
    {
        if (_freeLocals.TryPop(out var free)) return free;
        LocalCount++;
        return _il.DeclareLocal(typeof(double));
    }

    private ref ValueState State(int value) => ref CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out _);

    private struct ValueState
    {
        /// <summary>Reads that are still to be emitted.</summary>
        public int Uses;

        /// <summary>Depth of the expression, when the value is computed where it is read.</summary>
        public int Depth;

        public bool IsBranch;

        public LocalBuilder? Local;
    }
}
