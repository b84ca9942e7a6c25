using System.Globalization;
using System.Text;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Formulas the way they are written by hand, in rows of characters: fractions with a bar, exponents raised, roots under a roof.
/// Parts that gain nothing stay on one line, as <see cref="UnicodePrinter"/> writes them.
/// </summary>
public static class DisplayPrinter
{
    private const int MaxSize = 2_000;
    private const int MaxDepth = 60;
    private const int MaxHeight = 24;

    /// <summary>The rows; null when the formula is too large or wider than so many columns.</summary>
    public static DisplayText? TryPrint(Expr expression, int maxWidth)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return IsTooLarge(expression) ? null : Finish(DisplayNotation.Lay(expression), maxWidth);
    }

    /// <summary>A matrix, row by row, in brackets; null when it is too large or wider than so many columns.</summary>
    public static DisplayText? TryPrintMatrix(IReadOnlyList<IReadOnlyList<Expr>> rows, int maxWidth)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Count == 0 || rows.Any(r => r.Count != rows[0].Count || r.Any(IsTooLarge))) return null;
        var grid = DisplayBox.Grid([.. rows.Select(r => r.Select(DisplayNotation.Lay).ToArray())], gap: 3);
        return Finish(DisplayBox.Bracketed(grid, "[⎡⎢⎣", "]⎤⎥⎦"), maxWidth);
    }

    private static bool IsTooLarge(Expr e) => e.TreeSize > MaxSize || e.Depth > MaxDepth;

    private static DisplayText? Finish(DisplayBox box, int maxWidth) => box.Width > maxWidth || box.Height > MaxHeight
        ? null
        : new DisplayText([.. box.Rows.Select(r => r.Replace(DisplayBox.Filler.ToString(), "", StringComparison.Ordinal))], box.Baseline);
}

/// <summary>Lays expressions out in boxes.</summary>
internal static class DisplayNotation
{
    /// <summary>Longer exponents may take several rows.</summary>
    private const int MaxExponent = 16;

    public static DisplayBox Lay(Expr e) => IsFlat(e) ? Flat(e) : e switch
    {
        Constant c => Fraction(c.Value),
        Sum => LaySum(e),
        Product p => LayProduct(p),
        Power p => LayPower(p),
        Call { Function.Infix: { } sign } c => LayInfix(c, sign),
        Call { Function.Latex: { } latex } c when latex.StartsWith(@"\left|", StringComparison.Ordinal) => DisplayBox.Bracketed(Lay(c.Children[0]), "││││", "││││"),
        Call c => LayCall(c.Function.UnicodeName ?? c.Function.Name, c.Children),
        Piecewise p => LayPiecewise(p),
        _ => Flat(e),
    };

    /// <summary>Whether an expression looks as good on one line: no fraction, no root of more than a name, no long exponent.</summary>
    private static bool IsFlat(Expr e) => e switch
    {
        Constant c => !Structure.IsFraction(c.Value),
        Power p => IsFlat(p.Base) && !Structure.IsDivisor(p, out _) && (Structure.IsRoot(p) ? p.Base is Variable or Constant : p.Exponent is Constant { Value.IsInteger: true }),
        Piecewise => false,
        Reduction or PendingDerivative => true,
        _ => e.Children.All(IsFlat),
    };

    private static DisplayBox Flat(Expr e) => DisplayBox.Text(Widen(UnicodePrinter.Print(e)));

    private static string Widen(string text)
    {
        if (text.All(char.IsAscii)) return text;
        var widened = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark) continue;
            widened.Append(rune.IsBmp ? rune.ToString() : rune + "");
            if (rune.IsBmp && IsWide(rune.Value)) widened.Append(DisplayBox.Filler);
        }

        return widened.ToString();
    }

    private static bool IsWide(int c) => c is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60);

    private static DisplayBox Fraction(Number number)
    {
        var unsigned = number.Sign < 0 ? -number : number;
        var fraction = DisplayBox.Fraction(DisplayBox.Text(unsigned.Numerator.ToString(CultureInfo.InvariantCulture)), DisplayBox.Text(unsigned.Denominator.ToString(CultureInfo.InvariantCulture)));
        return number.Sign < 0 ? DisplayBox.Beside(DisplayBox.Text("−"), fraction) : fraction;
    }

    private static DisplayBox Operand(Expr e, Precedence minimum) => PrecedenceOf(e) < minimum ? DisplayBox.Bracketed(Lay(e)) : Lay(e);

    /// <summary>As on one line, but that bars and roofs group by themselves.</summary>
    private static Precedence PrecedenceOf(Expr e) => e switch
    {
        _ when Structure.HasSign(e) => Precedence.Negative,
        Constant c => Structure.IsFraction(c.Value) ? Precedence.Product : Precedence.Atom,
        Sum => Precedence.Sum,
        Product => Precedence.Product,
        Power p => Structure.IsDivisor(p, out _) ? Precedence.Product : Precedence.Power,
        Call { Function.Infix: not null } c => Structure.OfSign(c.Function),
        Piecewise => Precedence.Product,
        _ => Precedence.Atom,
    };

    private static DisplayBox LaySum(Expr sum)
    {
        var boxes = new List<DisplayBox> { Operand(sum.Children[0], Precedence.Negative) };
        foreach (var term in sum.Children.AsSpan()[1..])
        {
            var isNegative = Structure.HasSign(term);
            boxes.Add(DisplayBox.Text(isNegative ? " − " : " + "));
            boxes.Add(isNegative ? Unsigned(term) : Operand(term, Precedence.Product));
        }

        return DisplayBox.Beside([.. boxes]);
    }

    /// <summary>A term whose minus has been written.</summary>
    private static DisplayBox Unsigned(Expr term)
    {
        if (term is Constant c) return Lay(new Constant(-c.Value));
        var first = -((Constant)term.Children[0]).Value;
        var rest = first.IsOne ? term.Children.RemoveAt(0) : term.Children.SetItem(0, new Constant(first));
        return rest.Length == 1 ? Operand(rest[0], Precedence.Product) : LayProduct((Product)AsTyped.Product(rest));
    }

    private static DisplayBox LayProduct(Product product)
    {
        if (Structure.HasSign(product)) return DisplayBox.Beside(DisplayBox.Text("−"), Unsigned(product));
        var boxes = new List<DisplayBox>();
        var runs = FactorRun.Split(product.Children, 0);
        for (var i = 0; i < runs.Count; i++)
        {
            if (boxes.Count > 0) boxes.Add(DisplayBox.Text("·"));
            if (runs[i].Divisor is not { } divisor)
            {
                boxes.Add(LayFactors([.. runs[i].Factors]));
                continue;
            }

            // a/b/c has one bar, over b·c
            var divisors = new List<Expr> { divisor };
            var numerator = LayNumerator([.. runs[i].Factors]);
            while (i + 1 < runs.Count && runs[i + 1] is { Factors.IsEmpty: true, Divisor: { } next })
            {
                divisors.Add(next);
                i++;
            }

            boxes.Add(DisplayBox.Fraction(numerator, divisors.Count == 1 ? Lay(divisor) : LayFactors([.. divisors])));
        }

        return DisplayBox.Beside([.. boxes]);
    }

    private static DisplayBox LayNumerator(Expr[] factors) => factors.Length switch
    {
        0 => DisplayBox.Text("1"),
        1 => Lay(factors[0]),
        _ => LayFactors(factors),
    };

    private static DisplayBox LayFactors(Expr[] factors)
    {
        if (factors.Length > 1 && factors.All(IsFlat)) return Flat(AsTyped.Product([.. factors]));
        var boxes = new List<DisplayBox>();
        foreach (var factor in factors)
        {
            if (boxes.Count > 0) boxes.Add(DisplayBox.Text("·"));
            boxes.Add(Operand(factor, boxes.Count == 0 && factor is Constant or Power ? Precedence.Product : Precedence.Power));
        }

        return DisplayBox.Beside([.. boxes]);
    }

    private static DisplayBox LayPower(Power power)
    {
        if (Structure.IsDivisor(power, out var divisor)) return DisplayBox.Fraction(DisplayBox.Text("1"), Lay(divisor));
        if (Structure.IsRoot(power)) return DisplayBox.Root(Lay(power.Base));
        // A raised exponent behind a root or another raised exponent would look like a part of it.
        var @base = power.Base is Power || !IsAtom(power.Base) ? DisplayBox.Bracketed(Lay(power.Base)) : Lay(power.Base);
        return DisplayBox.Raised(@base, Exponent(power.Exponent));
    }

    private static bool IsAtom(Expr e) => PrecedenceOf(e) == Precedence.Atom;

    /// <summary>Exponents stay small: a short one is written on one line, its fractions with a slash.</summary>
    private static DisplayBox Exponent(Expr exponent)
    {
        var line = Flat(exponent);
        return line.Width <= MaxExponent ? line : Lay(exponent);
    }

    private static DisplayBox LayInfix(Call call, string sign)
    {
        var level = Structure.OfSign(call.Function);
        var text = sign switch { "<=" => "≤", ">=" => "≥", "!=" => "≠", "==" => "=", _ => sign };
        if (call.Children.Length == 1) return DisplayBox.Beside(DisplayBox.Text(text + " "), Operand(call.Children[0], Precedence.Atom));
        return DisplayBox.Beside(Operand(call.Children[0], level == Precedence.Comparison ? Precedence.Sum : level), DisplayBox.Text($" {text} "), Operand(call.Children[1], level + 1));
    }

    private static DisplayBox LayCall(string name, IReadOnlyList<Expr> arguments)
    {
        var boxes = new List<DisplayBox>();
        foreach (var argument in arguments)
        {
            if (boxes.Count > 0) boxes.Add(DisplayBox.Text(", "));
            boxes.Add(Lay(argument));
        }

        return DisplayBox.Beside(DisplayBox.Text(name), DisplayBox.Bracketed(DisplayBox.Beside([.. boxes])));
    }

    private static DisplayBox LayPiecewise(Piecewise choice)
    {
        var rows = new List<DisplayBox[]>();
        for (var i = 0; i < choice.Count; i++) rows.Add([Lay(choice.Value(i)), DisplayBox.Beside(DisplayBox.Text("if "), Lay(choice.Condition(i)))]);
        rows.Add([Lay(choice.Otherwise), DisplayBox.Text("otherwise")]);
        var grid = DisplayBox.Grid([.. rows]);
        var brace = new string[grid.Height];
        for (var i = 0; i < brace.Length; i++) brace[i] = i == 0 ? "⎧ " : i == brace.Length - 1 ? "⎩ " : i == grid.Baseline ? "⎨ " : "⎪ ";
        return DisplayBox.Beside(new DisplayBox([.. brace], grid.Baseline), grid);
    }
}
