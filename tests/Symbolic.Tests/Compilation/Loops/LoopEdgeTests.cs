using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Loops at their limits: terms that are left out, elements that coincide, places that no variable has.</summary>
public class LoopEdgeTests
{
    [Theory]
    [InlineData("sum(sum(x[j]^2,j,1,i),i,1,9)+sum(sum(x[j]^3,j,1,2*i),i,1,9)")]
    [InlineData("sum(sum(x[j]^2*i,j,i,9),i,1,9)+sum(sum(x[j]^3,j,2*i-1,9),i,1,9)")]
    public void Loops_whose_bounds_depend_differently_on_an_index_stay_apart(string text) => Agrees(text, keepsLoops: true);

    [Theory]
    [InlineData("sum((x[i]-x[5])^2*x[i+1],i,1,60)")]
    [InlineData("sum(x[i]*x[5]*x[60],i,1,60)+y*0")]
    public void An_element_that_all_terms_read_has_the_derivative_by_its_own_terms_too(string text) => Agrees(text, keepsLoops: true);

    [Theory]
    [InlineData("sum(0*x[i]+y[i]^2,i,1,200)")]
    [InlineData("sum(x[i]^2,i,1,200)+0*y")]
    [InlineData("sum(x[i]^2,i,1,100)-sum(x[i]^2,i,1,100)+0*y[7]")]
    public void The_derivative_by_what_drops_out_is_0(string text) => Agrees(text);

    [Theory]
    [InlineData("sum(sum(x[i+20]*y[j],j,5,i),i,1,50)")]
    [InlineData("sum(sum(y[j]*sin(sum(x[i+k],k,1,3)),j,i,10),i,1,20)")]
    [InlineData("sum(prod(x[k],k,1,100),i,5,1)+sum(x[i]^2,i,1,50)")]
    public void An_element_of_terms_that_do_not_exist_is_not_read(string text) => Agrees(text, keepsLoops: false);

    private static void Agrees(string text, bool? keepsLoops = null)
    {
        var formula = Formula.Parse(text);
        var n = formula.Variables.Length;
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble()).ToArray();
        for (var order = 0; order <= 2; order++)
        {
            var expected = Run(formula.CompileWrittenOut(order, null, CompilationMode.Interpreted), x, order);
            foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
            {
                var ours = formula.Compile(order, mode: mode);
                if (keepsLoops is { } isKept && order < 2) Assert.Equal(isKept, ours.KeepsLoops);
                var scale = expected.Max(Math.Abs);
                foreach (var (e, a) in expected.Zip(Run(ours, x, order))) Assert.InRange(a, e - (1e-12 * scale), e + (1e-12 * scale));
            }
        }
    }

    private static double[] Run(CompiledFormula formula, double[] x, int order)
    {
        var (gradient, hessian) = (new double[order < 1 ? 0 : x.Length], new double[order < 2 ? 0 : x.Length * x.Length]);
        Array.Fill(gradient, 99);
        Array.Fill(hessian, 99);
        var value = order == 0 ? formula.Evaluate(x) : order == 1 ? formula.Evaluate(x, gradient) : formula.Evaluate(x, gradient, hessian);
        return [value, .. gradient, .. hessian];
    }
}
