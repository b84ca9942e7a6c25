using System.Buffers;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Several expressions compiled into one program. Immutable; may be shared by threads; evaluating allocates nothing.
/// </summary>
public sealed class CompiledProgram
{
    private readonly TieredKernel _kernel;

    /// <summary>A program that runs a tape.</summary>
    public CompiledProgram(Tape tape, CompilationMode mode = CompilationMode.Tiered)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tape = tape;
        _kernel = new TieredKernel(tape, Destination.InOrder(tape.OutputCount), mode);
    }

    /// <summary>A program that computes <paramref name="outputs"/> from values of <paramref name="inputs"/>.</summary>
    /// <exception cref="ArgumentException">A variable is missing or listed twice, or a derivative has not been carried out.</exception>
    /// <exception cref="UnsupportedFormulaException">The expressions cannot be compiled as they stand.</exception>
    public CompiledProgram(IReadOnlyList<Variable> inputs, IReadOnlyList<Expr> outputs, CompilationMode mode = CompilationMode.Tiered)
        : this(TapeBuilder.Build(inputs, outputs), mode)
    {
    }

    /// <summary>The tape that is run.</summary>
    public Tape Tape { get; }

    /// <summary>What the program has come to so far.</summary>
    public CompilationStatistics Statistics => CompilationStatistics.Of(_kernel);

    /// <summary>Makes machine code now, where the platform allows.</summary>
    public void CompileNow() => _kernel.CompileNow();

    /// <summary>Computes all outputs at the point <paramref name="x"/>.</summary>
    /// <param name="x">One value for each input.</param>
    /// <param name="outputs">Receives one value for each output; may overlap <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> outputs)
    {
        Lengths.Check(x, Tape.Inputs);
        if (outputs.Length < Tape.OutputCount) throw new ArgumentException($"The program has {Tape.OutputCount} outputs, there is room for {outputs.Length}.", nameof(outputs));
        if (x.Overlaps(outputs)) EvaluateCopy(x, outputs);
        else Run(x, outputs);
    }

    private void EvaluateCopy(ReadOnlySpan<double> x, Span<double> outputs)
    {
        var copy = ArrayPool<double>.Shared.Rent(x.Length);
        x.CopyTo(copy);
        Run(copy.AsSpan(0, x.Length), outputs);
        ArrayPool<double>.Shared.Return(copy);
    }

    private void Run(ReadOnlySpan<double> x, Span<double> outputs)
    {
        ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(outputs);
        _kernel.Run(x, ref first, ref first, ref first);
    }
}

/// <summary>How large a program is and what its machine code cost.</summary>
/// <param name="InstructionCount">Operations and calls per evaluation.</param>
/// <param name="ConstantCount">Distinct constants.</param>
/// <param name="IsCompiled">Whether there is machine code yet.</param>
/// <param name="MethodCount">Methods that the machine code consists of.</param>
/// <param name="LargestMethodBytes">Bytes of intermediate code of the largest of them.</param>
/// <param name="CompilationTime">Time that making the machine code took.</param>
public sealed record CompilationStatistics(
    int InstructionCount,
    int ConstantCount,
    bool IsCompiled,
    int MethodCount,
    int LargestMethodBytes,
    TimeSpan CompilationTime)
{
    internal static CompilationStatistics Of(TieredKernel kernel) => new(
        kernel.Tape.InstructionCount,
        kernel.Tape.Constants.Length,
        kernel.Code is not null,
        kernel.Code?.MethodCount ?? 0,
        kernel.Code?.LargestPartBytes ?? 0,
        kernel.Code?.CompilationTime ?? TimeSpan.Zero);
}
