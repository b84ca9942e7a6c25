using System.Collections.Frozen;

namespace Symbolic.Printing;

/// <summary>Names in LaTeX.</summary>
internal static class LatexNames
{
    private static readonly FrozenSet<string> Greek = ((string[])
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "rho",
        "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon",
        "Phi", "Psi", "Omega",
    ]).ToFrozenSet();

    /// <summary>A variable: <c>x</c>, <c>\alpha</c>, <c>\mathit{speed}</c>, <c>x_{12}</c>, <c>x_{\mathit{max}}</c>.</summary>
    public static string Of(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0) return Of(name[..bracket]) + name[bracket..];
        var bar = name.IndexOf('_', StringComparison.Ordinal);
        if (bar <= 0 || bar == name.Length - 1 || name.IndexOf('_', bar + 1) >= 0) return Word(name);
        var subscript = name[(bar + 1)..];
        return $"{Word(name[..bar])}_{{{(subscript.All(char.IsAsciiDigit) ? subscript : Word(subscript))}}}";
    }

    /// <summary>A name as upright text.</summary>
    public static string Upright(string name) => $@"\operatorname{{{Escape(name)}}}";

    private static string Word(string word) => word.Length == 1 || (word.Length == 2 && char.IsSurrogatePair(word, 0)) ? Escape(word)
        : Greek.Contains(word) ? @"\" + word
        : $@"\mathit{{{Escape(word)}}}";

    private static string Escape(string word) => word.Replace("_", @"\_", StringComparison.Ordinal);
}
