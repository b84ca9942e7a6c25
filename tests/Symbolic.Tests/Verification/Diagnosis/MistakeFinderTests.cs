using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;

namespace Symbolic.Tests.Verification.Diagnosis;

public class MistakeFinderTests
{
    private static IReadOnlyList<Mistake> Find(string formula, string? gradient, string? hessian = null)
    {
        var f = Formula.Parse(formula);
        return MistakeFinder.Find(f, DerivativeClaim.Parse(f.Variables, gradient, hessian));
    }

    private static string Marked(Mistake m) => $"{m.Wrong.In(m.Claimed)} -> {m.Right.In(m.Suggestion.ToString())}";

    /// <summary>Formula, claimed derivative by its first variable, kind, what is suggested, and the marked parts.</summary>
    [Theory]
    [InlineData("x^2*sin(y)", "2x*y", MistakeKind.Function, "2*x*sin(y)", "y -> sin(y)")]
    [InlineData("x^2*sin(y)", "-2x*sin(y)", MistakeKind.Sign, "2*x*sin(y)", "- -> ")]
    [InlineData("x^2*sin(y)", "x*sin(y)", MistakeKind.Factor, "2*x*sin(y)", " -> 2*")]
    [InlineData("x^2*sin(y)", "3x*sin(y)", MistakeKind.Factor, "2*x*sin(y)", "3 -> 2")]
    [InlineData("x^2*sin(y)", "2x*cos(y)", MistakeKind.Function, "2*x*sin(y)", "cos -> sin")]
    [InlineData("x^2*sin(y)", "2x*sin(x)", MistakeKind.Variable, "2*x*sin(y)", "x -> y")]
    [InlineData("x^2*sin(y)", "2x^2*sin(y)", MistakeKind.Exponent, "2*x*sin(y)", "^2 -> ")]
    [InlineData("x^2*sin(y)", "2*sin(y)", null, "2*x*sin(y)", null)]
    [InlineData("x^2*sin(y)", "2x*sin(y)*cos(y)", MistakeKind.ExtraFactor, "2*x*sin(y)", "*cos(y) -> ")]
    [InlineData("x^2*sin(y)", "2x*sin(y) + x", MistakeKind.ExtraTerm, "2*x*sin(y)", "+ x -> ")]
    [InlineData("x^3 + x*y", "3x^2", MistakeKind.MissingTerm, "3*x^2 + y", "-> + y")]
    [InlineData("x^3 + x*y", "3x^2 - y", MistakeKind.Sign, "3*x^2 + y", "- -> +")]
    [InlineData("x^3 + x*y", "2x^2 + y", MistakeKind.Factor, "3*x^2 + y", "2 -> 3")]
    [InlineData("x^3 + x*y", "3x^3 + y", MistakeKind.Exponent, "3*x^2 + y", "3 -> 2")]
    [InlineData("x^3 + x*y", "3x + y", MistakeKind.Exponent, "3*x^2 + y", " -> ^2")]
    [InlineData("x^3 + x*y", "3x^2 + x", MistakeKind.Variable, "3*x^2 + y", "x -> y")]
    [InlineData("x^3 + x*y", "3x^2 + x*y", MistakeKind.ExtraFactor, "3*x^2 + y", null)]
    [InlineData("sin(3x)", "cos(3x)", null, "3*cos(3*x)", null)]
    [InlineData("sin(x^2)", "cos(x^2)", MistakeKind.InnerDerivative, "2*x*cos(x^2)", null)]
    [InlineData("sin(x^2)", "2x*sin(x^2)", MistakeKind.Function, "2*x*cos(x^2)", "sin -> cos")]
    [InlineData("cos(x)", "sin(x)", MistakeKind.Sign, "-sin(x)", " -> -")]
    [InlineData("cos(2x)", "2*sin(2x)", MistakeKind.Sign, "-2*sin(2*x)", null)]
    [InlineData("exp(x*y)", "exp(x*y)", null, "y*exp(x*y)", null)]
    [InlineData("exp(-x^2/2)", "x*exp(-x^2/2)", MistakeKind.Sign, "-x*exp(-x^2/2)", null)]
    [InlineData("exp(-x^2/2)", "-x*exp(x^2/2)", MistakeKind.Sign, "-x*exp(-x^2/2)", null)]
    [InlineData("ln(1+x^2)", "1/(1+x^2)", null, null, null)]
    [InlineData("ln(1+x^2)", "2x/(1-x^2)", MistakeKind.Sign, "2*x/(1 + x^2)", "- -> +")]
    [InlineData("ln(1+x^2)", "2x/(1+x)", MistakeKind.Exponent, "2*x/(1 + x^2)", null)]
    [InlineData("x*ln(x)", "ln(x)", MistakeKind.MissingTerm, "ln(x) + 1", null)]
    [InlineData("x*ln(x)", "ln(x) - 1", null, "ln(x) + 1", null)]
    [InlineData("x*sin(x)", "sin(x) + cos(x)", MistakeKind.MissingFactor, null, null)]
    [InlineData("x*sin(x)", "x*cos(x)", MistakeKind.MissingTerm, "x*cos(x) + sin(x)", null)]
    [InlineData("x*sin(x)", "sin(x) - x*cos(x)", MistakeKind.Sign, "sin(x) + x*cos(x)", "- -> +")]
    [InlineData("sqrt(x^2+y^2)", "x*sqrt(x^2+y^2)", MistakeKind.Exponent, null, null)]
    [InlineData("sqrt(x^2+y^2)", "2x/sqrt(x^2+y^2)", null, "x/sqrt(x^2 + y^2)", null)]
    [InlineData("1/x", "1/x^2", MistakeKind.Sign, "-1/x^2", null)]
    [InlineData("1/x", "-1/x", null, "-1/x^2", null)]
    [InlineData("(x-y)^2", "2(x+y)", MistakeKind.Sign, "2*(x - y)", "+ -> -")]
    [InlineData("(x-y)^2", "2(y-x)", null, null, null)]
    [InlineData("tanh(x)", "1 - tanh(x)", MistakeKind.Exponent, "1 - tanh(x)^2", " -> ^2")]
    [InlineData("100(y-x^2)^2 + (1-x)^2", "-400x*(y-x^2) + 2(1-x)", MistakeKind.Sign, null, null)]
    [InlineData("100(y-x^2)^2 + (1-x)^2", "-200x*(y-x^2) - 2(1-x)", null, "-400*x*(y - x^2) - 2*(1 - x)", null)]
    [InlineData("100(y-x^2)^2 + (1-x)^2", "200(y-x^2) - 2(1-x)", null, null, null)]
    [InlineData("a*exp(-b*t)", "exp(b*t)", MistakeKind.Sign, "exp(-b*t)", null)]
    public void A_mistake_is_found_and_its_smallest_edit_proposed(string formula, string claimed, MistakeKind? kind, string? suggestion, string? marked)
    {
        var f = Formula.Parse(formula);
        var mistake = Assert.Single(Find(formula, claimed + string.Concat(Enumerable.Repeat("; ?", f.Variables.Length - 1))));
        Assert.True(mistake.Kind is not (MistakeKind.Unrelated or MistakeKind.Several), $"{mistake.Kind}: {mistake}");
        Assert.Equal("0", Formula.Parse($"({mistake.Suggestion}) - ({f.Gradient()[0]})").Simplify().ToString());
        if (suggestion is not null) Assert.Equal(suggestion, mistake.Suggestion.ToString());
        if (kind is not null) Assert.Equal(kind, mistake.Kind);
        if (marked is not null) Assert.Equal(marked.Trim(), Marked(mistake).Trim());
        Assert.Equal(Proof.Exact, mistake.Proof);
    }

    [Theory]
    [InlineData("x^2*sin(y)", "2x*sin(y); x^2*cos(y)")]
    [InlineData("tanh(x*y)", "y*(1-tanh(x*y)^2); x/cosh(x*y)^2")]
    [InlineData("sin(x)^2 + y", "sin(2x); 1")]
    public void Right_claims_in_other_forms_have_no_mistakes(string formula, string gradient) => Assert.Empty(Find(formula, gradient));

    [Fact]
    public void Swapped_components_are_called_so()
    {
        var mistakes = Find("x^2*sin(y)", "x^2*cos(y); 2x*sin(y)");
        Assert.Equal([MistakeKind.SwappedComponents, MistakeKind.SwappedComponents], mistakes.Select(m => m.Kind));
        Assert.Equal("2*x*sin(y)", mistakes[0].Suggestion.ToString());
        Assert.Equal("The components for x and y have been swapped.", mistakes[0].Explanation);
    }

    [Fact]
    public void Wrong_indices_are_found()
    {
        var mistake = Assert.Single(Find("x[1]*x[2] + x[2]*x[3]", "x[2]; x[1] + x[2]; x[2]"));
        Assert.Equal("x[2]", mistake.Of);
        Assert.Equal("x[1] + x[3]", mistake.Suggestion.ToString());
        Assert.Equal(MistakeKind.Variable, mistake.Kind);
    }

    [Fact]
    public void A_slip_that_was_made_everywhere_is_mended_everywhere()
    {
        var mistake = Assert.Single(Find("tanh(x^2)*y + sin(x^2)", "2x*y/cosh(x^3)^2 + 2x*cos(x^3); ?"));
        Assert.Equal("2*x*y/cosh(x^2)^2 + 2*x*cos(x^2)", mistake.Suggestion.ToString());
        Assert.Equal(MistakeKind.Exponent, mistake.Kind);
    }

    [Fact]
    public void An_entry_of_a_Hessian_is_mended_by_itself()
    {
        var mistake = Assert.Single(Find("x^2*y^3", "2x*y^3; 3x^2*y^2", "2y^3, 6x*y^2; 6x^2*y, 6x^2*y"));
        Assert.Equal("y,x", mistake.Of);
        Assert.Equal("6*x*y^2", mistake.Suggestion.ToString());
    }

    [Fact]
    public void Two_mistakes_in_two_terms_are_both_mended()
    {
        var mistake = Assert.Single(Find("x^3 + x*sin(y) + exp(x)", "2x^2 + cos(y) + exp(x); ?"));
        Assert.Equal(MistakeKind.Several, mistake.Kind);
        Assert.Equal("3*x^2 + sin(y) + exp(x)", mistake.Suggestion.ToString());
    }

    [Fact]
    public void What_cannot_be_mended_is_replaced_and_said_to_be()
    {
        var mistake = Assert.Single(Find("x^2*sin(y)", "gamma(y)^x + 17*y^5 - 2; ?"));
        Assert.Equal(MistakeKind.Unrelated, mistake.Kind);
        Assert.Equal("2*x*sin(y)", mistake.Suggestion.ToString());
    }

    [Fact]
    public void The_undifferentiated_formula_is_recognised()
    {
        var mistake = Assert.Single(Find("erf(x)*besselj(2, x) + x", "erf(x)*besselj(2, x) + x"));
        Assert.Equal("This is the formula itself, not its derivative.", mistake.Explanation);
    }
}
