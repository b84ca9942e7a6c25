using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Formulas as LaTeX that reads back to the same tree. What a reader has to know, beyond the usual:
/// <list type="bullet">
/// <item><c>\frac{a}{b}</c> stands for the factors a and 1/b, in a product too: <c>\frac{a\,b}{c} d</c> is a·b/c·d, the four factors
/// of one product, and <c>\frac{1}{b}</c> is 1/b alone. In brackets, <c>\left(\frac{a}{b}\right) c</c>, it is one factor.</item>
/// <item>A divisor b^n gives the factor b^(−n): <c>\frac{1}{x^{2}}</c> is x^(−2), <c>\left(x^{2}\right)^{-1}</c> is not.</item>
/// <item>A leading minus belongs to the whole product: <c>-\frac{2 x}{y}</c> is (−2)·x/y.</item>
/// <item>Factors stand side by side, with <c>\cdot</c> before a number and before a bracket. <c>6.02 \cdot 10^{23}</c> is one number,
/// 6.02e23, put in brackets behind another factor.</item>
/// <item>Names of one letter stand as they are, longer ones in <c>\mathit{…}</c>; Greek letters are named, <c>x_{12}</c> is the name
/// x_12, <c>x_{\mathit{max}}</c> the name x_max and <c>x[i+1]</c> an indexed name.</item>
/// <item><c>\sum_{i=1}^{n}</c> and <c>\prod</c> take the product that follows; a sum is put in brackets.</item>
/// <item>In <c>cases</c> the value comes before its condition, the last row has <c>\text{otherwise}</c>.</item>
/// <item>Large shared trees: <c>t_{1} = …; t_{2} = …; …</c></item>
/// </list>
/// </summary>
public static class LatexPrinter
{
    /// <summary>The LaTeX text, for use in mathematics mode.</summary>
    public static string Print(Expr expression) => ToMarkup(expression).ToString();

    /// <summary>The LaTeX text as styled pieces.</summary>
    public static Markup ToMarkup(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var parts = NamedParts.Of(expression, "t_");
        var notation = new LatexNotation { Names = parts.Names };
        notation.WriteWithDefinitions(expression, parts);
        return notation.ToMarkup();
    }
}
