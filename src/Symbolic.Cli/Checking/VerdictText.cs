using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Checking;

/// <summary>Verdicts in words.</summary>
internal static class VerdictText
{
    public static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Verified => Style.Good,
        Verdict.Disagrees => Style.Bad,
        _ => Style.Warning,
    };

    public static Cell Of(Verdict verdict, double digits, double left = double.NaN, double right = double.NaN) => new(verdict switch
    {
        Verdict.Verified => $"verified to {Math.Floor(digits):0} digits",
        Verdict.Kink when !double.IsNaN(left) => $"kink: left {NumberFormat.Format(left, 6)}, right {NumberFormat.Format(right, 6)}",
        _ => CheckAnswer.NameOf(verdict),
    }, StyleOf(verdict));

    /// <summary>A derivative by one or two variables.</summary>
    public static string Label(IReadOnlyList<string> variables, int count) =>
        variables.Count == 1 ? Report.Slope(variables[0], count) : Report.Curvature(variables[0], variables[1], count);

    /// <summary>«3 verified, 1 disagrees».</summary>
    public static string Counts(IEnumerable<Verdict> verdicts) =>
        string.Join(", ", verdicts.GroupBy(v => v).OrderBy(g => g.Key).Select(g => Count(g.Key, g.Count())));

    /// <summary>«2 disagree».</summary>
    public static string Count(Verdict verdict, long count) => verdict == Verdict.Disagrees && count != 1 ? $"{count} disagree" : $"{count} {CheckAnswer.NameOf(verdict)}";
}
