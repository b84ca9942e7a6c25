using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Functions;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Help, made from the tables that the session itself works by.</summary>
internal static class HelpVerbs
{
    /// <summary>Entries that show what can be typed besides commands; each of them runs.</summary>
    public static IReadOnlyList<(string Example, string Meaning)> Entries { get; } =
    [
        ("x^2*sin(y) + exp(x*y)", "shows the first derivatives, each with a word on how far it can be trusted"),
        ("f(x) = x^3 - a*x; a = 2", "defines a function and a value"),
        ("1/2x", "shows how it was read, and what else it could have meant"),
        ("g(t) = t^2*exp(-t)", "several lines while brackets are open; # begins a comment"),
        ("sin'(x) + cos''(0)", "primes are derivatives, of definitions too: f', f''(2)"),
        ("d/dx x^x", "so is d/dx, d²/dx², ∂/∂y"),
        ("ans + 1", "ans is the last result"),
    ];

    public static IEnumerable<Verb> All =>
    [
        new("help", "?name, help name", "what is known of a function or command; help alone shows this", Help) { Examples = ["help", "?erf", "help taylor", "?sum"] },
        new("functions", "functions", "all functions", Functions) { Examples = ["functions"] },
    ];

    private static SessionState Help(Request request)
    {
        var name = request.Text.Trim().TrimStart(':').TrimEnd('(', ')', '\'');
        if (name.Length == 0) Overview(request.Ink);
        else if (request.State.Find(name) is { } definition) request.Ink.Line($"  {definition.Text}");
        else if (Verbs.Find(name) is { } verb) About(request.Ink, verb);
        else if (FunctionLibrary.Standard.Find(name) is null && SpecialForm.All.All(f => f.Name != name) && Suggestion.For(name, Verbs.Words.Concat(request.State.Definitions.Select(d => d.Name)).Concat(FunctionLibrary.Standard.Names)) is var guess)
            throw new UserErrorException($"Nothing is known of '{name}'.{guess}");
        else FunctionsCommand.Show(request.Ink, name);
        return request.State;
    }

    private static void Overview(Ink ink)
    {
        ink.Line("Type a formula:", Style.Heading);
        var table = new TextTable();
        foreach (var (example, meaning) in Entries) table.Add(new Cell(example), new Cell(meaning, Style.Dim) { Wrap = Wrap.Prose });
        table.Render(ink);
        ink.Line();
        ink.Line("Commands (f is a formula, a definition, or nothing for the last result):", Style.Heading);
        table = new TextTable();
        foreach (var verb in Verbs.All) table.Add(new Cell(verb.Usage), new Cell(verb.Summary, Style.Dim) { Wrap = Wrap.Prose });
        table.Render(ink);
        ink.Line();
        ink.Line("Keys:", Style.Heading);
        table = new TextTable();
        table.Add("Tab", new Cell("completes functions, names, commands, and \\alpha to α", Style.Dim));
        table.Add("Up, Ctrl-R", new Cell("earlier entries, search in them", Style.Dim));
        table.Add("Ctrl-Z, Alt-Z", new Cell("undo, redo", Style.Dim));
        table.Add("Alt-Enter", new Cell("another line", Style.Dim));
        table.Add("Ctrl-C, Ctrl-D", new Cell("stops a computation or leaves the line; leaves the program", Style.Dim));
        table.Render(ink);
    }

    private static void About(Ink ink, Verb verb)
    {
        ink.Line(verb.Usage, Style.Heading);
        ink.Line($"  {verb.Summary}");
        if (verb.Aliases.Length > 0) ink.Line($"  also: {string.Join(", ", verb.Aliases)}", Style.Dim);
        foreach (var example in verb.Examples) ink.Line($"  example: {example}", Style.Dim);
    }

    private static SessionState Functions(Request request)
    {
        foreach (var family in FunctionLibrary.Standard.Definitions.GroupBy(f => f.Family, StringComparer.Ordinal))
        {
            request.Ink.Line(family.Key, Style.Heading);
            request.Ink.Line("  " + string.Join("\n  ", TextWrap.Lines(string.Join(", ", family.Select(f => Signature.Of(f).Text)), request.Page.Width - 2, Wrap.Prose)));
        }

        request.Ink.Line("?name shows definition, domain and derivative of one of them.", Style.Dim);
        return request.State;
    }
}
