using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>Writes LaTeX; the rules are those at the head of <see cref="LatexPrinter"/>.</summary>
internal sealed class LatexNotation : MarkupWriter
{
    private const MarkupStyle Sign = MarkupStyle.Operator;
    private const MarkupStyle Bracket = MarkupStyle.Bracket;
    private const MarkupStyle Keyword = MarkupStyle.Keyword;

    protected override void ExpandName(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        Put(open < 0 ? LatexNames.Of(name) : LatexNames.Of(name[..open]) + @"\left" + name[open..^1] + @"\right)", MarkupStyle.Variable);
    }

    protected override void Expand(Expr node, Precedence minimum)
    {
        var inBrackets = PrecedenceOf(node) < minimum;
        if (inBrackets) Put(@"\left(", Bracket);
        switch (node)
        {
            case Constant c:
                PutNumber(Is(Manner.Unsigned) ? -c.Value : c.Value);
                break;
            case Variable v:
                Put(LatexNames.Of(v.Name), MarkupStyle.Variable);
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
            case Call { Function.Infix: not null } c:
                ExpandInfix(c);
                break;
            case Call c:
                ExpandCall(c);
                break;
            case Piecewise p:
                ExpandPiecewise(p);
                break;
            case Reduction r:
                ExpandReduction(r);
                break;
            case PendingDerivative d:
                PutCall("diff", d.ToArguments());
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (inBrackets) Put(@"\right)", Bracket);
    }

    private Precedence PrecedenceOf(Expr node) => node switch
    {
        _ when !Is(Manner.Unsigned) && Structure.HasSign(node) => Precedence.Negative,
        Constant c => Structure.IsFraction(c.Value) || c.Value.ToString().Contains('e', StringComparison.Ordinal) ? Precedence.Product : Precedence.Atom,
        Sum => Precedence.Sum,
        Product or Piecewise => Precedence.Product,
        Reduction { Index: not null } => Precedence.Product,
        Power => Structure.IsDivisor(node, out _) ? Precedence.Product : Precedence.Power,
        Call { Function.Infix: not null } c => Structure.OfSign(c.Function),
        Call c => c.Children.IsEmpty || EndsInBracket(c.Function) ? Precedence.Atom : Precedence.Power,
        _ => Precedence.Atom,
    };

    /// <summary>Whether an exponent can stand behind the call as it is.</summary>
    private static bool EndsInBracket(FunctionDefinition function) => function.Latex is null || function.Latex.EndsWith(@"\right)", StringComparison.Ordinal);

    private void PutNumber(Number number)
    {
        var text = number.ToString();
        var exponentAt = text.IndexOf('e', StringComparison.Ordinal);
        if (Structure.IsFraction(number))
        {
            var unsigned = number.Sign < 0 ? -number : number;
            if (number.Sign < 0) Put("-", Sign);
            Put(@"\frac{", Bracket);
            Put(unsigned.Numerator.ToString(), MarkupStyle.Number);
            Put("}{", Bracket);
            Put(unsigned.Denominator.ToString(), MarkupStyle.Number);
            Put("}", Bracket);
        }
        else if (exponentAt >= 0)
        {
            Put(text[..exponentAt], MarkupStyle.Number);
            Put(@" \cdot ", Sign);
            Put($"10^{{{text[(exponentAt + 1)..]}}}", MarkupStyle.Number);
        }
        else
        {
            Put(text, MarkupStyle.Number);
        }
    }

    private void PutElement(Element element)
    {
        Put(LatexNames.Of(element.Name), MarkupStyle.Variable);
        Put("[", Bracket);
        PutList(element.Children, ",");
        Put("]", Bracket);
    }

    private void ExpandSum(ImmutableArray<Expr> terms)
    {
        Put(terms[0], Precedence.Negative);
        foreach (var term in terms.AsSpan()[1..])
        {
            var isNegative = Structure.HasSign(term) && !IsNamed(term);
            Put(isNegative ? " - " : " + ", Sign);
            Put(term, Precedence.Product, isNegative ? Manner.Unsigned : Manner.Plain);
        }
    }

    private void ExpandProduct(ImmutableArray<Expr> factors)
    {
        var start = 0;
        if (Structure.HasSign(factors[0], factors[1]))
        {
            var first = -((Constant)factors[0]).Value;
            if (!Is(Manner.Unsigned)) Put("-", Sign);
            if (first.IsOne) start = 1;
            else factors = factors.SetItem(0, new Constant(first));
        }

        var isFirst = true;
        foreach (var run in FactorRun.Split(factors, start))
        {
            if (run.Divisor is null)
            {
                PutFactors(run.Factors, isFirst);
            }
            else
            {
                if (!isFirst) Put(" ", MarkupStyle.Text);
                PutFraction(run);
            }

            isFirst = false;
        }
    }

    private void PutFraction(FactorRun run)
    {
        Put(@"\frac{", Bracket);
        if (run.Factors.IsEmpty) Put("1", MarkupStyle.Number);
        else if (run.Factors.Length == 1) Put(run.Factors[0], Precedence.Sum);
        else PutFactors(run.Factors, isFirst: true);
        Put("}{", Bracket);
        Put(run.Divisor!, Precedence.Sum);
        Put("}", Bracket);
    }

    private void PutFactors(ImmutableArray<Expr> factors, bool isFirst)
    {
        foreach (var factor in factors)
        {
            if (isFirst)
            {
                Put(factor, factor is Constant or Power ? Precedence.Product : Precedence.Power);
            }
            else
            {
                if (NeedsDot(factor)) Put(@" \cdot ", Sign);
                else Put(" ", MarkupStyle.Text);
                Put(factor, factor is Constant { Value: { Sign: > 0 } number } && Structure.IsFraction(number) ? Precedence.Product : Precedence.Power);
            }

            isFirst = false;
        }
    }

    /// <summary>A number or a bracket that stood directly behind a factor could be read with it.</summary>
    private bool NeedsDot(Expr factor)
    {
        if (IsNamed(factor)) return false;
        while (factor is Power power && !Structure.IsRoot(power) && !IsNamed(power.Base)) factor = power.Base;
        return factor switch
        {
            Variable or Element => false,
            Power => !Structure.IsRoot(factor),
            Call c => c.Function.Infix is not null || c.Function.Latex is { } latex && !(char.IsAsciiLetter(latex[0]) || (latex[0] == '\\' && !latex.StartsWith(@"\left", StringComparison.Ordinal))),
            Reduction { Index: null } or PendingDerivative => false,
            _ => true,
        };
    }

    private void ExpandPower(Power power)
    {
        if (Structure.IsDivisor(power, out var divisor))
        {
            PutFraction(new FactorRun([], divisor));
        }
        else if (Structure.IsRoot(power))
        {
            Put(@"\sqrt{", MarkupStyle.Function);
            Put(power.Base, Precedence.Lowest);
            Put("}", Bracket);
        }
        else
        {
            Put(power.Base, Precedence.Atom);
            Put("^{", Sign);
            Put(power.Exponent, Precedence.Lowest);
            Put("}", Sign);
        }
    }

    private void ExpandInfix(Call call)
    {
        var level = Structure.OfSign(call.Function);
        foreach (var part in LatexTemplate.Parse(call.Function.Latex ?? $"{{0}} {call.Function.Infix} {{1}}"))
        {
            if (part.Argument < 0) Put(part.Text, level == Precedence.Comparison ? Sign : Keyword);
            else Put(call.Children[part.Argument], level switch
            {
                Precedence.Comparison => Precedence.Sum,
                Precedence.Not => Precedence.Atom,
                _ => level + part.Argument,
            });
        }
    }

    private void ExpandCall(Call call)
    {
        if (call.Function.Latex is not { } latex)
        {
            if (call.Children.IsEmpty) Put(LatexNames.Upright(call.Function.Name), MarkupStyle.Constant);
            else PutCall(call.Function.Name, call.Children);
            return;
        }

        foreach (var part in LatexTemplate.Parse(latex))
        {
            if (part.Argument == LatexTemplate.All) PutList(call.Children, ", ");
            else if (part.Argument < 0) Put(part.Text, call.Children.IsEmpty ? MarkupStyle.Constant : MarkupStyle.Function);
            else if (part.Argument < call.Children.Length) Put(call.Children[part.Argument], part.IsEnclosed ? Precedence.Lowest : Precedence.Atom);
        }
    }

    private void PutCall(string name, ImmutableArray<Expr> arguments)
    {
        Put(LatexNames.Upright(name), MarkupStyle.Function);
        Put(@"\left(", Bracket);
        PutList(arguments, ", ");
        Put(@"\right)", Bracket);
    }

    private void PutList(ImmutableArray<Expr> arguments, string comma)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) Put(comma, MarkupStyle.Separator);
            Put(arguments[i], Precedence.Lowest);
        }
    }

    private void ExpandPiecewise(Piecewise piecewise)
    {
        Put(@"\begin{cases} ", Keyword);
        for (var i = 0; i < piecewise.Count; i++)
        {
            Put(piecewise.Value(i), Precedence.Lowest);
            Put(" & ", MarkupStyle.Separator);
            Put(piecewise.Condition(i), Precedence.Lowest);
            Put(@" \\ ", MarkupStyle.Separator);
        }

        Put(piecewise.Otherwise, Precedence.Lowest);
        Put(" & ", MarkupStyle.Separator);
        Put(@"\text{otherwise} \end{cases}", Keyword);
    }

    private void ExpandReduction(Reduction reduction)
    {
        if (reduction.Index is null)
        {
            PutCall(reduction.Kind.ToWord(), [reduction.Body]);
            return;
        }

        Put(reduction.Kind == ReductionKind.Sum ? @"\sum" : @"\prod", Keyword);
        Put("_{", Sign);
        Put(LatexNames.Of(reduction.Index), MarkupStyle.Variable);
        Put("=", Sign);
        Put(reduction.From, Precedence.Sum);
        Put("}^{", Sign);
        Put(reduction.To, Precedence.Sum);
        Put("} ", Sign);
        Put(reduction.Body, Precedence.Product);
    }
}
