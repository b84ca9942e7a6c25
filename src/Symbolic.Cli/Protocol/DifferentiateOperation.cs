using System.Text.Json;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Protocol;

/// <summary>The derivatives as formulas.</summary>
internal static class DifferentiateOperation
{
    public static void Answer(Utf8JsonWriter json, Request request)
    {
        ExpressionFormat.Require(request.Format);
        var formula = request.Parse();
        IReadOnlyList<string> names = request.Wrt ?? formula.Variables;
        if (request.Order == 0) throw new UserErrorException("The order of a derivative is 1 or 2.");
        if (formula.IsVector && request.Order == 2) throw new UserErrorException("A vector has no Hessian matrix; ask for order 1, or for its components one by one.");
        Operations.Head(json, formula);
        if (formula.IsVector) Jacobian(json, formula, names, request.Format);
        else Derivatives(json, formula, names, request);
        json.Strings("notes", [.. Notes.OnReading(formula), .. Notes.OnAbsent(formula, request.Wrt), .. request.Ignored]);
    }

    /// <summary>The matrix of first derivatives, a row for each component.</summary>
    public static void Jacobian(Utf8JsonWriter json, Formula formula, IReadOnlyList<string> names, string format)
    {
        json.WriteStartArray("jacobian");
        foreach (var component in formula.Outputs.Select(Formula.Of)) json.Strings(names.Select(n => ExpressionFormat.Print(component.Differentiate(n), format)));
        json.WriteEndArray();
    }

    private static void Derivatives(Utf8JsonWriter json, Formula formula, IReadOnlyList<string> names, Request request)
    {
        var first = names.ToDictionary(n => n, n => formula.Differentiate(n), StringComparer.Ordinal);
        json.WriteStartObject("derivatives");
        foreach (var name in names) json.WriteString(name, ExpressionFormat.Print(first[name], request.Format));
        json.WriteEndObject();
        if (request.Order != 2) return;

        // Each pair once: the matrix is symmetric, and differentiating is what costs.
        var texts = new string[names.Count, names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = 0; j <= i; j++) texts[i, j] = texts[j, i] = ExpressionFormat.Print(first[names[i]].Differentiate(names[j]), request.Format);
        }

        json.WriteStartArray("hessian");
        for (var i = 0; i < names.Count; i++) json.Strings(Enumerable.Range(0, names.Count).Select(j => texts[i, j]));
        json.WriteEndArray();
    }
}
