using System.Collections.Immutable;
using Symbolic.Verification.Claims;

namespace Symbolic.Verification.Sampling;

/// <summary>Checks the derivatives of a formula, or derivatives claimed for it, at random points of a box.</summary>
public static class BoxCheck
{
    /// <summary>The exact derivatives, checked by dual numbers and finite differences.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="box">A side for each variable, in the order of <see cref="Formula.Variables"/>.</param>
    /// <param name="order">1 for the gradient, 2 for gradient and Hessian.</param>
    /// <param name="options">Number of points, seed, progress.</param>
    public static BoxReport Run(Formula formula, IReadOnlyList<Side> box, int order = 2, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        var check = DerivativeCheck.AtAnyPoint(formula, formula.Variables, order);
        return Run(formula.Variables, box, options, point =>
        {
            var report = check(point);
            return (report.Calls, report.Components.Select(c => new Sample(c.Variables, c.Verdict, c.Digits, c.Exact, c.Difference, ClaimRules.RelativeError(c.Exact, c.Difference), c.Cause)));
        });
    }

    /// <summary>Claimed derivatives.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="claim">What is claimed.</param>
    /// <param name="box">A side for each variable, in the order of the claim's variables.</param>
    /// <param name="options">Number of points, seed, progress.</param>
    /// <param name="strictness">Tolerance.</param>
    public static BoxReport Run(Formula formula, DerivativeClaim claim, IReadOnlyList<Side> box, SampleOptions? options = null, ClaimOptions? strictness = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        // The other points of the box look around well enough.
        var check = new ClaimCheck(formula, claim, (strictness ?? ClaimOptions.Default) with { LooksAround = false });
        return Run(claim.Variables, box, options, point =>
        {
            var report = check.At(point);
            return (report.Calls, report.Components.Select(c => new Sample(c.Variables, c.Verdict, c.Digits, c.Claimed, c.Exact, c.RelativeError, c.Cause)));
        });
    }

    private static BoxReport Run(ImmutableArray<string> variables, IReadOnlyList<Side> box, SampleOptions? options, Func<double[], (int Calls, IEnumerable<Sample> Samples)> judge)
    {
        ArgumentNullException.ThrowIfNull(box);
        options ??= SampleOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Samples, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNotEqual(box.Count, variables.Length, nameof(box));
        if (box.Any(side => !double.IsFinite(side.From) || !double.IsFinite(side.To) || side.From > side.To)) throw new ArgumentException("A side of a box goes from a finite number to one that is not smaller.", nameof(box));
        var random = new RandomPoints(options.Seed);
        var tallies = new List<Tally>();
        var (done, calls) = (0, 0L);
        for (; done < options.Samples && !options.CancellationToken.IsCancellationRequested; done++)
        {
            var point = random.Within([.. box.Select(side => (side.From, side.To))]);
            var (used, samples) = judge(point);
            calls += used;
            foreach (var sample in samples) TallyOf(sample).Add(sample, point);
            if (done * 100L / options.Samples != (done + 1) * 100L / options.Samples) options.Progress?.Report((done + 1.0) / options.Samples);
        }

        return new BoxReport
        {
            Variables = variables,
            Box = [.. box],
            Samples = done,
            Seed = options.Seed,
            Calls = calls,
            IsCancelled = done < options.Samples,
            Components = [.. tallies.OrderBy(t => t.Order).Select(t => t.Report())],
        };

        // Where the formula has no value there is no Hessian, so the list may grow late.
        Tally TallyOf(Sample sample)
        {
            var found = tallies.Find(t => t.Variables.AsSpan().SequenceEqual(sample.Variables.AsSpan()));
            if (found is null) tallies.Add(found = new Tally(sample.Variables, variables));
            return found;
        }
    }

    /// <summary>One derivative at one point.</summary>
    private sealed record Sample(ImmutableArray<string> Variables, Verdict Verdict, double Digits, double Value, double Reference, double RelativeError, string Cause);

    private sealed class Tally(ImmutableArray<string> variables, ImmutableArray<string> all)
    {
        private readonly int[] _counts = new int[5];
        private Sample? _worst;
        private double[] _worstAt = [];
        private double _fewestDigits = double.PositiveInfinity;

        public ImmutableArray<string> Variables => variables;

        public int Order => variables.Aggregate(variables.Length - 1, (order, v) => (order * all.Length) + all.IndexOf(v));

        public void Add(Sample sample, double[] point)
        {
            _counts[(int)sample.Verdict]++;
            if (sample.Verdict == Verdict.Verified) _fewestDigits = Math.Min(_fewestDigits, sample.Digits);
            if (_worst is not null && !IsWorse(sample, _worst)) return;
            (_worst, _worstAt) = (sample, point);
        }

        public BoxComponentReport Report() => new()
        {
            Variables = variables,
            Counts = [.. _counts],
            FewestDigits = double.IsFinite(_fewestDigits) ? _fewestDigits : 0,
            Verdict = _worst!.Verdict,
            WorstAt = [.. _worstAt],
            WorstValue = _worst.Value,
            WorstReference = _worst.Reference,
            WorstCause = _worst.Cause,
        };

        private static bool IsWorse(Sample a, Sample b) => a.Verdict != b.Verdict ? a.Verdict > b.Verdict
            : a.Verdict == Verdict.Disagrees ? a.RelativeError > b.RelativeError
            : a.Digits < b.Digits;
    }
}
