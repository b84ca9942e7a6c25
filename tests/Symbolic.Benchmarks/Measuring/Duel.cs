using System.Diagnostics;

namespace Symbolic.Benchmarks.Measuring;

/// <summary>Two timings taken in the same seconds.</summary>
/// <param name="Baseline">Nanoseconds per item of the hand-written code, median.</param>
/// <param name="Ours">Nanoseconds per item of ours, median.</param>
/// <param name="Ratio">Median over pairs of neighbouring windows of ours / baseline.</param>
internal sealed record DuelResult(double Baseline, double Ours, double Ratio);

/// <summary>
/// Measures two pieces of code against each other in many short windows, turn by turn, so that what else the machine does meets
/// both alike; medians leave out the windows in which another process ran.
/// </summary>
internal static class Duel
{
    private const double WindowSeconds = 0.0004;

    /// <summary>Compares two pieces of code, each of which does <paramref name="items"/> items of work per call.</summary>
    public static DuelResult Run(Action baseline, Action ours, int items, double seconds) => Run([(baseline, ours)], items, seconds);

    /// <summary>Compares several copies of the two, each as long as the others; medians are over all.</summary>
    public static DuelResult Run(IReadOnlyList<(Action Baseline, Action Ours)> copies, int items, double seconds)
    {
        var ratios = new List<double>();
        var (baselineTimes, oursTimes) = (new List<double>(), new List<double>());
        foreach (var (baseline, ours) in copies)
        {
            Warm(baseline);
            Warm(ours);
            var (baselineRepeats, oursRepeats) = (Repeats(baseline), Repeats(ours));
            var (watch, first) = (Stopwatch.StartNew(), ratios.Count);
            while (watch.Elapsed.TotalSeconds < seconds / copies.Count || ratios.Count < first + 9)
            {
                var b = Time(baseline, baselineRepeats) / items;
                var o = Time(ours, oursRepeats) / items;
                baselineTimes.Add(b);
                oursTimes.Add(o);
                ratios.Add(o / b);
            }
        }

        return new DuelResult(Median(baselineTimes), Median(oursTimes), Median(ratios));
    }

    /// <summary>Nanoseconds per item of one piece of code, median.</summary>
    public static double Alone(Action code, int items, double seconds)
    {
        Warm(code);
        var repeats = Repeats(code);
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds || times.Count < 9) times.Add(Time(code, repeats) / items);
        return Median(times);
    }

    /// <summary>The middle of some numbers.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Lets tiered compilation come to its end: it counts calls, then waits for a quiet 100 ms.</summary>
    private static void Warm(Action action)
    {
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            var calls = 0;
            while (calls++ < 60 && watch.ElapsedMilliseconds < 150) action();
            Thread.Sleep(120);
        }
    }

    /// <summary>How often the code runs in a window; found by doubling, since a single run may be shorter than the clock's tick.</summary>
    private static int Repeats(Action action)
    {
        var repeats = 1;
        while (repeats < 1 << 24 && Time(action, repeats) * repeats < WindowSeconds * 1e9 / 8) repeats *= 2;
        var times = Enumerable.Range(0, 5).Select(_ => Time(action, repeats)).ToList();
        return Math.Clamp((int)(WindowSeconds * 1e9 / Math.Max(Median(times), 1)), 1, 1 << 24);
    }

    private static double Time(Action action, int repeats)
    {
        var start = ThreadClock.Now;
        for (var i = 0; i < repeats; i++) action();
        return (ThreadClock.Now - start) / repeats;
    }
}
