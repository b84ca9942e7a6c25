using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>What the larger steps of a scan have shown.</summary>
internal sealed class ScanHistory
{
    private readonly List<double> _values = [];
    private double _previous;
    private int _flat;

    /// <summary>Whether first quotients, not 0, agreed at least roughly.</summary>
    public bool HadSlope { get; set; }

    /// <summary>Whether a second quotient stood clear of rounding.</summary>
    public bool HadBend { get; private set; }

    /// <summary>The jump of the slope, when h·S kept its size over three steps.</summary>
    public double Jump { get; private set; }

    public void Add(StepDifference d, double step, double noise)
    {
        double change = d.Second * step;
        bool isClear = Math.Abs(d.Second) > 20 * noise;
        HadBend |= isClear;
        _flat = isClear && Math.Abs(change - _previous) < 0.12 * Math.Abs(change) ? _flat + 1 : 0;
        if (_flat >= 2)
            Jump = Math.Abs(change);
        _previous = change;
        _values.Add(d.Plus);
        _values.Add(d.Minus);
    }

    /// <summary>Whether f at the larger steps differs from f(x) by whole multiples of the smallest difference.</summary>
    public bool IsQuantised(double centre)
    {
        double[] changes = [.. _values.Select(value => Math.Abs(value - centre)).Where(change => change > 0 && double.IsFinite(change))];
        changes = [.. changes.Distinct()];
        if (changes.Length < 3)
            return false;
        double quantum = changes.Min();
        double rounding = 8 * UnitRoundoff * Math.Max(Math.Abs(centre), changes.Max()) / quantum;
        return rounding < 0.01 && Array.TrueForAll(changes, change => IsWhole(change / quantum, rounding));
    }

    private static bool IsWhole(double ratio, double rounding) => Math.Abs(ratio - Math.Round(ratio)) <= rounding * (1 + ratio);
}
