using System.Collections.Immutable;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Functions;

namespace Symbolic.Cli.Repl.Session;

/// <summary>What a word could become: commands at the start of an entry, definitions, variables, functions with their signatures, Greek letters.</summary>
internal static class Completer
{
    private static readonly (string Name, string Letter)[] Letters =
    [
        ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("iota", "ι"),
        ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"),
        ("phi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"),
        ("Pi", "Π"), ("Sigma", "Σ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"), ("sqrt", "√"), ("cdot", "·"), ("times", "×"), ("partial", "∂"),
        ("le", "≤"), ("ge", "≥"), ("ne", "≠"),
    ];

    public static CompletionList Complete(SessionState state, string text, int cursor)
    {
        var start = TextWalk.WordStart(text, cursor);
        while (start < cursor && !IsPartOfWord(text, start, cursor)) start++;
        if (start > 0 && text[start - 1] == '\\') return new CompletionList(start - 1, [.. Letters.Where(l => l.Name.StartsWith(text[start..cursor], StringComparison.Ordinal)).OrderBy(l => l.Name.Length).Select(l => new Completion(l.Letter, "\\" + l.Name))]);
        var word = text[start..cursor];
        var before = text.AsSpan(0, start).Trim();
        var isFirst = before.IsEmpty || before.SequenceEqual(":") || before.SequenceEqual("?") || before.SequenceEqual("help");
        if (word.Length == 0 && !isFirst) return new CompletionList(start, []);
        var items = Definitions(state).Concat(isFirst ? Commands() : []).Concat(word.Length == 0 ? [] : state.Seen.Concat(state.Point.Keys).Select(n => new Completion(n, "variable")).Concat(Functions()));
        return new CompletionList(start, [.. items.Where(c => c.Text.StartsWith(word, StringComparison.Ordinal)).DistinctBy(c => c.Text)]);
    }

    /// <summary><c>2si</c>: digits before a name do not belong to it.</summary>
    private static bool IsPartOfWord(string text, int start, int cursor) => !char.IsDigit(text[start]) || text.AsSpan(start, cursor - start).IndexOfAnyExceptInRange('0', '9') < 0;

    private static IEnumerable<Completion> Definitions(SessionState state) =>
        state.Definitions.Select(d => new Completion(d.Definition.IsFunction ? d.Name + "(" : d.Name, d.Head + (d.Definition.IsVector ? "" : " = " + Formula.Of(d.Definition.Body))));

    private static IEnumerable<Completion> Commands() => Verbs.All.SelectMany(v => v.Aliases.Where(a => a.Length > 2).Prepend(v.Name), (v, word) => new Completion(word + " ", $"{v.Usage}: {v.Summary}"));

    private static IEnumerable<Completion> Functions() =>
        FunctionLibrary.Standard.Definitions.SelectMany(f => f.Aliases.Where(a => char.IsAsciiLetter(a[0])).Prepend(f.Name), (f, name) => new Completion(f.MaxArity == 0 ? name : name + "(", $"{Signature.Of(f).Text}: {f.Summary}"))
            .Concat(SpecialForm.All.Where(f => f.Signature.Contains('(', StringComparison.Ordinal)).Select(f => new Completion(f.Name + "(", $"{f.Signature}: {f.Summary}")));
}
