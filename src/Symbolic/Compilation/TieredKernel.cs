using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Loops;

namespace Symbolic.Compilation;

/// <summary>When machine code is made for a formula.</summary>
public enum CompilationMode
{
    /// <summary>After enough evaluations to pay for it; until then the program is interpreted.</summary>
    Tiered,

    /// <summary>
    /// As <see cref="Tiered"/>, but on another thread: no evaluation waits, the interpreter goes on until the machine code is there. Over columns
    /// of points it is made at once, since all processors wait for it there.
    /// </summary>
    Background,

    /// <summary>Before the first evaluation.</summary>
    Immediate,

    /// <summary>Never.</summary>
    Interpreted,

    /// <summary>
    /// Never, and the program is not optimised either: for a formula that is evaluated a few times only. The value has the same bits as
    /// in the other modes, a derivative may differ from theirs by rounding.
    /// </summary>
    Once,
}

/// <summary>
/// A tape that is interpreted at first and has machine code made when that pays, or on request; both give the same bits. Shared by
/// threads; running it allocates nothing.
/// </summary>
internal sealed class TieredKernel
{
    /// <summary>
    /// Evaluations before machine code is made. Per instruction the JIT compiler takes about 3 µs and saves 0.8 ns an evaluation.
    /// </summary>
    internal const int Threshold = 2_000;

    /// <summary>A program longer than this is interpreted for ever: its machine code would no longer fit any cache.</summary>
    internal const int MaxInstructions = 1_000_000;

    /// <summary>Workspaces up to this many doubles are on the stack.</summary>
    private const int MaxStackWorkspace = 128;

    private readonly Destination[] _destinations;
    private readonly double[] _constants;
    private readonly Lock _compiling = new();
    private readonly bool _returnsValue;
    private readonly PointEntry? _entry;
    private readonly bool _isBackground;
    private SlotProgram? _program;
    private KernelPart? _whole;
    private PointFunction? _point;
    private MachineCode? _code;
    private int _callsLeft;

    /// <param name="tape">The program; its first output is the value of a formula where there is an <paramref name="entry"/>.</param>
    /// <param name="destinations">Where the outputs go.</param>
    /// <param name="mode">When machine code is made.</param>
    /// <param name="entry">How the machine code is entered where it is one method; not with loops.</param>
    /// <param name="loops">Loops that run first; then the tape's inputs are <see cref="LoopStages.Inputs"/>.</param>
    public TieredKernel(Tape tape, Destination[] destinations, CompilationMode mode, PointEntry? entry = null, LoopStages? loops = null)
    {
        Loops = loops;
        _entry = loops is null ? entry : null;
        _returnsValue = destinations.Count(d => d.Section == 0) == 1 && destinations is [(0, 0, 0), ..];
        Tape = tape;
        _destinations = destinations;
        _constants = [.. tape.Constants];
        _isBackground = mode == CompilationMode.Background;
        _callsLeft = mode is CompilationMode.Tiered or CompilationMode.Background && tape.InstructionCount <= MaxInstructions ? Threshold : int.MaxValue;
        if (mode == CompilationMode.Immediate) CompileNow();
    }

    public Tape Tape { get; }

    /// <summary>The loops that run before the tape.</summary>
    public LoopStages? Loops { get; }

    /// <summary>Where the outputs go.</summary>
    public IReadOnlyList<Destination> Destinations => _destinations;

    /// <summary>The machine code, once there is some.</summary>
    public MachineCode? Code => Volatile.Read(ref _code);

    /// <summary>The whole program as one function that returns the value, once there is one.</summary>
    public PointFunction? Point => _point;

    /// <summary>Makes machine code unless there is some or it cannot be had.</summary>
    public void CompileNow()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || Tape.InstructionCount > MaxInstructions) return;
        Loops?.CompileNow();
        lock (_compiling)
        {
            if (_code is not null) return;
            var code = (_returnsValue ? EmitOne([.. _destinations.Where(d => d.Section > 0)]) : null) ?? IlEmitter.Emit(Tape, _destinations);
            Volatile.Write(ref _code, code);
            if (Loops is not null) return;
            Volatile.Write(ref _point, code.Point);
            if (code.Parts.Length == 1 && code.WorkspaceSize == 0) Volatile.Write(ref _whole, code.Parts[0]);
        }
    }

    [RequiresDynamicCode(IlEmitter.Reason)]
    private MachineCode? EmitOne(Destination[] derivatives) =>
        _entry is null ? IlEmitter.EmitPoint(Tape, derivatives) : IlEmitter.EmitEntry(Tape, derivatives, _entry);

    /// <summary>Runs the program. The outputs must not overlap the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third)
    {
        if (_whole is { } whole) whole(ref MemoryMarshal.GetReference(inputs), ref first, ref second, ref third, ref first);
        else RunInParts(inputs, ref first, ref second, ref third);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunInParts(ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third)
    {
        if (Loops is not { } loops)
        {
            RunTape(inputs, ref first, ref second, ref third);
            return;
        }

        var state = ArrayPool<double>.Shared.Rent(loops.StateSize);
        inputs.CopyTo(state);
        loops.Run(state);
        RunTape(state.AsSpan(0, loops.Inputs.Length), ref first, ref second, ref third);
        ArrayPool<double>.Shared.Return(state);
    }

    private void RunTape(ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third)
    {
        if (Code is { } code)
        {
            if (code.Point is { } point) first = point(ref MemoryMarshal.GetReference(inputs), ref second, ref third);
            else if (code.Entry is { } entry) first = Enter(entry, inputs, ref second, ref third);
            else RunCode(code, inputs, ref first, ref second, ref third);
            return;
        }

        Interpret(inputs, ref first, ref second, ref third);
        if (_callsLeft == int.MaxValue || Interlocked.Decrement(ref _callsLeft) != 0) return;
        // Should that fail on a thread of its own, the interpreter goes on.
        if (_isBackground) _ = Task.Run(CompileNow);
        else CompileNow();
    }

    private static double Enter(Delegate entry, ReadOnlySpan<double> x, ref double gradient, ref double hessian) => entry switch
    {
        ValueFunction value => value(x),
        GradientFunction first => first(x, MemoryMarshal.CreateSpan(ref gradient, x.Length)),
        _ => ((HessianFunction)entry)(x, MemoryMarshal.CreateSpan(ref gradient, x.Length), MemoryMarshal.CreateSpan(ref hessian, x.Length * x.Length)),
    };

    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The workspace is written before it is read.")]
    private static void RunCode(MachineCode code, ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third)
    {
        if (code.WorkspaceSize <= MaxStackWorkspace)
        {
            Span<double> workspace = stackalloc double[MaxStackWorkspace];
            RunCode(code, inputs, ref first, ref second, ref third, workspace);
            return;
        }

        var rented = ArrayPool<double>.Shared.Rent(code.WorkspaceSize);
        RunCode(code, inputs, ref first, ref second, ref third, rented);
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void RunCode(MachineCode code, ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third, Span<double> workspace)
    {
        foreach (var part in code.Parts)
            part(ref MemoryMarshal.GetReference(inputs), ref first, ref second, ref third, ref MemoryMarshal.GetReference(workspace));
    }

    private SlotProgram PlaceValues()
    {
        var program = SlotProgram.Of(Tape);
        return Interlocked.CompareExchange(ref _program, program, null) ?? program;
    }

    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The workspace is written before it is read.")]
    private void Interpret(ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third)
    {
        var program = Volatile.Read(ref _program) ?? PlaceValues();
        if (program.SlotCount <= MaxStackWorkspace)
        {
            Span<double> workspace = stackalloc double[MaxStackWorkspace];
            Interpret(program, inputs, ref first, ref second, ref third, workspace[..program.SlotCount]);
            return;
        }

        var rented = ArrayPool<double>.Shared.Rent(program.SlotCount);
        Interpret(program, inputs, ref first, ref second, ref third, rented.AsSpan(0, program.SlotCount));
        ArrayPool<double>.Shared.Return(rented);
    }

    private void Interpret(SlotProgram program, ReadOnlySpan<double> inputs, ref double first, ref double second, ref double third, Span<double> slots)
    {
        inputs.CopyTo(slots);
        _constants.CopyTo(slots[inputs.Length..]);
        Interpreter.Run(program, MemoryMarshal.Cast<double, Real>(slots));
        foreach (ref readonly var destination in _destinations.AsSpan())
        {
            ref var section = ref first;
            if (destination.Section == 1) section = ref second;
            if (destination.Section == 2) section = ref third;
            Unsafe.Add(ref section, destination.Offset) = slots[program.Outputs[destination.Output]];
        }
    }
}
