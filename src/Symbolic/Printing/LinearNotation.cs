using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Formulas on one line. Precedence as in the formula language; terms and factors in the order they are stored. What stands
/// where is decided here, which characters are used (<c>*</c> or <c>·</c>) in the derived notations.
/// </summary>
internal abstract class LinearNotation : MarkupWriter
{
    /// <summary>Brackets around every operand that is not a name, a number or a call.</summary>
    public bool FullyParenthesised { get; init; }

    /// <summary>The sign between factors.</summary>
    protected abstract string Times { get; }

    /// <summary>The minus sign.</summary>
    protected abstract string Minus { get; }

    /// <summary>How tightly a square root holds together.</summary>
    protected virtual Precedence RootPrecedence => Precedence.Atom;

    protected override void ExpandName(string name) => Put(name, MarkupStyle.Variable);

    protected sealed override void Expand(Expr node, Precedence minimum)
    {
        var inBrackets = PrecedenceOf(node) < minimum;
        if (inBrackets) Put("(", MarkupStyle.Bracket);
        switch (node)
        {
            case Constant c:
                PutNumber(Is(Manner.Unsigned) ? -c.Value : c.Value);
                break;
            case Variable v:
                PutVariable(v.Name);
                break;
            case Element e:
                PutElement(e);
                break;
            case Sum:
                ExpandSum(node.Children);
                break;
            case Product:
                ExpandProduct(node.Children);
                break;
            case Power p:
                ExpandPower(p);
                break;
            case Call c:
                ExpandCall(c);
                break;
            case Piecewise p:
                PutCall(p.Count == 1 ? "if" : "piecewise", MarkupStyle.Keyword, p.Children);
                break;
            case Reduction r:
                ExpandReduction(r);
                break;
            case PendingDerivative d:
                PutCall("diff", MarkupStyle.Keyword, d.ToArguments());
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (inBrackets) Put(")", MarkupStyle.Bracket);
    }

    /// <summary>Writes the name of a variable.</summary>
    protected virtual void PutVariable(string name) => Put(name, MarkupStyle.Variable);

    /// <summary>The name under which a function is written.</summary>
    protected virtual string NameOf(FunctionDefinition function) => function.Name;

    /// <summary>The sign by which a comparison or connective is written.</summary>
    protected virtual string SignOf(string infix) => infix;

    /// <summary>Writes a square root.</summary>
    protected virtual void PutRoot(Expr operand) => PutCall("sqrt", MarkupStyle.Function, [operand]);

    /// <summary>Writes an exponent, with the sign that announces it.</summary>
    protected virtual void PutExponent(Expr exponent)
    {
        Put("^", MarkupStyle.Operator);
        Put(exponent, Operand(Precedence.Power));
    }

    /// <summary>Writes a number.</summary>
    protected void PutNumber(Number number) => Put(number.ToString().Replace("-", Minus, StringComparison.Ordinal), MarkupStyle.Number);

    private Precedence PrecedenceOf(Expr node) => node switch
    {
        _ when !Is(Manner.Unsigned) && Structure.HasSign(node) => Precedence.Negative,
        Constant c => Structure.IsFraction(c.Value) ? Precedence.Product : Precedence.Atom,
        Sum => Precedence.Sum,
        Product => Precedence.Product,
        Power => Structure.IsDivisor(node, out _) ? Precedence.Product : Structure.IsRoot(node) ? RootPrecedence : Precedence.Power,
        Call { Function.Infix: not null } c => Structure.OfSign(c.Function),
        _ => Precedence.Atom,
    };

    private Precedence Operand(Precedence minimum) => FullyParenthesised ? Precedence.Atom : minimum;

    private void PutSign(string sign) => Put(Is(Manner.Compact) ? sign : $" {sign} ", MarkupStyle.Operator);

    protected void PutCall(string name, MarkupStyle style, ImmutableArray<Expr> arguments)
    {
        Put(name, style);
        Put("(", MarkupStyle.Bracket);
        PutList(arguments);
        Put(")", MarkupStyle.Bracket);
    }

    private void PutList(ImmutableArray<Expr> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) PutComma();
            Put(arguments[i], Precedence.Lowest);
        }
    }

    private void PutComma() => Put(Is(Manner.Compact) ? "," : ", ", MarkupStyle.Separator);

    private void PutElement(Element element)
    {
        PutVariable(element.Name);
        Put("[", MarkupStyle.Bracket);
        for (var i = 0; i < element.Children.Length; i++)
        {
            if (i > 0) Put(",", MarkupStyle.Separator);
            Put(element.Children[i], Precedence.Lowest, Manner.Compact);
        }

        Put("]", MarkupStyle.Bracket);
    }

    private void ExpandSum(ImmutableArray<Expr> terms)
    {
        Put(terms[0], Operand(Precedence.Negative));
        foreach (var term in terms.AsSpan()[1..])
        {
            var isNegative = Structure.HasSign(term) && !IsNamed(term);
            PutSign(isNegative ? Minus : "+");
            Put(term, Operand(Precedence.Product), isNegative ? Manner.Unsigned : Manner.Plain);
        }
    }

    private void ExpandProduct(ImmutableArray<Expr> factors)
    {
        var isUnsigned = Is(Manner.Unsigned);
        var hasSign = Structure.HasSign(factors[0], factors[1]);
        if (hasSign && !isUnsigned) Put(Minus, MarkupStyle.Operator);
        var next = hasSign && factors[0] is Constant { Value.IsMinusOne: true } ? 2 : 1;
        // 1/x is one factor, not two: behind a factor 1 there is no divisor.
        var firstDivisor = factors[0] is Constant { Value.IsOne: true } ? 2 : next;
        if (FullyParenthesised) PutGroups(factors, firstDivisor);
        if (hasSign && next == 1) PutNumber(-((Constant)factors[0]).Value);
        else PutFirst(factors[next - 1]);
        for (var i = next; i < factors.Length; i++)
        {
            PutFactor(factors[i], mayDivide: i >= firstDivisor);
            if (FullyParenthesised && i >= firstDivisor && i < factors.Length - 1 && IsWrittenAsDivisor(factors[i])) Put(")", MarkupStyle.Bracket);
        }
    }

    /// <summary>A factor that opens a product: <c>2/3*x</c> and <c>1/x*y</c> need no brackets.</summary>
    private void PutFirst(Expr factor) => Put(factor, Operand(factor is Power or Constant ? Precedence.Product : Precedence.Power));

    /// <summary>A factor after the first.</summary>
    private void PutFactor(Expr factor, bool mayDivide)
    {
        if (IsNamed(factor))
        {
            Put(Times, MarkupStyle.Operator);
            Put(factor, Precedence.Power);
        }
        else if (!mayDivide && factor is Power power && Structure.IsDivisor(power, out _))
        {
            Put(Times, MarkupStyle.Operator);
            PutPower(power);
        }
        else if (Structure.IsLaterDivisor(factor, out var divisor))
        {
            Put("/", MarkupStyle.Operator);
            Put(divisor, Operand(Precedence.Power));
        }
        else
        {
            Put(Times, MarkupStyle.Operator);
            Put(factor, Operand(Precedence.Power));
        }
    }

    private void PutPower(Power power)
    {
        Put(power.Base, Precedence.Atom);
        PutExponent(power.Exponent);
    }

    /// <summary>Opens a bracket for each divisor that has a factor after it: <c>(a/b)*c</c>.</summary>
    private void PutGroups(ImmutableArray<Expr> factors, int firstDivisor)
    {
        for (var i = firstDivisor; i < factors.Length - 1; i++)
        {
            if (IsWrittenAsDivisor(factors[i])) Put("(", MarkupStyle.Bracket);
        }
    }

    private bool IsWrittenAsDivisor(Expr factor) => !IsNamed(factor) && Structure.IsLaterDivisor(factor, out _);

    private void ExpandPower(Power power)
    {
        if (Structure.IsDivisor(power, out var divisor))
        {
            Put("1", MarkupStyle.Number);
            Put("/", MarkupStyle.Operator);
            Put(divisor, Operand(Precedence.Power));
        }
        else if (Structure.IsRoot(power))
        {
            PutRoot(power.Base);
        }
        else
        {
            PutPower(power);
        }
    }

    private void ExpandCall(Call call)
    {
        var function = call.Function;
        if (function.Infix is not null) PutInfix(call, SignOf(function.Infix), Structure.OfSign(function));
        else if (call.Children.IsEmpty) Put(NameOf(function), MarkupStyle.Constant);
        else PutCall(NameOf(function), MarkupStyle.Function, call.Children);
    }

    private void PutInfix(Call call, string sign, Precedence level)
    {
        var style = char.IsLetter(sign[0]) ? MarkupStyle.Keyword : MarkupStyle.Operator;
        if (level == Precedence.Not)
        {
            Put(sign + " ", style);
            Put(call.Children[0], Precedence.Atom);
            return;
        }

        Put(call.Children[0], Operand(level == Precedence.Comparison ? Precedence.Sum : level));
        Put($" {sign} ", style);
        Put(call.Children[1], Operand(level + 1));
    }

    private void ExpandReduction(Reduction reduction)
    {
        Put(reduction.Kind.ToWord(), MarkupStyle.Keyword);
        Put("(", MarkupStyle.Bracket);
        Put(reduction.Body, Precedence.Lowest);
        if (reduction.Index is not null)
        {
            PutComma();
            PutVariable(reduction.Index);
            PutComma();
            Put(reduction.From, Precedence.Lowest);
            PutComma();
            Put(reduction.To, Precedence.Lowest);
        }

        Put(")", MarkupStyle.Bracket);
    }
}
