using System.Text.Json;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class JsonTreePrinterTests
{
    private static readonly Expr X = new Variable("x");

    [Fact]
    public void Each_kind_of_node_has_its_object()
    {
        var index = new Variable("i", isIndex: true);
        var less = Conditions.Less.AsTyped(X, Constant.Zero);
        Check(Constant.Half, """{"kind":"number","value":"1/2"}""");
        Check(Sum([X, Constant.One]), """{"kind":"sum","terms":[{"kind":"variable","name":"x"},{"kind":"number","value":"1"}]}""");
        Check(Product([X, X]), """{"kind":"product","factors":[{"kind":"variable","name":"x"},{"kind":"variable","name":"x"}]}""");
        Check(Power(X, Constant.Two), """{"kind":"power","base":{"kind":"variable","name":"x"},"exponent":{"kind":"number","value":"2"}}""");
        Check(Trigonometric.Sin.AsTyped(X), """{"kind":"call","function":"sin","arguments":[{"kind":"variable","name":"x"}]}""");
        Check(Element.Of("x", [index]), """{"kind":"element","name":"x","indices":[{"kind":"index","name":"i"}]}""");
        Check(
            Piecewise([less, X, X]),
            """{"kind":"piecewise","parts":[{"kind":"call","function":"less","arguments":[{"kind":"variable","name":"x"},{"kind":"number","value":"0"}]},{"kind":"variable","name":"x"},{"kind":"variable","name":"x"}]}""");
        Check(
            Reduction.Over(ReductionKind.Sum, index, "i", Constant.One, Constant.Two),
            """{"kind":"loop","operation":"sum","index":"i","body":{"kind":"index","name":"i"},"from":{"kind":"number","value":"1"},"to":{"kind":"number","value":"2"}}""");
        Check(Reduction.OverRows(ReductionKind.Mean, X), """{"kind":"rows","operation":"mean","body":{"kind":"variable","name":"x"}}""");
        Check(PendingDerivative.Of(X, [(Variable)X]), """{"kind":"derivative","bodyAndVariables":[{"kind":"variable","name":"x"},{"kind":"variable","name":"x"}]}""");
    }

    [Fact]
    public void Shared_parts_are_given_once()
    {
        var tree = X;
        for (var i = 0; i < 60; i++) tree = Sum([Product([tree, tree]), Constant.One]);
        using var json = JsonDocument.Parse(JsonTreePrinter.Print(tree));
        Assert.Equal("let", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(59, json.RootElement.GetProperty("definitions").EnumerateObject().Count());
        var factor = json.RootElement.GetProperty("value").GetProperty("terms")[0].GetProperty("factors")[0];
        Assert.Equal("""{"kind":"reference","name":"t59"}""", factor.GetRawText());
    }

    private static void Check(Expr tree, string json) => Assert.Equal(json, JsonTreePrinter.Print(tree));
}
