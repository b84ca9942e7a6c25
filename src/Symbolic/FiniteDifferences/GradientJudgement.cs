namespace Symbolic.FiniteDifferences;

/// <summary>A claimed gradient (or Hessian, row by row), judged entry by entry.</summary>
public sealed class GradientJudgement
{
    internal GradientJudgement(IReadOnlyList<DerivativeJudgement> components, int calls, ulong seed)
    {
        Components = components;
        Calls = calls;
        Seed = seed;
        Verdict = Judgement.Agree;
        double worst = double.PositiveInfinity;
        for (int i = 0; i < components.Count; i++)
        {
            DerivativeJudgement component = components[i];
            Verdict = Worse(Verdict, component.Verdict);
            double rank = component.Digits - (component.Verdict switch { Judgement.Disagree => 200, Judgement.Inconclusive => 100, _ => 0 });
            if (rank < worst)
                (worst, Worst) = (rank, i);
        }
    }

    /// <summary>One judgement per component.</summary>
    public IReadOnlyList<DerivativeJudgement> Components { get; }

    /// <summary>Disagree if any component disagrees, else inconclusive if any is, else agree.</summary>
    public Judgement Verdict { get; }

    /// <summary>Index of the worst component: contradicted first, then undecided, then fewest digits.</summary>
    public int Worst { get; }

    /// <summary>Calls of the function.</summary>
    public int Calls { get; }

    /// <summary>Seed of the random directions, 0 when none were used.</summary>
    public ulong Seed { get; }

    private static Judgement Worse(Judgement a, Judgement b) =>
        a == Judgement.Disagree || b == Judgement.Disagree ? Judgement.Disagree
        : a == Judgement.Inconclusive || b == Judgement.Inconclusive ? Judgement.Inconclusive
        : Judgement.Agree;
}
