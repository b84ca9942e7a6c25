using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Functions;

public class CatalogueTests
{
    public static TheoryData<string> Names => [.. FunctionLibrary.Standard.Definitions.Select(d => d.Name)];

    [Theory]
    [InlineData("sin cos tan cot sec csc")]
    [InlineData("asin arcsin acos arccos atan arctan acot arccot asec arcsec acsc arccsc")]
    [InlineData("sinh cosh tanh coth sech csch")]
    [InlineData("asinh arsinh arcsinh acosh arcosh arccosh atanh artanh arctanh acoth arcoth arccoth asech arsech arcsech acsch arcsch arccsch")]
    [InlineData("exp expm1 exp2 ln log log10 log2 log1p sqrt cbrt root pow hypot")]
    [InlineData("abs sign sgn signum heaviside min max clamp floor ceil ceiling round trunc mod atan2 if piecewise")]
    [InlineData("erf erfc erfinv normcdf normpdf gamma lgamma loggamma lngamma digamma psi trigamma polygamma beta factorial")]
    [InlineData("besselj bessely besseli besselk airyai airyaiprime airybi airybiprime ei si ci lambertw")]
    [InlineData("sigmoid logistic softplus relu sinc xlogy pi π e")]
    public void Every_promised_name_is_known(string names) =>
        Assert.All(names.Split(' '), name => Assert.NotNull(FunctionLibrary.Standard.Find(name)));

    [Theory]
    [InlineData("Sin")]
    [InlineData("PI")]
    [InlineData("E")]
    [InlineData("sinn")]
    [InlineData("")]
    public void Other_spellings_are_not(string name) => Assert.Null(FunctionLibrary.Standard.Find(name));

    [Fact]
    public void No_name_means_two_functions()
    {
        var names = FunctionLibrary.Standard.Definitions.SelectMany(d => d.Aliases.Prepend(d.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(names.Count, FunctionLibrary.Standard.Names.Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_definition_explains_itself(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        Assert.NotEmpty(definition.Summary);
        Assert.NotEmpty(definition.Family);
        Assert.False(definition.Summary.Contains('\n', StringComparison.Ordinal));
        Assert.Contains(definition.Aliases.Prepend(name), n => WordsOf(definition.Example).Contains(n));
        if (definition.Notation is not null && definition.Evaluate is null) return; // printed as the tree it stands for
        Assert.NotEmpty(definition.Source);
        Assert.NotNull(definition.Latex);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LaTeX_has_a_place_for_each_argument_and_balanced_braces(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.Latex is not { } latex) return;
        string[] places = definition.MaxArity == int.MaxValue ? ["{*}"] : [.. Enumerable.Range(0, definition.MaxArity).Select(i => $"{{{i}}}")];
        Assert.All(places, place => Assert.Contains(place, latex, StringComparison.Ordinal));
        Assert.Equal(latex.Count(c => c == '{'), latex.Count(c => c == '}'));
        Assert.Equal(latex.Split(@"\left").Length, latex.Split(@"\right").Length);
    }

    [Fact]
    public void Every_evaluation_is_a_static_method_over_doubles()
    {
        var definitions = FunctionLibrary.Standard.Definitions.AddRange(Conditions.Signs).Where(d => d.Evaluate is not null);
        Assert.All(definitions, definition =>
        {
            var method = definition.Evaluate!.Method;
            Assert.True(method.IsStatic, definition.Name);
            Assert.Null(definition.Evaluate.Target);
            Assert.Equal(definition.MaxArity == int.MaxValue ? 2 : definition.MaxArity, method.GetParameters().Length);
            Assert.All(method.GetParameters(), p => Assert.Equal(typeof(double), p.ParameterType));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_definition_can_be_evaluated_and_differentiated(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        Assert.True(definition.Expansion is not null || definition.Notation is not null || (definition.Evaluate is not null && definition.Partials is not null));
        Assert.False(definition.Expansion is not null && definition.Evaluate is not null);
        Assert.True(definition.Parity == Parity.None || definition is { MinArity: 1, MaxArity: 1 });
        Assert.All(definition.Parameters, i => Assert.InRange(i, 0, definition.MaxArity - 1));
        Assert.All(definition.Domain, interval => Assert.True(interval.Lower < interval.Upper));
    }

    [Theory]
    [InlineData("sqrt(x)")]
    [InlineData("pow(x, y)")]
    [InlineData("log(x)")]
    [InlineData("if(c, x, y)")]
    public void Notations_are_trees_of_other_kinds(string call)
    {
        var parts = call.Split('(', ',', ')').Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
        var definition = FunctionLibrary.Standard.Find(parts[0])!;
        var tree = definition.AsTyped([.. parts.Skip(1).Select(part => (Expr)new Variable(part))]);
        Assert.False(tree is Call c && c.Function == definition);
    }

    [Fact]
    public void The_logarithm_of_two_arguments_stays_a_call()
    {
        var (x, b) = (new Variable("x"), new Variable("b"));
        Assert.Same(Exponential.Log, Assert.IsType<Call>(Exponential.Log.AsTyped(x, b)).Function);
        Assert.Same(Exponential.Log, Assert.IsType<Call>(Exponential.Log.Of(x, b)).Function);
        Assert.Same(Exponential.Ln, Assert.IsType<Call>(Exponential.Log.Of(x)).Function);
    }

    private static string[] WordsOf(string formula) => formula.Split([.. " ()+-*/^,<>=!"]);
}
