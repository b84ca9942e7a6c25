using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>
/// Confirms many components of a gradient by one directional derivative, and halves the set where it fails. A component counts as
/// confirmed only when the deviation, were it all its own, would be within the tolerance; the others are judged one by one.
/// </summary>
internal sealed class GradientBisection(BlackBox box, double[] claim, double tolerance)
{
    private readonly DerivativeJudgement[] _judgements = new DerivativeJudgement[claim.Length];
    private ulong _seed = box.Options.Seed;

    public DerivativeJudgement[] Run(bool useDirections)
    {
        int[] all = [.. Enumerable.Range(0, claim.Length)];
        if (!useDirections || !double.IsFinite(box.Value))
            JudgeEach(all);
        else
            JudgeTogether(all, directions: 2);
        return _judgements;
    }

    private void JudgeTogether(int[] set, int directions)
    {
        // NaN would spoil every sum, and 0 has no relative error.
        int[] single = [.. set.Where(i => claim[i] == 0 || !double.IsFinite(claim[i]))];
        JudgeEach(single);
        int[] rest = [.. set.Except(single)];
        if (rest.Length <= 3)
        {
            JudgeEach(rest);
            return;
        }
        double[] weights = WeightsOf(rest);
        double deviation = 0;
        DerivativeEstimate estimate = default;
        for (int k = 0; k < directions && double.IsFinite(deviation); k++)
        {
            double[] direction = DirectionOf(rest, weights);
            estimate = Along(direction);
            deviation = Math.Max(deviation, DeviationOf(direction, estimate));
        }
        if (double.IsFinite(deviation))
            Confirm(rest, weights, deviation, estimate);
        else
        {
            JudgeTogether(rest[..(rest.Length / 2)], directions: 1);
            JudgeTogether(rest[(rest.Length / 2)..], directions: 1);
        }
    }

    /// <summary>
    /// Every term of g·v of about the same size, so that an error of 1e-6 in any of them shows; but no coordinate moves further than
    /// its own size. Powers of two, for exact steps.
    /// </summary>
    private double[] WeightsOf(int[] set)
    {
        double[] sizes = [.. set.Select(i => Math.Max(Math.Abs(box.Point[i]), box.Options.TypicalOf(i)))];
        double[] terms = [.. set.Select((i, k) => Math.Abs(claim[i]) * sizes[k]).Order()];
        double middle = terms[terms.Length / 2];
        return [.. set.Select((i, k) => Math.ScaleB(1, Math.ILogB(Math.Min(sizes[k], middle / Math.Abs(claim[i])))))];
    }

    private double[] DirectionOf(int[] set, double[] weights)
    {
        double[] random = SparseDifference.RandomDirection(weights, _seed++);
        var direction = new double[box.Dimension];
        for (int k = 0; k < set.Length; k++)
            direction[set[k]] = random[k];
        return direction;
    }

    private DerivativeEstimate Along(double[] direction)
    {
        DifferenceOptions options = box.Options;
        var samples = new LineSamples(
            t => box.Along(direction, t), double.NegativeInfinity, double.PositiveInfinity, options.MaxCalls, options.CancellationToken);
        samples.Know(0, box.Value);
        return new RichardsonLadder(samples, 0, typical: 1, options, argumentSize: 1).Run().First;
    }

    /// <summary>Largest error the claim may have along the direction; infinite when it contradicts the difference or that one failed.</summary>
    private double DeviationOf(double[] direction, DerivativeEstimate estimate)
    {
        double product = 0, size = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            double term = direction[i] == 0 ? 0 : claim[i] * direction[i];
            product += term;
            size += Math.Abs(term);
        }
        double bound = estimate.ErrorBound + 8 * UnitRoundoff * size, gap = Math.Abs(product - estimate.Value);
        return estimate.Status == EstimateStatus.Ok && gap <= 3 * bound ? gap + 3 * bound : double.PositiveInfinity;
    }

    private void Confirm(int[] set, double[] weights, double deviation, DerivativeEstimate estimate)
    {
        List<int> open = [];
        for (int k = 0; k < set.Length; k++)
        {
            int i = set[k];
            double size = Math.Abs(claim[i]), error = deviation / weights[k];
            if (!(2 * error <= tolerance * size))
            {
                open.Add(i);
                continue;
            }
            DerivativeEstimate own = estimate with { Value = claim[i], ErrorBound = error, Scale = size };
            double digits = Math.Clamp(-Math.Log10(error / size), 0, 16);
            _judgements[i] = new(Judgement.Agree, JudgementReason.None, claim[i], own, digits, error / size, size);
        }
        JudgeEach(open);
    }

    private void JudgeEach(IEnumerable<int> set)
    {
        foreach (int i in set)
        {
            double scale = Math.Abs(box.Value) / Math.Max(Math.Abs(box.Point[i]), box.Options.TypicalOf(i));
            _judgements[i] = DerivativeJudge.Judge(claim[i], box.RunLadder(i).First, () => box.RunLadderAgain(i).First, tolerance, scale);
        }
    }
}
