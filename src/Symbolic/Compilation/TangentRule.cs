using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>The derivatives of some expressions in one direction, Σ vᵢ·∂e/∂xᵢ of each expression e, given the pairs (xᵢ, vᵢ).</summary>
public delegate ImmutableArray<Expr> TangentRule(ImmutableArray<Expr> expressions, IReadOnlyList<(Variable Variable, Expr Component)> direction);
