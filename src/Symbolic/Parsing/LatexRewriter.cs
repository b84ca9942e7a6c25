using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>
/// Turns LaTeX tokens into tokens of the formula language as far as that goes without knowing the grammar: signs, Greek
/// letters, words, subscripts (<c>x_{1}</c> is x_1, <c>x_{i+1}</c> is x[i+1]), and runs of letters, which LaTeX sets as products.
/// What remains are the commands of <see cref="LatexNames.Structures"/>, cases, and braces.
/// </summary>
internal sealed class LatexRewriter
{
    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private readonly NameTable _names;
    private readonly DiagnosticBag _errors;
    private readonly Func<string, bool> _takesSubscript;
    private readonly ImmutableArray<Token>.Builder _output = ImmutableArray.CreateBuilder<Token>();
    private readonly Dictionary<int, int> _closing = [];
    private readonly HashSet<int> _closeIndex = [];
    private int _next;
    private int _environments;

    private LatexRewriter(string text, ImmutableArray<Token> tokens, NameTable names, DiagnosticBag errors, Func<string, bool> takesSubscript)
    {
        (_text, _tokens, _names, _errors, _takesSubscript) = (text, tokens, names, errors, takesSubscript);
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind == TokenKind.OpenBrace) open.Push(i);
            else if (tokens[i].Kind == TokenKind.CloseBrace && open.TryPop(out var start)) _closing[start] = i;
        }
    }

    /// <summary>The first run of letters that was read as a product; null when there is none.</summary>
    public Token? FirstRun { get; private set; }

    /// <summary>Rewrites the tokens of a text. <paramref name="takesSubscript"/> says of which names J_0(x) is a call.</summary>
    public static ImmutableArray<Token> Rewrite(string text, ImmutableArray<Token> tokens, NameTable names, DiagnosticBag errors, Func<string, bool> takesSubscript, out Token? firstRun)
    {
        var rewriter = new LatexRewriter(text, tokens, names, errors, takesSubscript);
        while (rewriter._next < tokens.Length) rewriter.Step();
        firstRun = rewriter.FirstRun;
        return rewriter._output.DrainToImmutable();
    }

    private void Emit(TokenKind kind, SourceSpan span, string text) => _output.Add(new Token(kind, span, text));

    private TokenKind KindAt(int i) => i < _tokens.Length ? _tokens[i].Kind : TokenKind.End;

    private void Step()
    {
        var token = _tokens[_next];
        switch (token.Kind)
        {
            case TokenKind.Command:
                _next++;
                Command(token);
                break;
            case TokenKind.Name:
                _next++;
                Letters(token);
                break;
            case TokenKind.Number when PowerOfTen() is { } number:
                _output.Add(number);
                break;
            case TokenKind.CloseBrace when _closeIndex.Contains(_next):
                _next++;
                Emit(TokenKind.CloseBracket, token.Span, "]");
                break;
            case TokenKind.Separator when token.Text == "\n" && _environments > 0:
                _next++;
                break;
            default:
                _next++;
                _output.Add(token);
                break;
        }
    }

    private void Command(Token token)
    {
        var name = token.Text;
        if (LatexNames.Spaces.Contains(name)) return;
        if (name is "left" or "right") Delimiter(name, token);
        else if (LatexNames.Signs.TryGetValue(name, out var sign)) Emit(sign.Kind, token.Span, sign.Text);
        else if (LatexNames.Words.Contains(name)) Word(token);
        else if (name is "begin" or "end") Environment(token);
        else if (LatexNames.Structures.TryGetValue(name, out var structure)) Emit(TokenKind.Command, token.Span, structure);
        else if (GreekLetters.ByName.TryGetValue(name, out var letter)) Named(token, _names.IsFunction(name) ? letter : name);
        else if (_names.IsFunction(name)) Named(token, name);
        else
        {
            var suggestions = NameSuggestions.For(name, LatexNames.All.Concat(_names.FunctionNames));
            _errors.Add("name", SyntaxMessages.UnknownCommand(name, suggestions), token.Span, default, [.. suggestions.Select(s => "\\" + s)]);
        }
    }

    /// <summary><c>\left|</c> and <c>\right|</c> tell which bar opens.</summary>
    private void Delimiter(string side, Token token)
    {
        var next = _next < _tokens.Length ? _tokens[_next] : token;
        if (next.Kind != TokenKind.Bar && !(next.Kind == TokenKind.Command && next.Text is "vert" or "lvert" or "rvert")) return;
        _next++;
        Emit(TokenKind.Bar, token.Span.To(next.Span), $@"\{side}|");
    }

    /// <summary>The characters in the braces that follow, and their place; null when there are none.</summary>
    private (string Text, SourceSpan Span)? Braces()
    {
        if (KindAt(_next) == TokenKind.Times) _next++;
        if (!_closing.TryGetValue(_next, out var close)) return null;
        var span = SourceSpan.Between(_tokens[_next].Span.End, _tokens[close].Span.Start);
        _next = close + 1;
        return (span.In(_text).Replace(@"\_", "_", StringComparison.Ordinal).Trim().TrimEnd(',', '.'), span);
    }

    private void Word(Token command)
    {
        if (Braces() is not { } braces)
        {
            _errors.Add("syntax", SyntaxMessages.NotClosed("{"), new SourceSpan(command.Span.End, 0), ["{"]);
            return;
        }

        var span = command.Span.To(_tokens[_next - 1].Span);
        var (word, inner) = braces;
        var isText = command.Text is "text" or "textrm" or "mbox" or "mathrm";
        if (isText && word is "if" or "for" or "when" or "where" or "" or "falls" or "für") return;
        if (isText && word is "otherwise" or "else" or "sonst") Emit(TokenKind.Command, span, "otherwise");
        else if (word is "and" or "or" or "not") Emit(word == "and" ? TokenKind.And : word == "or" ? TokenKind.Or : TokenKind.Not, span, word);
        else if (command.Text is "operatorname" or "mathrm" && _names.KindOf(word) == NameKind.Unknown) Emit(TokenKind.Command, span, Operator(word));
        else if (Lexer.IsName(word)) Named(new Token(TokenKind.Name, span, word), word);
        else _errors.Add("name", SyntaxMessages.NotAName(word), inner);
    }

    /// <summary>The text of the token for an upright word that is no known name.</summary>
    public static string Operator(string word) => $@"\operatorname{{{word}}}";

    private void Environment(Token token)
    {
        var word = Braces()?.Text;
        _environments = Math.Max(0, _environments + (token.Text == "begin" ? 1 : -1));
        if (word is "cases" or "dcases") Emit(TokenKind.Command, token.Span.To(_tokens[_next - 1].Span), token.Text + " cases");
        else _errors.Add("name", SyntaxMessages.UnknownCommand(token.Text + "{" + word + "}", []), token.Span);
    }

    /// <summary>A run of letters: a known name, or else one variable for each letter.</summary>
    private void Letters(Token run)
    {
        if (run.Text.Length <= 1 || KindAt(_next) == TokenKind.Assign || _names.KindOf(run.Text) != NameKind.Unknown)
        {
            Named(run, run.Text);
            return;
        }

        var start = run.Span.Start;
        for (var i = 0; i < run.Text.Length;)
        {
            var length = char.IsSurrogatePair(run.Text, i) ? 2 : 1;
            var letter = new Token(TokenKind.Name, new SourceSpan(start + i, length), run.Text.Substring(i, length));
            i += length;
            if (i < run.Text.Length) _output.Add(letter);
            else Named(letter, letter.Text);
        }

        if (run.Text.Length > (char.IsSurrogatePair(run.Text, 0) ? 2 : 1)) FirstRun ??= run;
    }

    /// <summary>A name, with the subscript that follows it.</summary>
    private void Named(Token token, string name)
    {
        if (KindAt(_next) != TokenKind.Subscript)
        {
            Emit(TokenKind.Name, token.Span, name);
            return;
        }

        var hasBraces = _closing.TryGetValue(_next + 1, out var close);
        var first = _next + (hasBraces ? 2 : 1);
        var end = hasBraces ? close : first + 1;
        var simple = SimpleSubscript(first, end);
        var after = hasBraces ? close + 1 : end;
        if (_names.IsFunction(name) || (_takesSubscript(name) && IsArgument(after) && (simple is null || _names.KindOf($"{name}_{simple}") == NameKind.Unknown)))
        {
            KeepSubscript(token, name, hasBraces);
        }
        else if (simple is not null)
        {
            _next = after;
            Emit(TokenKind.Name, token.Span.To(_tokens[after - 1].Span), $"{name}_{simple}");
        }
        else if (hasBraces)
        {
            Emit(TokenKind.Name, token.Span, name);
            Emit(TokenKind.OpenBracket, _tokens[_next].Span.To(_tokens[_next + 1].Span), "[");
            _next += 2;
            _closeIndex.Add(close);
        }
        else
        {
            Emit(TokenKind.Name, token.Span, name);
        }
    }

    private void KeepSubscript(Token token, string name, bool hasBraces)
    {
        Emit(TokenKind.Name, token.Span, name);
        _output.Add(_tokens[_next++]);
        if (hasBraces || _next >= _tokens.Length) return;
        var index = _tokens[_next];
        Emit(TokenKind.OpenBrace, index.Span, "{");
        Step();
        Emit(TokenKind.CloseBrace, index.Span, "}");
    }

    private bool IsArgument(int i)
    {
        while (KindAt(i) == TokenKind.Command && (_tokens[i].Text == "left" || LatexNames.Spaces.Contains(_tokens[i].Text))) i++;
        return KindAt(i) == TokenKind.OpenParenthesis;
    }

    /// <summary>A subscript that is part of a name: digits, a word, a Greek letter.</summary>
    private string? SimpleSubscript(int first, int end)
    {
        if (first >= _tokens.Length) return null;
        var token = _tokens[first];
        if (end == first + 1)
        {
            if (token.Kind == TokenKind.Name || (token.Kind == TokenKind.Number && token.Text.All(char.IsAsciiDigit))) return token.Text;
            return token.Kind == TokenKind.Command && GreekLetters.ByName.ContainsKey(token.Text) ? token.Text : null;
        }

        if (token.Kind != TokenKind.Command || !LatexNames.Words.Contains(token.Text) || !_closing.TryGetValue(first + 1, out var close) || close != end - 1) return null;
        var word = SourceSpan.Between(_tokens[first + 1].Span.End, _tokens[close].Span.Start).In(_text).Replace(@"\_", "_", StringComparison.Ordinal).Trim();
        return Lexer.IsName("x" + word) ? word : null;
    }

    /// <summary><c>6.02 \cdot 10^{23}</c> is one number where it stands first in a product.</summary>
    private Token? PowerOfTen()
    {
        if (_output.Count > 0 && _output[^1].Kind is TokenKind.Times or TokenKind.Divide or TokenKind.Power or TokenKind.Name or TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.Number or TokenKind.Factorial) return null;
        var i = _next + 1;
        if (KindAt(i) != TokenKind.Command || _tokens[i].Text is not ("cdot" or "times") || KindAt(i + 1) != TokenKind.Number || _tokens[i + 1].Text != "10" || KindAt(i + 2) != TokenKind.Power) return null;
        i += 3;
        if (KindAt(i) != TokenKind.OpenBrace) return null;
        var sign = KindAt(i + 1) == TokenKind.Minus ? "-" : "";
        i += sign.Length + 1;
        var mantissa = _tokens[_next];
        if (KindAt(i) != TokenKind.Number || !_tokens[i].Text.All(char.IsAsciiDigit) || KindAt(i + 1) != TokenKind.CloseBrace || mantissa.Text.AsSpan().ContainsAny('e', 'E')) return null;
        _next = i + 2;
        return new Token(TokenKind.Number, mantissa.Span.To(_tokens[i + 1].Span), $"{mantissa.Text}e{sign}{_tokens[i].Text}");
    }
}
