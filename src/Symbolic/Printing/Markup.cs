using System.Collections.Immutable;
using System.Text;

namespace Symbolic.Printing;

/// <summary>What a piece of output is, for front ends that colour it.</summary>
public enum MarkupStyle
{
    /// <summary>White space and other neutral text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The name of a variable, of an index or of a named part.</summary>
    Variable,

    /// <summary>The name of a function.</summary>
    Function,

    /// <summary>A named constant such as π.</summary>
    Constant,

    /// <summary>A sign between or before operands.</summary>
    Operator,

    /// <summary>A bracket.</summary>
    Bracket,

    /// <summary>A comma or semicolon.</summary>
    Separator,

    /// <summary>A word of the language: <c>and</c>, <c>or</c>, <c>not</c>, <c>if</c>, <c>sum</c> …</summary>
    Keyword,
}

/// <summary>A piece of output with its style.</summary>
public readonly record struct MarkupPart(string Text, MarkupStyle Style);

/// <summary>Output as styled pieces. The plain text is their concatenation; a front end colours or escapes them.</summary>
public sealed class Markup
{
    /// <summary>Output made of these pieces.</summary>
    public Markup(ImmutableArray<MarkupPart> parts) => Parts = parts;

    /// <summary>The pieces, in order.</summary>
    public ImmutableArray<MarkupPart> Parts { get; }

    /// <summary>The plain text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts) text.Append(part.Text);
        return text.ToString();
    }
}
