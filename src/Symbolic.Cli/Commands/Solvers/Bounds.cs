using Symbolic.Cli.Protocol;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>Bounds of variables by name; an end that is left out is infinite.</summary>
internal sealed class Bounds() : Given<Side>("bound")
{
    /// <summary>Reads <c>x=0..1,y=0..inf,z=..3</c>.</summary>
    /// <exception cref="UserErrorException">A part is no bound, or a name comes twice.</exception>
    public static Bounds Parse(string text)
    {
        var bounds = new Bounds();
        bounds.Take([text], SideOf, NoBound);
        return bounds;
    }

    /// <summary>The lower and the upper bounds in the order of the variables; infinite where none is given.</summary>
    /// <exception cref="UserErrorException">A name is no variable.</exception>
    public (double[] Lower, double[] Upper) InOrder(IReadOnlyList<string> variables)
    {
        Spread(variables);
        if (Names.FirstOrDefault(n => !variables.Contains(n)) is { } stranger) throw new UserErrorException($"The formula has no variable '{stranger}' to be bounded.") { Names = [stranger] };
        return ([.. variables.Select(v => Has(v) ? this[v].From : double.NegativeInfinity)], [.. variables.Select(v => Has(v) ? this[v].To : double.PositiveInfinity)]);
    }

    private static Side SideOf(string text, string name)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? throw NoBound($"{name}={text}") : new Side(End(text[..dots], name, double.NegativeInfinity), End(text[(dots + 2)..], name, double.PositiveInfinity));
    }

    private static double End(string text, string name, double open) => string.IsNullOrWhiteSpace(text) ? open : Point.ParseValue(text.Trim(), name);

    private static UserErrorException NoBound(string part) => new($"'{part}' is no bound; write it as name=from..to, for example x=0..1 or x=0..inf.") { Kind = "usage" };
}
