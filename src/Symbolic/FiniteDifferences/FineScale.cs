using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>
/// Compares a converged estimate with differences at much finer steps. A disagreement that neither noise nor truncation explains
/// is structure at a finer scale, and the ladder is run again there.
/// </summary>
internal sealed class FineScale(StepDifferences differences, StepSearch search, LadderDescent descent, RichardsonLadder ladder, bool isThorough)
{
    private readonly double _x = differences.X;

    public (DerivativeEstimate First, DerivativeEstimate Second) Examine(DerivativeEstimate first, DerivativeEstimate second)
    {
        if (!descent.BestFirst.Exists)
            return (first, second);
        foreach (double probe in isThorough ? ManyProbes() : Probes())
        {
            double gap = GapAt(probe, first, descent.Sigma);
            if (gap == 0)
                continue;
            // A noise that would explain the gap is believed if it shows between neighbours as well.
            double noise = gap * probe / 0.71;
            if (!IsNoiseReal(noise, probe))
                return Resolve(probe, gap, first, second);
            descent.AssumeNoise(noise);
            (first, second) = ladder.Conclude(descent, differences);
        }
        return IsSuspicious(first) ? ExamineNoise(first, second) : (first, second);
    }

    private bool IsSuspicious(DerivativeEstimate first) =>
        first.NoiseLevel > 30 * UnitRoundoff * descent.First.Magnitude(descent.First.Rows - 1) && !IsNoiseReal(first.NoiseLevel, first.Step);

    /// <summary>
    /// What passed for noise but is smooth between neighbours may be structure: then quotients converge to its slope at some step.
    /// Not below 2^-28 of x, where the rounding of an inner term, constant between close neighbours, looks the same.
    /// </summary>
    private (DerivativeEstimate First, DerivativeEstimate Second) ExamineNoise(DerivativeEstimate first, DerivativeEstimate second)
    {
        foreach (double probe in ManyProbes())
        {
            double gap = GapAt(probe, first, sigma: 0);
            if (gap == 0 || probe < FinestScale())
                continue;
            StepDifference here = differences.At(probe), finer = differences.At(probe / 8);
            double rounding = 6 * UnitRoundoff * finer.Magnitude(1, differences.ArgumentSize) / probe * 8;
            if (Math.Abs(here.First - finer.First) <= 0.2 * gap + rounding)
                return Resolve(probe, gap, first, second);
        }
        return (first, second);
    }

    /// <summary>By how much the quotient at a probe differs from the estimate, 0 when that can be explained.</summary>
    private double GapAt(double probe, DerivativeEstimate first, double sigma)
    {
        StepDifference d = differences.At(probe);
        double gap = Math.Abs(d.First - first.Value);
        return double.IsFinite(d.First) && gap > 10 * Expected(probe, d, first, sigma) ? gap : 0;
    }

    private IEnumerable<double> Probes()
    {
        double step = descent.First.Step(descent.BestFirst.Row);
        double scanned = search.SmallestScanned > 0 ? search.SmallestScanned : step / 512;
        return Below([scanned, step / 262144, _x == 0 ? 0 : search.StepNear(Math.Abs(_x) / 8)]);
    }

    private IEnumerable<double> ManyProbes()
    {
        double size = Math.Max(Math.Abs(_x), search.Typical);
        return Below([.. Enumerable.Range(2, 8).Select(k => search.StepNear(Math.ScaleB(size, -4 * k)))]).Union(Probes());
    }

    private double FinestScale() => Math.ScaleB(Math.Max(Math.Abs(_x), search.Typical), -28);

    private IEnumerable<double> Below(double[] probes)
    {
        double smallest = search.SmallestStep(), last = descent.First.Step(descent.First.Rows - 1);
        return probes.Where(probe => probe >= smallest && probe < last);
    }

    // What the quotient at a probe may be off by: rounding, noise, truncation fitted to the ladder, and the estimate's own bound.
    private double Expected(double probe, StepDifference d, DerivativeEstimate first, double sigma)
    {
        double noise = 1.5 * UnitRoundoff * d.Magnitude(1, differences.ArgumentSize) / probe + 3 * 0.71 * sigma / probe;
        double truncation = 0;
        // From the smallest steps: at the larger ones higher powers of h take over.
        for (int row = Math.Max(0, descent.BestFirst.Row - 1); row <= descent.BestFirst.Row; row++)
        {
            double scale = probe / descent.First.Step(row);
            truncation = Math.Max(truncation, Math.Abs(descent.First.Quotient(row) - first.Value) * scale * scale);
        }
        return noise + truncation + first.ErrorBound;
    }

    private double Neighbour(double probe) => _x == 0
        ? probe * Math.ScaleB(1, -12)
        : Math.Max(search.SmallestStep(), search.StepNear(Math.Abs(_x) * Math.ScaleB(1, -39)));

    /// <summary>
    /// Noise of the function is as large between neighbours as anywhere, or 0 where a slope would show, when values are stored with
    /// few digits; structure at a fine scale is smooth between neighbours.
    /// </summary>
    private bool IsNoiseReal(double sigma, double probe)
    {
        double step = Neighbour(probe);
        double plus = differences.Samples.At(_x + step), minus = differences.Samples.At(_x - step);
        if (plus == minus && plus == differences.Centre)
            return Math.Abs(descent.BestFirst.Value) * step > 4 * UnitRoundoff * descent.First.LargestMagnitude;
        double slope = 2 * step * descent.BestFirst.Value;
        return !(Math.Abs(plus - minus - slope) < 0.02 * sigma && Math.Abs(plus + minus - 2 * differences.Centre) < 0.02 * sigma);
    }

    private (DerivativeEstimate First, DerivativeEstimate Second) Resolve(
        double probe, double gap, DerivativeEstimate first, DerivativeEstimate second)
    {
        if (ladder.KinkAt(differences, descent, descent.Top) is { } kink)
            return (kink, RichardsonLadder.NoSecond(kink));
        double smallest = search.SmallestStep();
        (DerivativeEstimate First, DerivativeEstimate Second)? best = null;
        foreach (double start in Starts(probe))
        {
            if (start < smallest * 16)
                continue;
            LadderDescent finer = LadderDescent.Run(differences, start, smallest);
            (DerivativeEstimate First, DerivativeEstimate Second) found = ladder.Conclude(finer, differences);
            bool repeats = Math.Abs(found.First.Value - first.Value) <= found.First.ErrorBound + first.ErrorBound;
            if (repeats || !found.First.IsReliable)
                continue;
            if (best is null || found.First.ErrorBound < best.Value.First.ErrorBound)
                best = found;
            if (IsResolved(best.Value.First))
                break;
        }
        if (best is not { } fine || !IsResolved(fine.First))
        {
            gap = best is { } seen ? Math.Max(gap, Math.Abs(seen.First.Value - first.Value)) : gap;
            return (Doubtful(first, gap), Doubtful(second, double.PositiveInfinity));
        }
        // A coarse value that meant nothing is no second opinion.
        return first.IsReliable ? (TwoScale(fine.First, first.Value), TwoScale(fine.Second, second.Value)) : fine;
    }

    private IEnumerable<double> Starts(double probe)
    {
        (double top, bool converged) = search.Scan(differences, descent.Top / 64);
        if (converged)
            yield return top;
        yield return probe * 8;
        yield return probe;
        yield return probe / 64;
    }

    private bool IsResolved(DerivativeEstimate fine) =>
        fine.Step > Math.Abs(_x) * Math.ScaleB(1, -20) && fine.ErrorBound < 1e-4 * Math.Abs(fine.Value);

    private static DerivativeEstimate TwoScale(DerivativeEstimate fine, double other) =>
        fine with { Status = EstimateStatus.TwoScale, OtherScaleValue = other };

    private static DerivativeEstimate Doubtful(DerivativeEstimate coarse, double gap) =>
        coarse with { Status = EstimateStatus.Inconclusive, ErrorBound = Math.Max(coarse.ErrorBound, gap) };
}
