namespace Symbolic.Cli.Output;

/// <summary>What a piece of output means; colour follows from it, and never says anything that the words do not.</summary>
internal enum Style
{
    Plain,
    Dim,
    Heading,
    Good,
    Warning,
    Bad,
}

/// <summary>Writes text with or without colour.</summary>
internal sealed class Ink(TextWriter writer, bool colour, int width)
{
    public int Width => width;

    public void Write(string text, Style style = Style.Plain)
    {
        var code = colour ? Code(style) : "";
        writer.Write(code.Length == 0 ? text : $"\e[{code}m{text}\e[0m");
    }

    /// <summary>Writes spaces.</summary>
    public void Space(int count)
    {
        for (var i = 0; i < count; i++) writer.Write(' ');
    }

    public void Line(string text = "", Style style = Style.Plain)
    {
        if (text.Length > 0) Write(text, style);
        writer.Write('\n');
    }

    private static string Code(Style style) => style switch
    {
        Style.Dim => "2",
        Style.Heading => "1",
        Style.Good => "32",
        Style.Warning => "33",
        Style.Bad => "31",
        _ => "",
    };
}
