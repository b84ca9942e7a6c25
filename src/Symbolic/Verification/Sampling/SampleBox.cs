using System.Collections.Immutable;

namespace Symbolic.Verification.Sampling;

/// <summary>A range of values, both ends included.</summary>
public readonly record struct Side(double From, double To);

/// <summary>How points are drawn from a box: how many, from which seed, and who is told how far it has come.</summary>
public sealed record SampleOptions
{
    /// <summary>1,000 points, a fixed seed.</summary>
    public static SampleOptions Default { get; } = new();

    /// <summary>How many points.</summary>
    public int Samples { get; init; } = 1000;

    /// <summary>Seed of the points; the same points for the same seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Told the share that is done, 0 to 1, at most a hundred times.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the work; the report then covers the points that were done.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>What became of one derivative over a box.</summary>
public sealed record BoxComponentReport
{
    /// <summary>The variables of the derivative.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>How many points got each verdict, indexed by <see cref="Verdict"/>.</summary>
    public required ImmutableArray<int> Counts { get; init; }

    /// <summary>The fewest digits of all points that were verified.</summary>
    public required double FewestDigits { get; init; }

    /// <summary>The worst verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The point of the worst verdict; among equals the one with the largest relative error, or fewest digits.</summary>
    public required ImmutableArray<double> WorstAt { get; init; }

    /// <summary>What was judged there: the claim, or the exact derivative.</summary>
    public required double WorstValue { get; init; }

    /// <summary>What it was judged by: the exact derivative, or finite differences.</summary>
    public required double WorstReference { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string WorstCause { get; init; }

    /// <summary>The variables as written in answers: <c>x</c> or <c>x,y</c>.</summary>
    public string Of => string.Join(",", Variables);
}

/// <summary>The verdicts over random points of a box.</summary>
public sealed record BoxReport
{
    /// <summary>Names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The box, a side for each variable.</summary>
    public required ImmutableArray<Side> Box { get; init; }

    /// <summary>The points that were drawn.</summary>
    public required int Samples { get; init; }

    /// <summary>Seed of the points.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Evaluations of the formula for finite differences.</summary>
    public required long Calls { get; init; }

    /// <summary>Whether the work was stopped before all points were done.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>The derivatives.</summary>
    public required ImmutableArray<BoxComponentReport> Components { get; init; }

    /// <summary>How many judgements there were of a verdict.</summary>
    public long Count(Verdict verdict) => Components.Sum(c => (long)c.Counts[(int)verdict]);

    /// <summary>The worst verdict at any point.</summary>
    public Verdict Verdict => Components.IsEmpty ? Verdict.Verified : Components.Max(c => c.Verdict);
}
