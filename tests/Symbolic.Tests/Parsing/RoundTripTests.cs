using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Printing;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Parsing;

public class RoundTripTests
{
    [Fact]
    public void Printed_text_reads_back_to_the_same_tree() => Property.Holds(ExprGenerator.For(ExprOptions.Full), tree => ReadsBack(tree, TextPrinter.Print(tree)), count: 10_000);


    [Fact]
    public void Printed_LaTeX_reads_back_to_the_same_tree() => Property.Holds(
        ExprGenerator.For(ExprOptions.Full),
        tree => ReadsBack(tree, LatexPrinter.Print(tree)), count: 10_000);

    private static void ReadsBack(Expr tree, string text)
    {
        var folded = ConstantFolding.Fold(tree);
        var read = ConstantFolding.Fold(FormulaParser.Parse(text).Output);
        Assert.True(folded == read, $"{text}\n{Shape.Of(folded)}\n{Shape.Of(read)}");
    }
}
