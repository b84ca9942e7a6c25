using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Optimisation;

namespace Symbolic.Compilation;

/// <summary>
/// Emits one method. A value that is read once in this part is computed where it is read, as one expression, up to a depth; any
/// other has a local variable, which is used again when its last reader has been emitted.
/// </summary>
internal sealed class PartEmitter
{
    /// <summary>Depth of an expression; bounds the recursion here and in the JIT compiler.</summary>
    private const int MaxDepth = 24;

    private static readonly MethodInfo Sqrt = ((Func<double, double>)Math.Sqrt).Method;
    private static readonly MethodInfo Pow = ((Func<double, double, double>)Math.Pow).Method;
    private static readonly MethodInfo PowerLog = ((Func<double, double, int, double>)PowerFunctions.PowerLog).Method;
    private static readonly MethodInfo BothExponentials = ((Func<double, double, (double, double)>)ExponentialPairs.Both).Method;
    private static readonly FieldInfo FirstOfPair = typeof((double, double)).GetField("Item1")!;
    private static readonly FieldInfo SecondOfPair = typeof((double, double)).GetField("Item2")!;
    private static readonly FieldInfo Objects = typeof(KernelTarget).GetField(nameof(KernelTarget.Objects))!;

    private readonly KernelPlan _plan;
    private readonly Tape _tape;
    private readonly ILGenerator _il;
    private readonly FunctionCall[] _functions;
    private readonly IInputAccess _inputs;
    private readonly OutputRows _rows;
    private readonly int _start;
    private readonly int _end;
    private readonly Dictionary<int, ValueState> _values = [];
    private readonly Stack<LocalBuilder> _freeLocals = new();
    private readonly Dictionary<(int Argument, MethodInfo Both), LocalBuilder> _joint = [];

    public PartEmitter(KernelPlan plan, int part, ILGenerator il, KernelTarget target, IInputAccess inputs, OutputRows? rows = null)
    {
        _plan = plan;
        _tape = plan.Tape;
        _il = il;
        _inputs = inputs;
        _rows = rows ?? new OutputRows(firstArgument: 2);
        _functions = target.Functions;
        (_start, _end) = part < 0 ? (_tape.InstructionCount, _tape.InstructionCount) : plan.InstructionsOf(part);
        CountUses();
    }

    /// <summary>Bytes of intermediate code so far.</summary>
    public int Size => _il.ILOffset;

    /// <summary>Number of local variables so far.</summary>
    public int LocalCount { get; private set; }

    /// <summary>Emits the part: computes its values and stores the outputs among them and what later parts read, then makes late stores.</summary>
    public void EmitStores(Range lateStores)
    {
        EmitStatements();
        EmitLateStores(lateStores);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Emits the part as a function that stores outputs and returns one more value.</summary>
    public void EmitReturn(int output)
    {
        State(output).Uses++;
        foreach (var (value, _) in _plan.LateStores) State(value).Uses++;
        if (_inputs.IsMemory && _tape.Inputs.Length <= Lengths.MaxLoadedFirst) LoadInputs();
        EmitStatements();
        EmitLateStores(Range.All);
        Load(output);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Counts one more read of a value, so that it stays in a local variable to the end.</summary>
    public void Keep(int value) => State(value).Uses++;

    /// <summary>Emits some of the instructions.</summary>
    public void EmitStatements(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var value = _tape.FirstResult + i;
            if (i + 1 < end && IsPaired(i) && IsPaired(i + 1))
            {
                EmitPair(i++);
                continue;
            }

            var goals = _plan.DestinationsOf(value);
            if (goals is null && _plan.WorkspaceOf(value) < 0 && CanBeInlined(value)) continue;
            EmitStatement(value, goals);
        }
    }

    /// <summary>Pushes a value that is kept.</summary>
    public void Push(int value)
    {
        Keep(value);
        Load(value);
    }

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

    private void EmitStatements() => EmitStatements(_start, _end);

    private bool IsPaired(int i) => ExponentialPairs.IsOne(_tape, _tape.Instructions[i]);

    /// <summary>Emits two exponentials, one behind the other in the tape, as one call.</summary>
    private void EmitPair(int i)
    {
        Load(_tape.Instructions[i].A);
        Load(_tape.Instructions[i + 1].A);
        _il.Emit(OpCodes.Call, BothExponentials);
        var both = _il.DeclareLocal(typeof((double, double)));
        _il.Emit(OpCodes.Stloc, both);
        Assign(_tape.FirstResult + i, FirstOfPair);
        Assign(_tape.FirstResult + i + 1, SecondOfPair);

        void Assign(int value, FieldInfo field)
        {
            _il.Emit(OpCodes.Ldloc, both);
            _il.Emit(OpCodes.Ldfld, field);
            StoreResult(value, _plan.DestinationsOf(value));
        }
    }

    private void EmitLateStores(Range lateStores)
    {
        foreach (var (value, goal) in CollectionsMarshal.AsSpan(_plan.LateStores)[lateStores])
        {
            _rows.PushAddress(_il, goal.Section, goal.Offset);
            if (State(value).Uses > 0) Load(value);
            else LoadGiven(value, isLastingLocal: false);
            _il.Emit(OpCodes.Stind_R8);
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

    private void EmitStatement(int value, List<Destination>? goals)
    {
        var place = _plan.WorkspaceOf(value);
        var storeCount = (goals?.Count ?? 0) + (place >= 0 ? 1 : 0);
        if (storeCount == 1 && State(value).Uses == 0)
        {
            if (place >= 0) _rows.PushAddress(_il, Destination.Sections, place);
            else _rows.PushAddress(_il, goals![0].Section, goals[0].Offset);
            EmitOperation(value);
            _il.Emit(OpCodes.Stind_R8);
            return;
        }

        EmitOperation(value);
        StoreResult(value, goals);
    }

    /// <summary>Keeps the result of an instruction, and stores it where it is to go.</summary>
    private void StoreResult(int value, List<Destination>? goals)
    {
        var place = _plan.WorkspaceOf(value);
        var local = TakeLocal();
        _il.Emit(OpCodes.Stloc, local);
        State(value).Local = local;
        if (place >= 0) Store(local, Destination.Sections, place);
        foreach (var goal in goals ?? []) Store(local, goal.Section, goal.Offset);
        if (State(value).Uses == 0) _freeLocals.Push(local);
    }

    private void Store(LocalBuilder local, int section, int offset)
    {
        _rows.PushAddress(_il, section, offset);
        _il.Emit(OpCodes.Ldloc, local);
        _il.Emit(OpCodes.Stind_R8);
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

    /// <summary>Counts a read that needs no code.</summary>
    private void Forget(int value)
    {
        ref var state = ref State(value);
        state.Uses--;
        if (state.Uses > 0 || state.Local is not { } local) return;
        state.Local = null;
        _freeLocals.Push(local);
    }

    private void LoadObject(int function)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Objects);
        _il.Emit(OpCodes.Ldc_I4, function);
        _il.Emit(OpCodes.Ldelem_Ref);
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
