using System.Collections.Immutable;
using Symbolic.Differentiation.Steps;
using Symbolic.Printing;

namespace Symbolic.Cli.Output;

/// <summary>Writes a derivation as a numbered outline: each rule, what its letters stand for, the steps for its parts, its result.</summary>
internal static class StepsText
{
    private const int MaxLevels = 12;

    public static void Write(Ink ink, Derivation derivation, string variable, Formula derivative)
    {
        ink.Line($"d/d{variable} of {TextPrinter.Print(derivation.Formula)}", Style.Heading);
        if (derivation.Root is { } root) Write(ink, root, variable, "", 0, derivative.ToString());
        var result = TextPrinter.Print(derivation.Result);
        if (derivation.Root is null) ink.Line($"  {(derivation.Result is Expressions.Constant { Value.IsZero: true } ? $"{variable} does not occur: constants have the derivative 0" : $"the derivative of {variable} is 1")}");
        else if (result != derivative.ToString()) ink.Line("  simplified:", Style.Dim);
        ink.Write("  = ");
        ink.Line(derivative.ToString(), Style.Heading);
    }

    private static void Write(Ink ink, DerivationStep step, string variable, string number, int level, string? said = null)
    {
        var indent = new string(' ', 2 + (2 * Math.Min(level, MaxLevels)));
        var result = TextPrinter.Print(step.Result);
        ink.Write(indent + number);
        if (step.Inner.IsEmpty && step.Parts.IsEmpty && result != said) ink.Write($"({TextPrinter.Print(step.Subject)})' = {result}  ");
        ink.Write(step.Rule, Style.Good);
        ink.Line(Identity(step), Style.Dim);
        if (step.Inner.IsEmpty && step.Parts.IsEmpty) return;
        if (!step.Parts.IsEmpty) ink.Line($"{indent}  with {string.Join(", ", step.Parts.Select(p => $"{p.Letter} = {TextPrinter.Print(p.Part)}"))}");
        for (var i = 0; i < step.Inner.Length; i++) Write(ink, step.Inner[i], variable, step.Inner.Length > 1 ? $"{number.TrimEnd()}{i + 1}. " : "", level + 1);
        if (result != said) ink.Line($"{indent}  together ({TextPrinter.Print(step.Subject)})' = {result}");
    }

    private static string Identity(DerivationStep step)
    {
        if (step.Function is not var (call, derivative)) return step.Identity.Length > 0 ? $": {step.Identity}" : "";
        var rule = $": {TextPrinter.Print(call)}' = {TextPrinter.Print(derivative)}";
        return step.Identity.Length > 0 ? $"{rule}, {step.Identity}" : "";
    }
}
