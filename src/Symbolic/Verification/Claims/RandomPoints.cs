namespace Symbolic.Verification.Claims;

/// <summary>Points drawn by SplitMix64 (Steele, Lea and Flood 2014): the same for the same seed, on every machine and runtime.</summary>
internal sealed class RandomPoints(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number in [0, 1).</summary>
    public double Unit()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A point that differs from another by a share of each coordinate's size.</summary>
    public double[] Near(double[] point, double share) => [.. point.Select(x => x + (share * Math.Max(Math.Abs(x), 1) * ((2 * Unit()) - 1)))];

    /// <summary>A point in a box.</summary>
    public double[] Within(IReadOnlyList<(double From, double To)> box) => [.. box.Select(side => side.From + ((side.To - side.From) * Unit()))];
}
