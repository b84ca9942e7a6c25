using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic functions [NAME]</c>: the catalogue, or all that is known of one function.</summary>
internal static class FunctionsCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var name = new Argument<string?>("name") { Description = "A function.", Arity = ArgumentArity.ZeroOrOne };
        var json = Arguments.Json();
        var command = new Command("functions", "The functions that formulas may use, or one of them in detail.") { name, json };
        command.SetAction(parsed =>
        {
            var ink = Report.InkFor(console);
            var wanted = parsed.GetValue(name);
            if (parsed.GetValue(json)) FunctionsJson.Write(console.Output, wanted is null ? FunctionLibrary.Standard.Definitions : [Find(wanted)]);
            else if (wanted is null) List(ink);
            else Detail(ink, Find(wanted));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>How a function is called: <c>clamp(x, lo, hi)</c>.</summary>
    public static string Signature(FunctionDefinition f)
    {
        if (f.MaxArity == 0) return f.Name;
        var names = f.MaxArity == int.MaxValue ? "x, y, …" : string.Join(", ", new[] { "x", "y", "z", "w" }.Take(f.MaxArity));
        if (f.Parameters.Contains(0)) names = "n" + (f.MaxArity > 1 ? ", x" : "");
        return $"{f.Name}({names})";
    }

    private static FunctionDefinition Find(string name) => FunctionLibrary.Standard.Find(name)
        ?? throw new UserErrorException($"There is no function '{name}'.{(NameSuggestions.For(name, [.. FunctionLibrary.Standard.Names]).FirstOrDefault() is { } close ? $" Did you mean '{close}'?" : "")}");

    private static void List(Ink ink)
    {
        foreach (var family in FunctionLibrary.Standard.Definitions.GroupBy(f => f.Family, StringComparer.Ordinal))
        {
            ink.Line(family.Key, Style.Heading);
            var table = new TextTable();
            foreach (var f in family) table.Add(Signature(f), new Cell(f.Summary, Style.Dim));
            table.Render(ink);
            ink.Line();
        }

        ink.Line("symbolic functions NAME shows domain, derivative and accuracy of one of them.");
    }

    private static void Detail(Ink ink, FunctionDefinition f)
    {
        ink.Line(Signature(f), Style.Heading);
        ink.Line($"  {f.Summary}");
        ink.Line();
        var table = new TextTable();
        void Row(string label, string text)
        {
            if (text.Length > 0) table.Add(new Cell(label, Style.Dim), text);
        }

        Row("also", string.Join(", ", f.Aliases));
        Row("domain", f.MaxArity == 0 || f.Notation is not null ? "" : string.Join("; ", f.Domain.Select(d => d.ToText())));
        foreach (var (label, derivative) in DerivativeTable.Of(f)) Row(label, derivative);
        Row("kinks", f.Kinks ?? "");
        Row("accuracy", f.Evaluate is null || f.MaxArity == 0 ? "" : $"within {f.MaxUlp:0.##} ulp of the exact value, on reference points");
        Row("example", f.Example);
        Row("source", f.Source);
        table.Render(ink);
    }
}
