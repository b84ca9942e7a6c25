using System.Xml;
using System.Xml.Linq;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class MathMlPrinterTests
{
    private static readonly Expr X = new Variable("x");
    private static readonly Expr Y = new Variable("y");

    /// <summary>The markup without the rows, which only group, in a short form: <c>msup(x 2)</c>.</summary>
    private static string Outline(Expr tree)
    {
        var root = XDocument.Parse(MathMlPrinter.Print(tree)).Root!;
        Assert.Equal("http://www.w3.org/1998/Math/MathML", root.Name.NamespaceName);
        return string.Join(' ', root.Elements().Select(Outline));
    }

    private static string Outline(XElement element)
    {
        var inner = element.HasElements ? string.Join(' ', element.Elements().Select(Outline)) : element.Value;
        return element.Name.LocalName switch
        {
            "mi" or "mn" or "mo" or "mtext" => inner switch { "\u2062" => "times", "\u2061" => "of", _ => inner },
            "mrow" when element.Elements().Count() == 1 => inner,
            "mrow" => $"[{inner}]",
            var name => $"{name}({inner})",
        };
    }

    [Fact]
    public void Each_construct_has_its_element()
    {
        Assert.Equal("mfrac([x times y] msup(x 2))", Outline(Product([X, Y, Power(X, Constant.Of(-2))])));
        Assert.Equal("[− mfrac([2 times x] y)]", Outline(Product([Constant.Of(-2), X, Reciprocal(Y)])));
        Assert.Equal("msqrt([x + y])", Outline(Sqrt(Sum([X, Y]))));
        Assert.Equal("msup([( x − y )] 2)", Outline(Power(Sum([X, Negate(Y)]), Constant.Two)));
        Assert.Equal("[sin of ( x )]", Outline(Trigonometric.Sin.AsTyped(X)));
        Assert.Equal("π", Outline(NamedConstants.Pi.AsTyped()));
        Assert.Equal("msub(x 12)", Outline(new Variable("x_12")));
        Assert.Equal("msub(x 3)", Outline(new Variable("x[3]")));
        Assert.Equal("mfrac(2 3)", Outline(new Constant(Number.FromRatio(2, 3))));
    }

    [Fact]
    public void Conditions_loops_and_derivatives_have_their_elements()
    {
        var condition = Conditions.LessOrEqual.AsTyped(X, Y);
        Assert.Equal("[{ mtable(mtr(mtd([− x]) mtd([x ≤ y])) mtr(mtd(x) mtd(otherwise)))]", Outline(Piecewise([condition, Negate(X), X])));
        var index = new Variable("i", isIndex: true);
        var sum = Reduction.Over(ReductionKind.Sum, Element.Of("x", [index]), "i", Constant.One, new Variable("n"));
        Assert.Equal("[munderover(∑ [i = 1] n) msub(x i)]", Outline(sum));
        Assert.Equal("[mfrac(msup(∂ 2) [∂ x ∂ y]) ( [x times y] )]", Outline(PendingDerivative.Of(Product([X, Y]), [(Variable)X, (Variable)Y])));
    }

    [Fact]
    public void Signs_of_markup_are_escaped() =>
        Assert.Contains("<mo>&lt;</mo>", MathMlPrinter.Print(Conditions.Less.AsTyped(X, Y)), StringComparison.Ordinal);

    [Fact]
    public void Deep_and_shared_trees_are_well_formed_and_short()
    {
        var shared = X;
        for (var i = 0; i < 60; i++) shared = Sum([Product([shared, shared]), Constant.One]);
        Assert.InRange(MathMlPrinter.Print(shared).Length, 1, 60_000);
        var deep = X;
        for (var i = 0; i < 20_000; i++) deep = Trigonometric.Sin.AsTyped(deep);
        using var reader = XmlReader.Create(new StringReader(MathMlPrinter.Print(deep)));
        var deepest = 0;
        while (reader.Read()) deepest = Math.Max(deepest, reader.Depth);
        Assert.InRange(deepest, 10, 500);
    }
}
