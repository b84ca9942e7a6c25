namespace Symbolic.Numerics;

/// <summary>
/// Scalar special functions of real arguments. Nothing throws: outside the real domain, and for NaN, the value is NaN;
/// poles, signed zeros and infinities follow IEEE 754. Pure and safe for concurrent use.
/// </summary>
public static partial class SpecialFunctions
{
}
