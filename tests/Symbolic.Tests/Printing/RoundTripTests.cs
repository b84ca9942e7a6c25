using System.Collections.Immutable;
using System.Xml;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Printing;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Printing;

/// <summary>Random trees of every shape, canonical or not, are printed and read back.</summary>
public sealed class RoundTripTests
{
    private const int Trees = 10_000;

    [Fact]
    public void Text_reads_back_to_the_same_tree() => ReadsBack(TextPrinter.Print);

    [Fact]
    public void Unicode_reads_back_to_the_same_tree() => ReadsBack(UnicodePrinter.Print);

    [Fact]
    public void Formulas_with_every_function_read_back() =>
        Property.Holds(ExprGenerator.For(ExprOptions.Full), AssertReadsBackUnlessItDividesByZero, count: 5_000);

    [Fact]
    public void Canonical_trees_read_back_too()
    {
        var random = new RandomTrees(7);
        for (var i = 0; i < Trees / 4; i++)
        {
            var tree = Algebra.Canonical(random.Next(5));
            if (!DividesByZero(tree)) AssertReadsBack(tree, TextPrinter.Print(tree));
        }
    }

    [Fact]
    public void Showing_every_grouping_keeps_the_meaning()
    {
        var random = new RandomTrees(13);
        for (var i = 0; i < Trees / 4; i++)
        {
            var tree = random.Next(4);
            var text = TextPrinter.PrintFullyParenthesised(tree);
            Assert.Equal(Algebra.Canonical(tree), Algebra.Canonical(FormulaParser.Parse(text).Outputs[0]));
        }
    }

    /// <summary>Collecting terms can leave a divisor 0, which the reader refuses.</summary>
    private static bool DividesByZero(Expr tree) => Traversal.PostOrder(tree).Any(node => node is Power { Base: Constant { Value.IsZero: true } });

    [Fact]
    public void MathMl_is_well_formed_and_latex_braces_balance()
    {
        var random = new RandomTrees(11);
        for (var i = 0; i < Trees / 4; i++)
        {
            var tree = random.Next(5);
            using var reader = XmlReader.Create(new StringReader(MathMlPrinter.Print(tree)));
            while (reader.Read()) Assert.NotEqual(XmlNodeType.EntityReference, reader.NodeType);
            AssertBalanced(LatexPrinter.Print(tree));
        }
    }

    private static void ReadsBack(Func<Expr, string> print)
    {
        var random = new RandomTrees(5);
        for (var i = 0; i < Trees; i++)
        {
            var tree = random.Next(2 + (i % 4));
            AssertReadsBack(tree, print(tree));
        }
    }

    /// <summary>A constant divisor of a random tree may happen to be 0; the reader refuses exactly that.</summary>
    private static void AssertReadsBackUnlessItDividesByZero(Expr tree)
    {
        var text = TextPrinter.Print(tree);
        var isRefused = !FormulaParser.TryParse(text, null, out _, out var diagnostics) && diagnostics.All(d => d.Kind == "domain");
        if (isRefused && Traversal.PostOrder(tree).Any(node => node is Power { Base.IsVariable: false, Exponent.IsVariable: false })) return;
        AssertReadsBack(tree, text);
    }

    private static void AssertReadsBack(Expr tree, string text)
    {
        Assert.True(FormulaParser.TryParse(text, null, out var formula, out var diagnostics), $"{text}: {string.Join(", ", diagnostics.Select(d => d.Message))}");
        var (expected, actual) = (ConstantFolding.Fold(tree), ConstantFolding.Fold(formula!.Outputs[0]));
        Assert.True(expected.Equals(actual), $"{text}\nwas read as {JsonTreePrinter.Print(actual)}\ninstead of  {JsonTreePrinter.Print(expected)}");
    }

    private static void AssertBalanced(string latex)
    {
        var (depth, brackets) = (0, 0);
        for (var i = 0; i < latex.Length; i++)
        {
            if (latex[i] == '{') depth++;
            if (latex[i] == '}') depth--;
            if (string.CompareOrdinal(latex, i, @"\left", 0, 5) == 0) brackets++;
            if (string.CompareOrdinal(latex, i, @"\right", 0, 6) == 0) brackets--;
            Assert.True(depth >= 0 && brackets >= 0, latex);
        }

        Assert.True(depth == 0 && brackets == 0, latex);
    }
}
