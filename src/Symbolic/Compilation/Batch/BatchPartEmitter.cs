using System.Reflection.Emit;

namespace Symbolic.Compilation.Batch;

/// <summary>
/// Emits one method that runs a part of a tape over a range of points, one vector of points after the other. Its arguments are the
/// object it is closed over, a table of columns (inputs, outputs, workspace), and the first and the last byte of the range in each column.
/// </summary>
internal sealed partial class BatchPartEmitter
{
    /// <summary>Points after which sums are added to sums of blocks; a power of 2.</summary>
    private const int BlockPoints = 4_096;

    private readonly KernelPlan _plan;
    private readonly Tape _tape;
    private readonly BatchLayout _layout;
    private readonly ILGenerator _il;
    private readonly VectorOperations _vectors;
    private readonly IColumnAccess _access;
    private readonly int _start;
    private readonly int _end;
    private readonly Dictionary<int, int> _uses = [];
    private readonly Dictionary<int, LocalBuilder> _locals = [];
    private readonly Stack<LocalBuilder> _free = new();
    private readonly Dictionary<int, LocalBuilder> _columns = [];
    private readonly Dictionary<(int, object), LocalBuilder> _joint = [];
    private readonly Dictionary<int, LocalBuilder> _same = [];
    private readonly Dictionary<int, LocalBuilder> _sums = [];
    private readonly Dictionary<int, LocalBuilder> _blocks = [];
    private readonly HashSet<int> _fused = [];
    private readonly LocalBuilder _position;
    private LocalBuilder? _mask;

    public BatchPartEmitter(KernelPlan plan, int part, BatchLayout layout, ILGenerator il, VectorOperations vectors, IColumnAccess access)
    {
        _access = access;
        _plan = plan;
        _tape = plan.Tape;
        _layout = layout;
        _il = il;
        _vectors = vectors;
        (_start, _end) = plan.InstructionsOf(part);
        _position = il.DeclareLocal(typeof(nint));
    }

    /// <summary>Emits the loop, the sums stored, and the way back.</summary>
    public void Emit(bool isLast)
    {
        EmitLoop(isLast);
        StoreSums();
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Emits the loop; the sums are in local variables.</summary>
    public void EmitLoop(bool isLast)
    {
        if (_layout.TellsFrame) TellFrame();
        CountUses(isLast);
        LoadColumns(isLast);
        ClearSums();
        var (loop, done) = (_il.DefineLabel(), _il.DefineLabel());
        _access.PushStart(_il);
        _il.Emit(OpCodes.Stloc, _position);
        _il.MarkLabel(loop);
        EmitBody(isLast);
        PushPositionAfter();
        _il.Emit(OpCodes.Stloc, _position);
        if (_layout.AddsInBlocks) AddBlocks();
        PushPositionAfter();
        _access.PushEnd(_il);
        _il.Emit(OpCodes.Ble, loop);
        if (_layout.OverlapsTail) EmitTail(isLast, done);
        _il.MarkLabel(done);
    }

    /// <summary>Stores the address of a vector of the stack frame; all others lie whole vectors away from it.</summary>
    private void TellFrame()
    {
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Ldc_I4, IntPtr.Size);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldloca, _il.DeclareLocal(_vectors.Vector));
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Stind_I);
    }

    private void PushPositionAfter()
    {
        _il.Emit(OpCodes.Ldloc, _position);
        _il.Emit(OpCodes.Ldc_I4, _vectors.Lanes * sizeof(double));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    private void EmitBody(bool isLast)
    {
        for (var i = _start; i < _end; i++) EmitStatement(_tape.Instructions[i]);
        if (!isLast) return;
        foreach (var (value, goal) in _plan.LateStores) Store(_layout.Output(goal), () => Load(value));
    }

    /// <summary>The last points, as a vector that ends with the last one; what it adds to sums is only what the vector before has left.</summary>
    private void EmitTail(bool isLast, Label done)
    {
        _il.Emit(OpCodes.Ldloc, _position);
        _access.PushEnd(_il);
        _il.Emit(OpCodes.Bge, done);
        _mask = _il.DeclareLocal(_vectors.Vector);
        _il.Emit(OpCodes.Ldloc, _position);
        _access.PushEnd(_il);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldc_I4, _vectors.Lanes * sizeof(double));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Conv_R8);
        _il.Emit(OpCodes.Ldc_R8, (double)sizeof(double));
        _il.Emit(OpCodes.Div);
        _il.Emit(OpCodes.Call, _vectors.Create);
        _il.Emit(OpCodes.Call, _vectors.Iota);
        _il.Emit(OpCodes.Call, _vectors.LessThanOrEqual);
        _il.Emit(OpCodes.Stloc, _mask);
        _access.PushEnd(_il);
        _il.Emit(OpCodes.Ldc_I4, _vectors.Lanes * sizeof(double));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, _position);
        _locals.Clear();
        _free.Clear();
        _joint.Clear();
        _windows.Clear();
        CountUses(isLast);
        EmitBody(isLast);
    }

    private void CountUses(bool isLast)
    {
        _uses.Clear();
        var table = _tape.OperandTable.AsSpan();
        for (var i = _start; i < _end; i++)
        {
            var instruction = _tape.Instructions[i];
            for (var j = 0; j < instruction.OperandCount(table); j++) Count(instruction.Operand(j, table));
        }

        if (isLast)
        {
            foreach (var (value, _) in _plan.LateStores) Count(value);
        }

        if (_layout.FusesProducts) ChooseFused();

        void Count(int value) => _uses[value] = _uses.GetValueOrDefault(value) + 1;
    }

    private void EmitStatement(Instruction i)
    {
        if (_fused.Contains(i.Target) || TryAddToSum(i)) return;
        EmitOperation(i);
        var local = TakeLocal();
        _il.Emit(OpCodes.Stloc, local);
        _locals[i.Target] = local;
        foreach (var goal in _plan.DestinationsOf(i.Target) ?? []) Store(_layout.Output(goal), () => _il.Emit(OpCodes.Ldloc, local));
        if (_plan.WorkspaceOf(i.Target) is >= 0 and var place) Store(_layout.Workspace(place), () => _il.Emit(OpCodes.Ldloc, local));
        if (_uses.GetValueOrDefault(i.Target) == 0) Release(i.Target);
    }

    private LocalBuilder TakeLocal() => _free.TryPop(out var free) ? free : _il.DeclareLocal(_vectors.Vector);

    private void Release(int value)
    {
        if (_locals.Remove(value, out var local)) _free.Push(local);
    }

    /// <summary>Pushes a value.</summary>
    private void Load(int value)
    {
        if (_tape.IsConstant(value))
        {
            LoadNumber(_tape.ConstantOf(value));
            return;
        }

        if (_same.TryGetValue(value, out var same))
        {
            _il.Emit(OpCodes.Ldloc, same);
            _uses[value]--;
            return;
        }

        if (!_locals.TryGetValue(value, out var local))
        {
            if (_tape.IsInput(value) && _layout.KindOf(value) == InputKind.Index) LoadIndex(value);
            else if (_layout.Reads.TryGetValue(value, out var form)) LoadApart(form);
            else LoadFrom(_tape.IsInput(value) ? value : _layout.Workspace(_plan.WorkspaceOf(value)));
            if (--_uses[value] == 0) return;
            _locals[value] = local = TakeLocal();
            _il.Emit(OpCodes.Dup);
            _il.Emit(OpCodes.Stloc, local);
            return;
        }

        _il.Emit(OpCodes.Ldloc, local);
        if (--_uses[value] == 0) Release(value);
    }

    private void LoadNumber(double value)
    {
        _il.Emit(OpCodes.Ldc_R8, value);
        _il.Emit(OpCodes.Call, _vectors.Create);
    }
}
