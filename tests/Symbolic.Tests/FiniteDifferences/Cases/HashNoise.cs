namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>Noise between -1 and 1 from the bits of x: as irregular as an iterative solver's, and the same at every call.</summary>
public static class HashNoise
{
    public static double At(double x, ulong seed = 0)
    {
        ulong h = (BitConverter.DoubleToUInt64Bits(x) + seed) * 0x9E3779B97F4A7C15;
        h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9;
        h ^= h >> 32;
        return (h >> 11) * (1.0 / (1UL << 52)) - 1;
    }
}
