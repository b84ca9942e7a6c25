using System.Globalization;
using System.Text;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Cli.Repl.Session;

namespace Symbolic.Tests.Repl.Session;

/// <summary>Entries at random, put together from what people type, and cut and joined anywhere. SYMBOLIC_RANDOM_SEED replays.</summary>
public sealed class SessionFuzz
{
    private const int Entries = 600;

    private static readonly string[] Pieces =
    [
        "x", "y", "f", "g", "a", "f(x)", "g(x, y)", "f'", "f''(2)", "sin", "sin'(x)", "(", ")", "[", "]", "+", "-", "*", "/", "^", "=", ":=", ",", " ", " ", " ", "2", "0.5", "1e308", "0",
        "x^2", "sqrt(x)", "|x|", "abs(x)", "ans", "diff ", "grad ", "hess ", "jac ", "steps ", "at ", "check ", "taylor ", "classify ", "plot ", "vars", "forget ", "set ", "help ", "?", ":",
        "latex ", "code ", "x=1", "y=2", "x=0..1", "y=-1..3", " 3", "d/dx ", "d²/dx² ", "∂/∂y ", "\\frac{1}{x}", "\\", "'", "′", "#", ";", "\n", "π", "x₁", "面", "²", "if(x>0, x, 1)", "sum(x^k, k, 1, 5)", "1/2x", "..", "digits", "all", "nowhere", "by ",
    ];

    [Fact]
    public void Nothing_that_is_typed_is_a_defect()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SYMBOLIC_RANDOM_SEED"), CultureInfo.InvariantCulture, out var asked) ? asked : 20261120;
        var random = new Random(seed);
        var state = SessionState.Initial;
        for (var i = 0; i < Entries; i++)
        {
            var entry = LineBuffer.Clean(Entry(random));
            using var page = new Page(random.Next(20, 120), random.Next(2) == 0);
            state = Interpreter.Run(state, entry, page, TestContext.Current.CancellationToken) with { IsLeaving = false };
            Assert.DoesNotContain("defect", page.Finish(), StringComparison.Ordinal);
            LivePreview.Make(state, entry);
            SyntaxHighlighter.Highlight(state, entry, random.Next(entry.Length + 1));
            var list = Completer.Complete(state, entry, random.Next(entry.Length + 1));
            Assert.InRange(list.Start, 0, entry.Length);
            if (i % 60 == 59) state = SessionState.Initial;
        }
    }

    private static string Entry(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 9); n > 0; n--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }
}
