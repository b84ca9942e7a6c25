using System.Reflection;
using System.Reflection.Emit;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Batch;

/// <content>One instruction: its operands, and what is done with them.</content>
internal sealed partial class BatchPartEmitter
{
    private static readonly FieldInfo LaneFunctions = typeof(KernelTarget).GetField(nameof(KernelTarget.LaneFunctions))!;

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

    private void EmitUnary(Instruction i, MethodInfo method)
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

    private void EmitBinary(Instruction i, MethodInfo method)
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

    private void Apply(MethodInfo? kernel, MethodInfo laneByLane, int function)
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
