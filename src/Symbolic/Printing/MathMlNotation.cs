using System.Collections.Immutable;
using System.Security;
using System.Text;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>Writes presentation MathML. Every operand is one element, a row where it has several parts.</summary>
internal sealed class MathMlNotation(StringBuilder text) : ExprWriter
{
    private const string InvisibleTimes = "\u2062";
    private const string FunctionApplication = "\u2061";

    protected override void Emit(string text1, MarkupStyle style) => text.Append(text1);

    protected override void ExpandName(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        PutName(open < 0 ? name : name[..open]);
        if (open >= 0) Element("mtext", name[open..]);
    }

    protected override void Expand(Expr node, Precedence minimum)
    {
        var inBrackets = PrecedenceOf(node) < minimum;
        Tag("mrow");
        if (inBrackets) Operator("(");
        switch (node)
        {
            case Constant c:
                PutNumber(Is(Manner.Unsigned) ? -c.Value : c.Value);
                break;
            case Variable v:
                PutName(v.Name);
                break;
            case Element e:
                PutSubscript(e.Name, () => PutList(e.Children));
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
            case Call { Function.Infix: not null } c:
                ExpandInfix(c);
                break;
            case Call c:
                Element("mi", c.Function.UnicodeName ?? c.Function.Name);
                if (!c.Children.IsEmpty) PutArguments(c.Children);
                break;
            case Piecewise p:
                ExpandPiecewise(p);
                break;
            case Reduction r:
                ExpandReduction(r);
                break;
            case PendingDerivative d:
                ExpandDerivative(d);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (inBrackets) Operator(")");
        Tag("/mrow");
    }

    private Precedence PrecedenceOf(Expr node) => node switch
    {
        _ when !Is(Manner.Unsigned) && Structure.HasSign(node) => Precedence.Negative,
        Constant c => Structure.IsFraction(c.Value) ? Precedence.Product : Precedence.Atom,
        Sum => Precedence.Sum,
        Product or Piecewise or PendingDerivative or Reduction { Index: not null } => Precedence.Product,
        Power => Structure.IsDivisor(node, out _) ? Precedence.Product : Structure.IsRoot(node) ? Precedence.Atom : Precedence.Power,
        Call { Function.Infix: not null } c => Structure.OfSign(c.Function),
        _ => Precedence.Atom,
    };

    private void Tag(string name) => Put($"<{name}>", MarkupStyle.Bracket);

    private void Element(string tag, string content) => Put($"<{tag}>{SecurityElement.Escape(content)}</{tag}>", MarkupStyle.Text);

    private void Operator(string sign) => Element("mo", sign);

    private void PutNumber(Number number)
    {
        if (number.Sign < 0) Operator("−");
        if (number.Sign < 0) number = -number;
        if (!Structure.IsFraction(number))
        {
            Element("mn", number.ToString());
            return;
        }

        Tag("mfrac");
        Element("mn", number.Numerator.ToString());
        Element("mn", number.Denominator.ToString());
        Tag("/mfrac");
    }

    /// <summary>A name; what follows <c>_</c> or stands between brackets is its subscript.</summary>
    private void PutName(string name)
    {
        var at = name.IndexOfAny(['_', '[']);
        if (at <= 0 || at == name.Length - 1) Element("mi", name);
        else PutSubscript(name[..at], () => Element("mi", name[(at + 1)..].TrimEnd(']')));
    }

    private void PutSubscript(string name, Action subscript)
    {
        Tag("msub");
        Element("mi", name);
        Tag("mrow");
        subscript();
        Tag("/mrow");
        Tag("/msub");
    }

    private void PutList(ImmutableArray<Expr> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) Operator(",");
            Put(arguments[i], Precedence.Lowest);
        }
    }

    private void PutArguments(ImmutableArray<Expr> arguments)
    {
        Operator(FunctionApplication);
        Operator("(");
        PutList(arguments);
        Operator(")");
    }

    private void ExpandSum(ImmutableArray<Expr> terms)
    {
        Put(terms[0], Precedence.Negative);
        foreach (var term in terms.AsSpan()[1..])
        {
            var isNegative = Structure.HasSign(term) && !IsNamed(term);
            Operator(isNegative ? "−" : "+");
            Put(term, Precedence.Product, isNegative ? Manner.Unsigned : Manner.Plain);
        }
    }

    private void ExpandProduct(ImmutableArray<Expr> factors)
    {
        var start = 0;
        if (Structure.HasSign(factors[0], factors[1]))
        {
            var first = -((Constant)factors[0]).Value;
            if (!Is(Manner.Unsigned)) Operator("−");
            if (first.IsOne) start = 1;
            else factors = factors.SetItem(0, new Constant(first));
        }

        var isFirst = true;
        foreach (var run in FactorRun.Split(factors, start))
        {
            if (!isFirst) Operator(InvisibleTimes);
            if (run.Divisor is null) PutFactors(run.Factors, isFirst);
            else PutFraction(run);
            isFirst = false;
        }
    }

    private void PutFactors(ImmutableArray<Expr> factors, bool isFirst)
    {
        for (var i = 0; i < factors.Length; i++)
        {
            // Two numbers side by side would read as one.
            if (i > 0) Operator(factors[i] is Constant or Power { Base: Constant } ? "·" : InvisibleTimes);
            Put(factors[i], isFirst && i == 0 && factors[i] is Constant or Power ? Precedence.Product : Precedence.Power);
        }
    }

    private void PutFraction(FactorRun run)
    {
        Tag("mfrac");
        Tag("mrow");
        if (run.Factors.IsEmpty) Element("mn", "1");
        else if (run.Factors.Length == 1) Put(run.Factors[0], Precedence.Sum);
        else PutFactors(run.Factors, isFirst: true);
        Tag("/mrow");
        Tag("mrow");
        Put(run.Divisor!, Precedence.Sum);
        Tag("/mrow");
        Tag("/mfrac");
    }

    private void ExpandPower(Power power)
    {
        if (Structure.IsDivisor(power, out var divisor))
        {
            PutFraction(new FactorRun([], divisor));
        }
        else if (Structure.IsRoot(power))
        {
            Tag("msqrt");
            Put(power.Base, Precedence.Lowest);
            Tag("/msqrt");
        }
        else
        {
            Tag("msup");
            Put(power.Base, Precedence.Atom);
            Put(power.Exponent, Precedence.Lowest);
            Tag("/msup");
        }
    }

    private void ExpandInfix(Call call)
    {
        var level = Structure.OfSign(call.Function);
        var sign = call.Function.Infix switch { "<=" => "≤", ">=" => "≥", "!=" => "≠", "==" => "=", "and" => "∧", "or" => "∨", "not" => "¬", var other => other! };
        if (level != Precedence.Not) Put(call.Children[0], level == Precedence.Comparison ? Precedence.Sum : level);
        Operator(sign);
        Put(call.Children[^1], level switch { Precedence.Not => Precedence.Atom, Precedence.Comparison => Precedence.Sum, _ => level + 1 });
    }

    private void ExpandPiecewise(Piecewise piecewise)
    {
        Operator("{");
        Tag("mtable");
        for (var i = 0; i <= piecewise.Count; i++)
        {
            Tag("mtr");
            Tag("mtd");
            Put(i < piecewise.Count ? piecewise.Value(i) : piecewise.Otherwise, Precedence.Lowest);
            Tag("/mtd");
            Tag("mtd");
            if (i < piecewise.Count) Put(piecewise.Condition(i), Precedence.Lowest);
            else Element("mtext", "otherwise");
            Tag("/mtd");
            Tag("/mtr");
        }

        Tag("/mtable");
    }

    private void ExpandReduction(Reduction reduction)
    {
        if (reduction.Index is null)
        {
            Element("mi", reduction.Kind.ToWord());
            PutArguments([reduction.Body]);
            return;
        }

        Tag("munderover");
        Operator(reduction.Kind == ReductionKind.Sum ? "∑" : "∏");
        Tag("mrow");
        PutName(reduction.Index);
        Operator("=");
        Put(reduction.From, Precedence.Sum);
        Tag("/mrow");
        Put(reduction.To, Precedence.Sum);
        Tag("/munderover");
        Put(reduction.Body, Precedence.Product);
    }

    /// <summary>∂³/∂x∂x∂y in front of the body in brackets.</summary>
    private void ExpandDerivative(PendingDerivative derivative)
    {
        var order = derivative.Children.Length - 1;
        Tag("mfrac");
        if (order == 1) Operator("∂");
        else Put($"<msup><mo>∂</mo><mn>{order}</mn></msup>", MarkupStyle.Text);
        Tag("mrow");
        foreach (var variable in derivative.Variables)
        {
            Operator("∂");
            PutName(variable.Name);
        }

        Tag("/mrow");
        Tag("/mfrac");
        Operator("(");
        Put(derivative.Body, Precedence.Lowest);
        Operator(")");
    }
}
