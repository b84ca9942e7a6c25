namespace Symbolic.FiniteDifferences;

/// <summary>
/// Both tableaus of one ladder: from a largest step downward by halves until rounding takes over, and upward by eights while
/// rounding, not truncation, limits the result.
/// </summary>
internal sealed class LadderDescent
{
    private const int MaxRungs = 26;
    private const double FirstGoal = 4e-15;
    private const double SecondGoal = 2e-14;

    private readonly StepDifferences _differences;

    private LadderDescent(StepDifferences differences, double top)
    {
        _differences = differences;
        Top = top;
        First = new RichardsonTableau(DifferenceRule.Of(1, differences.Side));
        Second = new RichardsonTableau(DifferenceRule.Of(2, differences.Side));
    }

    public double Top { get; }

    public RichardsonTableau First { get; }

    public RichardsonTableau Second { get; }

    public TableauEntry BestFirst { get; private set; } = TableauEntry.None;

    public TableauEntry BestSecond { get; private set; } = TableauEntry.None;

    /// <summary>Noise of f as seen by the first-derivative tableau.</summary>
    public double Sigma { get; private set; }

    /// <summary>Noise of f as seen by the second-derivative tableau.</summary>
    public double SecondSigma { get; private set; }

    public static LadderDescent Run(StepDifferences differences, double top, double smallest)
    {
        LadderDescent descent = Descend(differences, top, smallest);
        for (int growth = 0; growth < 12 && descent.IsLimitedByNoise(); growth++)
        {
            double larger = descent.Top * 8;
            if (!differences.IsInside(larger) || (differences.Side != 0 && !differences.IsInside(2 * larger)))
                break;
            LadderDescent grown = Descend(differences, larger, smallest);
            bool gained = grown.BestFirst.Bound < descent.BestFirst.Bound / 2 || grown.BestSecond.Bound < descent.BestSecond.Bound / 2;
            if (!gained || !Agree(descent.BestFirst, grown.BestFirst) || !Agree(descent.BestSecond, grown.BestSecond))
                break;
            descent = grown;
        }
        return descent;
    }

    // Above a bounded fine structure another slope may look converged.
    private static bool Agree(TableauEntry a, TableauEntry b) => Math.Abs(a.Value - b.Value) <= 4 * (a.Bound + b.Bound);

    private static LadderDescent Descend(StepDifferences differences, double top, double smallest)
    {
        var descent = new LadderDescent(differences, top);
        double step = top;
        for (int rung = 0; rung < MaxRungs && step >= smallest && descent.Append(step); rung++, step /= 2)
        {
            descent.BestFirst = descent.First.Choose(0);
            descent.BestSecond = descent.Second.Choose(0);
            if (descent.First.IsExhausted(descent.BestFirst, FirstGoal) && descent.Second.IsExhausted(descent.BestSecond, SecondGoal))
                break;
        }
        descent.LearnNoise();
        return descent;
    }

    private bool Append(double step)
    {
        StepDifference d = _differences.At(step);
        if (!double.IsFinite(d.First))
            return false;
        First.Append(step, d.First, d.Magnitude(1, _differences.ArgumentSize));
        // The second quotient overflows before the first does.
        if (double.IsFinite(d.Second) && Second.Rows == First.Rows - 1)
            Second.Append(step, d.Second, d.Magnitude(2, _differences.ArgumentSize));
        return true;
    }

    private void LearnNoise()
    {
        Sigma = First.NoiseBelow(BestFirst);
        SecondSigma = Second.NoiseBelow(BestSecond);
        // Both see the same noise; one-sided tableaus see half-integer powers as well, which are no noise.
        if (_differences.Side == 0)
            Sigma = SecondSigma = Math.Max(Sigma, SecondSigma);
        BestFirst = First.Choose(Sigma);
        BestSecond = Second.Choose(SecondSigma);
    }

    /// <summary>Chooses anew, with a noise learnt elsewhere.</summary>
    public void AssumeNoise(double sigma)
    {
        Sigma = Math.Max(Sigma, sigma);
        SecondSigma = Math.Max(SecondSigma, sigma);
        BestFirst = First.Choose(Sigma);
        BestSecond = Second.Choose(SecondSigma);
    }

    private bool IsLimitedByNoise() => IsLimitedByNoise(BestFirst, 2e-14) || IsLimitedByNoise(BestSecond, 1e-12);

    private static bool IsLimitedByNoise(TableauEntry best, double goal) =>
        best.Exists && best.Top < 2 && best.Noise > best.Bound / 2
        && best.Bound < 0.1 * Math.Abs(best.Value) && best.Bound > goal * Math.Abs(best.Value);
}
