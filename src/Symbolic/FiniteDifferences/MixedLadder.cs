using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>
/// The mixed second derivative of one pair of coordinates. Both steps start where the coordinates' own second derivatives
/// started and are halved together; the values on the axes are already known, so a rung costs two calls.
/// </summary>
internal sealed class MixedLadder(BlackBox box, int i, int j, LadderResult ladderI, LadderResult ladderJ)
{
    private const double Goal = 2e-14;
    private const int ExtraRungs = 3;
    private const int ConfirmingRungs = 4;
    private const double Unconfirmed = 1e-8;
    private const int Shrinkings = 12;
    private const int ProbeCount = 6;
    private const double Resolved = 1e-4;

    private int _calls;

    public DerivativeEstimate Run()
    {
        double hi = ladderI.SecondTop, hj = ladderJ.SecondTop;
        if (!(hi > 0 && hj > 0) || !double.IsFinite(box.Value))
            return DerivativeEstimate.None(0);
        for (int shrink = 0; shrink < Shrinkings; shrink++, hi /= 4, hj /= 4)
        {
            foreach (Orientation orientation in Orientations())
            {
                if (!double.IsFinite(Quotient(orientation, hi, hj).Value))
                    continue;
                DerivativeEstimate estimate = Descend(orientation, hi, hj);
                return box.Options.ThoroughProbes && estimate.IsReliable ? Examine(estimate, orientation) : estimate;
            }
        }
        return DerivativeEstimate.None(_calls);
    }

    /// <summary>Central along one of the diagonals where both coordinates allow it, else one quadrant.</summary>
    private IEnumerable<Orientation> Orientations()
    {
        if (ladderI.Side == 0 && ladderJ.Side == 0)
        {
            yield return new(1, 1, IsCentral: true);
            yield return new(1, -1, IsCentral: true);
        }
        foreach (int si in ladderI.Side == 0 ? (int[])[1, -1] : [ladderI.Side])
        {
            foreach (int sj in ladderJ.Side == 0 ? (int[])[1, -1] : [ladderJ.Side])
                yield return new(si, sj, IsCentral: false);
        }
    }

    private DerivativeEstimate Descend(Orientation orientation, double hi, double hj)
    {
        RichardsonTableau tableau = New(orientation);
        int holes = 0;
        int rungs = Math.Max(ladderI.SecondColumn, ladderJ.SecondColumn) + ExtraRungs;
        TableauEntry best = TableauEntry.None;
        // An entry with nothing below it to confirm it, or only a coarser column beside it, is worth the two calls of another rung.
        for (int rung = 0; rung < rungs || (rung < rungs + ConfirmingRungs && IsUnconfirmed(tableau, best)); rung++, hi /= 2, hj /= 2)
        {
            (double value, double size) = Quotient(orientation, hi, hj);
            if (!double.IsFinite(value))
            {
                // A hole of the domain lies between the larger steps and the point: what was seen beyond it does not count.
                if (++holes > Shrinkings)
                    break;
                (tableau, best, rung) = (New(orientation), TableauEntry.None, -1);
                continue;
            }

            tableau.Append(Math.Sqrt(hi * hj), value, size);
            best = tableau.Choose(0);
            if (tableau.IsExhausted(best, Goal))
                break;
        }
        double sigma = tableau.NoiseBelow(best);
        best = tableau.Choose(sigma);
        return Conclude(tableau, best, sigma, orientation);
    }

    private static RichardsonTableau New(Orientation orientation) =>
        new(orientation.IsCentral ? DifferenceRule.CentralSecond : DifferenceRule.OneSidedSecond);

    private static bool IsUnconfirmed(RichardsonTableau tableau, TableauEntry best) =>
        best.Row == tableau.Rows - 1 || best.Bound > Unconfirmed * tableau.ScaleOf(best);

    private DerivativeEstimate Conclude(RichardsonTableau tableau, TableauEntry best, double sigma, Orientation orientation)
    {
        if (!best.Exists || !double.IsFinite(best.Value) || tableau.Rows < 2)
            return DerivativeEstimate.None(_calls) with { Status = EstimateStatus.Inconclusive };
        // ∂³f/∂x²∂y·h is about the truncation of the plain quotient at the largest step.
        double truncation = Math.Abs(tableau.Quotient(best.Top) - best.Value);
        double scale = Math.Max(Math.Abs(box.Point[i]) / ladderI.SecondTop, Math.Abs(box.Point[j]) / ladderJ.SecondTop);
        double bound = (best.Bound + 6 * UnitRoundoff * scale * truncation) * (orientation.IsCentral ? 2 : 4);
        double step = tableau.Step(best.Row);
        bool vague = !(bound <= 0.1 * Math.Abs(best.Value)) && !(bound <= 1e-6 * Math.Abs(box.Value) / step / step);
        EstimateStatus status = Worst(vague ? EstimateStatus.Inconclusive : orientation.IsCentral ? EstimateStatus.Ok : EstimateStatus.OneSided);
        return new(best.Value, bound, sigma, step, _calls, status) { Scale = tableau.ScaleOf(best) };
    }

    // A kink or a second scale along either axis makes the mixed derivative doubtful too.
    private EstimateStatus Worst(EstimateStatus own)
    {
        foreach (EstimateStatus status in (ReadOnlySpan<EstimateStatus>)[ladderI.Second.Status, ladderJ.Second.Status])
        {
            if (status is EstimateStatus.Kink or EstimateStatus.TwoScale or EstimateStatus.NonFinite)
                return status;
        }
        return own;
    }

    /// <summary>
    /// Compares with quotients at every fourth power of two below the coordinates' sizes. One that rounding does not explain shows
    /// structure that the steps have jumped over, and the ladder is run again from there.
    /// </summary>
    private DerivativeEstimate Examine(DerivativeEstimate coarse, Orientation orientation)
    {
        double ratio = Math.Sqrt(ladderI.SecondTop) / Math.Sqrt(ladderJ.SecondTop);
        double usedI = coarse.Step * ratio, usedJ = coarse.Step / ratio;
        double truncation = Math.Abs(Quotient(orientation, usedI, usedJ).Value - coarse.Value);
        foreach ((double hi, double hj) in Probes(usedI, usedJ))
        {
            (double value, double size) = Quotient(orientation, hi, hj);
            double gap = Math.Abs(value - coarse.Value), closer = Math.Max(hi / usedI, hj / usedJ);
            double expected = coarse.ErrorBound + 6 * UnitRoundoff * size / hi / hj + truncation * (orientation.IsCentral ? closer * closer : closer);
            double noise = 6 * coarse.NoiseLevel / hi / hj;
            if (!(double.IsFinite(gap) && gap > 10 * expected) || (gap <= 10 * (expected + noise) && IsNoiseReal(orientation, hi, hj, noise)))
                continue;
            DerivativeEstimate finer = Descend(orientation, hi, hj);
            if (!finer.IsReliable || finer.ErrorBound > Resolved * Math.Abs(finer.Value))
                return coarse with { Status = EstimateStatus.Inconclusive, ErrorBound = Math.Max(gap, coarse.ErrorBound), Calls = _calls };
            if (Math.Abs(finer.Value - coarse.Value) > finer.ErrorBound + coarse.ErrorBound)
                return finer with { Status = EstimateStatus.TwoScale, OtherScaleValue = coarse.Value };
        }
        return coarse with { Calls = _calls };
    }

    /// <summary>Noise of f is as large here as anywhere; what the larger steps took for noise may be structure, which is smooth at small ones.</summary>
    private bool IsNoiseReal(Orientation orientation, double hi, double hj, double noise) =>
        !(Math.Abs(Quotient(orientation, hi / 2, hj / 2).Value - Quotient(orientation, hi, hj).Value) < 0.02 * noise);

    /// <summary>Steps below those used, down to where rounding leaves nothing to see.</summary>
    private IEnumerable<(double Hi, double Hj)> Probes(double usedI, double usedJ)
    {
        for (int k = 1; k <= ProbeCount; k++)
        {
            double hi = Below(ladderI.SecondTop, Math.Min(usedI, SizeOf(i) * Math.ScaleB(1, -4 * k)));
            double hj = Below(ladderJ.SecondTop, Math.Min(usedJ, SizeOf(j) * Math.ScaleB(1, -4 * k)));
            if (hi < usedI / 2 || hj < usedJ / 2)
                yield return (hi, hj);
        }
    }

    private double SizeOf(int index) => Math.Max(Math.Abs(box.Point[index]), box.Options.TypicalOf(index));

    /// <summary>The step, halved until it is no larger than a limit, so that x ± h stays exact.</summary>
    private static double Below(double step, double limit) => step > limit ? Math.ScaleB(step, (int)Math.Floor(Math.Log2(limit / step))) : step;

    private (double Value, double Size) Quotient(Orientation orientation, double hi, double hj)
    {
        (double value, double size) = Quadrant(orientation.SideI * hi, orientation.SideJ * hj);
        if (!orientation.IsCentral || !double.IsFinite(value))
            return (value, size);
        (double opposite, double oppositeSize) = Quadrant(-orientation.SideI * hi, -orientation.SideJ * hj);
        return (value / 2 + opposite / 2, Math.Max(size, oppositeSize));
    }

    /// <summary>[f(x+a+b) - f(x+a) - (f(x+b) - f(x))]/(ab), and the largest |f| in it.</summary>
    private (double Value, double Size) Quadrant(double a, double b)
    {
        double xi = box.Point[i] + a, xj = box.Point[j] + b;
        double corner = Corner(xi, xj), alongI = box.Lines[i].At(xi), alongJ = box.Lines[j].At(xj);
        double size = Math.Max(Math.Max(Math.Abs(corner), Math.Abs(alongI)), Math.Max(Math.Abs(alongJ), Math.Abs(box.Value)));
        return ((corner - alongI - (alongJ - box.Value)) / a / b, size);
    }

    private double Corner(double xi, double xj)
    {
        if (_calls >= box.Options.MaxCalls)
            return double.NaN;
        _calls++;
        return box.ValueAt([i, j], [xi, xj]);
    }

    private readonly record struct Orientation(int SideI, int SideJ, bool IsCentral);
}
