using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Verification.Claims;

/// <summary>
/// Judges claimed derivatives of a formula at points: compiled once, run as often as wanted, by one thread at a time.
/// </summary>
public sealed class ClaimCheck
{
    private readonly DerivativeClaim _claim;
    private readonly ClaimOptions _options;
    private readonly Func<double[], VerificationReport> _check;
    private readonly ImmutableArray<(int Row, int Column)> _components;
    private readonly ImmutableArray<Expr> _claimed;
    private readonly ImmutableArray<Expr> _exact;
    private readonly RoundingBound _claimedValues;
    private readonly RoundingBound _exactValues;
    private readonly Lazy<bool>[] _identical;

    /// <summary>A check of a claim about a formula.</summary>
    /// <exception cref="ArgumentException">A variable of the formula is missing from the claim's.</exception>
    public ClaimCheck(Formula formula, DerivativeClaim claim, ClaimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(claim);
        _claim = claim;
        _options = options ?? ClaimOptions.Default;
        ClaimOptions.Require(_options);
        var variables = Formula.Symbols(claim.Variables);
        _check = DerivativeCheck.AtAnyPoint(formula, claim.Variables, claim.Order);
        _components = [.. ComponentsOf(claim)];
        _claimed = [.. _components.Select(c => claim[c.Row, c.Column]!.Evaluated)];
        _exact = Exact(formula, variables);
        _claimedValues = new RoundingBound(variables, _claimed);
        _exactValues = new RoundingBound(variables, _exact);
        _identical = [.. _components.Select((_, k) => new Lazy<bool>(() => Identity.IsZero(_claimed[k], _exact[k])))];
    }

    /// <summary>The report at a point, its coordinates in the order of the claim's variables.</summary>
    public ClaimReport At(params double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, _claim.Variables.Length, nameof(point));
        _options.CancellationToken.ThrowIfCancellationRequested();
        var report = _check(point);
        var (claimed, exact) = (_claimedValues.At(point), _exactValues.At(point));
        return new ClaimReport
        {
            Variables = _claim.Variables,
            At = [.. point],
            Value = report.Value,
            Cause = report.Cause,
            Calls = report.Calls,
            Seed = _options.Seed,
            Components = [.. _components.Select((c, k) => Judge(k, report, claimed[k], exact[k]))],
        };
    }

    private static IEnumerable<(int Row, int Column)> ComponentsOf(DerivativeClaim claim)
    {
        var n = claim.Variables.Length;
        for (var i = 0; i < n; i++)
        {
            if (claim[i] is not null) yield return (i, -1);
        }

        for (var k = 0; k < n * n; k++)
        {
            if (claim[k / n, k % n] is not null) yield return (k / n, k % n);
        }
    }

    private ImmutableArray<Expr> Exact(Formula formula, ImmutableArray<Variable> variables)
    {
        if (_claim.Order == 1)
        {
            var gradient = Gradient.Of(formula.Evaluated, variables);
            return [.. _components.Select(c => gradient[c.Row])];
        }

        var hessian = Hessian.Of(formula.Evaluated, variables);
        return [.. _components.Select(c => c.Column < 0 ? hessian.Gradient[c.Row] : hessian[c.Row, c.Column])];
    }

    private ClaimComponentReport Judge(int k, VerificationReport report, (double Value, double Error) claim, (double Value, double Error) exact)
    {
        var (row, column) = _components[k];
        var component = ComponentOf(report, row, column);
        var evidence = component is null ? null : new ClaimEvidence
        {
            Component = component,
            Claim = new Rounded(claim.Value, claim.Error + IfTyped(k, claim.Value)),
            Exact = new Rounded(exact.Value, exact.Error),
            Tolerance = _options.Tolerance,
            IsIdentical = () => _identical[k].Value,
        };
        var decision = evidence is null ? new Decision(Verdict.Domain, 0, "the formula itself has no finite value here") : ClaimRules.Decide(evidence);
        if (decision.Verdict == Verdict.Verified && Elsewhere(k, [.. report.At]) is { } difference) decision = new Decision(Verdict.Disagrees, 0, difference);
        var (cause, order) = WithOpinion(decision, evidence);
        return new ClaimComponentReport
        {
            Variables = column < 0 ? [_claim.Variables[row]] : [_claim.Variables[row], _claim.Variables[column]],
            Formula = _claim[row, column],
            Claimed = claim.Value,
            Exact = component?.Exact ?? double.NaN,
            Dual = component?.Dual ?? double.NaN,
            Difference = component?.Difference ?? double.NaN,
            Error = component?.Error ?? double.PositiveInfinity,
            Verdict = decision.Verdict,
            Digits = decision.Digits,
            Left = decision.Left,
            Right = decision.Right,
            Cause = cause,
            TaylorOrder = order,
            RelativeError = ClaimRules.RelativeError(claim.Value, exact.Value),
        };
    }

    /// <summary>A second opinion on a claim of which nothing could be decided; a claim that is the exact derivative has that one's already.</summary>
    private static (string Cause, double TaylorOrder) WithOpinion(Decision decision, ClaimEvidence? evidence)
    {
        if (decision.Verdict != Verdict.Inconclusive || evidence?.Component is not { Evidence: { } routes } component) return (decision.Cause, double.NaN);
        if (decision.Cause == component.Cause) return (decision.Cause, component.TaylorOrder);
        var opinion = routes.Opinion(evidence.Claim.Value);
        return (opinion.After(decision.Cause), opinion.Order);
    }

    /// <summary>The verdict on the exact derivative; null where the formula has no value.</summary>
    private static ComponentReport? ComponentOf(VerificationReport report, int row, int column)
    {
        if (column < 0) return report.Gradient[row];
        var (i, j) = (Math.Max(row, column), Math.Min(row, column));
        return report.Hessian.IsEmpty ? null : report.Hessian[(i * (i + 1) / 2) + j];
    }

    /// <summary>A number that comes from a program has been rounded there.</summary>
    private double IfTyped(int k, double value) => _claimed[k].IsVariable ? 0 : 8 * 1.1102230246251565e-16 * Math.Abs(value);

    /// <summary>Where a formula that is right at the point is wrong close by, in words; null when it is right there, too.</summary>
    private string? Elsewhere(int k, double[] point)
    {
        // A claim without variables is a number for this point.
        if (!_options.LooksAround || point.Length == 0 || !_claimed[k].IsVariable) return null;
        var random = new RandomPoints(_options.Seed);
        var (contradictions, text) = (0, "");
        for (var trial = 0; trial < 5; trial++)
        {
            var near = random.Near(point, 1.0 / 64);
            var (claim, exact) = (_claimedValues.At(near)[k], _exactValues.At(near)[k]);
            if (!double.IsFinite(claim.Value) || !double.IsFinite(exact.Value)) continue;
            var gap = Math.Abs(claim.Value - exact.Value);
            var size = Math.Max(Math.Abs(claim.Value), Math.Abs(exact.Value));
            if (!(gap > Math.Max(10 * (claim.Error + exact.Error), _options.Tolerance * size / 100))) continue;
            contradictions++;
            var place = string.Join(", ", near.Select((x, i) => string.Create(CultureInfo.InvariantCulture, $"{_claim.Variables[i]} = {x:G6}")));
            text = string.Create(CultureInfo.InvariantCulture, $"right at this point only: at {place} the claim gives {claim.Value:G10} and the exact derivative {exact.Value:G10}");
        }

        return contradictions >= 3 && !_identical[k].Value ? text : null;
    }
}
