namespace Symbolic.FiniteDifferences;

/// <summary>
/// Tells a kink from a steep bend: at a kink the second difference times h, the jump of the slope, stays the same from rung to
/// rung; where f is smooth it halves.
/// </summary>
internal static class KinkTest
{
    private const int Rungs = 4;
    private const int Looks = 10;

    /// <summary>The jump of the slope (right minus left), or 0 when there is none.</summary>
    public static double JumpOf(StepDifferences differences, RichardsonTableau second, double smallest)
    {
        int last = second.Rows - 1;
        while (last >= 0 && !IsAboveNoise(second, last))
            last--;
        if (last + 1 < Rungs)
            return 0;
        double jump = second.Quotient(last) * second.Step(last);
        for (int row = last; row > last - Rungs; row--)
        {
            double here = second.Quotient(row) * second.Step(row);
            if (!IsAboveNoise(second, row) || !(here / jump is > 0.75 and < 1.34))
                return 0;
        }
        return Persists(differences, jump, second.Step(last), smallest) ? jump : 0;
    }

    // A rounded corner looks like a kink at steps above its radius: look again as far down as rounding lets one see.
    private static bool Persists(StepDifferences differences, double jump, double step, double smallest)
    {
        double h = step / 8;
        for (int look = 0; look < Looks && h >= smallest; look++, h /= 8)
        {
            StepDifference d = differences.At(h);
            double noise = 1e-15 * d.Magnitude(2, differences.ArgumentSize) / h;
            if (!d.IsFinite || 20 * noise > Math.Abs(jump))
                return true;
            if (!(d.Second * h / jump is > 0.6 and < 1.67))
                return false;
        }
        return true;
    }

    private static bool IsAboveNoise(RichardsonTableau second, int row) =>
        Math.Abs(second.Quotient(row)) > 20 * second.QuotientNoise(row);
}
