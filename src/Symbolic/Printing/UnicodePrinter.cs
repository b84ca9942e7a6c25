using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Formulas on one line in mathematical characters: <c>−2·x²·√y ≤ π</c>. The parser reads these characters too; a function is
/// written by its <see cref="FunctionDefinition.UnicodeName"/>.
/// </summary>
public static class UnicodePrinter
{
    /// <summary>The text.</summary>
    public static string Print(Expr expression) => ToMarkup(expression).ToString();

    /// <summary>The text as styled pieces.</summary>
    public static Markup ToMarkup(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var parts = NamedParts.Of(expression);
        var notation = new UnicodeNotation { Names = parts.Names };
        notation.WriteWithDefinitions(expression, parts);
        return notation.ToMarkup();
    }

    private sealed class UnicodeNotation : LinearNotation
    {
        protected override string Times => "·";

        protected override string Minus => "−";

        /// <summary><c>√x²</c> would be the root of x².</summary>
        protected override Precedence RootPrecedence => Precedence.Power;

        protected override string NameOf(FunctionDefinition function) => function.UnicodeName ?? function.Name;

        protected override string SignOf(string infix) => infix switch { "<=" => "≤", ">=" => "≥", "!=" => "≠", "==" => "=", _ => infix };

        protected override void PutRoot(Expr operand)
        {
            if (operand is Variable or Constant { Value: { IsInteger: true, Sign: > 0 } } or Call { Children.IsEmpty: true } || IsNamed(operand))
            {
                Put("√", MarkupStyle.Operator);
                Put(operand, Precedence.Atom);
            }
            else
            {
                PutCall("√", MarkupStyle.Operator, [operand]);
            }
        }

        protected override void PutExponent(Expr exponent)
        {
            if (exponent is Constant { Value: { IsInteger: true } n } && !n.ToString().Contains('e', StringComparison.Ordinal)) Put(Superscript(n.ToString()), MarkupStyle.Number);
            else base.PutExponent(exponent);
        }

        /// <summary><c>x_12</c> is x₁₂.</summary>
        protected override void PutVariable(string name)
        {
            var bar = name.IndexOf('_', StringComparison.Ordinal);
            var hasSubscript = bar > 0 && bar < name.Length - 1 && name.AsSpan(bar + 1).IndexOfAnyExceptInRange('0', '9') < 0;
            base.PutVariable(hasSubscript ? name[..bar] + Shift(name[(bar + 1)..], '₀') : name);
        }

        private static string Superscript(string digits) => string.Concat(digits.Select(c => c switch
        {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            _ => (char)('⁰' + c - '0'),
        }));

        private static string Shift(string digits, char zero) => string.Concat(digits.Select(c => (char)(zero + c - '0')));
    }
}
