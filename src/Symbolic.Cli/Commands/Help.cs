using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Commands;

/// <summary>The help texts: what a command does, how it is called, examples that run.</summary>
internal static class Help
{
    private const string General = """
          symbolic diff "x^2*sin(y)" x
          symbolic check "x^2*sin(y) + exp(x*y)" x=1 y=2
          symbolic eval "sqrt(x^2 + y^2)" x=3 y=4 --order 2
        """;

    /// <summary>Examples of each command, which a test runs.</summary>
    public static IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["diff"] = """
              symbolic diff "x^2*sin(y)" x
              symbolic diff "exp(-x^2)" --order 3
              symbolic diff "x^x" x --format latex
              symbolic diff "x^2*sin(x)" --steps
            """,
        ["gradient"] = """
              symbolic gradient "x^2*sin(y) + exp(x*y)"
              symbolic gradient "ln(1 + exp(x))" --json
            """,
        ["hessian"] = """
              symbolic hessian "100(y - x^2)^2 + (1 - x)^2"
            """,
        ["jacobian"] = """
              symbolic jacobian "[x*y, sin(x)]"
            """,
        ["eval"] = """
              symbolic eval "x^2*sin(y)" x=1 y=2
              symbolic eval "x^2*sin(y)" x=1 y=pi/2 --order 2 --digits 17
              symbolic eval "r = hypot(x, y); ln(r)/r" x=3 y=4 --order 1 --json
            """,
        ["check"] = """
              symbolic check "x^2*sin(y) + exp(x*y)" x=1 y=2
              symbolic check "abs(x)" x=0 --order 1
              symbolic check "x^2*sin(y)" x=1 y=2 --gradient "2x*sin(y); x^2*cos(y)"
              symbolic check "x^2*sin(y)" --box x=-1..1 y=0..2 --samples 100
              symbolic check "exp(x)" x=1 --steps
            """,
        ["difference"] = """
              symbolic difference "exp(x)*sin(y)" x=1 y=2 --order 2
            """,
        ["grid"] = """
              cat heights.csv | symbolic grid - --spacing 10,20 --flattest
              cd data; symbolic grid heights.npy --spacing 0.5 --hessian --out hessian.npy
            """,
        ["export"] = """
              symbolic export "sqrt(x^2 + y^2)" --to latex --order 1
              symbolic export "x^2/y" --to unicode
              symbolic export "x^2*sin(y)" --to csharp --order 2
              symbolic export "x1*x2 + sin(x2)*x5 + x3^3 + x4" --to spy
              symbolic export "[x*y, sin(x)]" --to pattern
            """,
        ["plot"] = """
              symbolic plot "sin(x)/x" x=-10..10
              symbolic plot "x^2 - y^2" x=-2..2 y=-1..3
            """,
        ["run"] = """
              echo 'diff x^2 x' | symbolic run -
            """,
        ["functions"] = """
              symbolic functions
              symbolic functions erf
            """,
        ["minimize"] = """
              symbolic minimize "100(y - x^2)^2 + (1 - x)^2" x=-1.2 y=1
              symbolic minimize "100(y - x^2)^2 + (1 - x)^2" x=-1.2 y=1 --compare
              symbolic minimize "100(y - x^2)^2 + (1 - x)^2" x=-1.2 y=1 --bounds x=-2..0.5
              symbolic minimize "(x-3)^2 + (y-3)^2" x=0 y=0 --subject-to "x + y <= 4; x >= y"
              symbolic minimize "[10(y - x^2), 1 - x]" x=-1.2 y=1
              symbolic minimize "x*sin(x)" x=0..10
              symbolic minimize "(x^2+y-11)^2 + (x+y^2-7)^2" x=-5..5 y=-5..5
            """,
        ["maximize"] = """
              symbolic maximize "x*exp(-x)" x=0.5
            """,
        ["root"] = """
              symbolic root "cos(x) = x" x=0..1
              symbolic root "x^3 - 2x - 5" x=2 --trace
              symbolic root "sin(x)" x=-10..10 --all
            """,
        ["solve"] = """
              symbolic solve "[x^2 + y^2 = 4, x*y = 1]" x=2 y=0.3
            """,
        ["fit"] = """
              cd data; symbolic fit "y = a*exp(-b*x)" --data decay.csv --parameters a=1,b=0.1
              cat decay.csv | symbolic fit "y = a*exp(-b*x)" --data - --parameters a=1,b=0.1 --json
            """,
        ["ode"] = """
              symbolic ode "[x' = y, y' = -x]" --to 10 --initial x=1,y=0 --every 0.5
              symbolic ode "[x' = y, y' = mu*(1-x^2)*y - x]" --parameters mu=1000 --to 2000 --initial x=2,y=0
              symbolic ode "y'' = t*y" --to 5 --initial "y=1,y'=0"
            """,
        ["batch"] = """
              echo '{"id":1,"formula":"x^2*sin(y)","at":{"x":1.5,"y":0.5},"order":2}' | symbolic batch
            """,
    };

    /// <summary>Answers --help of every command with these texts.</summary>
    public static void Install(RootCommand root, ConsoleStreams console)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption) option.Action = new Show(console);
            if (option is VersionOption) option.Action = new ShowVersion(console);
        }
    }

    private static void Write(Ink ink, Command command)
    {
        var isRoot = command is RootCommand;
        ink.Line(command.Description ?? "");
        ink.Line();
        ink.Line("Usage", Style.Heading);
        ink.Line("  symbolic " + (isRoot ? "COMMAND …" : string.Join(" ", command.Arguments.Select(Placeholder).Prepend(command.Name).Append("[options]"))));
        Section(ink, "Commands", command.Subcommands.Select(c => (c.Name, c.Description)));
        Section(ink, "Arguments", command.Arguments.Select(a => (a.Name.ToUpperInvariant(), a.Description)));
        Section(ink, "Options", command.Options.Where(o => o is not (HelpOption or VersionOption)).Select(o => (NameOf(o), o.Description))
            .Concat(isRoot ? [("--help, -h", "This text; behind a command, the help of that command."), ("--version", "The version.")] : [("--help, -h", "This text.")]));
        ink.Line();
        ink.Line("Examples", Style.Heading);
        ink.Line(isRoot ? General : Examples[command.Name]);
        if (!isRoot) return;
        ink.Line();
        ink.Line("Exit code: 0 fine, 1 a check failed, 2 the input was refused.", Style.Dim);
    }

    private static string Placeholder(Argument argument) =>
        argument.Arity.MaximumNumberOfValues > 1 ? $"[{argument.Name.ToUpperInvariant()} …]"
        : argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name.ToUpperInvariant()}]"
        : argument.Name.ToUpperInvariant();

    private static string NameOf(Option option) => option.ValueType == typeof(bool) ? option.Name : $"{option.Name} {option.HelpName ?? "N"}";

    private static void Section(Ink ink, string title, IEnumerable<(string Name, string? Text)> entries)
    {
        var rows = entries.ToArray();
        if (rows.Length == 0) return;
        ink.Line();
        ink.Line(title, Style.Heading);
        var table = new TextTable();
        foreach (var (name, text) in rows) table.Add(name, new Cell(text ?? "") { Wrap = Wrap.Prose });
        table.Render(ink);
    }

    private sealed class Show(ConsoleStreams console) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            Write(Report.InkFor(console), parseResult.CommandResult.Command);
            return ExitCode.Fine;
        }
    }

    private sealed class ShowVersion(ConsoleStreams console) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            console.Output.Write($"symbolic {typeof(Help).Assembly.GetName().Version?.ToString(3)}\n");
            return ExitCode.Fine;
        }
    }
}
