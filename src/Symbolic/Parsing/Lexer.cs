using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Symbolic.Parsing;

/// <summary>
/// Cuts a text into tokens. Every character belongs to a token or is white space; a character that has no place in a formula
/// becomes a token of kind <see cref="TokenKind.Unknown"/>. The last token is <see cref="TokenKind.End"/>.
/// </summary>
public sealed class Lexer
{
    private readonly string _text;
    private readonly bool _isLatex;
    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>(32);
    private int _position;

    private Lexer(string text, bool isLatex) => (_text, _isLatex) = (text, isLatex);

    /// <summary>The tokens of a text. <see cref="IsLatex"/> says whether it is read as LaTeX.</summary>
    public static ImmutableArray<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Lexer(text, IsLatex(text)).Run();
    }

    /// <summary>Whether a text is read as LaTeX: it holds a command such as <c>\frac</c>, or braces behind <c>^</c> or <c>_</c>.</summary>
    public static bool IsLatex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = text.AsSpan().IndexOfAny('\\', '{'); i >= 0;)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || ",;:!{}|".Contains(text[i + 1], StringComparison.Ordinal))) return true;
            if (text[i] == '{' && i > 0 && text[i - 1] is '^' or '_') return true;
            var next = text.AsSpan(i + 1).IndexOfAny('\\', '{');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }

    /// <summary>Whether a text can be a name: letters of any script, then letters, digits and <c>_</c>.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = text.Length == 0 ? [] : new Lexer(text, isLatex: false).Run();
        return tokens.Length == 2 && tokens[0].Kind == TokenKind.Name && tokens[0].Text == text;
    }

    private ImmutableArray<Token> Run()
    {
        while (_position < _text.Length) Next();
        Add(TokenKind.End, _position, "");
        return _tokens.DrainToImmutable();
    }

    private char At(int position) => position < _text.Length ? Normaliser.Plain(_text[position]) : '\0';

    private void Add(TokenKind kind, int start, string text) => _tokens.Add(new Token(kind, SourceSpan.Between(start, _position), text));

    private void Take(TokenKind kind, int length, string text)
    {
        var start = _position;
        _position += length;
        Add(kind, start, text);
    }

    private void Next()
    {
        var raw = _text[_position];
        var c = At(_position);
        if (Normaliser.IsNewLine(raw)) Take(TokenKind.Separator, raw == '\r' && _position + 1 < _text.Length && _text[_position + 1] == '\n' ? 2 : 1, "\n");
        else if (Normaliser.IsInvisible(raw) || c == ' ') _position++;
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(At(_position + 1)))) Number();
        else if (Normaliser.TrySuperscript(raw, out _)) Superscript();
        else if (Normaliser.TryFraction(raw, out var quotient)) Fraction(quotient);
        else if (raw == '√') Take(TokenKind.Name, 1, "sqrt");
        else if (raw == '∛') Take(TokenKind.Name, 1, "cbrt");
        else if (IsNameStart(_position)) Name();
        else if (_isLatex && LatexLexer.Match(_text, _position) is { } latex) Take(latex.Kind, latex.Length, latex.Text);
        else if (Sign(c, At(_position + 1)) is { } sign) Take(sign.Kind, sign.Length, sign.Text);
        else Unknown();
    }

    private static (TokenKind Kind, int Length, string Text)? Sign(char c, char next) => (c, next) switch
    {
        ('*', '*') => (TokenKind.Power, 2, "^"),
        (':', '=') => (TokenKind.Assign, 2, ":="),
        ('=', '=') => (TokenKind.Comparison, 2, "=="),
        ('!', '=') => (TokenKind.Comparison, 2, "!="),
        ('<', '=') => (TokenKind.Comparison, 2, "<="),
        ('>', '=') => (TokenKind.Comparison, 2, ">="),
        ('<', '>') => (TokenKind.Comparison, 2, "!="),
        ('&', '&') => (TokenKind.And, 2, "and"),
        ('|', _) => (TokenKind.Bar, 1, "|"),
        ('<', _) => (TokenKind.Comparison, 1, "<"),
        ('>', _) => (TokenKind.Comparison, 1, ">"),
        ('≤' or '≦' or '⩽', _) => (TokenKind.Comparison, 1, "<="),
        ('≥' or '≧' or '⩾', _) => (TokenKind.Comparison, 1, ">="),
        ('≠', _) => (TokenKind.Comparison, 1, "!="),
        ('∧', _) => (TokenKind.And, 1, "and"),
        ('∨', _) => (TokenKind.Or, 1, "or"),
        ('¬', _) => (TokenKind.Not, 1, "not"),
        ('=', _) => (TokenKind.Assign, 1, "="),
        ('+', _) => (TokenKind.Plus, 1, "+"),
        ('-', _) => (TokenKind.Minus, 1, "-"),
        ('*', _) => (TokenKind.Times, 1, "*"),
        ('/', _) => (TokenKind.Divide, 1, "/"),
        ('^', _) => (TokenKind.Power, 1, "^"),
        ('!', _) => (TokenKind.Factorial, 1, "!"),
        ('\'', _) => (TokenKind.Prime, 1, "'"),
        ('(', _) => (TokenKind.OpenParenthesis, 1, "("),
        (')', _) => (TokenKind.CloseParenthesis, 1, ")"),
        ('[', _) => (TokenKind.OpenBracket, 1, "["),
        (']', _) => (TokenKind.CloseBracket, 1, "]"),
        (',', _) => (TokenKind.Comma, 1, ","),
        (';', _) => (TokenKind.Separator, 1, ";"),
        _ => null,
    };

    /// <summary>Digits, point, digits, and an exponent only when digits follow it: <c>2e</c> is the number 2 and the name e.</summary>
    private void Number()
    {
        var start = _position;
        SkipDigits();
        if (_position == start + 1 && _text[start] == '0' && At(_position) is 'x' or 'X' && char.IsAsciiHexDigit(At(_position + 1)))
        {
            // A hexadecimal number would otherwise be the silent product 0·x10.
            while (char.IsAsciiLetterOrDigit(At(_position))) _position++;
            Add(TokenKind.Unknown, start, PlainText(start));
            return;
        }

        if (At(_position) == '.')
        {
            _position++;
            SkipDigits();
        }

        if (At(_position) is 'e' or 'E')
        {
            var sign = At(_position + 1) is '+' or '-' ? 1 : 0;
            if (char.IsAsciiDigit(At(_position + 1 + sign)))
            {
                _position += 1 + sign;
                SkipDigits();
            }
        }

        Add(TokenKind.Number, start, PlainText(start));
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(_position))) _position++;
    }

    private string PlainText(int start) => string.Create(_position - start, (Text: _text, Start: start), static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = Normaliser.Plain(from.Text[from.Start + i]);
    });

    /// <summary><c>x¹⁰</c> is <c>x^(10)</c>: the brackets keep a digit that follows out of the exponent.</summary>
    private void Superscript()
    {
        var start = _position;
        var plain = new StringBuilder();
        for (; _position < _text.Length && Normaliser.TrySuperscript(_text[_position], out var c); _position++) plain.Append(c);
        Add(TokenKind.Power, start, "^");
        Add(TokenKind.OpenParenthesis, start, "(");
        foreach (var token in new Lexer(plain.ToString(), isLatex: false).Run())
        {
            if (token.Kind != TokenKind.End) _tokens.Add(token with { Span = new SourceSpan(start + token.Span.Start, token.Span.Length) });
        }

        Add(TokenKind.CloseParenthesis, start, ")");
    }

    private void Fraction(string quotient)
    {
        var start = _position++;
        Add(TokenKind.OpenParenthesis, start, "(");
        Add(TokenKind.Number, start, quotient[..1]);
        Add(TokenKind.Divide, start, "/");
        Add(TokenKind.Number, start, quotient[2..]);
        Add(TokenKind.CloseParenthesis, start, ")");
    }

    private void Name()
    {
        var start = _position;
        if (_isLatex && IsLatexLetter(start))
        {
            // In LaTeX a run of letters is cut up later, when it is known which names exist; digits and _ never belong to it.
            while (IsLatexLetter(_position)) _position += char.IsSurrogatePair(_text, _position) ? 2 : 1;
            Add(TokenKind.Name, start, PlainText(start));
            return;
        }

        StringBuilder? changed = null;
        while (_position < _text.Length)
        {
            var raw = _text[_position];
            var isSubscript = Normaliser.TrySubscript(raw, out var plain);
            if (!isSubscript && !IsNamePart(_position)) break;
            if (!isSubscript) plain = At(_position);
            if (changed is null && plain != raw) changed = new StringBuilder(_text, start, _position - start, 64);
            if (isSubscript && !Normaliser.TrySubscript(_text[_position - 1], out _) && _text[_position - 1] != '_') changed!.Append('_');
            changed?.Append(plain);
            _position++;
            if (char.IsHighSurrogate(raw))
            {
                changed?.Append(_text[_position]);
                _position++;
            }
        }

        var name = changed?.ToString() ?? _text[start.._position];
        Add(name switch { "and" => TokenKind.And, "or" => TokenKind.Or, "not" => TokenKind.Not, _ => TokenKind.Name }, start, name);
    }

    private bool IsLatexLetter(int position) => position < _text.Length && IsNameStart(position);

    private bool IsNameStart(int position)
    {
        var raw = _text[position];
        if (raw < 0x80) return char.IsAsciiLetter(raw);
        if (Normaliser.TrySuperscript(raw, out _) || Normaliser.TrySubscript(raw, out _)) return false;
        if (Normaliser.Plain(raw) is var plain && plain < 0x80) return char.IsAsciiLetter(plain);
        return CharUnicodeInfo.GetUnicodeCategory(_text, position) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
    }

    private bool IsNamePart(int position)
    {
        var plain = At(position);
        if (plain < 0x80) return char.IsAsciiLetterOrDigit(plain) || plain == '_';
        return IsNameStart(position) || CharUnicodeInfo.GetUnicodeCategory(_text, position) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
    }

    private void Unknown() => Take(
        TokenKind.Unknown, char.IsSurrogatePair(_text, Math.Min(_position, _text.Length - 1)) && _position + 1 < _text.Length ? 2 : 1, "");
}
