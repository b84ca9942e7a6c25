using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation;

/// <summary>Vectors whose long sums are kept as loops, against the same with all terms written out.</summary>
public class LoopedVectorTests
{
    [Theory]
    [InlineData("[sum(x[i]^2,i,1,400)-1, x[1]/sum(exp(x[j]),j,1,400), x[2]*x[3]]")]
    [InlineData("[sqrt(sum(a*x[i]^2+i,i,1,400)), a*b, sum(x[i],i,1,3)]")]
    [InlineData("[sum(x[2*i],i,1,400)^2, sum(x[2*i-1]*a^2,i,1,400)]")]
    [InlineData("[sum(sum(x[i]*y[j]/(i+j),j,1,i),i,1,40), prod(1+x[i]/90,i,1,400), y[3]]")]
    [InlineData("[if(a<1,sum(x[i]^3,i,1,400),b), if(a<1,0,sum(sqrt(x[i]-5),i,1,400))]")]
    [InlineData("[sum(sqrt(sum(x[i]*y[k],k,1,6)),i,1,90)*b, floor(sum(x[i]^2,i,1,400))+b]")]
    [InlineData("[sum(sin(a*k)+b,k,1,5000), a-b^2]")]
    public void Values_and_derivatives_are_those_written_out(string text)
    {
        foreach (var mode in Enum.GetValues<CompilationMode>()) Compare(Formula.Parse(text), mode);
    }

    [Theory]
    [InlineData("[sum(x[i]^2,i,1,400)-1, x[1]/sum(exp(x[j]),j,1,400)]", true)]
    [InlineData("[sum(x[i]^2,i,1,40)-1, x[1]]", false)]
    [InlineData("[if(a<1,0,sum(sqrt(x[i]-5),i,1,400))]", false)]
    [InlineData("[if(a<1,0,sum(x[i]^2,i,1,400))]", true)]
    [InlineData("[min(1,sum(sqrt(x[i]),i,1,400))]", false)]
    [InlineData("[floor(sum(x[i]^2,i,1,400))]", true)]
    public void Long_sums_are_kept_unless_a_condition_chooses_one_with_infinite_derivatives(string text, bool isKept) =>
        Assert.Equal(isKept, Formula.Parse(text).CompileVector(1).KeepsLoops);

    [Fact]
    public void A_sum_that_a_minimum_leaves_out_spoils_no_derivative()
    {
        var f = Formula.Parse("[min(1, sum(sqrt(x[i]), i, 1, 400)), sum(x[i]^2, i, 1, 400)]");
        var x = Enumerable.Repeat(4.0, 400).ToArray();
        x[2] = 0;
        var (values, jacobian) = (new double[2], new double[800]);
        f.CompileVector(1).Evaluate(x, values, jacobian);
        Assert.Equal([1, 6384], values);
        Assert.All(jacobian.Take(400), slope => Assert.Equal(0, slope));
        Assert.Equal(x.Select(v => 2 * v), jacobian.Skip(400));
    }

    [Fact]
    public void Random_vectors_of_sums_are_those_written_out()
    {
        var kept = new List<bool>();
        Property.Holds(Vectors().ToArbitrary(), text => kept.Add(Compare(Formula.Parse(text), CompilationMode.Immediate)), count: 25);
        Assert.InRange(kept.Count(k => k), kept.Count * 3 / 4, kept.Count);
    }

    [Fact]
    public void Sums_over_rows_are_loops_with_the_same_values_and_derivatives()
    {
        var random = new Random(5);
        var rows = new RowData(new Dictionary<string, double[]> { ["u"] = Column(), ["y"] = Column() });
        var formula = Formula.Parse("[mean((y-a*exp(b*u))^2), sum(u*tanh(a*u))/a, a+b]").With(rows);
        var vector = formula.CompileVector(1);
        var (values, jacobian, sparse) = (new double[3], new double[6], new double[5]);
        vector.Evaluate([0.4, 0.7], values, jacobian);
        vector.EvaluateSparse([0.4, 0.7], new double[3], sparse);
        Assert.Equal([.. jacobian[..3], .. jacobian[4..]], sparse);
        for (var i = 0; i < 3; i++)
        {
            var gradient = new double[2];
            Assert.Equal(Formula.Of(formula.Outputs[i]).Compile(1, formula.Variables).Evaluate([0.4, 0.7], gradient), values[i], 1e-12);
            for (var j = 0; j < 2; j++) Assert.Equal(gradient[j], jacobian[(2 * i) + j], 1e-12 * (1 + Math.Abs(gradient[j])));
        }

        // Written out, each row would take some instructions of its own.
        Assert.True(vector.StatisticsOf(1).InstructionCount < 100);
        Assert.True(vector.TapeOf(0).InstructionCount > 2_000);

        double[] Column() => [.. Enumerable.Range(0, 2_000).Select(_ => random.NextDouble())];
    }

    [Fact]
    public void A_sum_in_many_components_is_computed_once_and_set_up_does_not_depend_on_its_terms()
    {
        const int Terms = 20_000_000;
        var formula = Formula.Parse($"[{string.Join(", ", Enumerable.Range(1, 50).Select(k => $"exp(a*{k})/sum(1/(i+a^2),i,1,{Terms})"))}]");
        var vector = formula.CompileVector(1);
        var (values, jacobian) = (new double[50], new double[50]);
        vector.Evaluate([0.5], values, jacobian);
        var sum = 0.0;
        for (var i = Terms; i > 0; i--) sum += 1 / (i + 0.25);
        for (var k = 1; k <= 50; k++) Assert.Equal(Math.Exp(0.5 * k) / sum, values[k - 1], 1e-12 * Math.Exp(0.5 * k));
        var nested = Formula.Parse($"[sum(sum(a*i+b[j],j,1,3),i,1,{Terms}), a]").CompileVector(1);
        Assert.Equal([0, 1, 2, 3, 0], nested.JacobianPattern.Columns);
    }

    [Fact]
    public void Columns_may_stand_for_some_of_the_variables_in_any_order()
    {
        var formula = Formula.Parse("[t*sum(x[i]^2+t,i,1,400), x[7]*sum(x[i]^2+t,i,1,400)]");
        string[] variables = ["x[400]", "t", .. Enumerable.Range(1, 399).Reverse().Select(i => $"x[{i}]")];
        string[] by = ["x[3]", "x[7]", "x[400]"];
        var vector = formula.CompileVector(1, variables, by: by);
        Assert.True(vector.KeepsLoops);
        var x = variables.Select(v => v == "t" ? 2 : 1.0 / int.Parse(v[2..^1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var (values, jacobian, product, transposed) = (new double[2], new double[6], new double[2], new double[3]);
        vector.Evaluate(x, values, jacobian);
        var sum = 800 + Enumerable.Range(1, 400).Sum(i => 1.0 / ((double)i * i));
        double[] expected = [4.0 / 3, 4.0 / 7, 4.0 / 400, 2.0 / 21, sum + (2.0 / 49), 2.0 / 2800];
        for (var i = 0; i < 6; i++) Assert.Equal(expected[i], jacobian[i], 1e-12 * (1 + expected[i]));
        Assert.Equal([2 * sum, sum / 7], values.Select(v => v), (a, b) => Math.Abs(a - b) < 1e-11 * a);
        vector.EvaluateJacobianProduct(x, [1, 10, 100], product);
        vector.EvaluateTransposedProduct(x, [1, 10], transposed);
        Assert.Equal(jacobian[0] + (10 * jacobian[1]) + (100 * jacobian[2]), product[0], 1e-11);
        Assert.Equal(jacobian[1] + (10 * jacobian[4]), transposed[1], 1e-10);
    }

    [Fact]
    public void Batches_are_evaluated_point_by_point()
    {
        var vector = Formula.Parse("[sum(x[i]^2,i,1,400)*a, a]").CompileVector(1);
        var columns = Enumerable.Range(0, 401).Select(j => new[] { 1.0 + j, 2, 3 }).ToArray();
        double[][] values = [new double[3], new double[3]];
        var jacobian = Enumerable.Range(0, 402).Select(_ => new double[3]).ToArray();
        vector.EvaluateBatch(columns, values, jacobian);
        var (v, entries) = (new double[2], new double[402]);
        for (var i = 0; i < 3; i++)
        {
            vector.EvaluateSparse([.. columns.Select(c => c[i])], v, entries);
            Assert.Equal(v, values.Select(c => c[i]));
            Assert.Equal(entries, jacobian.Select(c => c[i]));
        }

        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => vector.EvaluateBatch(columns, values, options: new BatchOptions { CancellationToken = stopped.Token }));
    }

    [Fact]
    public void Memory_of_the_point_may_be_written_to_and_nothing_is_allocated()
    {
        var vector = Formula.Parse("[sum(x[i]^2,i,1,400), x[1]*sum(x[i]^2,i,1,400), x[2]]").CompileVector(1, mode: CompilationMode.Immediate);
        var x = Enumerable.Range(0, 400).Select(i => 0.1 + (i % 7)).ToArray();
        var (values, dense, sparse, product) = (new double[3], new double[1200], new double[vector.JacobianPattern.Count], new double[400]);
        double[] weights = [1, 2, 3];
        for (var i = 0; i < 3; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        double[] memory = [.. x, .. new double[1200]];
        vector.Evaluate(memory.AsSpan(0, 400), new double[3], memory.AsSpan(0, 1200));
        Assert.Equal(dense, memory[..1200]);
        Assert.Throws<ArgumentException>(() => vector.Evaluate(x, values, new double[1199]));
        Assert.Throws<ArgumentException>(() => vector.Evaluate(x.AsSpan(1), values));
        Assert.Throws<ArgumentException>(() => vector.EvaluateSparse(x, values, new double[sparse.Length - 1]));
        Assert.Throws<ArgumentException>(() => vector.EvaluateJacobianProduct(x, x.AsSpan(1), product));
        Assert.Throws<ArgumentException>(() => vector.EvaluateTransposedProduct(x, x, product));
        Assert.Throws<ArgumentException>(() => vector.EvaluateTransposedProduct(x, [1, 2, 3], product.AsSpan(1)));

        void Run()
        {
            vector.Evaluate(x, values);
            vector.EvaluateSparse(x, values, sparse);
            vector.Evaluate(x, values, dense);
            vector.EvaluateJacobianProduct(x, x, product);
            vector.EvaluateTransposedProduct(x, weights, product);
        }
    }

    [Fact]
    public void What_needs_terms_written_out_gets_them()
    {
        var vector = Formula.Parse("[sum(x[i]^2,i,1,400), x[1]]").CompileVector(1);
        Assert.True(vector.KeepsLoops);
        Assert.InRange(vector.TapeOf(0).InstructionCount, 700, 900);
        Assert.Equal(vector.TapeOf(1).InstructionCount, vector.StatisticsOf(1).InstructionCount);
        Assert.Throws<InvalidOperationException>(() => Formula.Parse("[sum(x[i]^2,i,1,400), x[1]]").CompileVector().JacobianPattern);
    }

    /// <summary>Compares a vector with itself written out; false when it keeps no loops.</summary>
    private static bool Compare(Formula formula, CompilationMode mode)
    {
        var vector = formula.CompileVector(1, mode: mode);
        var symbols = vector.Variables;
        var writtenOut = new CompiledVector(symbols, formula.Outputs, Jacobian.EntriesOf(formula.Outputs, symbols), mode: CompilationMode.Interpreted);
        var (m, n) = (vector.Count, symbols.Length);
        var random = new Random(n);
        var (x, v, w) = (Random(n), Random(n), Random(m));
        var (expected, values, dense, other) = (new double[m], new double[m], new double[m * n], new double[m * n]);
        writtenOut.Evaluate(x, expected, other);
        Array.Fill(dense, 99);
        vector.Evaluate(x, values, dense);
        AssertClose(expected, values, "values");
        AssertClose(other, dense, "Jacobian");
        var alone = new double[m];
        vector.Evaluate(x, alone);
        AssertClose(values, alone, "values alone");
        Assert.Equal(writtenOut.JacobianPattern.RowStarts, vector.JacobianPattern.RowStarts);
        Assert.Equal(writtenOut.JacobianPattern.Columns, vector.JacobianPattern.Columns);
        var sparse = new double[vector.JacobianPattern.Count];
        vector.EvaluateSparse(x, alone, sparse);
        AssertClose([.. vector.JacobianPattern.Entries.Select(e => dense[(e.Row * n) + e.Column])], sparse, "sparse Jacobian");
        var (product, transposed) = (new double[m], new double[n]);
        vector.EvaluateJacobianProduct(x, v, product);
        vector.EvaluateTransposedProduct(x, w, transposed);
        AssertClose([.. Enumerable.Range(0, m).Select(i => Enumerable.Range(0, n).Sum(j => dense[(i * n) + j] * v[j]))], product, "J·v");
        AssertClose([.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, m).Sum(i => dense[(i * n) + j] * w[i]))], transposed, "Jᵀ·w");
        return vector.KeepsLoops;

        double[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.3 + random.NextDouble())];

        // The same terms are added in another order; the largest entry measures what that may change.
        void AssertClose(double[] a, double[] b, string what)
        {
            var scale = 1 + a.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (var i = 0; i < a.Length; i++) Assert.True(a[i].Equals(b[i]) || Math.Abs(a[i] - b[i]) <= 1e-11 * scale, $"{formula}: {what}, entry {i} is {a[i]:R} written out and {b[i]:R} in loops");
        }
    }

    /// <summary>Vectors of formulas of a few sums, plain variables, and functions of both.</summary>
    private static Gen<string> Vectors()
    {
        var term = Gen.Elements("x[i]^2", "sin(x[i]*a)", "x[i]*x[i+1]", "exp(-x[i])*y[i]", "i*b*x[i]", "atan(x[i]-y[i+2])/i", "if(x[i]>a,x[i]^2,y[i])");
        var range = Gen.Elements("i,1,150", "i,1,180", "i,2,160");
        var sum = from t in term from s in term from r in range select $"sum({t}+{s},{r})";
        var component = Gen.OneOf(
            sum,
            from s in sum from f in Gen.Elements("sqrt(1+({0})^2)", "x[3]*{0}-b", "exp({0}/1000)+a*x[1]", "tanh({0}/500)*y[2]", "max({0},a)") select string.Format(System.Globalization.CultureInfo.InvariantCulture, f, s),
            from s in sum from t in sum select $"({s})*({t})/1000",
            from s in sum from t in sum select $"({s})/(1+({t})^2)",
            Gen.Elements("a*b", "x[2]*sin(b)", "sum(x[i]*y[i],i,1,4)", "5"));
        return from components in component.ListOf(4) from first in sum select $"[{string.Join(", ", components.Prepend(first))}]";
    }
}
