using System.Collections.Immutable;
using System.Xml;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Printing;
using Xunit;

namespace Symbolic.Tests.Printing;

/// <summary>Every function of the catalogue in every notation.</summary>
public sealed class FunctionNotationTests
{
    public static TheoryData<string> Functions => [.. FunctionLibrary.Standard.Definitions.Where(d => d.Notation is null).Select(d => d.Name)];

    private static Expr CallOf(string name)
    {
        var function = FunctionLibrary.Standard.Find(name)!;
        var count = Math.Clamp(3, function.MinArity, function.MaxArity);
        return function.AsTyped([.. Enumerable.Range(0, count).Select(i => function.Parameters.Contains(i) ? (Expr)Constant.Two : new Variable("xyzuvw"[i].ToString()))]);
    }

    /// <summary>The call among other operators, where missing brackets would show.</summary>
    private static ImmutableArray<Expr> Uses(Expr call) =>
    [
        call,
        AsTyped.Product([new Variable("p"), call, new Variable("q")]),
        AsTyped.Power(call, Constant.Two),
        AsTyped.Product([call, call, AsTyped.Reciprocal(call)]),
        AsTyped.Sum([call, AsTyped.Negate(call)]),
    ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Text_reads_back(string name)
    {
        foreach (var tree in Uses(CallOf(name)))
            Assert.Equal(ConstantFolding.Fold(tree), ConstantFolding.Fold(FormulaParser.Parse(TextPrinter.Print(tree)).Outputs[0]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Unicode_reads_back_where_the_name_is_known(string name)
    {
        var call = (Call)CallOf(name);
        if (FunctionLibrary.Standard.Find(call.Function.UnicodeName ?? name) != call.Function) return;
        foreach (var tree in Uses(call))
            Assert.Equal(ConstantFolding.Fold(tree), ConstantFolding.Fold(FormulaParser.Parse(UnicodePrinter.Print(tree)).Outputs[0]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void MathMl_is_well_formed(string name)
    {
        foreach (var tree in Uses(CallOf(name)))
        {
            using var reader = XmlReader.Create(new StringReader(MathMlPrinter.Print(tree)));
            var names = 0;
            while (reader.Read()) names += reader.Name == "mi" ? 1 : 0;
            Assert.True(names > 0);
        }
    }
}
