namespace Symbolic.Parsing;

/// <summary>A stretch of the text that was typed, in UTF-16 code units from 0. Length 0 is a place between two characters.</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The position after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The stretch between two positions.</summary>
    public static SourceSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>From the start of this stretch to the end of another.</summary>
    public SourceSpan To(SourceSpan other) => Between(Start, Math.Max(End, other.End));

    /// <summary>The characters of this stretch.</summary>
    public string In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = Math.Clamp(Start, 0, text.Length);
        return text[start..Math.Clamp(End, start, text.Length)];
    }
}
