using System.Reflection;
using System.Reflection.Emit;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Batch;

/// <summary>
/// Emits one method that runs a part of a tape over a range of points, one vector of points after the other. Its arguments are the
/// object it is closed over, a table of columns (inputs, outputs, workspace), and the first and the last byte of the range in each column.
/// </summary>
internal sealed partial class BatchPartEmitter
{
    /// <summary>Points after which sums are added to sums of blocks; a power of 2.</summary>
    private const int BlockPoints = 4_096;

    private static readonly FieldInfo LaneFunctions = typeof(KernelTarget).GetField(nameof(KernelTarget.LaneFunctions))!;

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

    /// <summary>Finds the products that are rounded together with the addition that is their only reader.</summary>
    private void ChooseFused()
    {
        _fused.Clear();
        for (var i = _start; i < _end; i++)
        {
            var sum = _tape.Instructions[i];
            if (sum.Op is not (TapeOp.Add or TapeOp.Subtract)) continue;
            if (IsOnlyAdded(sum.B)) _fused.Add(sum.B);
            else if (IsOnlyAdded(sum.A)) _fused.Add(sum.A);
        }
    }

    private bool IsOnlyAdded(int value) => value >= _tape.FirstResult + _start && _uses[value] == 1
        && _tape.Instructions[value - _tape.FirstResult].Op == TapeOp.Multiply && _plan.DestinationsOf(value) is null && _plan.WorkspaceOf(value) < 0;

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

    /// <summary>Pushes a result; in the last vector 0 in the lanes that were done before: by a mask, not a product, since they may hold NaN.</summary>
    private void PushMasked(Action load)
    {
        if (_mask is not null) _il.Emit(OpCodes.Ldloc, _mask);
        load();
        if (_mask is null) return;
        LoadNumber(0);
        _il.Emit(OpCodes.Call, _vectors.Select);
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

    private void LoadNumber(double value)
    {
        _il.Emit(OpCodes.Ldc_R8, value);
        _il.Emit(OpCodes.Call, _vectors.Create);
    }

    private void EmitOperation(Instruction i)
    {
        switch (i.Op)
        {
            case TapeOp.Add or TapeOp.Subtract: EmitSum(i); break;
            case TapeOp.Multiply: EmitBinary(i, _vectors.Multiply); break;
            case TapeOp.Divide: EmitBinary(i, _vectors.Divide); break;
            case TapeOp.Power: EmitBinary(i, _vectors.Power); break;
            case TapeOp.Negate: EmitUnary(i, _vectors.Negate); break;
            case TapeOp.Sqrt: EmitUnary(i, _vectors.Sqrt); break;
            case TapeOp.Exp: EmitUnary(i, _vectors.Exp); break;
            case TapeOp.PowerLog:
                Load(i.A);
                Load(i.B);
                _il.Emit(OpCodes.Ldc_I4, i.C);
                _il.Emit(OpCodes.Call, _vectors.PowerLog);
                break;
            case TapeOp.Select: EmitSelect(i); break;
            case TapeOp.Call1 or TapeOp.Call2 or TapeOp.CallMany: EmitCall(i); break;
            default: EmitCondition(i); break;
        }
    }

    private void EmitUnary(Instruction i, System.Reflection.MethodInfo method)
    {
        Load(i.A);
        _il.Emit(OpCodes.Call, method);
    }

    private void EmitSum(Instruction i)
    {
        var isDifference = i.Op == TapeOp.Subtract;
        var isSecond = _fused.Contains(i.B);
        if (!isSecond && !_fused.Contains(i.A))
        {
            EmitBinary(i, isDifference ? _vectors.Subtract : _vectors.Add);
            return;
        }

        var product = _tape.Instructions[(isSecond ? i.B : i.A) - _tape.FirstResult];
        Load(product.A);
        if (isDifference && isSecond) _il.Emit(OpCodes.Call, _vectors.Negate);
        Load(product.B);
        Load(isSecond ? i.A : i.B);
        if (isDifference && !isSecond) _il.Emit(OpCodes.Call, _vectors.Negate);
        _il.Emit(OpCodes.Call, _vectors.MultiplyAdd);
    }

    private void EmitBinary(Instruction i, System.Reflection.MethodInfo method)
    {
        Load(i.A);
        Load(i.B);
        _il.Emit(OpCodes.Call, method);
    }

    /// <summary>b where a is not 0, else c: where a equals 0 it is c.</summary>
    private void EmitSelect(Instruction i)
    {
        LoadIsZero(i.A);
        Load(i.C);
        Load(i.B);
        _il.Emit(OpCodes.Call, _vectors.Select);
    }

    /// <summary>Pushes all bits for each lane in which a value is 0, no bits elsewhere (NaN included).</summary>
    private void LoadIsZero(int value)
    {
        Load(value);
        LoadNumber(0);
        _il.Emit(OpCodes.Call, _vectors.Same);
    }

    /// <summary>Pushes 1 where a condition holds, else 0: the bits of 1 under a mask.</summary>
    private void EmitCondition(Instruction i)
    {
        var isMaskOfFalse = i.Op is TapeOp.NotEqual or TapeOp.And or TapeOp.Or;
        if (isMaskOfFalse) LoadNumber(1);
        switch (i.Op)
        {
            case TapeOp.Less: EmitBinary(i, _vectors.LessThan); break;
            case TapeOp.LessOrEqual: EmitBinary(i, _vectors.LessThanOrEqual); break;
            case TapeOp.Equal or TapeOp.NotEqual: EmitBinary(i, _vectors.Same); break;
            case TapeOp.Not: LoadIsZero(i.A); break;
            default:
                LoadIsZero(i.A);
                LoadIsZero(i.B);
                _il.Emit(OpCodes.Call, i.Op == TapeOp.And ? _vectors.Or : _vectors.And);
                break;
        }

        if (!isMaskOfFalse) LoadNumber(1);
        _il.Emit(OpCodes.Call, isMaskOfFalse ? _vectors.AndNot : _vectors.And);
    }

    private void EmitCall(Instruction i)
    {
        var table = _tape.OperandTable.AsSpan();
        var number = i.Function(table);
        var function = _tape.Functions[number];
        var definition = function.Definition;
        if (function.IsJoint && definition.Joint!.Vector is not null)
        {
            EmitJointCall(i.A, definition.Joint);
            return;
        }

        var count = i.OperandCount(table);
        var kernel = definition.Vector is { } make ? _vectors.KernelOf(make()) : null;
        Load(i.Operand(0, table));
        if (function.Binary is null)
        {
            for (var j = 1; j < count; j++) Load(i.Operand(j, table));
            Apply(kernel, count == 1 ? _vectors.Unary : _vectors.Ternary, number);
            return;
        }

        for (var j = 1; j < count; j++)
        {
            Load(i.Operand(j, table));
            Apply(kernel, _vectors.Binary, number);
        }
    }

    private void Apply(System.Reflection.MethodInfo? kernel, System.Reflection.MethodInfo laneByLane, int function)
    {
        if (kernel is null)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, LaneFunctions);
            _il.Emit(OpCodes.Ldc_I4, function);
            _il.Emit(OpCodes.Ldelem_Ref);
        }

        _il.Emit(OpCodes.Call, kernel ?? laneByLane);
    }

    private void EmitJointCall(int argument, JointEvaluation joint)
    {
        if (!_joint.Remove((argument, joint.Both.Method), out var other))
        {
            var (first, second) = (_il.DeclareLocal(_vectors.Vector), _il.DeclareLocal(_vectors.Vector));
            Load(argument);
            _il.Emit(OpCodes.Ldloca, second);
            _il.Emit(OpCodes.Call, _vectors.KernelOf(joint.Vector!()));
            _il.Emit(OpCodes.Stloc, first);
            _joint.Add((argument, joint.Both.Method), joint.IsSecond ? first : second);
            other = joint.IsSecond ? second : first;
        }
        else if (--_uses[argument] == 0)
        {
            Release(argument);
        }

        _il.Emit(OpCodes.Ldloc, other);
    }
}
