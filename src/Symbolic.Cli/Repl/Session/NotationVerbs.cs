using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.Plotting;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Commands that write a formula in another notation.</summary>
internal static class NotationVerbs
{
    public static IEnumerable<Verb> All =>
    [
        Notation("text", "text f", "the formula on one line, as it can be typed", "text x^2/2"),
        Notation("unicode", "unicode f", "the formula in mathematical characters", "unicode sqrt(x)*pi"),
        Notation("latex", "latex f", "the formula in LaTeX", "latex x^2/(1 + y)"),
        Notation("mathml", "mathml f", "the formula in MathML", "mathml x^2"),
        new("code", "code csharp f", "the formula with its derivatives as source code", Code) { Examples = ["code csharp x^2*y"] },
        new("spy", "spy f", "a picture of which second derivatives (of a vector: first) are not 0", Spy) { Examples = ["spy x1*x2 + sin(x2)*x5 + x3^3 + x4"] },
        new("simplify", "simplify f", "the formula in a shorter form", Simplify) { Examples = ["simplify x*y/x + sin(x)^2 + cos(x)^2"] },
    ];

    private static Verb Notation(string name, string usage, string summary, string example) => new(name, usage, summary, request =>
    {
        var formula = request.Formula;
        request.Ink.Line(ExpressionFormat.Print(formula, name));
        return request.State with { Answer = formula };
    })
    { Examples = [example] };

    private static SessionState Code(Request request)
    {
        var words = request.Text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) throw new UserErrorException($"Say in which language: code {string.Join(", code ", SourceFormat.Names.Concat(ExpressionFormat.Names))}.");
        var language = SourceFormat.Find(words[0]);
        if (language is null) ExpressionFormat.Require(words[0]);
        var formula = SessionReader.Formula(request.State, words.Length > 1 ? words[1] : "", request.Cancellation);
        request.Ink.Line(language is { } target ? SourceFormat.Write(formula, target, order: 2).TrimEnd('\n') : ExpressionFormat.Print(formula, words[0]));
        return request.State with { Answer = formula };
    }

    private static SessionState Spy(Request request)
    {
        var formula = request.Formula;
        SpyPlot.Draw(request.Ink, PatternFormat.Of(formula), formula.Variables);
        return request.State with { Answer = formula };
    }

    private static SessionState Simplify(Request request)
    {
        var formula = request.Formula;
        if (formula.IsVector) throw new UserErrorException("The formula is a vector; simplify its components one by one.");
        var simplified = formula.Simplify();
        Readings.ShowDisplay(request, "", simplified, Style.Heading);
        return request.State with { Answer = simplified };
    }
}
