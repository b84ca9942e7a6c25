using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>The first derivatives of an expression by some variables.</summary>
public delegate ImmutableArray<Expr> GradientRule(Expr expression, ImmutableArray<Variable> variables);
