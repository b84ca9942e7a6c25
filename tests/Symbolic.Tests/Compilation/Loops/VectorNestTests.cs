using Symbolic.Compilation;
using Symbolic.Compilation.Batch;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>The SIMD code of a nest at every width of vectors against the same nest interpreted.</summary>
public class VectorNestTests
{
    public static TheoryData<int> Strides => [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, -1, -2, -3, -4, -6];

    [Theory]
    [MemberData(nameof(Strides))]
    public void Every_width_of_vectors_does_the_same(int stride)
    {
        var terms = Enumerable.Range(0, Math.Abs(stride)).Select(k => $"x[{stride}*i+{k}]^2*x[{stride}*i+{k + 1}]*{k + 1}");
        var term = $"{string.Join('+', terms)}+sin(x[{stride}*i]*y[2*i])*a*i";
        foreach (var rounds in new[] { 9, 16, 23 }) Agrees($"sum({term},i,0,{rounds - 1})", isAdded: rounds == 16);
        Agrees($"sum({term},i,0,{30 - stride})", isAdded: true);
    }

    private static unsafe void Agrees(string text, bool isAdded)
    {
        var formula = Formula.Parse(text).Expression;
        var runs = VariableRuns.Of([formula])!;
        var pattern = LoopObjective.TryBuild(formula, runs, 2, CompilationMode.Interpreted)!.Pattern;
        var nest = Assert.Single(LoopNest.Flatten(formula)!.SelectMany(n => NestPieces.Of(n, runs)), n => n.Indices.Length == 1);
        var template = NestTemplate.Of(nest, runs, 2)!;
        Assert.True(VectorNest.Fits(template, 2));
        var x = Enumerable.Range(0, runs.Count).Select(i => Math.Sin(i) + 1.5).ToArray();
        var (gradient, hessian) = (Before(runs.Count), Before(pattern.Count));
        var plan = NestPlan.Of(template, 2);
        var value = new NestInterpreter(plan, HessianTable.Of(plan, pattern, formula)).Run(x, gradient, hessian);
        foreach (var vectors in VectorOperations.All)
        {
            var function = VectorNest.TryEmit(template, 2, pattern, isAdded, vectors)!;
            var (ours, ourHessian) = (Before(runs.Count), Before(pattern.Count));
            fixed (double* px = x, pg = ours, ph = ourHessian) AssertClose([value], [function((nint)px, (nint)pg, (nint)ph)]);
            AssertClose(gradient, ours);
            AssertClose(hessian, ourHessian);
        }

        double[] Before(int count) => isAdded ? [.. Enumerable.Range(0, count).Select(i => (i % 5) - 2.0)] : new double[count];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        var scale = expected.Max(Math.Abs) + 1;
        foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e, a, 1e-12 * scale);
    }
}
