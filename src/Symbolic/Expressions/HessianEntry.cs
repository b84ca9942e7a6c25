namespace Symbolic.Expressions;

/// <summary>One entry of a symmetric matrix of second derivatives; <see cref="Column"/> is at most <see cref="Row"/>.</summary>
public readonly record struct HessianEntry(int Row, int Column, Expr Value);
