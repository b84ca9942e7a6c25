namespace Symbolic.Expressions;

/// <summary>One entry of a symmetric matrix of second derivatives; <see cref="Column"/> is at most <see cref="Row"/>.</summary>
public readonly record struct HessianEntry(int Row, int Column, Expr Value);

/// <summary>One entry of a Jacobian: the derivative of output <see cref="Row"/> by variable <see cref="Column"/>.</summary>
public readonly record struct JacobianEntry(int Row, int Column, Expr Value);
