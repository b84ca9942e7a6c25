using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Parsing;

/// <summary>What the parser knows besides the text.</summary>
public sealed record ParseOptions
{
    /// <summary>The standard functions, nothing declared, default limits.</summary>
    public static ParseOptions Default { get; } = new();

    /// <summary>The functions that may be used.</summary>
    public FunctionLibrary Library { get; init; } = FunctionLibrary.Standard;

    /// <summary>Names that are variables, even where a function has the same name.</summary>
    public IReadOnlyCollection<string> Variables { get; init; } = [];

    /// <summary>True to refuse names that are neither declared nor defined; otherwise any new name is a variable.</summary>
    public bool OnlyDeclared { get; init; }

    /// <summary>Definitions made earlier in a session. A definition in the text replaces one of the same name.</summary>
    public ImmutableArray<FormulaDefinition> Definitions { get; init; } = [];

    /// <summary>
    /// Carries out a derivative. Needed only when a definition such as <c>g(x) = diff(x^3, x)</c> is called with something other
    /// than its own parameter; null to refuse such calls.
    /// </summary>
    public Func<Expr, Variable, Expr>? Differentiate { get; init; }

    /// <summary>Bounds on what the text may cost.</summary>
    public FormulaLimits Limits { get; init; } = FormulaLimits.Default;

    /// <summary>Stops the work; the parser then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
