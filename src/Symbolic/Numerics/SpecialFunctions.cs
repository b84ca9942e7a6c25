namespace Symbolic.Numerics;

/// <summary>
/// Scalar special functions of real arguments. Nothing throws: outside the real domain, and for NaN, the value is NaN;
/// poles, signed zeros and infinities follow IEEE 754. Pure and safe for concurrent use, without allocation.
/// </summary>
/// <remarks>
/// Errors are at most 1 ulp for the gamma, error, integral, Airy and Bessel functions and at most 2 for the others, also
/// where the naive formulas fail: the tests hold each function to the bound in the head of its file of reference values.
/// Near zeros on the oscillating side the unit is an ulp of the envelope. All coefficients were computed for this library,
/// by the scripts in tests/Symbolic.Tests/Numerics/Coefficients.
/// </remarks>
public static partial class SpecialFunctions
{
}
