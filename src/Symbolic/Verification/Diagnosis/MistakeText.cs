using Symbolic.Expressions;
using Symbolic.Printing;

namespace Symbolic.Verification.Diagnosis;

/// <summary>What was wrong, in one sentence.</summary>
internal static class MistakeText
{
    public static string Explain(Candidate edit, Expr claimed, IReadOnlyList<string> variables, int row, int column)
    {
        var wrong = edit.Wrong is null ? "" : Short(edit.Wrong);
        var right = edit.Right is null ? "" : Short(edit.Right);
        return edit.Kind switch
        {
            MistakeKind.Sign => Equals(edit.Wrong, claimed) ? "The sign is wrong." : $"The sign of {wrong.TrimStart('-')} is wrong.",
            MistakeKind.Factor => wrong.Length > 0 ? $"The factor {wrong} should be {right}." : FactorText(edit.Right, right),
            MistakeKind.Number => $"The number {wrong} should be {right}.",
            MistakeKind.Exponent => $"The exponent is wrong: {wrong} should be {right}.",
            MistakeKind.Function or MistakeKind.Part => $"{wrong} should be {right}.",
            MistakeKind.Variable => $"The variables are wrong: {wrong} should be {right}.",
            MistakeKind.InnerDerivative => $"The inner derivative {right} is missing (chain rule).",
            MistakeKind.MissingFactor => $"The factor {right} is missing.",
            MistakeKind.ExtraFactor => $"The factor {wrong} is too much.",
            MistakeKind.MissingTerm => $"The term {right} is missing.",
            MistakeKind.ExtraTerm => $"The term {wrong} is too much.",
            MistakeKind.SwappedComponents => Swapped(variables[row], right, variables),
            MistakeKind.OtherDerivative => column < 0 && edit.Cost > 2.35 ? "This is the formula itself, not its derivative." : "This is another derivative of the formula.",
            MistakeKind.Several => "Several parts are wrong.",
            _ => "No small edit makes it right.",
        };
    }

    private static string Swapped(string a, string b, IReadOnlyList<string> variables)
    {
        var pair = variables.Where(v => v == a || v == b).ToArray();
        return $"The components for {pair[0]} and {pair[^1]} have been swapped.";
    }

    private static string FactorText(Expr? factor, string text) => factor is Constant { Value: { Sign: > 0, IsInteger: true } }
        ? $"The factor {text} is missing."
        : $"It must be multiplied by {text}.";

    private static string Short(Expr e)
    {
        var text = TextPrinter.Print(e);
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
