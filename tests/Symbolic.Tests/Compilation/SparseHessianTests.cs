using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class SparseHessianTests
{
    [Theory]
    [InlineData("x1*x2+sin(x2)*x5+x3^3+x4")]
    [InlineData("x1+2*x2")]
    [InlineData("x1*x2*x3*x4*exp(x5)")]
    [InlineData("x1^2+x12*x3+x11*x10+sin(x9*x8)+x7+x6*x5+x4*x2")]
    public void Sparse_values_are_those_of_the_dense_matrix(string text)
    {
        var formula = Formula.Parse(text).Compile(2);
        var n = formula.Variables.Length;
        var x = Enumerable.Range(0, n).Select(i => 0.3 + (0.1 * i)).ToArray();
        foreach (var isCompiled in new[] { false, true })
        {
            if (isCompiled) formula = new CompiledFormulaSource(text).Immediate();
            var pattern = formula.HessianPattern;
            var (g, h, sparseG, values) = (new double[n], new double[n * n], new double[n], new double[pattern.Count]);
            var value = formula.Evaluate(x, g, h);
            Assert.Equal(value, formula.EvaluateSparse(x, sparseG, values));
            Assert.Equal(g, sparseG);
            var dense = new double[n * n];
            foreach (var ((row, column), entry) in pattern.Entries.Zip(values)) dense[(row * n) + column] = dense[(column * n) + row] = entry;
            Assert.Equal(h, dense);
            Assert.Equal(pattern.Count, pattern.RowStarts[n]);
        }
    }

    [Fact]
    public void The_pattern_is_in_compressed_rows()
    {
        var pattern = Formula.Parse("x*y+z^2+x^3").Compile(2).HessianPattern;
        Assert.Equal([0, 1, 2, 3], pattern.RowStarts);
        Assert.Equal([0, 0, 2], pattern.Columns);
        Assert.Equal([(0, 0), (1, 0), (2, 2)], pattern.Entries);
    }

    [Fact]
    public void Without_a_Hessian_there_is_no_pattern() =>
        Assert.Throws<InvalidOperationException>(() => Formula.Parse("x*y").Compile(1).HessianPattern);

    private sealed record CompiledFormulaSource(string Text)
    {
        public CompiledFormula Immediate()
        {
            var formula = Formula.Parse(Text);
            var symbols = formula.Variables.Select(v => new Symbolic.Expressions.Variable(v)).ToArray();
            var hessian = Symbolic.Differentiation.Hessian.Of(formula.Evaluated, [.. symbols]);
            return new CompiledFormula(symbols, formula.Evaluated, hessian.Gradient, hessian.Entries, CompilationMode.Immediate);
        }
    }
}
