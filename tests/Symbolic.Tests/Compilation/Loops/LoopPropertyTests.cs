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
        Property.Holds(Sums().ToArbitrary(), text => kept.Add(Agrees(text)), count: 300);
        Assert.InRange(kept.Count(k => k), kept.Count / 2, kept.Count);
    }

    [Fact]
    public void Chains_of_loops_give_what_their_terms_written_out_give()
    {
        var kept = new List<bool>();
        Property.Holds(Chains().ToArbitrary(), text => kept.Add(Agrees(text)), count: 80);
        Assert.InRange(kept.Count(k => k), kept.Count / 2, kept.Count);
    }

    /// <summary>
    /// The value is the same at points that are not finite, NaN and both infinities told apart. Derivatives by an infinite variable are products of 0 and ∞,
    /// which some orders of the factors have and others have not; but what NaN spoils when it is written out it spoils in loops.
    /// </summary>
    [Fact]
    public void Points_that_are_not_finite_show_as_they_do_written_out()
    {
        var cases = from text in Gen.OneOf(Sums(), Chains())
                    from value in Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
                    from place in Gen.Choose(0, 1_000)
                    select (text, value, place);
        Property.Holds(cases.ToArbitrary(), c => KeepsWhatIsNoNumber(c.text, c.value, c.place), count: 40);
    }

    private static void KeepsWhatIsNoNumber(string text, double value, int place)
    {
        var formula = Formula.Parse(text);
        var n = formula.Variables.Length;
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble()).ToArray();
        if (n == 0) return;
        var finite = Run(formula.Compile(2, mode: CompilationMode.Interpreted), x);
        x[place % n] = value;
        var expected = Run(formula.CompileWrittenOut(2, null, CompilationMode.Interpreted), x);
        foreach (var mode in new[] { CompilationMode.Immediate, CompilationMode.Interpreted })
        {
            var actual = Run(formula.Compile(2, mode: mode), x);
            Assert.Equal(expected[0], actual[0], (e, a) => double.IsFinite(e) ? Math.Abs(e - a) <= 1e-10 * (1 + Math.Abs(e)) : e.Equals(a));
            for (var part = 1; part < expected.Length && double.IsNaN(value); part++)
            {
                for (var i = 0; i < expected[part].Length; i++)
                {
                    // What cancels in each term, as u does in (u + b) - (u + y), is 0 in loops whatever u is.
                    var cancels = actual[part][i] == 0 && finite[part][i] == 0;
                    if (!double.IsFinite(expected[part][i]) && double.IsFinite(actual[part][i]) && !cancels) Assert.Fail($"{text}: entry {i} of part {part} is {expected[part][i]} written out and {actual[part][i]:R} in loops.");
                }
            }
        }
    }

    /// <summary>Compares a formula with itself written out; false when it had no loops worth keeping.</summary>
    private static bool Agrees(string text)
    {
        var formula = Formula.Parse(text);
        var loop = formula.Compile(2, mode: CompilationMode.Immediate);
        var interpreted = formula.Compile(2, mode: CompilationMode.Interpreted);
        var writtenOut = formula.CompileWrittenOut(2, null, CompilationMode.Interpreted);
        Assert.Equal(writtenOut.Variables.Select(v => v.Name), formula.Variables);
        var n = formula.Variables.Length;
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble()).ToArray();
        var expected = Run(writtenOut, x);
        AssertClose(text, expected, Run(loop, x));
        AssertClose(text, expected, Run(interpreted, x));
        return loop.KeepsLoops;
    }

    /// <summary>Value, gradient and Hessian in all ways in which they can be had.</summary>
    private static double[][] Run(CompiledFormula formula, double[] x)
    {
        var n = x.Length;
        var (gradient, ofHessian, ofSparse, hessian, product) = (Filled(n), Filled(n), Filled(n), Filled(n * n), Filled(n));
        var values = Filled(formula.HessianPattern.Count);
        double[] value = [formula.Evaluate(x), formula.Evaluate(x, gradient), formula.Evaluate(x, ofHessian, hessian), formula.EvaluateSparse(x, ofSparse, values)];
        formula.EvaluateHessianProduct(x, [.. Enumerable.Range(0, n).Select(i => 1 - (0.7 * (i % 4)))], product);
        var sparse = new double[n * n];
        foreach (var ((row, column), entry) in formula.HessianPattern.Entries.Zip(values)) sparse[(row * n) + column] = sparse[(column * n) + row] = entry;
        return [value, gradient, ofHessian, ofSparse, hessian, sparse, product];
    }

    private static double[] Filled(int count) => [.. Enumerable.Repeat(99.0, count)];

    // The same terms are added in another order; the largest entry measures what that may change.
    private static void AssertClose(string text, double[][] expected, double[][] actual)
    {
        for (var part = 0; part < expected.Length; part++)
        {
            var scale = expected[part].Where(e => !double.IsNaN(e)).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (var i = 0; i < expected[part].Length; i++)
            {
                if (double.IsNaN(expected[part][i]) && double.IsNaN(actual[part][i])) continue;
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

    /// <summary>Formulas that do more with their sums than add them up.</summary>
    private static Gen<string> Chains() => Gen.OneOf(
        from outer in Gen.Elements("sqrt(1+S^2)", "exp(-S^2/1000)*a", "S^3/(1+S^2)", "tanh(S/100)", "S*S+b*S", "if(S>a,S^2/(1+a^2),S*b)", "ln(1+exp(S/100))*S", "max(S,b)^2", "norm(S,a)")
        from term in Term(["i"])
        from last in Gen.Choose(12, 16)
        select Defined(outer.Replace("S", $"sum({term},i,1,{last})", StringComparison.Ordinal)),
        from outer in Gen.Elements("ln(S)", "sum(y[i]*exp(T)/S,i,1,N)", "sum((exp(T)/S)^2,i,1,N)-ln(S)", "sqrt(S/(1+S))")
        from term in Term(["i"])
        from inner in Term(["k"])
        from last in Gen.Choose(10, 13)
        select outer.Replace("S", $"sum(exp(tanh({inner})),k,1,N)", StringComparison.Ordinal).Replace("T", $"tanh({term})", StringComparison.Ordinal).Replace("N", $"{last}", StringComparison.Ordinal),
        from inner in Term(["i", "k"])
        from range in Gen.Elements("k,1,4", "k,i,i+2", "k,1,i", "k,i,5", "k,7,i-1")
        from outer in Gen.Elements("sin(S)*x[i]+S^2", "(y[i]-S)^2", "if(S>x[i],S^2,a*S)", "norm(S,x[i])", "S^2*sqrt(1+S^2)")
        from last in Gen.Choose(6, 9)
        select Defined($"sum({outer.Replace("S", $"sum({inner},{range})", StringComparison.Ordinal)},i,1,{last})"),
        from innermost in Term(["k"])
        from inner in Term(["j"])
        from outer in Gen.Elements("sqrt(1+S^2)", "S", "ln(1+S^2)", "S*sum(x[l]^2,l,1,5)")
        from last in Gen.Choose(4, 6)
        select outer.Replace("S", $"sum((x[i]-sum({inner}*sin(sum({innermost}+x[j],k,1,3)),j,1,4)/9)^2,i,1,{last})", StringComparison.Ordinal),
        from term in Term(["i"])
        from form in Gen.Elements("prod(1+(T)/100,i,1,N)*a+b", "sqrt(1+prod(1+(T)/100,i,1,N)^2)", "prod(T,i,1,4)*x[2]+sum(sin(T)*T,i,1,N)",
            "prod(x[i]-x[3],i,1,N)+sum(T,i,1,N)", "prod((x[i]-x[2])*(x[i]-x[5]),i,1,N)*a+sum(T,i,1,N)^2", "prod(1+sum(y[j]*x[i],j,i,i+2)/9,i,1,N)")
        from last in Gen.Choose(12, 15)
        select form.Replace("T", term, StringComparison.Ordinal).Replace("N", $"{last}", StringComparison.Ordinal));

    /// <summary>A formula that may use a function of the user.</summary>
    private static string Defined(string formula) => formula.Contains("norm(", StringComparison.Ordinal) ? $"norm(u, v) = sqrt(1 + u^2 + v^2); {formula}" : formula;

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
