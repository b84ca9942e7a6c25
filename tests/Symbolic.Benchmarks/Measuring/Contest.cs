namespace Symbolic.Benchmarks.Measuring;

/// <summary>A line of the table before it is measured: hand-written code and ours, which do the same <paramref name="Items"/> items of work.</summary>
/// <param name="Name">Workload and what is computed.</param>
/// <param name="Baseline">The code by hand.</param>
/// <param name="Ours">The compiled formula.</param>
/// <param name="Items">Points, variables or evaluations of one call.</param>
/// <param name="Bar">The ratio to reach.</param>
/// <param name="Peers">What others need, as multiples of hand-written C#.</param>
/// <param name="Remark">Anything else.</param>
internal sealed record Contest(string Name, Action Baseline, Action Ours, int Items, double Bar, string Peers = "", string Remark = "")
{
    /// <summary>
    /// The same two once or several times. Code of a few nanoseconds is up to a fifth faster or slower by where in memory it happens to lie,
    /// so that one place of each says little.
    /// </summary>
    public IReadOnlyList<(Action Baseline, Action Ours)> Copies { get; init; } = [(Baseline, Ours)];
}
