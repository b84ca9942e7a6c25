namespace Symbolic.Numerics.Vectorised;

/// <summary>Exponent arithmetic for processors without AVX-512; the same results as its instructions, bit for bit.</summary>
internal static partial class PortableScaling;
