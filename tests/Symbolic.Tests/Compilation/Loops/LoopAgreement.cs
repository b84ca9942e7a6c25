using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Compares a formula whose loops are kept with itself written out and interpreted, in all that it can be asked for.</summary>
internal static class LoopAgreement
{
    // The same terms are added in another order; the largest entry measures what that may change.
    private const double Tolerance = 1e-11;

    private static readonly CompilationMode[] Modes = [CompilationMode.Immediate, CompilationMode.Interpreted, CompilationMode.Tiered, CompilationMode.Once, CompilationMode.Background];

    /// <summary>Fails where they differ; tells whether the loops were kept for every order up to one.</summary>
    public static bool Check(string text, int order = 2, CompilationMode[]? modes = null)
    {
        var formula = Formula.Parse(text);
        var writtenOut = formula.CompileWrittenOut(order, null, CompilationMode.Interpreted);
        // A name in a loop without terms is a variable, an element is none there.
        var terms = Formula.Of(Symbolic.Expressions.LoopExpansion.Expand(formula.Expression)).Variables;
        Assert.Equal(terms, formula.Variables.Where(name => name.Contains('[', StringComparison.Ordinal) || terms.Contains(name)));
        var x = PointOf(formula.Variables.Length);
        var expected = AllOf(writtenOut, x, order);
        var isKept = true;
        foreach (var mode in modes ?? Modes)
        {
            var ours = formula.Compile(order, mode: mode);
            isKept &= ours.KeepsLoops;
            foreach (var (name, values) in AllOf(ours, x, order)) AssertClose($"{text}, {mode}, {name}", expected[name], values);
            if (order == 2) AssertSparse($"{text}, {mode}", ours, x, expected["Hessian"]);
        }

        return isKept;
    }

    private static double[] PointOf(int n)
    {
        var random = new Random(n);
        return [.. Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble())];
    }

    private static Dictionary<string, double[]> AllOf(CompiledFormula formula, double[] x, int order)
    {
        var n = x.Length;
        var results = new Dictionary<string, double[]> { ["value"] = [formula.Evaluate(x)] };
        if (order > 0)
        {
            var gradient = Stale(n);
            results["value with gradient"] = [formula.Evaluate(x, gradient)];
            results["gradient"] = gradient;
        }

        if (order > 1)
        {
            var (gradient, hessian, product) = (Stale(n), Stale(n * n), Stale(n));
            results["value with Hessian"] = [formula.Evaluate(x, gradient, hessian)];
            results["gradient with Hessian"] = gradient;
            results["Hessian"] = hessian;
            formula.EvaluateHessianProduct(x, [.. x.Select((v, i) => v - (i % 3))], product);
            results["product"] = product;
        }

        return results;
    }

    /// <summary>The sparse Hessian has the entries of the full one, and nothing is missing from its pattern.</summary>
    private static void AssertSparse(string text, CompiledFormula ours, double[] x, double[] full)
    {
        var (n, pattern) = (x.Length, ours.HessianPattern);
        var entries = pattern.Entries.ToArray();
        Assert.Equal(entries.Order().Distinct(), entries);
        var (gradient, values, lower) = (Stale(n), Stale(pattern.Count), new double[n * n]);
        ours.EvaluateSparse(x, gradient, values);
        foreach (var ((row, column), value) in entries.Zip(values)) lower[(row * n) + column] = lower[(column * n) + row] = value;
        AssertClose($"{text}, sparse Hessian", full, lower);
    }

    private static double[] Stale(int count) => [.. Enumerable.Repeat(99.0, count)];

    private static void AssertClose(string what, double[] expected, double[] actual)
    {
        var scale = 1 + expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= Tolerance * scale)) Assert.Fail($"{what}: number {i} is {expected[i]:R} written out and {actual[i]:R} in loops.");
        }
    }
}
