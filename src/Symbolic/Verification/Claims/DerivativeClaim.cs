using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Verification.Claims;

/// <summary>
/// Derivatives that somebody wrote by hand: formulas, or numbers at a point (formulas without variables). What is not claimed is
/// null.
/// </summary>
public sealed record DerivativeClaim
{
    /// <summary>The variables that are differentiated by, in the order of the components.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>∂f/∂xᵢ as claimed: n entries, or none.</summary>
    public ImmutableArray<Formula?> Gradient { get; init; } = [];

    /// <summary>∂²f/∂xᵢ∂xⱼ as claimed: n² entries, row by row, or none.</summary>
    public ImmutableArray<Formula?> Hessian { get; init; } = [];

    /// <summary>2 when second derivatives are claimed, else 1.</summary>
    public int Order => Hessian.Any(h => h is not null) ? 2 : 1;

    /// <summary>How many derivatives are claimed.</summary>
    public int Count => Gradient.Count(g => g is not null) + Hessian.Count(h => h is not null);

    /// <summary>The claimed derivative by one variable, or by two.</summary>
    public Formula? this[int row, int column = -1] => column < 0
        ? Gradient.IsEmpty ? null : Gradient[row]
        : Hessian.IsEmpty ? null : Hessian[(row * Variables.Length) + column];

    /// <summary>Numbers claimed at a point.</summary>
    /// <param name="variables">The n variables.</param>
    /// <param name="gradient">n numbers, or none.</param>
    /// <param name="hessian">n×n numbers, or null.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static DerivativeClaim Of(IReadOnlyList<string> variables, ReadOnlySpan<double> gradient, double[,]? hessian = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return Of(variables, gradient.ToArray().Select(Number), hessian?.Cast<double>().Select(Number));
    }

    /// <summary>Formulas claimed; null entries are not judged.</summary>
    /// <param name="variables">The n variables.</param>
    /// <param name="gradient">n formulas, or null.</param>
    /// <param name="hessian">n² formulas, row by row, or null.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a formula is a vector or holds a variable that is not in the list.</exception>
    public static DerivativeClaim Of(IReadOnlyList<string> variables, IEnumerable<Formula?>? gradient, IEnumerable<Formula?>? hessian = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var claim = new DerivativeClaim { Variables = [.. variables], Gradient = [.. gradient ?? []], Hessian = [.. hessian ?? []] };
        var n = variables.Count;
        if (claim.Gradient.Length is var g && g != 0 && g != n) throw new ArgumentException($"The claimed gradient has {Entries(g)}; {n} are expected, one for each of {string.Join(", ", variables)}.", nameof(gradient));
        if (claim.Hessian.Length is var h && h != 0 && h != n * n) throw new ArgumentException($"The claimed Hessian has {Entries(h)}; {n * n} are expected, {n} rows of {n}.", nameof(hessian));
        foreach (var formula in claim.Gradient.Concat(claim.Hessian)) RequireKnown(formula, variables);
        return claim;
    }

    /// <summary>Reads a claim from text.</summary>
    /// <param name="variables">The n variables.</param>
    /// <param name="gradient">n formulas separated by semicolons, or in brackets and separated by commas; null or empty when none is claimed. An entry <c>?</c> is not judged.</param>
    /// <param name="hessian">n rows separated by semicolons, each of n formulas separated by commas; or the lower triangle, rows of 1 to n.</param>
    /// <param name="options">How formulas are read.</param>
    /// <param name="values">Numbers for names that are no variables, such as the bound of a sum; none when null.</param>
    /// <exception cref="FormulaSyntaxException">An entry is not a formula.</exception>
    /// <exception cref="ArgumentException">There are too many or too few entries.</exception>
    public static DerivativeClaim Parse(IReadOnlyList<string> variables, string? gradient, string? hessian = null, ParseOptions? options = null, IReadOnlyDictionary<string, double>? values = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var slopes = string.IsNullOrWhiteSpace(gradient) ? null : ClaimText.Entries(gradient).Select(Read);
        return Of(variables, slopes, string.IsNullOrWhiteSpace(hessian) ? null : Square(ClaimText.Rows(hessian), variables.Count).Select(Read));

        Formula? Read(string text) => text is "?" or "" ? null : WithValues(Formula.Parse(text, options), variables, values);
    }

    /// <summary>The formula with numbers for names that are no variables.</summary>
    private static Formula WithValues(Formula formula, IReadOnlyList<string> variables, IReadOnlyDictionary<string, double>? values)
    {
        foreach (var name in formula.Variables.Where(v => !variables.Contains(v)))
        {
            if (values is not null && values.TryGetValue(name, out var value)) formula = formula.With(name, value);
        }

        return formula;
    }

    private static Formula Number(double value) => Formula.Of((Expr)value);

    private static string Entries(int count) => count == 1 ? "1 entry" : $"{count} entries";

    /// <summary>Row by row; a lower triangle is mirrored.</summary>
    private static IEnumerable<string> Square(IReadOnlyList<IReadOnlyList<string>> rows, int n)
    {
        var isTriangle = n > 1 && rows.Count == n && rows.Select((row, i) => row.Count == i + 1).All(fits => fits);
        if (!isTriangle) return rows.SelectMany(row => row);
        return from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select rows[Math.Max(i, j)][Math.Min(i, j)];
    }

    [SuppressMessage("Usage", "MA0015:Specify the parameter name in ArgumentException", Justification = "The sentence says which formula it is about.")]
    private static void RequireKnown(Formula? formula, IReadOnlyList<string> variables)
    {
        if (formula is null) return;
        if (formula.IsVector) throw new ArgumentException($"The claimed derivative '{formula.Text}' is a vector; one formula for each component is expected.");
        if (formula.Variables.FirstOrDefault(v => !variables.Contains(v)) is { } unknown)
            throw new ArgumentException($"The claimed derivative '{formula.Text}' holds '{unknown}', which is no variable of the formula ({string.Join(", ", variables)}).");
    }
}
