namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>What a piece of the edited text, or of what is shown below it, is.</summary>
internal enum TextStyle
{
    Plain,
    Prompt,
    Dim,
    Number,
    Name,
    Function,
    Constant,
    Defined,
    Command,
    Operator,
    Bracket,
    MatchingBracket,
    Error,
    Selected,
    Good,
    Warning,
    Bad,
}

/// <summary>A stretch of a text with its style.</summary>
internal readonly record struct StyledSpan(int Start, int Length, TextStyle Style)
{
    public int End => Start + Length;
}

/// <summary>Colours of the styles: the sixteen that every terminal lets its user choose.</summary>
internal static class TextStyles
{
    /// <summary>Parameters of the control sequence that switches a style on; empty for none.</summary>
    public static string Codes(this TextStyle style) => style switch
    {
        TextStyle.Prompt => "1;34",
        TextStyle.Dim => "2",
        TextStyle.Number => "36",
        TextStyle.Function => "34",
        TextStyle.Constant => "35",
        TextStyle.Defined => "32",
        TextStyle.Command => "1;35",
        TextStyle.MatchingBracket => "1;4",
        TextStyle.Error => "4;31",
        TextStyle.Selected => "7",
        TextStyle.Good => "32",
        TextStyle.Warning => "33",
        TextStyle.Bad => "31",
        _ => "",
    };
}
