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
        var name = new Argument<string?>("name") { Description = "A function, a constant, or a form such as sum.", Arity = ArgumentArity.ZeroOrOne };
        var json = Arguments.Json();
        var command = new Command("functions", "The functions that formulas may use, or one of them in detail.") { name, json };
        command.SetAction(parsed =>
        {
            var ink = Report.InkFor(console);
            var wanted = parsed.GetValue(name);
            if (wanted is not null && SpecialForm.All.FirstOrDefault(f => f.Name == wanted) is { } form)
            {
                if (parsed.GetValue(json)) FunctionsJson.Write(console, [], [form]);
                else Detail(ink, form);
            }
            else if (parsed.GetValue(json)) FunctionsJson.Write(console, wanted is null ? FunctionLibrary.Standard.Definitions : [Find(wanted)], wanted is null ? SpecialForm.All : []);
            else if (wanted is null) List(ink);
            else Detail(ink, Find(wanted));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>Prints all that is known of a function or form.</summary>
    /// <exception cref="UserErrorException">There is none of this name.</exception>
    public static void Show(Ink ink, string name)
    {
        if (SpecialForm.All.FirstOrDefault(f => f.Name == name) is { } form) Detail(ink, form);
        else Detail(ink, Find(name));
    }

    private static FunctionDefinition Find(string name)
    {
        var bare = name.Split('(')[0].Trim();
        if (FunctionLibrary.Standard.Find(bare) is { } found) return found;
        var guess = NameSuggestions.For(bare, [.. FunctionLibrary.Standard.Names, .. SpecialForm.All.Select(f => f.Name)]).FirstOrDefault() is { } close ? $" Did you mean '{close}'?" : "";
        throw new UserErrorException($"There is no function '{bare}'.{guess} See 'symbolic functions' for all.");
    }

    private static void List(Ink ink)
    {
        foreach (var family in FunctionLibrary.Standard.Definitions.GroupBy(f => f.Family, StringComparer.Ordinal))
            Family(ink, family.Key, family.Select(Signature.Of).Select(s => (s.Text, s.Summary)));
        Family(ink, SpecialForm.Family, SpecialForm.All.Select(f => (f.Signature, f.Summary)));
        ink.Line("symbolic functions NAME shows domain, derivative and accuracy of one of them.");
    }

    private static void Family(Ink ink, string title, IEnumerable<(string Signature, string Summary)> members)
    {
        ink.Line(title, Style.Heading);
        var table = new TextTable();
        foreach (var (signature, summary) in members) table.Add(signature, new Cell(summary, Style.Dim) { Wrap = Wrap.Prose });
        table.Render(ink);
        ink.Line();
    }

    private static void Detail(Ink ink, FunctionDefinition f)
    {
        var signature = Signature.Of(f);
        ink.Line(signature.Text, Style.Heading);
        ink.Line($"  {signature.Summary}");
        ink.Line();
        var table = new TextTable();
        Row(table, "also", string.Join(", ", f.Aliases));
        Row(table, "domain", Domain(f, signature));
        foreach (var (variable, derivative) in DerivativeTable.Of(f)) table.Add(new Cell(f.MaxArity == 1 ? "derivative" : $"by {variable}", Style.Dim), Report.FormulaCell(derivative));
        Row(table, "kinks", f.Kinks ?? "");
        Row(table, "accuracy", f.Evaluate is null || f.MaxArity == 0 ? "" : $"within {f.MaxUlp:0.##} ulp of the exact value, on reference points");
        Row(table, "example", f.Example);
        Row(table, "source", f.Source);
        table.Render(ink);
    }

    private static void Detail(Ink ink, SpecialForm form)
    {
        ink.Line(form.Signature, Style.Heading);
        ink.Line($"  {form.Summary}");
        if (form.Example.Length == 0) return;
        ink.Line();
        var table = new TextTable();
        Row(table, "example", form.Example);
        table.Render(ink);
    }

    private static string Domain(FunctionDefinition f, Signature signature) => f.MaxArity == 0 || f.Family == "Conditions"
        ? ""
        : string.Join("; ", f.Domain.Select((d, i) => f.Parameters.Contains(i) ? $"whole {signature.Parameters[i]}" : d.ToText(i < signature.Parameters.Count ? signature.Parameters[i] : "x")));

    private static void Row(TextTable table, string label, string text)
    {
        if (text.Length > 0) table.Add(new Cell(label, Style.Dim), new Cell(text) { Wrap = Wrap.Prose });
    }
}
