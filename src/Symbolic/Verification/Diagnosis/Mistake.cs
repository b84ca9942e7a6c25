using System.Collections.Immutable;
using Symbolic.Parsing;

namespace Symbolic.Verification.Diagnosis;

/// <summary>What is wrong with a claimed derivative.</summary>
public enum MistakeKind
{
    /// <summary>A sign.</summary>
    Sign,

    /// <summary>A numeric factor.</summary>
    Factor,

    /// <summary>A number elsewhere, as inside a function.</summary>
    Number,

    /// <summary>An exponent.</summary>
    Exponent,

    /// <summary>One function in place of another, or one that was left out.</summary>
    Function,

    /// <summary>One variable in place of another.</summary>
    Variable,

    /// <summary>The chain rule was forgotten.</summary>
    InnerDerivative,

    /// <summary>A factor that is missing.</summary>
    MissingFactor,

    /// <summary>A factor that should not be there.</summary>
    ExtraFactor,

    /// <summary>A term that is missing.</summary>
    MissingTerm,

    /// <summary>A term that should not be there.</summary>
    ExtraTerm,

    /// <summary>A part that should be another one.</summary>
    Part,

    /// <summary>Two components stand in each other's place.</summary>
    SwappedComponents,

    /// <summary>The claim is another derivative of the formula, or the formula itself.</summary>
    OtherDerivative,

    /// <summary>Several of these at once.</summary>
    Several,

    /// <summary>No small edit makes the claim right.</summary>
    Unrelated,
}

/// <summary>How it is known that the suggestion is right.</summary>
public enum Proof
{
    /// <summary>The difference to the exact derivative simplifies to 0.</summary>
    Exact,

    /// <summary>The difference is no more than rounding at many random points; simplifying did not decide.</summary>
    Numeric,
}

/// <summary>A claimed derivative that is wrong, and the smallest edit that makes it right.</summary>
public sealed record Mistake
{
    /// <summary>The variables of the derivative.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>What is wrong.</summary>
    public required MistakeKind Kind { get; init; }

    /// <summary>The claim, as it was read.</summary>
    public required string Claimed { get; init; }

    /// <summary>The claim with the edit.</summary>
    public required Formula Suggestion { get; init; }

    /// <summary>The part of <see cref="Claimed"/> that changes; of length 0 where something is put in.</summary>
    public required SourceSpan Wrong { get; init; }

    /// <summary>The part of the suggestion's text that is new; of length 0 where something is left out.</summary>
    public required SourceSpan Right { get; init; }

    /// <summary>One sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>How it is known that the suggestion is right.</summary>
    public required Proof Proof { get; init; }

    /// <summary>The variables as written in answers: <c>x</c> or <c>x,y</c>.</summary>
    public string Of => string.Join(",", Variables);

    /// <summary><c>2*x*y  →  2*x*sin(y)</c>.</summary>
    public override string ToString() => $"{Claimed}  →  {Suggestion}";
}
