using Symbolic.Expressions;
using Symbolic.Printing;

namespace Symbolic.Verification;

/// <summary>Parts of formulas as they are named in causes: as text, cut where they would drown the sentence.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    public static string Of(Expr e)
    {
        var text = TextPrinter.Print(e);
        return text.Length <= MaxLength ? text : text[..(MaxLength - 3)] + "…";
    }
}
