using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Symbolic.Compilation;

/// <summary>
/// Turns a tape into machine code: dynamic methods closed over an object that holds the functions they call. The tape is cut into
/// methods of moderate size, because the JIT compiler gives up optimising large ones and spills registers in them long before.
/// Operations and their order are those of the interpreter, so the results agree to the bit.
/// </summary>
internal static class IlEmitter
{
    /// <summary>Instructions per method: larger ones spill registers, smaller ones pay for calls.</summary>
    internal const int PartSize = 240;

    /// <summary>A program of up to this many instructions is one method: some spilling costs less than a second call and a workspace.</summary>
    internal const int PointSize = 400;

    /// <summary>From here on the JIT compiler no longer optimises a method.</summary>
    internal const int MaxIlBytes = 60_000;

    /// <summary>Bound on the local variables of an optimised method.</summary>
    internal const int MaxLocals = 2_000;

    internal const string Reason = "Generates code at run time; callers check RuntimeFeature.IsDynamicCodeSupported and interpret otherwise.";

    /// <summary>Stores per method that does nothing else.</summary>
    private const int StoresPerPart = 500;

    /// <summary>From this number of methods on they are compiled on several threads.</summary>
    private const int MinPartsForThreads = 8;

    /// <summary>Compiles a tape whose outputs go to the given places.</summary>
    [RequiresDynamicCode(Reason)]
    public static MachineCode Emit(Tape tape, ReadOnlySpan<Destination> destinations, int partSize = PartSize)
    {
        var watch = Stopwatch.StartNew();
        var plan = KernelPlan.Of(tape, destinations, partSize);
        var target = new KernelTarget(tape);
        var parts = new List<KernelPart>();
        var (bytes, locals) = (0, 0);
        for (var part = 0; part < plan.PartCount; part++)
        {
            // A few late stores fit behind the last computation.
            var isWhole = part == plan.PartCount - 1 && plan.LateStores.Count <= PartSize;
            Add(part, isWhole ? 0..plan.LateStores.Count : 0..0);
        }

        for (var i = 0; plan.LateStores.Count > PartSize && i < plan.LateStores.Count; i += StoresPerPart)
            Add(-1, i..Math.Min(i + StoresPerPart, plan.LateStores.Count));
        Prepare(parts);
        return new MachineCode([.. parts], plan.WorkspaceSize, bytes, locals, watch.Elapsed);

        void Add(int part, Range lateStores)
        {
            var method = NewMethod(typeof(void), [typeof(KernelTarget), .. Enumerable.Repeat(typeof(double).MakeByRefType(), 2 + Destination.Sections)]);
            var emitter = new PartEmitter(plan, part, method.GetILGenerator(), target, new MemoryAccess());
            emitter.EmitStores(lateStores);
            bytes = Math.Max(bytes, emitter.Size);
            locals = Math.Max(locals, emitter.LocalCount);
            parts.Add(method.CreateDelegate<KernelPart>(target));
        }
    }

    /// <summary>
    /// Compiles a tape to one method that returns output 0 and stores the others in sections 1 and 2; null when it is too long for one method.
    /// </summary>
    [RequiresDynamicCode(Reason)]
    public static MachineCode? EmitPoint(Tape tape, ReadOnlySpan<Destination> destinations, IInputAccess? inputs = null)
    {
        var watch = Stopwatch.StartNew();
        if (PlanOfOne(tape, destinations) is not { } plan) return null;
        var target = new KernelTarget(tape);
        var method = NewMethod(typeof(double), [typeof(KernelTarget), .. Enumerable.Repeat(typeof(double).MakeByRefType(), Destination.Sections)]);
        var emitter = new PartEmitter(plan, 0, method.GetILGenerator(), target, inputs ?? new MemoryAccess(), new OutputRows(firstArgument: 1));
        emitter.EmitReturn(tape.Outputs[0]);
        var function = method.CreateDelegate<PointFunction>(target);
        RuntimeHelpers.PrepareDelegate(function);
        return new MachineCode([], 0, emitter.Size, emitter.LocalCount, watch.Elapsed) { Point = function };
    }

    /// <summary>The same for callers that pass spans.</summary>
    [RequiresDynamicCode(Reason)]
    public static MachineCode? EmitEntry(Tape tape, ReadOnlySpan<Destination> destinations, PointEntry entry)
    {
        var watch = Stopwatch.StartNew();
        if (PlanOfOne(tape, destinations) is not { } plan) return null;
        var target = new KernelTarget(tape) { Otherwise = entry.Otherwise };
        var method = NewMethod(typeof(double), [typeof(KernelTarget), .. entry.Arguments]);
        var il = method.GetILGenerator();
        var otherwise = il.DefineLabel();
        var rows = entry.EmitChecks(il, otherwise);
        var emitter = new PartEmitter(plan, 0, il, target, new RowAccess(rows[0]), new OutputRows(rows));
        emitter.EmitReturn(tape.Outputs[0]);
        entry.EmitOtherwise(il, otherwise);
        var function = method.CreateDelegate(entry.Otherwise.GetType(), target);
        RuntimeHelpers.PrepareDelegate(function);
        return new MachineCode([], 0, emitter.Size, emitter.LocalCount, watch.Elapsed) { Entry = function };
    }

    /// <summary>
    /// A function of the given delegate type that takes the inputs as arguments, argument <paramref name="argumentOf"/>[i] being
    /// input i, and returns the only output; null when the tape is too long for one method.
    /// </summary>
    [RequiresDynamicCode(Reason)]
    public static Delegate? EmitFunction(Tape tape, Type delegateType, int arity, int[] argumentOf)
    {
        var plan = KernelPlan.Of(tape, [], PartSize);
        if (plan.PartCount > 1) return null;
        var target = new KernelTarget(tape);
        var method = NewMethod(typeof(double), [typeof(KernelTarget), .. Enumerable.Repeat(typeof(double), arity)]);
        new PartEmitter(plan, 0, method.GetILGenerator(), target, new ArgumentAccess(argumentOf)).EmitReturn(tape.Outputs[0]);
        var function = method.CreateDelegate(delegateType, target);
        RuntimeHelpers.PrepareDelegate(function);
        return function;
    }

    /// <summary>The plan of a tape that is short enough for one method.</summary>
    private static KernelPlan? PlanOfOne(Tape tape, ReadOnlySpan<Destination> destinations)
    {
        var plan = KernelPlan.Of(tape, destinations, PointSize);
        return plan.PartCount > 1 || plan.WorkspaceSize > 0 || plan.LateStores.Count > PartSize ? null : plan;
    }

    /// <summary>Runs the JIT compiler now, for many methods on several threads, and not when the formula is first evaluated.</summary>
    private static void Prepare(List<KernelPart> parts)
    {
        if (parts.Count >= MinPartsForThreads) Parallel.ForEach(parts, RuntimeHelpers.PrepareDelegate);
        else parts.ForEach(RuntimeHelpers.PrepareDelegate);
    }

    /// <summary>A method under construction. It belongs to the runtime's own module: in one that was built for debugging the JIT compiler would not optimise it.</summary>
    [RequiresDynamicCode(Reason)]
    internal static DynamicMethod NewMethod(Type result, Type[] parameters) =>
        new("Formula", result, parameters, typeof(double).Module, skipVisibility: true) { InitLocals = false };
}

/// <summary>What the machine code of a tape, of one that is run over columns, or of both is closed over.</summary>
internal sealed class KernelTarget
{
    /// <summary>For each function of the tape the object its delegate is bound to, or the delegate itself.</summary>
    public readonly object?[] Objects;

    /// <summary>What is called with arguments of other lengths.</summary>
    public Delegate? Otherwise;

    /// <summary>For each function of the tape that is run over columns what is called lane by lane.</summary>
    public readonly Delegate[] LaneFunctions;

    /// <summary>What has to live as long as the code, which knows only its address.</summary>
    public object? Table;

    public KernelTarget(Tape? tape, Tape? columns = null)
    {
        Functions = tape is null ? [] : [.. tape.Functions.Select(FunctionCall.Of)];
        Objects = [.. Functions.Select(f => f.Object)];
        LaneFunctions = columns is null ? [] : [.. columns.Functions.Select(f => f.IsJoint ? f.Unary! : f.Definition.Evaluate!)];
    }

    public FunctionCall[] Functions { get; }
}
