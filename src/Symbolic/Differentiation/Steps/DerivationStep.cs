using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation.Steps;

/// <summary>One rule applied to one part of a formula.</summary>
public sealed record DerivationStep
{
    /// <summary>The name of the rule: «product rule».</summary>
    public required string Rule { get; init; }

    /// <summary>The rule as an identity, <c>(u*v)' = u'*v + u*v'</c>; for a function of the catalogue <see cref="Function"/> holds it.</summary>
    public string Identity { get; init; } = "";

    /// <summary>A function of the placeholder of <see cref="Parts"/>, and its derivative by it; null for the other rules.</summary>
    public (Expr Call, Expr Derivative)? Function { get; init; }

    /// <summary>What is differentiated.</summary>
    public required Expr Subject { get; init; }

    /// <summary>Its derivative, canonical; the very one that <see cref="Derivative"/> computes.</summary>
    public required Expr Result { get; init; }

    /// <summary>The parts that the letters of the rule stand for; empty where that is plain.</summary>
    public ImmutableArray<(string Letter, Expr Part)> Parts { get; init; } = [];

    /// <summary>The derivatives of the parts, where they need steps of their own.</summary>
    public ImmutableArray<DerivationStep> Inner { get; init; } = [];
}
