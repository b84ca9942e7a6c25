using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>Where a ladder begins: which sides of the point are usable, and the largest step at which differences converge.</summary>
internal sealed class StepSearch(LineSamples samples, double x, double typical, int multiplier)
{
    private const int ScanSteps = 13;

    private readonly double _mantissa = multiplier / 1024.0;

    /// <summary>Size used where |x| is smaller.</summary>
    public double Typical => typical;

    /// <summary>Smallest step of a scan that converged; a probe there costs nothing.</summary>
    public double SmallestScanned { get; private set; }

    /// <summary>Largest step of the family multiplier/1024·2^e that is not above the given length by more than its mantissa.</summary>
    public double StepNear(double length) =>
        _mantissa * Math.ScaleB(1, Math.Max(-1060, (int)Math.Floor(Math.Log2(length))));

    /// <summary>
    /// First step and side: 0 when both sides of x are in the domain, ±1 when only that one is, NaN step when none is.
    /// </summary>
    public (double Step, int Side) Start()
    {
        double size = Math.Max(Math.Abs(x), typical);
        double step = StepNear(Math.Min(size, double.MaxValue / 64) / 8);
        if (Neighbours(step) == Sides.Both)
            return (step, 0);
        double room = Math.Min(x - samples.Lower, samples.Upper - x);
        if (room > 0 && room / 1.2 < step)
            step = StepNear(room / 1.2);
        else if (x != 0 && Math.Abs(x) < typical)
            step = StepNear(Math.Abs(x) / 4);
        return room > 0 ? Shrink(step) : OneSided(step);
    }

    private (double Step, int Side) Shrink(double step)
    {
        double smallest = SmallestStep();
        for (int trial = 1; step >= smallest; trial++, step /= 16)
        {
            Sides sides = Neighbours(step);
            if (sides == Sides.Both)
                return (step, 0);
            // An edge, unless the missing side exists close to x: then it was overflow or a pole further out.
            if (trial == 4 && sides != Sides.None && Neighbours(Math.Max(smallest, step * Math.ScaleB(1, -24))) == sides)
                return OneSided(step * 4096);
        }
        return OneSided(smallest * 4096);
    }

    private (double Step, int Side) OneSided(double step)
    {
        double smallest = SmallestStep();
        for (; step >= smallest; step /= 16)
        {
            foreach (int side in (ReadOnlySpan<int>)[1, -1])
            {
                if (IsFinite(x + side * step) && IsFinite(x + 2 * side * step))
                    return (step, side);
            }
        }
        return (double.NaN, 0);
    }

    /// <summary>Below this x ± h is no longer exact.</summary>
    public double SmallestStep() => Math.Max(x == 0 ? typical * 1e-280 : Math.Abs(x) * Math.ScaleB(1, -40), 1e-305);

    private Sides Neighbours(double step) =>
        (IsFinite(x + step) ? Sides.Right : Sides.None) | (IsFinite(x - step) ? Sides.Left : Sides.None);

    private bool IsFinite(double t) => double.IsFinite(samples.At(t));

    /// <summary>
    /// Goes down by eights to the first step at which three quotients of the first and of the second derivative agree. Failing
    /// that, the first at which those of the first derivative agree; failing that, the step it began with.
    /// </summary>
    /// <remarks>
    /// Quotients that are exactly 0 below steps where they were not are what values stored with few digits look like, not
    /// convergence; unless the slope jumps by the same amount at the larger steps: then a straight piece ends at a kink nearby.
    /// </remarks>
    public (double Step, bool Converged) Scan(StepDifferences differences, double start)
    {
        double onlyFirst = double.NaN;
        var seen = new ScanHistory();
        foreach (double step in ScanSequence(start))
        {
            seen.Add(differences.At(step), step, Noise(differences.At(step), step, 2));
            bool agrees = Agree(differences, step, 1);
            bool isRough = agrees || AgreeRoughly(differences, step);
            bool isStored = IsZeroBelow(differences, step, 1) && (seen.HadSlope || seen.IsQuantised(differences.Centre));
            if (agrees && !(isStored && seen.Jump == 0))
            {
                bool isSpurious = (seen.HadBend && seen.Jump == 0 && IsZeroBelow(differences, step, 2))
                    || DrownsIn(differences, step / 64, seen.Jump)
                    || (onlyFirst > step && seen.Jump == 0 && IsBelowNoise(differences, step));
                if (!isSpurious && Agree(differences, step, 2) && !(onlyFirst > step && IsStoredCoarsely(differences, onlyFirst)))
                {
                    SmallestScanned = step / 64;
                    return (step, true);
                }
                if (double.IsNaN(onlyFirst))
                    onlyFirst = step;
            }
            seen.HadSlope |= isRough && differences.At(step).First != 0;
        }
        return (double.IsNaN(onlyFirst) ? start : onlyFirst, false);
    }

    private static bool AgreeRoughly(StepDifferences differences, double step)
    {
        double a = differences.At(step).First, b = differences.At(step / 8).First, c = differences.At(step / 64).First;
        return Close(a, b, 0.2, 0) && Close(b, c, 0.2, 0) && Close(a, c, 0.2, 0);
    }

    private static bool IsZeroBelow(StepDifferences differences, double step, int order) =>
        differences.At(step / 8).Of(order) == 0 && differences.At(step / 64).Of(order) == 0;

    /// <summary>
    /// Whether second quotients agree only because rounding is larger than all of them. Where the first ones have converged at a larger
    /// step, that is no convergence: an inner term such as x - 42444 is constant, as computed, over steps as small as that.
    /// </summary>
    private static bool IsBelowNoise(StepDifferences differences, double step) =>
        IsBelowNoiseAt(differences, step) && IsBelowNoiseAt(differences, step / 8) && IsBelowNoiseAt(differences, step / 64);

    private static bool IsBelowNoiseAt(StepDifferences differences, double step) =>
        Math.Abs(differences.At(step).Second) <= Noise(differences.At(step), step, 2);

    /// <summary>
    /// Whether f is the same at close neighbours though its slope at a larger step says it should not be: its values are stored with
    /// few digits, and agreement at small steps is a coincidence of whole numbers.
    /// </summary>
    private bool IsStoredCoarsely(StepDifferences differences, double step)
    {
        StepDifference d = differences.At(step);
        double near = StepNear(Math.ScaleB(x == 0 ? typical : Math.Abs(x), -39));
        return Math.Abs(d.First) * near > 4 * UnitRoundoff * d.SecondSize
            && samples.At(x + near) == differences.Centre && samples.At(x - near) == differences.Centre;
    }

    /// <summary>
    /// Where a kink was seen at larger steps, quotients whose rounding reaches the jump agree with anything and prove nothing.
    /// </summary>
    private static bool DrownsIn(StepDifferences differences, double step, double jump) =>
        jump != 0 && Noise(differences.At(step), step, 1) > 0.1 * jump;

    private IEnumerable<double> ScanSequence(double start)
    {
        double smallest = SmallestStep(), step = start;
        for (int k = 0; k < ScanSteps && step >= smallest; k++, step /= 8)
            yield return step;
        double near = x == 0 ? 0 : StepNear(Math.Abs(x) / 4);
        if (near >= step)
            yield break;
        for (int k = 0; k < ScanSteps && near >= smallest; k++, near /= 8)
            yield return near;
    }

    private static bool Agree(StepDifferences differences, double step, int order)
    {
        StepDifference a = differences.At(step), b = differences.At(step / 8), c = differences.At(step / 64);
        if (!double.IsFinite(a.First) || !double.IsFinite(b.First) || !double.IsFinite(c.First))
            return false;
        double tolerance = order == 1 ? 0.2 : 0.3;
        double na = Noise(a, step, order), nb = Noise(b, step / 8, order), nc = Noise(c, step / 64, order);
        double da = a.Of(order), db = b.Of(order), dc = c.Of(order);
        return Close(da, db, tolerance, na + nb)
            && Close(db, dc, tolerance, nb + nc)
            && Close(da, dc, tolerance, na + nc)
            && Math.Abs(db - dc) <= Math.Abs(da - db) / 4 + nb + nc;
    }

    private static double Noise(StepDifference d, double step, int order) => order == 1
        ? 4 * UnitRoundoff * d.FirstSize / step
        : 16 * UnitRoundoff * d.SecondSize / step / step;

    private static bool Close(double a, double b, double tolerance, double noise) =>
        Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b)) + noise;

    [Flags]
    private enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
        Both = 3,
    }
}
