using System.Reflection;
using System.Reflection.Emit;

namespace Symbolic.Compilation;

/// <content>One instruction: its operands, and what is done with them.</content>
internal sealed partial class PartEmitter
{
    private static readonly MethodInfo Sqrt = ((Func<double, double>)Math.Sqrt).Method;
    private static readonly MethodInfo Pow = ((Func<double, double, double>)Math.Pow).Method;
    private static readonly MethodInfo PowerLog = ((Func<double, double, int, double>)PowerFunctions.PowerLog).Method;
    private static readonly FieldInfo Objects = typeof(KernelTarget).GetField(nameof(KernelTarget.Objects))!;

    private void EmitOperation(int value)
    {
        var i = _tape.Instructions[value - _tape.FirstResult];
        switch (i.Op)
        {
            case TapeOp.Add: EmitBinary(i, OpCodes.Add); break;
            case TapeOp.Subtract: EmitBinary(i, OpCodes.Sub); break;
            case TapeOp.Multiply: EmitBinary(i, OpCodes.Mul); break;
            case TapeOp.Divide: EmitBinary(i, OpCodes.Div); break;
            case TapeOp.Power: EmitBinary(i, OpCodes.Call, Pow); break;
            case TapeOp.Negate: EmitUnary(i, OpCodes.Neg); break;
            case TapeOp.Sqrt: EmitUnary(i, OpCodes.Call, Sqrt); break;
            case TapeOp.Exp: EmitUnary(i, OpCodes.Call, FactorPlan.ExpMethod); break;
            case TapeOp.PowerLog:
                Load(i.A);
                Load(i.B);
                _il.Emit(OpCodes.Ldc_I4, i.C);
                _il.Emit(OpCodes.Call, PowerLog);
                break;
            case TapeOp.Select: EmitSelect(i); break;
            case TapeOp.Call1 or TapeOp.Call2 or TapeOp.CallMany: EmitCall(i); break;
            default:
                EmitCondition(i);
                _il.Emit(OpCodes.Conv_R8);
                break;
        }
    }

    private void EmitUnary(Instruction i, OpCode code, MethodInfo? method = null)
    {
        Load(i.A);
        if (method is null) _il.Emit(code);
        else _il.Emit(code, method);
    }

    private void EmitBinary(Instruction i, OpCode code, MethodInfo? method = null)
    {
        Load(i.A);
        Load(i.B);
        if (method is null) _il.Emit(code);
        else _il.Emit(code, method);
    }

    private void EmitSelect(Instruction i)
    {
        var (otherwise, end) = (_il.DefineLabel(), _il.DefineLabel());
        LoadTruth(i.A);
        _il.Emit(OpCodes.Brfalse, otherwise);
        Load(i.B, isInBranch: true);
        _il.Emit(OpCodes.Br, end);
        _il.MarkLabel(otherwise);
        Load(i.C, isInBranch: true);
        _il.MarkLabel(end);
    }

    /// <summary>Pushes 1 where a value is not 0 (NaN included), else 0, as an integer.</summary>
    private void LoadTruth(int value)
    {
        var isInlined = value >= _tape.FirstResult + _start && State(value).Local is null;
        if (isInlined && _tape.Instructions[value - _tape.FirstResult] is { Op: >= TapeOp.Less and <= TapeOp.Not } condition)
        {
            State(value).Uses--;
            EmitCondition(condition);
            return;
        }

        Load(value);
        _il.Emit(OpCodes.Ldc_R8, 0.0);
        _il.Emit(OpCodes.Ceq);
        EmitNot();
    }

    /// <summary>Pushes the truth of a condition as an integer. A comparison with NaN is false, except ≠.</summary>
    private void EmitCondition(Instruction i)
    {
        switch (i.Op)
        {
            case TapeOp.Less: EmitBinary(i, OpCodes.Clt); break;
            case TapeOp.Equal: EmitBinary(i, OpCodes.Ceq); break;
            case TapeOp.LessOrEqual:
                EmitBinary(i, OpCodes.Cgt_Un);
                EmitNot();
                break;
            case TapeOp.NotEqual:
                EmitBinary(i, OpCodes.Ceq);
                EmitNot();
                break;
            case TapeOp.Not:
                LoadTruth(i.A);
                EmitNot();
                break;
            default:
                LoadTruth(i.A);
                LoadTruth(i.B);
                _il.Emit(i.Op == TapeOp.And ? OpCodes.And : OpCodes.Or);
                break;
        }
    }

    private void EmitNot()
    {
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ceq);
    }

    private void EmitCall(Instruction i)
    {
        var table = _tape.OperandTable.AsSpan();
        var number = i.Function(table);
        var function = _functions[number];
        if (_tape.Functions[number].IsJoint)
        {
            EmitJointCall(i, number);
            return;
        }

        var count = i.OperandCount(table);
        var isFolded = _tape.Functions[number].Binary is not null;
        var calls = isFolded ? count - 1 : 1;
        for (var j = 0; j < calls && function.Object is not null; j++) LoadObject(number);
        for (var j = 0; j < count; j++)
        {
            Load(i.Operand(j, table));
            if (isFolded && j > 0) _il.Emit(OpCodes.Call, function.Method);
        }

        if (!isFolded) _il.Emit(OpCodes.Call, function.Method);
    }

    /// <summary>Pushes one of two functions of the same argument; the other one is kept until it is asked for.</summary>
    private void EmitJointCall(Instruction i, int number)
    {
        var joint = _tape.Functions[number].Definition.Joint!;
        if (!_joint.Remove((i.A, joint.Both.Method), out var both))
        {
            if (_functions[number].Object is not null) LoadObject(number);
            Load(i.A);
            _il.Emit(OpCodes.Call, _functions[number].Method);
            both = _il.DeclareLocal(typeof((double, double)));
            _il.Emit(OpCodes.Stloc, both);
            _joint.Add((i.A, joint.Both.Method), both);
        }
        else
        {
            Forget(i.A);
        }

        _il.Emit(OpCodes.Ldloc, both);
        _il.Emit(OpCodes.Ldfld, joint.IsSecond ? SecondOfPair : FirstOfPair);
    }

    private void LoadObject(int function)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Objects);
        _il.Emit(OpCodes.Ldc_I4, function);
        _il.Emit(OpCodes.Ldelem_Ref);
    }
}
