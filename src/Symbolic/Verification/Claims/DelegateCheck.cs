using System.Collections.Immutable;
using System.Globalization;
using Symbolic.FiniteDifferences;

namespace Symbolic.Verification.Claims;

/// <summary>
/// Checks derivatives that are code. With many variables two random directions come first and confirm all components at once; where
/// they contradict, bisection finds the wrong ones. Functions that give different values for the same point are found out. Where
/// noise leaves finite differences undecided, the order at which Taylor's remainder falls is a second opinion that needs no step.
/// </summary>
public static class DelegateCheck
{
    /// <summary>Judges a hand-written gradient.</summary>
    /// <param name="value">The function. It may keep or change the array it is given.</param>
    /// <param name="gradient">Its claimed gradient: n numbers.</param>
    /// <param name="at">The point, n numbers.</param>
    /// <param name="options">Tolerance, seed of the directions.</param>
    /// <param name="differences">Bounds on the variables, typical scales; none when null.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the point.</exception>
    public static ClaimReport Gradient(
        Func<double[], double> value, Func<double[], double[]> gradient, ReadOnlySpan<double> at, ClaimOptions? options = null, DifferenceOptions? differences = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        var run = new Run(value, at.ToArray(), options, differences);
        return run.Report(run.JudgeGradient(gradient));
    }

    /// <summary>Judges a hand-written gradient and Hessian; the Hessian against differences of the gradient when that one is right.</summary>
    /// <param name="value">The function.</param>
    /// <param name="gradient">Its claimed gradient: n numbers.</param>
    /// <param name="hessian">Its claimed Hessian: n×n numbers. Every entry is judged by itself.</param>
    /// <param name="at">The point, n numbers.</param>
    /// <param name="options">Tolerance, seed of the directions.</param>
    /// <param name="differences">Bounds on the variables, typical scales; none when null.</param>
    /// <exception cref="ArgumentException">Gradient or Hessian have another size than the point.</exception>
    public static ClaimReport Hessian(
        Func<double[], double> value, Func<double[], double[]> gradient, Func<double[], double[,]> hessian, ReadOnlySpan<double> at, ClaimOptions? options = null, DifferenceOptions? differences = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(hessian);
        var run = new Run(value, at.ToArray(), options, differences);
        var slopes = run.JudgeGradient(gradient);
        return run.Report([.. slopes, .. run.JudgeHessian(gradient, hessian, slopes.All(c => c.Verdict == Verdict.Verified))]);
    }

    private sealed class Run
    {
        private readonly Func<double[], double> _value;
        private readonly double[] _x;
        private readonly ClaimOptions _options;
        private readonly DifferenceOptions _differences;
        private readonly ImmutableArray<string> _names;
        private double[] _gradient = [];
        private int _calls;
        private ulong _seed;

        public Run(Func<double[], double> value, double[] x, ClaimOptions? options, DifferenceOptions? differences)
        {
            _options = options ?? ClaimOptions.Default;
            ClaimOptions.Require(_options);
            _value = p => value((double[])p.Clone());
            _x = x;
            _differences = (differences ?? DifferenceOptions.Default) with { Seed = _options.Seed, CancellationToken = _options.CancellationToken };
            _names = [.. Enumerable.Range(0, x.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        }

        public ClaimReport Report(ImmutableArray<ClaimComponentReport> components)
        {
            var value = Call(_value, double.NaN, out var thrown);
            return new ClaimReport
            {
                Variables = _names,
                At = [.. _x],
                Value = value,
                Components = components,
                Calls = _calls,
                Seed = _seed,
                Cause = thrown is not null ? $"the function throws {thrown}" : double.IsFinite(value) ? "" : "the function has no finite value here",
            };
        }

        public ImmutableArray<ClaimComponentReport> JudgeGradient(Func<double[], double[]> gradient)
        {
            var nothing = Enumerable.Repeat(double.NaN, _x.Length).ToArray();
            _gradient = [.. Call(gradient, nothing, out var thrown)];
            var again = Call(gradient, nothing, out _);
            if (_gradient.Length != _x.Length || again.Length != _x.Length) throw new ArgumentException($"The gradient has {_gradient.Length} components for {_x.Length} variables.", nameof(gradient));
            var judged = DerivativeJudge.JudgeGradient(_gradient, _value, _x, _options.Tolerance, _differences);
            (_calls, _seed) = (_calls + judged.Calls, judged.Seed);
            var isSteady = _gradient.AsSpan().SequenceEqual(again);
            return [.. judged.Components.Select((j, i) => !isSteady ? Unsteady([_names[i]], j, "the gradient") : Component([_names[i]], j, thrown, i))];
        }

        public ImmutableArray<ClaimComponentReport> JudgeHessian(Func<double[], double[]> gradient, Func<double[], double[,]> hessian, bool isGradientRight)
        {
            var n = _x.Length;
            var nothing = new double[n, n];
            foreach (var (i, j) in Pairs(n)) nothing[i, j] = double.NaN;
            var claim = Call(hessian, nothing, out var thrown);
            var again = Call(hessian, nothing, out _);
            if (claim.GetLength(0) != n || claim.GetLength(1) != n) throw new ArgumentException($"The Hessian is {claim.GetLength(0)}×{claim.GetLength(1)} for {n} variables.", nameof(hessian));
            var isSteady = claim.Cast<double>().SequenceEqual(again.Cast<double>());
            var judged = isGradientRight ? FromGradients(claim, gradient) : DerivativeJudge.JudgeHessian(claim, _value, _x, _options.Tolerance, _differences).Components;
            return [.. Pairs(n).Select((p, k) => !isSteady ? Unsteady([_names[p.Row], _names[p.Column]], judged[k], "the Hessian") : Component([_names[p.Row], _names[p.Column]], judged[k], thrown, coordinate: -1))];
        }

        private static IEnumerable<(int Row, int Column)> Pairs(int n) => from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select (i, j);

        private List<DerivativeJudgement> FromGradients(double[,] claim, Func<double[], double[]> gradient)
        {
            var estimate = FiniteDifference.HessianFromGradient(p => gradient((double[])p.Clone()), _x, _differences);
            HessianEstimate? second = null;
            _calls += estimate.Calls;
            return [.. Pairs(_x.Length).Select(p => DerivativeJudge.Judge(claim[p.Row, p.Column], estimate[p.Row, p.Column], () => Second()[p.Row, p.Column], _options.Tolerance, Scale(p)))];

            HessianEstimate Second() => second ??= FiniteDifference.HessianFromGradient(x => gradient((double[])x.Clone()), _x, _differences.Independent());

            double Scale((int Row, int Column) p)
            {
                var scale = Math.Sqrt(Math.Abs(estimate[p.Row, p.Row].Value)) * Math.Sqrt(Math.Abs(estimate[p.Column, p.Column].Value));
                return double.IsFinite(scale) ? scale : 0;
            }
        }

        private static ClaimComponentReport Unsteady(ImmutableArray<string> of, DerivativeJudgement j, string what) =>
            Of(of, j, Verdict.Inconclusive, $"{what} gives different values for the same point");

        private ClaimComponentReport Component(ImmutableArray<string> of, DerivativeJudgement j, string? thrown, int coordinate)
        {
            if (thrown is not null) return Of(of, j, j.Verdict == Judgement.Disagree ? Verdict.Disagrees : Verdict.Domain, $"the claim throws {thrown}");
            if (j.Verdict == Judgement.Agree) return j.Estimate.Status == EstimateStatus.OneSided ? Of(of, j, Verdict.Domain, "the point is at the edge of the domain; the differences from inside agree") : Of(of, j, Verdict.Verified, "");
            if (j.Verdict == Judgement.Disagree) return Of(of, j, Verdict.Disagrees, string.Create(CultureInfo.InvariantCulture, $"finite differences with two sets of steps contradict the claim: relative error {Math.Abs(j.Claim - j.Estimate.Value) / j.Scale:G2}"));
            return j.Reason switch
            {
                JudgementReason.Kink => Kink(of, j),
                JudgementReason.DomainEdge => Of(of, j, Verdict.Domain, "the point is at the edge of the domain, and differences from inside are too coarse"),
                JudgementReason.NonFinite => Of(of, j, Verdict.Domain, "the function is not finite here, or nowhere near"),
                JudgementReason.NonDeterministic => Of(of, j, Verdict.Inconclusive, "the function gives different values for the same point"),
                JudgementReason.TwoScales => SecondOpinion(of, j, coordinate, "the function changes on two very different scales near this point"),
                _ => SecondOpinion(of, j, coordinate, string.Create(CultureInfo.InvariantCulture, $"noise or cancellation leave the differences too few digits; an error of {j.Resolution:G2} would have been seen")),
            };
        }

        private static ClaimComponentReport Kink(ImmutableArray<string> of, DerivativeJudgement j)
        {
            var (left, right) = (j.Estimate.Left, j.Estimate.Right);
            var slack = 10 * (j.Estimate.LeftBound + j.Estimate.RightBound) + (1e-6 * Math.Max(Math.Abs(left), Math.Abs(right)));
            var isOutside = j.Claim < Math.Min(left, right) - slack || j.Claim > Math.Max(left, right) + slack;
            return Of(of, j, isOutside ? Verdict.Disagrees : Verdict.Kink, isOutside ? "the slopes on the two sides differ, and the claim does not lie between them" : "the slopes on the two sides differ");
        }

        private ClaimComponentReport SecondOpinion(ImmutableArray<string> of, DerivativeJudgement j, int coordinate, string cause)
        {
            if (coordinate < 0) return Of(of, j, Verdict.Inconclusive, cause);
            var opinion = TaylorOpinion.Of(_value, _x, coordinate, j.Claim, 30 * j.Estimate.NoiseLevel);
            _calls += opinion.Calls;
            return Of(of, j, Verdict.Inconclusive, opinion.After(cause)) with { TaylorOrder = opinion.Order };
        }

        private static ClaimComponentReport Of(ImmutableArray<string> of, DerivativeJudgement j, Verdict verdict, string cause) => new()
        {
            Variables = of,
            Claimed = j.Claim,
            Difference = j.Estimate.Value,
            Error = j.Estimate.ErrorBound,
            Verdict = verdict,
            Digits = verdict == Verdict.Disagrees ? 0 : j.Digits,
            RelativeError = ClaimRules.RelativeError(j.Claim, j.Estimate.Value),
            Left = j.Estimate.Left,
            Right = j.Estimate.Right,
            Cause = cause,
        };

        private T Call<T>(Func<double[], T> function, T otherwise, out string? thrown)
        {
            thrown = null;
            try
            {
                return function((double[])_x.Clone());
            }
            catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
            {
                thrown = e.GetType().Name;
                return otherwise;
            }
        }
    }
}
