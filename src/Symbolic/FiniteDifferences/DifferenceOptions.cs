namespace Symbolic.FiniteDifferences;

/// <summary>What the caller knows about the function, and the limits set on the work.</summary>
public sealed record DifferenceOptions
{
    /// <summary>The options used when none are given: no bounds, probes on, 600 calls per coordinate.</summary>
    public static DifferenceOptions Default => Shared.Instance;

    /// <summary>Smallest admissible value of each coordinate; null means none. The function is never called below it.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Largest admissible value of each coordinate; null means none. The function is never called above it.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>Typical size of each coordinate, used in place of 1 where |x| is smaller; null means 1.</summary>
    public IReadOnlyList<double>? TypicalScale { get; init; }

    /// <summary>
    /// Whether two to six further calls look for structure at scales finer than the steps used. Without them a function that is
    /// smooth at one scale and different at a finer one is answered at the coarse scale, without a warning.
    /// </summary>
    public bool Probes { get; init; } = true;

    /// <summary>Largest number of calls for one coordinate (or for one pair of coordinates of a Hessian).</summary>
    public int MaxCalls { get; init; } = 600;

    /// <summary>Seed of the random directions and probes, so that a run can be repeated.</summary>
    public ulong Seed { get; init; } = 0x9E3779B97F4A7C15;

    /// <summary>Checked before every call of the function.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Steps are this many 1024ths times a power of two. Eleven bits, so that x ± h is exact. The number is chosen so that no step
    /// comes near a multiple of a period: neither 1437/1024 nor its quotients by π, π/10^k have a run of more than five equal bits
    /// (1207, say, has nine in 1207/π: 16·1207/1024 is 6π to 0.05 %, and sin looks flat at the steps 8^k times that).
    /// </summary>
    internal int StepMultiplier { get; init; } = Multipliers[0];

    /// <summary>Options for a function of one variable defined on [lower, upper].</summary>
    public static DifferenceOptions Within(double lower, double upper) => new() { Lower = [lower], Upper = [upper] };

    /// <summary>Whether every fourth power of two below the steps used is probed: before a claim is contradicted.</summary>
    internal bool ThoroughProbes { get; init; }

    /// <summary>The options of an independent second ladder.</summary>
    internal DifferenceOptions Independent() => this with { StepMultiplier = Multipliers[1], ThoroughProbes = true };

    internal static IReadOnlyList<int> Multipliers { get; } = [1437, 1827, 1239];

    internal double LowerOf(int index) => Lower is null ? double.NegativeInfinity : Lower[index];

    internal double UpperOf(int index) => Upper is null ? double.PositiveInfinity : Upper[index];

    internal double TypicalOf(int index)
    {
        double typical = TypicalScale is null ? 1 : Math.Abs(TypicalScale[index]);
        return typical > 0 && double.IsFinite(typical) ? typical : 1;
    }

    internal void Require(int dimension)
    {
        RequireLength(Lower, dimension, nameof(Lower));
        RequireLength(Upper, dimension, nameof(Upper));
        RequireLength(TypicalScale, dimension, nameof(TypicalScale));
    }

    // Apart, so that it is built after the multipliers.
    private static class Shared
    {
        public static readonly DifferenceOptions Instance = new();
    }

    private static void RequireLength(IReadOnlyList<double>? list, int dimension, string name)
    {
        if (list is not null && list.Count != dimension)
            throw new ArgumentException($"{name} has {list.Count} entries for {dimension} coordinates.", name);
    }
}
