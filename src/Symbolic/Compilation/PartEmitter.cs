using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Optimisation;

namespace Symbolic.Compilation;

/// <summary>
/// Emits one method. A value that is read once in this part is computed where it is read, as one expression, up to a depth; any
/// other has a local variable, which is used again when its last reader has been emitted.
/// </summary>
internal sealed partial class PartEmitter
{
    /// <summary>Depth of an expression; bounds the recursion here and in the JIT compiler.</summary>
    private const int MaxDepth = 24;

    private static readonly MethodInfo BothExponentials = ((Func<double, double, (double, double)>)ExponentialPairs.Both).Method;
    private static readonly FieldInfo FirstOfPair = typeof((double, double)).GetField("Item1")!;
    private static readonly FieldInfo SecondOfPair = typeof((double, double)).GetField("Item2")!;

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
}
