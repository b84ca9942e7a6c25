using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Functions;

public class FunctionLibraryTests
{
    private static FunctionDefinition Cube(string name = "cube", params string[] aliases) => new(name, 1)
    {
        Aliases = [.. aliases],
        Evaluate = (Func<double, double>)(x => x * x * x),
        Partials = (args, _) => [3 * Algebra.Square(args[0])],
    };

    [Fact]
    public void A_registered_function_is_found_evaluated_and_differentiated()
    {
        var library = FunctionLibrary.Standard.With(Cube("cube", "kubus"));
        var cube = library.Find("cube")!;
        Assert.Same(cube, library.Find("kubus"));
        Assert.Null(FunctionLibrary.Standard.Find("cube"));
        var x = new Variable("x");
        var slope = TestDerivative.Of(cube.Of(Trigonometric.Sin.Of(x)), "x");
        Assert.Equal(3 * Algebra.Square(Trigonometric.Sin.Of(x)) * Trigonometric.Cos.Of(x), slope);
        Assert.Equal(8, TestEvaluator.Apply(cube, 2));
    }

    [Fact]
    public void A_function_made_of_others_needs_no_rule()
    {
        var versine = new FunctionDefinition("versine", 1) { Expansion = args => 1 - Trigonometric.Cos.Of(args[0]) };
        var library = FunctionLibrary.Standard.With(versine);
        Assert.Equal(1, TestEvaluator.Apply(library.Find("versine")!, Math.PI / 2), 1e-15);
        Assert.Equal(Trigonometric.Sin.Of(new Variable("x")), TestDerivative.Of(versine.Of(new Variable("x")), "x"));
    }

    [Theory]
    [InlineData("sin")]
    [InlineData("arcsin")]
    [InlineData("pi")]
    [InlineData("and")]
    [InlineData("sum")]
    [InlineData("diff")]
    [InlineData("2x")]
    [InlineData("a b")]
    [InlineData("_f")]
    public void A_taken_reserved_or_impossible_name_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(Cube(name)));
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(Cube("cube", name)));
    }

    [Fact]
    public void The_same_name_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(Cube("cube", "cube")));

    [Fact]
    public void A_definition_that_cannot_be_used_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => FunctionLibrary.Standard.With(null!));
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(new("f", 1)));
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(new("f", 1) { Evaluate = (Func<double, double>)Math.Sin }));
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(new("f", 2) { Evaluate = (Func<double, double>)Math.Sin, Partials = (_, _) => [0, 0] }));
        Assert.Throws<ArgumentException>(() => FunctionLibrary.Standard.With(new("f", 1) { Evaluate = (Func<float, float>)MathF.Sin, Partials = (_, _) => [0] }));
    }
}
