namespace Symbolic.Parsing;

/// <summary>What a <see cref="Token"/> is.</summary>
public enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The name of a variable, constant or function.</summary>
    Name,

    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>*</c></summary>
    Times,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>^</c> or <c>**</c></summary>
    Power,

    /// <summary><c>!</c></summary>
    Factorial,

    /// <summary><c>'</c></summary>
    Prime,

    /// <summary><c>(</c></summary>
    OpenParenthesis,

    /// <summary><c>)</c></summary>
    CloseParenthesis,

    /// <summary><c>[</c></summary>
    OpenBracket,

    /// <summary><c>]</c></summary>
    CloseBracket,

    /// <summary><c>{</c>, in LaTeX</summary>
    OpenBrace,

    /// <summary><c>}</c>, in LaTeX</summary>
    CloseBrace,

    /// <summary><c>|</c></summary>
    Bar,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>;</c> or the end of a line</summary>
    Separator,

    /// <summary><c>=</c> or <c>:=</c></summary>
    Assign,

    /// <summary>A comparison sign: <c>&lt; &lt;= &gt; &gt;= == !=</c></summary>
    Comparison,

    /// <summary>The word <c>and</c></summary>
    And,

    /// <summary>The word <c>or</c></summary>
    Or,

    /// <summary>The word <c>not</c></summary>
    Not,

    /// <summary><c>_</c> before an index, in LaTeX</summary>
    Subscript,

    /// <summary>A LaTeX command such as <c>\frac</c></summary>
    Command,

    /// <summary><c>&amp;</c> between the columns of LaTeX cases</summary>
    Alignment,

    /// <summary><c>\\</c> between the rows of LaTeX cases</summary>
    RowEnd,

    /// <summary>A character that has no place in a formula.</summary>
    Unknown,
}

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands in the text as typed.</param>
/// <param name="Text">Its normalised text: <c>x_1</c> for <c>x₁</c>, <c>*</c> for <c>×</c>.</param>
public readonly record struct Token(TokenKind Kind, SourceSpan Span, string Text);
