using System.CommandLine;
using System.Globalization;
using Symbolic.Cli.Commands.Solvers;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Minima, roots, fits, solutions of equations and of differential equations: the verbs of the command line, which here know what is defined.</summary>
internal static class SolverVerbs
{
    public static IEnumerable<Verb> All =>
    [
        new("minimize", "minimize f x=1 y=2", "a minimum from a start, or in a range x=0..10; options as on the command line", r => Minimize(r, maximize: false))
        {
            Aliases = ["minimise"],
            Examples = ["minimize 100(y - x^2)^2 + (1 - x)^2 x=-1.2 y=1", "minimize x*sin(x) x=0..10", "minimize x^2 + y^2 x=3 y=1 --compare", "minimize x^2 + y^2 x=3 y=1 --subject-to \"x + y >= 1\""],
        },
        new("maximize", "maximize f x=1", "a maximum", r => Minimize(r, maximize: true)) { Aliases = ["maximise"], Examples = ["maximize x*exp(-x) x=0.5"] },
        new("root", "root f x=0..1", "where f is zero, in a range or from a start", r => Solve(r, RootCommands.Root)) { Examples = ["root cos(x) - x x=0..1", "root x^3 = 2x + 5 x=2", "root sin(x) x=0.5..20 --all"] },
        new("solve", "solve [f, g] x=1 y=2", "where all components are zero, or both sides equal, from a start", r => Solve(r, RootCommands.Solve)) { Examples = ["solve [x^2 + y^2 = 4, x*y = 1] x=2 y=0.3"] },
        new("fit", "fit y = a*exp(-b*t) --data FILE --parameters a=1,b=2", "the parameters that bring a model closest to the columns of a file", Fit) { TakesFile = true },
        new("ode", "ode [x' = y, y' = -x] --to 3 --initial x=1,y=0", "a solution of differential equations, as a table", Ode)
        {
            Examples = ["ode [x' = y, y' = -x] --to 3 --initial x=1,y=0 --every 1", "ode y'' = -y --to 1 --initial y=1,y'=0 --every 0.5"],
        },
    ];

    private static SessionState Minimize(Request request, bool maximize)
    {
        var (head, options) = CommandWords.Split(request.Text);
        var (formula, place) = Place(request, CommandWords.Unquoted(head));
        var state = CommandWords.Run(request, console => MinimizeCommand.Create(console, maximize), [formula.ToString(), .. place, .. WithData(options, request.State, RowsOfData.In(formula) is not null)]);
        return state with { Answer = formula };
    }

    private static SessionState Solve(Request request, Func<ConsoleStreams, Command> create)
    {
        var (head, options) = CommandWords.Split(request.Text);
        var (formula, place) = Place(request, CommandWords.Unquoted(head));
        var state = CommandWords.Run(request, create, [formula.ToString(), .. place, .. options]);
        return state with { Answer = formula };
    }

    private static SessionState Fit(Request request)
    {
        var (head, options) = CommandWords.Split(request.Text);
        var model = CommandWords.Unquoted(head);
        var sign = model.IndexOf('=', StringComparison.Ordinal);
        var (response, right) = sign < 0 ? ("", model) : (model[..(sign + 1)] + " ", model[(sign + 1)..]);
        if (right.Trim().Length == 0) throw new UserErrorException("The model is missing; write fit y = a*exp(-b*t) --data FILE --parameters a=1,b=2.");
        var formula = SessionReader.Formula(request.State, right, request.Cancellation);
        var state = CommandWords.Run(request, FitCommand.Create, [response + formula, .. WithData(options, request.State, isWanted: true)]);
        return state with { Answer = formula };
    }

    private static SessionState Ode(Request request)
    {
        var (head, options) = CommandWords.Split(request.Text);
        return CommandWords.Run(request, OdeCommand.Create, head.Length == 0 ? options : [CommandWords.Unquoted(head), .. options]);
    }

    /// <summary>The data of the session stand in for those that no option names.</summary>
    private static IEnumerable<string> WithData(IReadOnlyList<string> options, SessionState state, bool isWanted) =>
        isWanted && state.Data is { } data && !options.Contains("--data") ? [.. options, "--data", data.Path] : WithFolder(options, state.Folder);

    /// <summary>A file of formulas names its data as seen from its own folder.</summary>
    private static IEnumerable<string> WithFolder(IReadOnlyList<string> options, string folder) =>
        options.Select((word, i) => i > 0 && options[i - 1] == "--data" && word != "-" && folder.Length > 0 && !File.Exists(word) ? Path.Combine(folder, word) : word);

    /// <summary>The formula, and for each variable <c>x=1</c> or <c>x=0..1</c>; values of the session stand in for those not given.</summary>
    private static (Formula Formula, IReadOnlyList<string> Place) Place(Request request, string text)
    {
        // The first sign of equality may be that of the equation: x = cos(x) x=0..1.
        var arguments = Arguments.Parse("+" + text);
        var typed = arguments.Formula[1..].Trim();
        var formula = SessionReader.Formula(request.State, SolverArguments.Differences(typed), request.Cancellation);
        var given = arguments.Values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        var place = new List<string>();
        foreach (var (name, value) in given) place.Add($"{name}={Side(request.State, name, value)}");
        foreach (var name in formula.Variables.Where(v => !given.ContainsKey(v) && !given.ContainsKey(Point.WholeOf(v))))
        {
            if (request.State.Point.Find(name, formula.Variables) is { } value) place.Add($"{name}={Number(value)}");
        }

        return (formula, place);
    }

    private static string Side(SessionState state, string name, string text)
    {
        if (ListText.Items(text) is { } items) return $"[{string.Join(", ", items.Select(item => Side(state, name, item)))}]";
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? Number(SessionReader.Number(state, text, name)) : $"{Number(SessionReader.Number(state, text[..dots], name))}..{Number(SessionReader.Number(state, text[(dots + 2)..], name))}";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
