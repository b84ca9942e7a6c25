using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Parsing;

/// <summary>
/// The LaTeX notation of a function, <c>J_{{0}}\left({1}\right)</c>, as tokens and places for arguments, so that the notation that
/// is printed is also read. Notations that are the function's name and its arguments in parentheses need no pattern.
/// </summary>
internal sealed class LatexPattern
{
    private static readonly ConditionalWeakTable<FunctionLibrary, Dictionary<string, LatexPattern[]>> Known = [];

    private LatexPattern(FunctionDefinition function, ImmutableArray<Token> items) => (Function, Items) = (function, items);

    public FunctionDefinition Function { get; }

    /// <summary>Tokens; one of kind <see cref="TokenKind.Unknown"/> is a place, its text the number of the argument.</summary>
    public ImmutableArray<Token> Items { get; }

    /// <summary>The patterns of a library by their first token; those with more fixed tokens in front come first.</summary>
    public static Dictionary<string, LatexPattern[]> Of(FunctionLibrary library) => Known.GetValue(library, static l => l.Definitions
        .Where(d => d.Latex is not null && d.Infix is null && d.MaxArity > 0)
        .Select(d => new LatexPattern(d, Tokens(d, l)))
        .Where(p => p.Items.Length > 1 && p.Items[0].Kind is TokenKind.Name or TokenKind.Command && !p.IsCallByName(l))
        .OrderByDescending(p => p.FixedLength)
        .GroupBy(p => p.Items[0].Text)
        .ToDictionary(g => g.Key, g => g.ToArray()));

    /// <summary>Whether a name followed by a subscript and a bracket is a call, as in J_0(x).</summary>
    public static bool TakesSubscript(FunctionLibrary library, string name) => Of(library).TryGetValue(name, out var patterns) && patterns.Any(p => p.Items[1].Kind == TokenKind.Subscript);

    private int FixedLength => Items.TakeWhile(i => i.Kind != TokenKind.Unknown).Count();

    private bool IsCallByName(FunctionLibrary library) => Items[0].Kind == TokenKind.Name && library.Find(Items[0].Text) == Function && Items[1].Kind == TokenKind.OpenParenthesis;

    /// <summary>
    /// The tokens of a notation. A place {0} becomes the letter of a private-use character, which the lexer reports as unknown;
    /// the braces around {{0}} are LaTeX braces.
    /// </summary>
    private static ImmutableArray<Token> Tokens(FunctionDefinition function, FunctionLibrary library)
    {
        var text = function.Latex!.Replace("{*}", "\uE009", StringComparison.Ordinal);
        for (var i = 0; i < 9; i++) text = text.Replace($"{{{i}}}", ((char)('\uE000' + i)).ToString(), StringComparison.Ordinal);
        var names = new NameTable(new ParseOptions { Library = library });
        var raw = Lexer.Tokenize(text.Contains('\\', StringComparison.Ordinal) ? text : text + @"\space")
            .Select(t => t.Kind == TokenKind.Unknown ? t with { Text = text[t.Span.Start] == '\uE009' ? "*" : ((char)(text[t.Span.Start] - '\uE000' + '0')).ToString() } : t);
        return [.. LatexRewriter.Rewrite(text, [.. raw], names, new DiagnosticBag(), _ => true, out _).Where(t => t.Kind != TokenKind.End)];
    }
}
