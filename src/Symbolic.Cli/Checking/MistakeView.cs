using Symbolic.Cli.Output;
using Symbolic.Parsing;
using Symbolic.Verification.Diagnosis;

namespace Symbolic.Cli.Checking;

/// <summary>Shows a mistake: the claim, what it should be, and which part of it changes.</summary>
internal static class MistakeView
{
    private const string Arrow = "  →  ";

    public static void Show(Ink ink, Mistake mistake, string label, string indent = "")
    {
        ink.Write($"{indent}{label}: ", Style.Dim);
        ink.Line(mistake.Explanation, Style.Bad);
        var suggestion = mistake.Suggestion.ToString();
        const string claimed = "  claimed  ";
        var marks = mistake.Kind is not (MistakeKind.SwappedComponents or MistakeKind.Unrelated or MistakeKind.OtherDerivative);
        var onOneLine = indent.Length + claimed.Length + mistake.Claimed.Length + Arrow.Length + suggestion.Length <= ink.Width;
        if (onOneLine)
        {
            ink.Line($"{indent}{claimed}{mistake.Claimed}{Arrow}{suggestion}");
            if (marks) Both();
        }
        else
        {
            Line(ink, indent + claimed, mistake.Claimed, marks ? mistake.Wrong : default);
            Line(ink, $"{indent}  correct  ", suggestion, marks ? mistake.Right : default);
        }

        ink.Line(mistake.Proof == Proof.Exact
            ? $"{indent}  proven: its difference to the exact derivative simplifies to 0"
            : $"{indent}  equal to the exact derivative up to rounding at many random points; simplifying did not decide", Style.Dim);

        void Both()
        {
            var left = Marks(mistake.Wrong, mistake.Claimed.Length);
            Mark(ink, indent + new string(' ', claimed.Length), left + new string(' ', mistake.Claimed.Length + Arrow.Length - Math.Min(left.Length, mistake.Claimed.Length + Arrow.Length)) + Marks(mistake.Right, suggestion.Length));
        }
    }

    private static void Line(Ink ink, string head, string text, SourceSpan span)
    {
        ink.Line(head + text);
        if (head.Length + span.End <= ink.Width) Mark(ink, new string(' ', head.Length), Marks(span, text.Length));
    }

    private static void Mark(Ink ink, string head, string marks)
    {
        if (marks.Contains('^', StringComparison.Ordinal)) ink.Line(head + marks.TrimEnd(), Style.Bad);
    }

    private static string Marks(SourceSpan span, int length) => span.Length == 0 || span.Length >= length ? "" : new string(' ', span.Start) + new string('^', span.Length);
}
