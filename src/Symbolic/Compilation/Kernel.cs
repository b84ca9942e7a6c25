using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <summary>The value of a formula at the point <paramref name="x"/>.</summary>
/// <exception cref="ArgumentException">A length is wrong.</exception>
public delegate double ValueFunction(ReadOnlySpan<double> x);

/// <summary>The value, and in <paramref name="gradient"/> the first derivatives.</summary>
/// <exception cref="ArgumentException">A length is wrong.</exception>
public delegate double GradientFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>The value, the gradient, and in <paramref name="hessian"/> the second derivatives as a full symmetric matrix, row by row.</summary>
/// <exception cref="ArgumentException">A length is wrong.</exception>
public delegate double HessianFunction(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

/// <summary>
/// Machine code for a tape or a part of it. All references point to the first of a row of doubles: the inputs, up to three
/// sections of outputs, and the values that one part of the code leaves for another.
/// </summary>
internal delegate void KernelPart(ref double inputs, ref double first, ref double second, ref double third, ref double workspace);

/// <summary>Machine code for a whole tape that returns its first output; the references point to rows of doubles.</summary>
internal delegate double PointFunction(ref double inputs, ref double gradient, ref double hessian);

/// <summary>Where an output goes: to which of the three sections, and to which place in it. An output may go to several places.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Destination(int Output, int Section, int Offset)
{
    /// <summary>The number of sections.</summary>
    public const int Sections = 3;

    /// <summary>All outputs in order to the first section.</summary>
    public static Destination[] InOrder(int count) => [.. Enumerable.Range(0, count).Select(i => new Destination(i, 0, i))];
}

/// <summary>The parts of the machine code in the order in which they run, and what they need.</summary>
internal sealed record MachineCode(KernelPart[] Parts, int WorkspaceSize, int LargestPartBytes, int MostLocals, TimeSpan CompilationTime)
{
    /// <summary>The whole program as one function; then there are no parts.</summary>
    public PointFunction? Point { get; init; }

    /// <summary>The whole program as a function that checks the lengths of what it is passed; then there are no parts.</summary>
    public Delegate? Entry { get; init; }

    /// <summary>Number of methods.</summary>
    public int MethodCount => Point is null && Entry is null ? Parts.Length : 1;
}
