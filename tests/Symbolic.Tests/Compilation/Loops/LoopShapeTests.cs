using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Sums that go through vectors in steps, in reverse, with gaps, and over several indices, against the same written out.</summary>
public class LoopShapeTests
{
    private const string Rosenbrock = "sum(100*(x[2*i]-x[2*i-1]^2)^2+(1-x[2*i-1])^2,i,1,LAST)";
    private const string Powell = "sum((x[4*i-3]+10*x[4*i-2])^2+5*(x[4*i-1]-x[4*i])^2+(x[4*i-2]-2*x[4*i-1])^4+10*(x[4*i-3]-x[4*i])^4,i,1,LAST)";

    [Theory]
    [InlineData(Rosenbrock)]
    [InlineData(Powell)]
    [InlineData("sum(x[2*i+1]*x[2*i+4]^2*sin(x[2*i-3])+x[2*i]*x[2*i+2],i,-3,LAST)")]
    [InlineData("sum(exp(-x[3*i])*x[3*i-1]*x[3*i+2]+x[3*i-2]^3*a,i,1,LAST)")]
    [InlineData("sum(x[7-2*i]^2*x[8-2*i]*x[6-2*i]*i,i,1,LAST)")]
    [InlineData("sum(x[90-i]*x[91-i]^2,i,1,LAST)")]
    [InlineData("sum(x[i]*y[2*i]^2*y[2*i-1]*z[-3*i]*z[1-3*i]*z[2-3*i],i,1,LAST)")]
    [InlineData("sum(x[2*i]^2*x[2*i-1],i,1,LAST)+sum(x[i]^3*x[i+1],i,3,LAST)")]
    [InlineData("sum(cosh(x[5*i]+x[5*i+1]+x[5*i+2]+x[5*i+3]+x[5*i+4]),i,0,LAST)")]
    public void Steps_through_a_vector_are_kept(string text)
    {
        foreach (var last in new[] { 25, 26, 29, 33, 40 }) Assert.True(LoopAgreement.Check(Of(text, last), modes: [CompilationMode.Immediate, CompilationMode.Interpreted]));
        Assert.True(LoopAgreement.Check(Of(text, 31)));
    }

    [Theory]
    [InlineData("sum(x[2*i]^2*sin(x[2*i+2]),i,1,LAST)")]
    [InlineData("sum(x[3*i-2]^2*x[3*i]-x[3*i]^3,i,1,LAST)")]
    [InlineData("sum(x[i]^2*x[i+1],i,1,LAST)+x[90]*x[3]+x[97]^2")]
    [InlineData("sum(x[i]^3,i,1,9)+sum(x[i]^2*x[i-1],i,21,LAST+20)*x[15]")]
    [InlineData("sum(x[2*i]^2*x[2*i+4],i,1,LAST)+x[11]^3*x[10]")]
    [InlineData("sum(x[2*i+1]*x[2*i+4]^2*sin(x[2*i-3])+x[2*i]*x[2*i+2]*a,i,-3,LAST)+y[2]*sum(y[100-3*i]^2,i,1,LAST)")]
    [InlineData("sum(x[2*i]^2*x[2*i-2],i,1,LAST)+sum(x[3*i+90]^3*x[3*i+91],i,1,LAST)")]
    [InlineData("sum(sum(x[2*i]*x[2*j]*y[4*j+6]/(i+j),i,1,9),j,1,LAST/5)")]
    public void Vectors_with_gaps_are_kept(string text)
    {
        foreach (var last in new[] { 30, 35, 40 }) Assert.True(LoopAgreement.Check(Of(text, last), modes: [CompilationMode.Immediate, CompilationMode.Interpreted]));
    }

    [Theory]
    [InlineData("sum(sum(a[i,j]*x[i]*x[j],i,1,LAST),j,1,LAST)")]
    [InlineData("sum(sum((a[i+1,j]-a[i,j])^2*(a[i,j+1]-a[i+1,j+1])+b,i,0,LAST),j,-2,7)")]
    [InlineData("sum(sum(a[LAST+1-i,7-j]^2*a[i,j]^2,i,1,LAST),j,1,6)+a[3,3]")]
    [InlineData("sum(a[i,2]^2*a[i,3]+a[i,5]*b[7],i,1,5*LAST)+a[1000,2]^2+a[1000,3]")]
    [InlineData("sum(sum(a[3*i,2*j-1]*x[i]^2,i,2,LAST),j,1,4)")]
    [InlineData("sum(sum(a[i,j]*a[i,i],i,1,LAST),j,1,LAST)+sum(a[j,j]^3,j,2,LAST)")]
    [InlineData("sum(sum(sum(t[i,j,k]*x[i]*x[j]^2*x[k],i,1,3),j,1,LAST),k,-1,2)+t[2,1,0]^2")]
    [InlineData("sum(sum(a[5-i,j]^2*a[5-i,j+1],j,1,LAST-1),i,1,4)")]
    public void Rectangles_are_kept(string text)
    {
        foreach (var last in new[] { 7, 8 }) LoopAgreement.Check(Of(text, last), modes: [CompilationMode.Immediate, CompilationMode.Interpreted]);
        Assert.True(LoopAgreement.Check(Of(text, 12), modes: [CompilationMode.Immediate]));
    }

    [Theory]
    [InlineData("sum(sum(a[i,j]^2*x[i],j,1,i),i,1,12)")]
    [InlineData("sum(a[i,i]^2*x[i],i,1,60)")]
    [InlineData("sum(sum(a[i-1,j]*a[i+1,j]*a[i,j-1]*a[i,j+1],i,2,9),j,2,9)")]
    [InlineData("sum(x[2*i]*x[3*i]^2,i,1,60)")]
    [InlineData("sum(sum(x[10*i+j]^2,j,1,5),i,1,20)")]
    [InlineData("sum(sum(a[i,j]*a[j,i]^2,i,1,3),j,1,40)")]
    [InlineData("sum(sum(a[i,j]^2,j,1,0),i,1,80)+sum(x[i]^2,i,1,3)")]
    [InlineData("sum(sum(x[j+3]*y[5*i],j,1,90),i,5,1)+sum(x[i]^2*y[i],i,1,60)")]
    [InlineData("sum(sum(x[5*j+3]*y[i],i,5,1),j,1,90)+sum(x[i]^2*y[i],i,1,60)")]
    public void Other_shapes_are_written_out_where_they_must_be(string text) => LoopAgreement.Check(text);

    [Fact]
    public void Setting_up_a_matrix_does_not_depend_on_its_size()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Formula.Parse("sum(sum(a[i,j]*x[i]*x[j],i,1,3000),j,1,3000)").Compile(1, mode: CompilationMode.Immediate);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.True(sum.KeepsLoops);
        var x = new double[9_003_000];
        Array.Fill(x, 0.5);
        var gradient = new double[x.Length];
        Assert.Equal(9e6 / 8, sum.Evaluate(x, gradient), 1e-6);
        Assert.Equal(0.25, gradient[8_999_999]);
        Assert.Equal(1500, gradient[9_000_000], 1e-9);
    }

    [Fact]
    public void The_Hessian_of_a_matrix_form_has_a_pattern()
    {
        var sum = Formula.Parse("sum(sum(a[i,j]*x[i]*x[j],i,1,300),j,1,300)").Compile(2);
        Assert.True(sum.KeepsLoops);
        var pattern = sum.HessianPattern;
        // By a[i,j] and x[i], by a[i,j] and x[j], and by x[i] and x[j].
        Assert.Equal((2 * 90_000) - 300 + (300 * 301 / 2), pattern.Count);
        var (x, gradient, hessian) = (new double[90_300], new double[90_300], new double[pattern.Count]);
        Array.Fill(x, 2);
        Assert.Equal(8 * 90_000, sum.EvaluateSparse(x, gradient, hessian));
        Assert.Equal(4, gradient[0]);
        Assert.Equal(4, hessian[^1]);
    }

    [Fact]
    public void The_point_of_a_vector_with_gaps_is_described()
    {
        var sum = Formula.Parse("sum(sin(x[3*i-2])*x[3*i]^2,i,1,90)+sum(a[i,2]^2,i,1,50)").Compile(1);
        Assert.True(sum.KeepsLoops);
        Assert.Contains("a[1,2] … a[50,2], x[1] … x[270]", Assert.Throws<ArgumentException>(() => sum.Evaluate(new double[3])).Message, StringComparison.Ordinal);
        Assert.Equal(["x[1]", "x[3]", "x[4]", "x[6]"], sum.Variables.Skip(50).Take(4).Select(v => v.Name));
    }

    [Fact]
    public void Every_number_of_steps_is_right()
    {
        for (var last = 0; last <= 67; last++)
        {
            LoopAgreement.Check(Of(Rosenbrock, last), modes: [CompilationMode.Immediate]);
            LoopAgreement.Check(Of(Powell, last), order: 1, modes: [CompilationMode.Immediate]);
        }
    }

    /// <summary>What machine code reads and stores beyond its rows would be found here: the rows end where memory ends.</summary>
    [Fact]
    public void Nothing_beyond_the_elements_is_stored()
    {
        var sum = Formula.Parse(Of(Rosenbrock, 37)).Compile(1, mode: CompilationMode.Immediate);
        var (x, gradient) = (Enumerable.Repeat(0.5, 74).ToArray(), new double[100]);
        Array.Fill(gradient, 7);
        sum.Evaluate(x, gradient.AsSpan(13, 74));
        Assert.All(gradient[..13].Concat(gradient[87..]), g => Assert.Equal(7, g));
        Assert.DoesNotContain(7, gradient[13..87]);
    }

    [Fact]
    public void Long_sums_in_steps_are_right_around_the_blocks_of_their_additions()
    {
        foreach (var last in new[] { 20_000, 20_001, 24_576, 24_583 })
        {
            var sum = Formula.Parse($"sum(x[3*i]*i+x[3*i-1]*x[3*i-2],i,1,{last})").Compile(1, mode: CompilationMode.Immediate);
            var x = Enumerable.Range(0, 3 * last).Select(i => (double)((i % 7) - 3)).ToArray();
            var expected = Enumerable.Range(1, last).Sum(i => (x[(3 * i) - 1] * i) + (x[(3 * i) - 2] * x[(3 * i) - 3]));
            var gradient = new double[x.Length];
            Assert.Equal(expected, sum.Evaluate(x));
            Assert.Equal(expected, sum.Evaluate(x, gradient));
            Assert.Equal(Enumerable.Range(0, x.Length).Select(e => (e % 3) switch { 0 => x[e + 1], 1 => x[e - 1], _ => (e / 3) + 1 }), gradient);
        }
    }

    [Fact]
    public void Sums_in_random_steps_give_what_their_terms_written_out_give()
    {
        var kept = new List<bool>();
        Property.Holds(Steps().ToArbitrary(), text => kept.Add(LoopAgreement.Check(text, modes: [CompilationMode.Immediate, CompilationMode.Interpreted])), count: 150);
        Assert.InRange(kept.Count(k => k), kept.Count / 3, kept.Count);
    }

    [Fact]
    public void Random_rectangles_give_what_their_terms_written_out_give()
    {
        var kept = new List<bool>();
        Property.Holds(Rectangles().ToArbitrary(), text => kept.Add(LoopAgreement.Check(text, modes: [CompilationMode.Immediate, CompilationMode.Interpreted])), count: 80);
        Assert.InRange(kept.Count(k => k), kept.Count / 3, kept.Count);
    }

    [Fact]
    public async Task Many_threads_get_what_one_gets()
    {
        var sum = Formula.Parse(Of(Powell, 60)).Compile(2);
        var points = Enumerable.Range(0, 64).Select(seed => Enumerable.Range(0, 240).Select(i => ((i * seed) % 11) - 5.0).ToArray()).ToArray();
        var single = Formula.Parse(Of(Powell, 60)).Compile(2, mode: CompilationMode.Immediate);
        var expected = points.Select(x => single.Evaluate(x, new double[240])).ToArray();
        var ours = await Task.WhenAll(points.Select(x => Task.Run(() => Enumerable.Range(0, 100).Select(_ => sum.Evaluate(x, new double[240])).Distinct().Single(), TestContext.Current.CancellationToken)));
        Assert.Equal(expected, ours);
    }

    private static string Of(string text, int last) => text.Replace("LAST", $"{last}", StringComparison.Ordinal);

    /// <summary>One sum or two over terms in elements of vectors, each with a step of its own.</summary>
    private static Gen<string> Steps() =>
        from x in Gen.Elements(1, 1, 2, 2, 3, 4, 5, 8, 17, -1, -2, -3)
        from y in Gen.Elements(1, 1, 2, 3, -1, -4)
        from first in Term(x, y)
        from second in Term(x, y)
        from isOne in Gen.Elements(true, false)
        from begin in Gen.Choose(-4, 4)
        from count in Gen.OneOf(Gen.Choose(0, 67), Gen.Choose(14, 40))
        select isOne ? $"sum({first},i,{begin},{begin + count - 1})" : $"a*sum({first},i,{begin},{begin + count - 1})+sum({second},i,{begin + 2},{begin + count})";

    /// <summary>All elements that a random term could have: without it many random sets of elements are no rectangle.</summary>
    private const string Whole = "+sum(sum(a[k,l]^2*b,k,-9,15),l,-9,15)";

    /// <summary>A sum over two indices of elements of a matrix, of a vector, and of a column of the matrix.</summary>
    private static Gen<string> Rectangles()
    {
        Gen<string> At(string index) => from step in Gen.Elements("", "", "", "", "", "2*", "-") from offset in Gen.Elements("", "", "", "+1", "-2") select $"{step}{index}{offset}";
        var leaf = Gen.Frequency(
            (8, from row in At("i") from column in At("j") select $"a[{row},{column}]"),
            (1, from row in At("j") from column in At("i") select $"a[{row},{column}]"),
            (1, from row in At("i") select $"a[{row},3]"),
            (2, from index in Gen.Elements("i", "j") from at in At(index) select $"x[{at}]"),
            (1, Gen.Elements("b", "i", "j")));
        return from first in leaf
               from second in leaf
               from third in leaf
               from form in Gen.Elements("{0}*{1}*{2}", "({0}+{1})^2*{2}", "sin({0}*{1})+{2}", "{0}*exp(-({1}-{2})^2)")
               from rows in Gen.Choose(0, 7)
               from columns in Gen.Choose(1, 7)
               from more in Gen.Elements("", "+a[2,2]^2*b", "+sum(a[2,j]*x[j],j,1,4)", Whole, Whole, Whole)
               select $"sum(sum({string.Format(System.Globalization.CultureInfo.InvariantCulture, form, first, second, third)},i,1,{rows}),j,2,{columns}){more}";
    }

    private static Gen<string> Term(int x, int y)
    {
        Gen<string> At(string name, int step) => from offset in Gen.Choose(-Math.Abs(step), Math.Abs(step)) select $"{name}[{step}*i+{offset}]";
        var leaf = Gen.Frequency((6, At("x", x)), (3, At("y", y)), (1, Gen.Elements("a", "b", "i", "2")));
        return Tree(3);

        Gen<string> Tree(int depth) => depth == 0 ? leaf : Gen.Frequency(
            (1, leaf),
            (4, from l in Tree(depth - 1) from r in Tree(depth - 1) from op in Gen.Elements("+", "-", "*") select $"({l}{op}{r})"),
            (2, from l in Tree(depth - 1) from f in Gen.Elements("sin({0})", "({0})^2", "exp(-({0})^2)") select string.Format(System.Globalization.CultureInfo.InvariantCulture, f, l)));
    }
}
