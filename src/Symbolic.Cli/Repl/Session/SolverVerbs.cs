using System.CommandLine;
using Symbolic.Cli.Commands.Solvers;
using Symbolic.Solvers;
using Symbolic.Solvers.Minimisation;
using Symbolic.Solvers.Roots;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Minima, roots, solutions of equations and of differential equations, as on the command line.</summary>
internal static class SolverVerbs
{
    public static IEnumerable<Verb> All =>
    [
        new("minimize", "minimize f x=1 y=2", "a minimum from a start, or in a range x=0..10, and what kind of point it is", r => Minimize(r, maximize: false))
        {
            Aliases = ["minimise"],
            Examples = ["minimize 100(y - x^2)^2 + (1 - x)^2 x=-1.2 y=1", "minimize x*sin(x) x=0..10"],
        },
        new("maximize", "maximize f x=1", "a maximum", r => Minimize(r, maximize: true)) { Aliases = ["maximise"], Examples = ["maximize x*exp(-x) x=0.5"] },
        new("root", "root f x=0..1", "where f is zero, in a range or from a start", Root) { Examples = ["root cos(x) - x x=0..1", "root x^3 - 2x - 5 x=2"] },
        new("solve", "solve [f, g] x=1 y=2", "where all components are zero, from a start", Root) { Examples = ["solve [x^2 + y^2 - 4, x*y - 1] x=2 y=0.3"] },
        new("ode", "ode \"[x' = y, y' = -x]\" --to 3 --initial x=1,y=0", "a solution of differential equations, as a table; equations in quotes", Ode)
        {
            Examples = ["ode \"[x' = y, y' = -x]\" --to 3 --initial x=1,y=0 --every 1"],
        },
    ];

    private static SessionState Minimize(Request request, bool maximize)
    {
        var (formula, lower, upper) = Place(request);
        if (formula.IsVector) throw new UserErrorException("A minimum needs one number, such as a sum of squares.");
        var options = new MinimizeOptions { Cancellation = request.Cancellation };
        request.Page.Take(console =>
        {
            var view = new MinimizeView(console, formula, maximize, json: false, trace: false);
            return SolverArguments.Refusing(() =>
            {
                var objective = maximize ? Objective.Of(formula).Negate() : Objective.Of(formula);
                if (lower.SequenceEqual(upper)) return view.Show(Minimizer.Minimize(objective, lower, options));
                if (lower.Length == 1) return view.Show(IntervalMinimum.Of(formula, lower[0], upper[0]));
                return view.ShowAll(Minimizer.MultiStart(objective, lower, upper, options: options with { Lower = lower, Upper = upper }), 30);
            });
        });
        return request.State with { Answer = formula };
    }

    private static SessionState Root(Request request)
    {
        var (formula, lower, upper) = Place(request);
        request.Page.Take(console => SolverArguments.Refusing(() => RootCommands.Show(console, formula,
            lower.SequenceEqual(upper) ? EquationSystem.Solve(formula, lower)
            : lower.Length == 1 && !formula.IsVector ? ScalarRoot.Between(formula, lower[0], upper[0])
            : throw new UserErrorException("Several equations are solved from one start; give each variable a value."), json: false, trace: false)));
        return request.State with { Answer = formula };
    }

    private static SessionState Ode(Request request)
    {
        request.Page.Take(console => OdeCommand.Create(console).Parse(Words(request.Text)).Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false }));
        return request.State;
    }

    /// <summary>The formula, and for each variable a range, or a value twice; values of the session stand in for those not given.</summary>
    private static (Formula Formula, double[] Lower, double[] Upper) Place(Request request)
    {
        var arguments = Arguments.Parse(request.Text);
        var formula = SessionReader.Formula(request.State, arguments.Formula, request.Cancellation);
        if (formula.Variables.IsEmpty) throw new UserErrorException("The formula has no variables.");
        var given = arguments.Values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        var (lower, upper) = (new double[formula.Variables.Length], new double[formula.Variables.Length]);
        for (var i = 0; i < lower.Length; i++)
        {
            var name = formula.Variables[i];
            if (!given.TryGetValue(name, out var text))
            {
                lower[i] = upper[i] = request.State.Point.TryGetValue(name, out var known) ? known : throw new UserErrorException($"There is no start for '{name}'; add {name}=0, or a range such as {name}=-1..1.");
                continue;
            }

            var dots = text.IndexOf("..", StringComparison.Ordinal);
            lower[i] = SessionReader.Number(request.State, dots < 0 ? text : text[..dots], name);
            upper[i] = dots < 0 ? lower[i] : SessionReader.Number(request.State, text[(dots + 2)..], name);
        }

        return (formula, lower, upper);
    }

    /// <summary>The words of a command line; what stands in quotes is one word.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var (word, isQuoted, isWord) = ("", false, false);
        foreach (var c in text)
        {
            if (c == '"') (isQuoted, isWord) = (!isQuoted, true);
            else if (c == ' ' && !isQuoted)
            {
                if (isWord) words.Add(word);
                (word, isWord) = ("", false);
            }
            else (word, isWord) = (word + c, true);
        }

        if (isWord) words.Add(word);
        return words;
    }
}
