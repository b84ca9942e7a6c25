using System.Text;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>Formulas as presentation MathML: one well-formed <c>math</c> element. Large shared trees show definitions first.</summary>
public static class MathMlPrinter
{
    /// <summary>The MathML text.</summary>
    public static string Print(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var parts = NamedParts.Of(expression, "t_");
        var text = new StringBuilder("""<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>""");
        var notation = new MathMlNotation(text) { Names = parts.Names };
        foreach (var definition in parts.Definitions)
        {
            notation.Write(definition);
            text.Append("<mo>=</mo>");
            notation.Write(definition, Manner.InFull);
            text.Append("<mo>;</mo>");
        }

        notation.Write(expression);
        return text.Append("</mrow></math>").ToString();
    }
}
