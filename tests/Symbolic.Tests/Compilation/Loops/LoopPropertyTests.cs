using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Random sums and products over indices, kept as loops, against the same written out.</summary>
public class LoopPropertyTests
{
    [Fact]
    public void Loops_give_what_their_terms_written_out_give()
    {
        var kept = new List<bool>();
        Property.Holds(Sums().ToArbitrary(), text => kept.Add(Agrees(text, 2)), count: 300);
        Assert.InRange(kept.Count(k => k), kept.Count / 2, kept.Count);
    }

    [Fact]
    public void Chains_of_loops_give_what_their_terms_written_out_give()
    {
        var kept = new List<bool>();
        Property.Holds(Chains().ToArbitrary(), text => kept.Add(Agrees(text, 1)), count: 200);
        Assert.InRange(kept.Count(k => k), kept.Count / 2, kept.Count);
    }

    /// <summary>Compares a formula with itself written out; false when it had no loops worth keeping.</summary>
    private static bool Agrees(string text, int order)
    {
        var formula = Formula.Parse(text);
        var loop = formula.Compile(order, mode: CompilationMode.Immediate);
        var interpreted = formula.Compile(order, mode: CompilationMode.Interpreted);
        var writtenOut = formula.CompileWrittenOut(order, null, CompilationMode.Interpreted);
        Assert.Equal(writtenOut.Variables.Select(v => v.Name), formula.Variables);
        var n = formula.Variables.Length;
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble()).ToArray();
        var expected = Run(writtenOut, x, order);
        AssertClose(text, expected, Run(loop, x, order));
        AssertClose(text, expected, Run(interpreted, x, order));
        return loop.KeepsLoops;
    }

    private static double[][] Run(CompiledFormula formula, double[] x, int order)
    {
        var (gradient, hessian) = (new double[x.Length], new double[order < 2 ? 0 : x.Length * x.Length]);
        Array.Fill(gradient, 99);
        Array.Fill(hessian, 99);
        var value = order < 2 ? formula.Evaluate(x, gradient) : formula.Evaluate(x, gradient, hessian);
        return [[value], gradient, hessian, [formula.Evaluate(x)]];
    }

    // The same terms are added in another order; the largest entry measures what that may change.
    private static void AssertClose(string text, double[][] expected, double[][] actual)
    {
        for (var part = 0; part < expected.Length; part++)
        {
            var scale = expected[part].Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (var i = 0; i < expected[part].Length; i++)
            {
                if (!(Math.Abs(expected[part][i] - actual[part][i]) <= (1e-10 * scale) + 1e-10)) Assert.Fail($"{text}: entry {i} of part {part} is {expected[part][i]:R} written out and {actual[part][i]:R} in loops.");
            }
        }
    }

    private static Gen<string> Sums() => Gen.OneOf(
        from term in Term(["i"])
        from last in Gen.Choose(9, 30)
        select $"sum({term},i,1,{last})",
        from term in Term(["i", "j"])
        from inner in Gen.Elements("j,1,4", "j,i,9", "j,1,i-1", "j,i-1,i+1", "j,2,2*i")
        from last in Gen.Choose(4, 9)
        select $"sum(sum({term},{inner}),i,2,{last})",
        from first in Term(["i"])
        from second in Term(["i"])
        from scale in Gen.Elements("a*", "", "-3*", "sin(b)*")
        from last in Gen.Choose(9, 20)
        select $"{scale}sum({first},i,1,{last})+sum({second},i,3,{last}-2)/7-a*b");

    private static Gen<string> Chains() => Gen.OneOf(
        from outer in Gen.Elements("sqrt(1+S^2)", "exp(-S^2/1000)*a", "S^3/(1+S^2)", "tanh(S/100)", "S*S+b*S")
        from term in Term(["i"])
        from last in Gen.Choose(25, 40)
        select outer.Replace("S", $"sum({term},i,1,{last})", StringComparison.Ordinal),
        from inner in Term(["i", "k"])
        from last in Gen.Choose(9, 15)
        select $"sum(sin(sum({inner},k,1,4))*x[i]+sum({inner},k,i,i+2)^2,i,1,{last})",
        from term in Term(["i"])
        from last in Gen.Choose(40, 50)
        select $"prod(1+({term})/100,i,1,{last})*a+b");

    /// <summary>A term in elements whose indices are sums of the indices of the loops.</summary>
    private static Gen<string> Term(string[] indices)
    {
        var place = Gen.Elements(indices).SelectMany(i => Gen.Elements(i, $"{i}+1", $"{i}+2", $"1+{i}"));
        var leaf = Gen.Frequency(
            (6, from at in place select $"x[{at}]"),
            (2, from i in Gen.Elements(indices) select $"(z[3*{i}-1]-z[3*{i}]*z[3*{i}-2])"),
            (2, from i in Gen.Elements(indices) select $"y[{i}]"),
            (2, Gen.Elements("a", "b")),
            (1, Gen.Elements(indices)),
            (1, Gen.Elements("2", "0.5")));
        return Tree(3);

        Gen<string> Tree(int depth) => depth == 0 ? leaf : Gen.Frequency(
            (1, leaf),
            (3, from l in Tree(depth - 1) from r in Tree(depth - 1) from op in Gen.Elements("+", "-", "*") select $"({l}{op}{r})"),
            (1, from l in Tree(depth - 1) from r in Tree(depth - 1) select $"{l}/(1+{r}^2)"),
            (2, from l in Tree(depth - 1) from f in Gen.Elements("sin({0})", "({0})^2", "exp(-({0})^2)", "atan({0})", "if({0}>1,{0}^2,2*{0}-1)") select string.Format(System.Globalization.CultureInfo.InvariantCulture, f, l)));
    }
}
