using FsCheck;
using FsCheck.Fluent;

namespace Symbolic.Tests.Generators;

/// <summary>
/// Random formulas as people type them: with and without signs of multiplication, spaces, brackets that are not needed,
/// typographic characters. Most are well formed; all are near to it.
/// </summary>
internal static class FormulaTextGenerator
{
    private static readonly string[] Names = ["x", "y", "t", "a", "x2", "x_1", "alpha", "pi", "e", "π", "x₁", "c[1]"];
    private static readonly string[] Functions = ["sin", "cos", "exp", "ln", "sqrt", "abs", "erf", "log", "gamma", "floor"];

    /// <summary>Texts that are formulas, with a shrinker that takes parts away.</summary>
    public static Arbitrary<string> Arbitrary => Arb.From(Gen.Sized(size => Formula(Math.Max(1, size))), Shrink);

    /// <summary>Texts with characters exchanged, taken away, doubled or put in.</summary>
    public static Arbitrary<string> Mutated => Arb.From(Gen.Sized(size => Formula(Math.Max(1, size))).SelectMany(Mutate), Shrink);

    /// <summary>Any characters at all, those of formulas more often than others.</summary>
    public static Arbitrary<string> Noise => Arb.From(Gen.Sized(size => Character.ArrayOf(Math.Max(1, size)).Select(string.Concat)), Shrink);

    private static Gen<string> Character => Gen.Frequency(
        (12, Gen.Elements("()[]{}|+-*/^!.,;:=<>&_'\\\n 0123456789xyeabi".Select(c => c.ToString()).ToArray())),
        (4, Gen.Elements("sin", "cos", "sum(", "if(", "diff(", "and ", " or ", "not ", "x_1", "<=", "==", "**", "1e5", @"\frac{", @"\sqrt{", @"\sum_{i=1}^{3}", @"\left(", @"\right)", @"\begin{cases}", @"\end{cases}", @"\\", "&")),
        (2, Gen.Elements("²", "⁻¹", "₁", "−", "×", "√", "π", "≤", "½", "（", "＋", "∛", "\u00A0", "\u200B")),
        (1, Gen.Choose(0, 0xFFFF).Select(n => ((char)n).ToString())));

    /// <summary>Made when it is drawn from: made at once, the alternatives of all levels would be exponentially many.</summary>
    private static Gen<string> Formula(int size) => Gen.Constant(size).SelectMany(FormulaNow);

    private static Gen<string> FormulaNow(int size)
    {
        if (size <= 2) return Leaf;
        var part = Formula(size / 2);
        var smaller = Formula(size - 2);
        return Gen.Frequency(
            (3, Two(part, Gen.Elements("+", " + ", "-", " - ", "−"))),
            (3, Two(part, Gen.Elements("*", "/", " * ", " / ", "·", "÷"))),
            (2, Two(smaller.Select(f => $"({f})"), Gen.Elements("", " "))),
            (2, Two(Leaf, Gen.Elements("^", "**", "^-"))),
            (2, smaller.SelectMany(f => Gen.Elements(Functions).Select(name => $"{name}({f})"))),
            (1, Leaf.SelectMany(f => Gen.Elements(Functions).Select(name => $"{name} {f}"))),
            (1, smaller.Select(f => $"-{f}")),
            (1, smaller.Select(f => $"({f})²")),
            (1, smaller.Select(f => $"|{f}|")),
            (1, smaller.Select(f => $"2({f})")),
            (1, part.SelectMany(a => part.Select(b => $"if({a} < {b}, {b}, {a})"))),
            (1, part.Select(f => $"sum({f}*i, i, 1, 3)")),
            (1, part.SelectMany(a => part.Select(b => $"{a} + {b}!"))));
    }

    private static Gen<string> Leaf => Gen.Frequency(
        (3, Gen.Elements(Names)),
        (2, Gen.Choose(0, 99).Select(n => n.ToString())),
        (1, Gen.Elements("1.5", ".5", "2.", "1e-3", "6.02E23", "2e3")));

    private static Gen<string> Two(Gen<string> part, Gen<string> sign) => part.SelectMany(a => sign.SelectMany(s => part.Select(b => a + s + b)));

    private static Gen<string> Mutate(string text) => Gen.Choose(1, 3).SelectMany(count => Edit.ArrayOf(count)).Select(edits => edits.Aggregate(text, (t, edit) => edit(t)));

    private static Gen<Func<string, string>> Edit => Gen.Choose(0, int.MaxValue).SelectMany(place => Character.SelectMany(insert => Gen.Elements<Func<string, string>>(
        t => t.Length == 0 ? t : t.Remove(place % t.Length, 1),
        t => t.Insert(place % (t.Length + 1), insert),
        t => t.Length < 2 ? t : t[(place % t.Length)..] + t[..(place % t.Length)],
        t => t.Length == 0 ? t : t.Insert(place % t.Length, t[place % t.Length].ToString()))));

    private static IEnumerable<string> Shrink(string text)
    {
        for (var length = text.Length / 2; length >= 1; length /= 2)
        {
            for (var start = 0; start + length <= text.Length; start += length) yield return text.Remove(start, length);
        }
    }
}
