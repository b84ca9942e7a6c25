using System.Globalization;
using Symbolic.Compilation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>Says in one sentence why a value is not finite: which part went wrong first, and at what argument.</summary>
public static class NonFiniteExplanation
{
    /// <summary>The sentence; "" when the value is finite.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="point">Their values.</param>
    /// <param name="what">What the expression is, to begin the sentence with: «The value».</param>
    public static string Of(Expr expr, IReadOnlyList<Variable> variables, ReadOnlySpan<double> point, string what = "The value") =>
        NonFiniteTrace.Find(expr, variables, point) is { } cause ? string.Create(CultureInfo.InvariantCulture, $"{what} is not finite: {(cause.Row is { } row ? $"in row {row} of the data " : "")}{Describe(cause)}.") : "";

    private static string Describe(NonFiniteCause cause)
    {
        var result = Text(cause.Value);
        var operands = cause.OperandValues;
        return cause.Expression switch
        {
            Variable v => $"{v.Name} is given as {result}",
            Power p when operands[0] == 0 && operands[1] < 0 => $"{Excerpt.Of(p)} divides by zero, since {Excerpt.Of(p.Base)} is 0",
            Power p when operands[0] < 0 && p.Exponent is Constant { Value: { IsInteger: false } n } => RealRoot(p, n, operands[0]),
            Power p => $"{Excerpt.Of(p)} is {result} at {Text(operands[0])}^{Text(operands[1])}",
            Call { Children: [Constant] } c => $"{Excerpt.Of(c)} is {result}",
            Call { Children.Length: 1 } c => $"{Excerpt.Of(c)} is {result}, since {Excerpt.Of(c.Children[0])} is {Text(operands[0])}",
            Call c => $"{Excerpt.Of(c)} is {result} at ({string.Join(", ", operands.Select(Text))})",
            _ => $"{Excerpt.Of(cause.Expression)} is {result} although its parts are finite: the numbers are too large",
        };
    }

    private static string RealRoot(Power power, Number exponent, double value)
    {
        var sentence = $"{Excerpt.Of(power)} is NaN, since {Excerpt.Of(power.Base)} is {Text(value)}, which is negative";
        if (!exponent.IsExact || exponent.Denominator.IsEven) return sentence;
        var root = exponent.Denominator == 3 ? $"cbrt({Excerpt.Of(power.Base)})" : $"root({Excerpt.Of(power.Base)}, {exponent.Denominator})";
        var magnitude = exponent.Numerator.IsOne ? root : $"{root}^{(exponent.Sign < 0 ? $"({exponent.Numerator})" : exponent.Numerator.ToString(CultureInfo.InvariantCulture))}";
        return $"{sentence}; for the real root write {magnitude}";
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
