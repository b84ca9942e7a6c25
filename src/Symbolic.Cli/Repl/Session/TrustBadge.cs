using Symbolic.Cli.Output;
using Symbolic.Verification;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// Checks a derivative by independent methods: at the point of the session where that gives every variable a value, otherwise at
/// sample points.
/// </summary>
internal static class TrustBadge
{
    private const int WantedSamples = 2;
    private const int MaxSize = 5_000;
    private static readonly double[] Samples = [0.7, 1.3, -0.6, 2.4, 0.2, 5.5, -1.7];

    /// <summary>The badge of a first derivative of a formula.</summary>
    public static Badge OfSlope(Formula formula, string variable, IReadOnlyDictionary<string, double> point) =>
        !formula.Variables.Contains(variable) ? new Badge("exact", Style.Dim) : Of(formula, point, 1, r => r.Gradient.FirstOrDefault(c => c.Variables[0] == variable));

    /// <summary>The badge of a second derivative of a formula.</summary>
    public static Badge OfCurvature(Formula formula, string row, string column, IReadOnlyDictionary<string, double> point) =>
        Of(formula, point, 2, r => r.Hessian.FirstOrDefault(c => (c.Variables[0] == row && c.Variables[1] == column) || (c.Variables[0] == column && c.Variables[1] == row)));

    private static Badge Of(Formula formula, IReadOnlyDictionary<string, double> point, int order, Func<VerificationReport, ComponentReport?> choose)
    {
        if (formula.Evaluated.TreeSize > MaxSize) return new Badge("not checked: too large", Style.Dim);
        try
        {
            return point.At(formula.Variables) is { } at
                ? choose(formula.Verify(at, order)) is { } component ? Describe(component) : Outside
                : AtSamples(formula, point, order, choose);
        }
        catch (Exception e)
        {
            return new Badge("not checked: " + Failure.Describe(e).Message, Style.Dim);
        }
    }

    private static Badge Outside => new("outside the domain", Style.Warning);

    private static Badge AtSamples(Formula formula, IReadOnlyDictionary<string, double> point, int order, Func<VerificationReport, ComponentReport?> choose)
    {
        var found = new List<ComponentReport>();
        for (var sample = 0; sample < Samples.Length && found.Count < WantedSamples; sample++)
        {
            double[] at = [.. formula.Variables.Select((v, i) => point.Find(v, formula.Variables) ?? Samples[(sample + i) % Samples.Length] + (0.01 * i))];
            if (!double.IsFinite(formula.Evaluate(at))) continue;
            var report = formula.Verify(at, order);
            if (choose(report) is { Verdict: not Verdict.Domain } component) found.Add(component);
        }

        // The worst of them: disagreement first, then whatever leaves a doubt.
        var worst = found.OrderByDescending(c => c.Verdict == Verdict.Disagrees).ThenByDescending(c => c.Verdict != Verdict.Verified).ThenBy(c => c.Digits).FirstOrDefault();
        return worst is null ? new Badge("not checked: no value at the sample points", Style.Dim) : Describe(worst);
    }

    private static Badge Describe(ComponentReport c) => c.Verdict switch
    {
        Verdict.Verified => new Badge($"verified to {Math.Floor(c.Digits):0} digits", Style.Good),
        Verdict.Kink => new Badge($"kink: {NumberFormat.Format(c.Left, 6)} from the left, {NumberFormat.Format(c.Right, 6)} from the right", Style.Warning),
        Verdict.Domain => new Badge("at the edge of the domain", Style.Warning),
        Verdict.Inconclusive => new Badge("inconclusive" + Cause(c), Style.Warning),
        _ => new Badge("disagrees with the differences" + Cause(c), Style.Bad),
    };

    private static string Cause(ComponentReport c) => c.Cause.Length > 0 ? ": " + c.Cause : "";
}
