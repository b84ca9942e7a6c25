using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Checking;

/// <summary><c>symbolic check "[x*y, sin(x)]" x=1 y=2</c>: the entries of the Jacobian, each with its verdict.</summary>
internal static class VectorView
{
    public static Verdict Show(ConsoleStreams console, Formula read, Point at)
    {
        var check = VectorCheck.Of(read, at);
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, Notes.OnReading(read, at), Notes.OnUnused(read, at, wrt: null));
        if (!read.Variables.IsEmpty) ink.Line($"at {Report.At(read.Variables, at.In(read.Variables))}");
        ink.Line($"value [{string.Join(", ", check.Parts.Take(12).Select(p => NumberFormat.Format(p.Report.Value)))}{(check.Parts.Length > 12 ? ", …" : "")}]");
        foreach (var part in check.Parts.Where(p => p.Report.Cause.Length > 0)) ink.Line($"f{part.Number}: {part.Report.Cause}", Style.Warning);
        VerdictTable.Section(ink, "Jacobian", [.. check.Parts.SelectMany(p => p.Report.Components.Select(c => new Derived($"∂f{p.Number}/∂{c.Of}", c, () => p.Formula.Differentiate(c.Of))))]);
        ink.Line();
        VerdictTable.Conclude(ink, [.. check.Entries], check.Calls, check.Verdict);
        return check.Verdict;
    }
}
