using Symbolic.Compilation;

namespace Symbolic.Cli.Output;

/// <summary>The forms in which it is shown which derivatives are not identically 0.</summary>
internal static class PatternFormat
{
    /// <summary>Their names: a Matrix Market file, a picture.</summary>
    public static IReadOnlyList<string> Names { get; } = ["pattern", "spy"];

    /// <summary>The pattern of the Hessian; of the Jacobian when the formula is a vector.</summary>
    public static SparsePattern Of(Formula formula) => formula.IsVector
        ? formula.CompileVector(1, mode: CompilationMode.Once).JacobianPattern
        : formula.Compile(2, mode: CompilationMode.Once).HessianPattern;
}
