using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Printing;

namespace Symbolic.Tests.Functions;

public class CatalogueTextTests
{
    public static TheoryData<string> Names => [.. FunctionLibrary.Standard.Definitions.Select(d => d.Name)];

    public static TheoryData<string> Spellings => [.. FunctionLibrary.Standard.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_is_read_without_a_note_and_has_a_finite_value_and_slope_somewhere(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        var formula = FormulaParser.Parse(definition.Example);
        Assert.Empty(formula.Notes);
        var variables = Traversal.FreeVariables(formula.Output);
        Assert.NotEmpty(variables);
        Assert.Contains(new[] { 0.40625, 1.625, 2.375 }, x =>
        {
            var at = variables.Select((v, i) => (v.Name, Value: x + (0.125 * i))).ToDictionary(p => p.Name, p => p.Value);
            return double.IsFinite(TestEvaluator.Evaluate(formula.Output, at))
                && variables.All(v => double.IsFinite(TestEvaluator.Evaluate(Derivative.Of(formula.Output, v), at)));
        });
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_spelling_is_read_as_its_function_and_printed_under_its_name(string spelling)
    {
        var definition = FunctionLibrary.Standard.Find(spelling)!;
        if (definition == Conditions.If || definition == Conditions.PiecewiseNotation) return; // their arguments are conditions
        var count = Math.Max(definition.MinArity, Math.Min(definition.MaxArity, 3));
        var arguments = Enumerable.Range(0, count).Select(i => definition.Parameters.Contains(i) ? (Expr)3 : new Variable($"x{i}")).ToArray();
        var text = count == 0 ? spelling : $"{spelling}({string.Join(", ", arguments.Select(TextPrinter.Print))})";
        var tree = FormulaParser.Parse(text).Output;
        Assert.Equal(definition.AsTyped([.. arguments]), tree);
        Assert.Equal(tree, FormulaParser.Parse(TextPrinter.Print(tree)).Output);
        if (tree is Call { Function: var f } && f == definition && f.Infix is null && spelling is not ("abs" or "factorial"))
            Assert.StartsWith(definition.Name, TextPrinter.Print(tree), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Partials_print_and_read_back(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition == Conditions.If || definition == Conditions.PiecewiseNotation) return; // no function of their conditions
        foreach (var count in new[] { 1, 2, 3, 4 }.Where(definition.Accepts))
        {
            var arguments = Enumerable.Range(0, count).Select(i => definition.Parameters.Contains(i) ? (Expr)3 : new Variable($"x{i}")).ToArray();
            foreach (var x in arguments.OfType<Variable>())
            {
                var slope = Derivative.Of(definition.AsTyped([.. arguments]), x);
                Assert.Equal(slope, Algebra.Canonical(FormulaParser.Parse(TextPrinter.Print(slope)).Output));
            }
        }
    }

    [Fact]
    public void A_registered_function_is_read_printed_and_differentiated()
    {
        var library = FunctionLibrary.Standard.With(new FunctionDefinition("logit", 1)
        {
            Evaluate = (Func<double, double>)(x => Math.Log(x / (1 - x))),
            Partials = (args, _) => [1 / (args[0] * (1 - args[0]))],
            Domain = [new(0, 1)],
        });
        var tree = FormulaParser.Parse("y*logit(x^2)", new ParseOptions { Library = library }).Output;
        Assert.Equal("y*logit(x^2)", TextPrinter.Print(tree));
        var at = new Dictionary<string, double> { ["x"] = 0.5, ["y"] = 3 };
        Assert.Equal(3 * Math.Log(1.0 / 3), TestEvaluator.Evaluate(tree, at), 1e-15);
        Assert.Equal(3 * 2 * 0.5 / (0.25 * 0.75), TestEvaluator.Evaluate(Derivative.Of(tree, new Variable("x")), at), 1e-14);
    }
}
