using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Tests.Generators;
using Symbolic.Tests.Numerics.Vectorised;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation;

/// <summary>Random formulas of the whole catalogue, in and outside their domains: machine code gives the bits of the interpreter.</summary>
public class ProgramPropertyTests(ITestOutputHelper output)
{
    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    private static readonly ExprOptions Everything = new() { HasConditions = true, StaysInDomain = false };

    [Fact]
    public void Value_gradient_and_Hessian_are_the_same_interpreted_and_in_machine_code()
    {
        var (numbers, finite) = (0, 0);
        Property.Holds(Cases, pair =>
        {
            var hessian = Hessian.Of(pair.Tree, Variables);
            var interpreted = new CompiledFormula(Variables, pair.Tree, hessian.Gradient, hessian.Entries, CompilationMode.Interpreted);
            var compiled = new CompiledFormula(Variables, pair.Tree, hessian.Gradient, hessian.Entries, CompilationMode.Immediate);
            foreach (var point in Points(pair.Columns))
            {
                var (expected, actual) = (All(interpreted, point), All(compiled, point));
                AssertSameBits(expected, actual, pair.Tree, point);
                numbers += expected.Length;
                finite += expected.Count(double.IsFinite);
            }
        }, count: 10_000, maxSize: 14);
        output.WriteLine($"{finite} of {numbers} numbers were finite");
        Assert.True(finite > numbers / 2, $"only {finite} of {numbers} numbers were finite");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000)]
    [InlineData(10_000)]
    [InlineData(30_000)]
    [InlineData(150_000)]
    public void Trees_of_many_nodes_have_the_same_gradient_interpreted_and_in_machine_code(int size) => Property.Holds(Large(size), tree =>
    {
        output.WriteLine($"{tree.TreeSize} nodes");
        Expr[] outputs = [tree, .. Gradient.Of(tree, Variables)];
        var tape = TapeBuilder.Build(Variables, outputs);
        var (interpreted, compiled) = (new CompiledProgram(tape, CompilationMode.Interpreted), new CompiledProgram(tape, CompilationMode.Immediate));
        Assert.True(compiled.Statistics.IsCompiled);
        foreach (var point in Points(SpecialPoints.Columns(new Random(size), 3, 8)))
        {
            var (expected, actual) = (new double[outputs.Length], new double[outputs.Length]);
            interpreted.Evaluate(point, expected);
            compiled.Evaluate(point, actual);
            AssertSameBits(expected, actual, tree, point);
        }
    }, count: 1);

    [Theory]
    [InlineData(200, 25)]
    [InlineData(1_500, 1)]
    public void Hessians_of_larger_trees_are_the_same_interpreted_and_in_machine_code(int size, int count) => Property.Holds(Large(size), tree =>
    {
        var hessian = Hessian.Of(tree, Variables);
        var interpreted = new CompiledFormula(Variables, tree, hessian.Gradient, hessian.Entries, CompilationMode.Interpreted);
        var compiled = new CompiledFormula(Variables, tree, hessian.Gradient, hessian.Entries, CompilationMode.Immediate);
        foreach (var point in Points(SpecialPoints.Columns(new Random(size), 3, 4))) AssertSameBits(All(interpreted, point), All(compiled, point), tree, point);
    }, count);

    /// <summary>Trees of at least a third of the size.</summary>
    private static Arbitrary<Expr> Large(int size) => Arb.From(ExprGenerator.Generator(Everything).Resize(size).Where(tree => tree.TreeSize > size / 3));

    private static Arbitrary<(Expr Tree, double[][] Columns)> Cases => Arb.From(
        ExprGenerator.Generator(Everything).SelectMany(tree => SpecialPoints.Columns(3, 4).Select(columns => (tree, columns))),
        pair => ExprShrinker.Shrink(pair.tree).Select(smaller => (smaller, pair.columns)));

    private static IEnumerable<double[]> Points(double[][] columns) => Enumerable.Range(0, columns[0].Length).Select(i => columns.Select(c => c[i]).ToArray());

    private static double[] All(CompiledFormula formula, double[] point)
    {
        var (gradient, hessian) = (new double[3], new double[9]);
        var value = formula.Evaluate(point, gradient, hessian);
        return [formula.Evaluate(point), value, .. gradient, .. hessian];
    }

    private static void AssertSameBits(double[] expected, double[] actual, Expr tree, double[] point)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Bits.Equal(expected[i], actual[i]), $"number {i} of {(tree.TreeSize < 500 ? Formula.Of(tree) : "a large tree")} is {expected[i]:R}, in machine code {actual[i]:R}, at {string.Join(", ", point)}");
    }
}
