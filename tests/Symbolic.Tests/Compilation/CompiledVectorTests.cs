using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class CompiledVectorTests
{
    private static readonly string[] Vectors =
    [
        "[x*y, sin(x)+y^2, exp(x*y)]",
        "[x1*x2+sin(x3), x3*exp(x1), x2^x1, if(x1<x2,x3^2,x1*x3), 7]",
        "[x1^2+x12, x3*x4, cos(x5)-x6, x7*x8*x9*x10, x11]",
        "[erf(a*b*c)*d, hypot(a,b)/d]",
        "x*y^2",
    ];

    public static TheoryData<string, CompilationMode> Cases =>
        [.. from v in Vectors from m in Enum.GetValues<CompilationMode>() select (v, m)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_Jacobian_are_those_of_the_components(string text, CompilationMode mode)
    {
        var formula = Formula.Parse(text);
        var vector = formula.CompileVector(1, mode: mode);
        var (m, n) = (vector.Count, vector.Variables.Length);
        var x = Point(n);
        var (values, alone, jacobian) = (new double[m], new double[m], new double[m * n]);
        Array.Fill(jacobian, 99);
        vector.Evaluate(x, values, jacobian);
        vector.Evaluate(x, alone);
        Assert.Equal(values, alone);
        for (var i = 0; i < m; i++)
        {
            var gradient = new double[n];
            Assert.Equal(Formula.Of(formula.Outputs[i]).Compile(1, formula.Variables).Evaluate(x, gradient), values[i], 1e-15);
            for (var j = 0; j < n; j++) Assert.Equal(gradient[j], jacobian[(i * n) + j], 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_sparse_Jacobian_is_the_dense_one(string text, CompilationMode mode)
    {
        var vector = Formula.Parse(text).CompileVector(1, mode: mode);
        var (m, n) = (vector.Count, vector.Variables.Length);
        var (x, pattern) = (Point(n), vector.JacobianPattern);
        var (values, dense, sparse, other) = (new double[m], new double[m * n], new double[pattern.Count], new double[m]);
        vector.Evaluate(x, values, dense);
        vector.EvaluateSparse(x, other, sparse);
        Assert.Equal(values, other);
        var scattered = new double[m * n];
        foreach (var ((row, column), entry) in pattern.Entries.Zip(sparse)) scattered[(row * n) + column] = entry;
        Assert.Equal(dense, scattered);
        Assert.Equal((m, n, false), (pattern.RowCount, pattern.ColumnCount, pattern.IsSymmetric));
        Assert.Equal(pattern.Count, pattern.RowStarts[m]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_with_vectors_are_those_of_the_Jacobian(string text, CompilationMode mode)
    {
        var vector = Formula.Parse(text).CompileVector(1, mode: mode);
        var (m, n) = (vector.Count, vector.Variables.Length);
        var (x, v, w) = (Point(n), Direction(n), Direction(m));
        var (values, jacobian, forward, reverse) = (new double[m], new double[m * n], new double[m], new double[n]);
        vector.Evaluate(x, values, jacobian);
        vector.EvaluateJacobianProduct(x, v, forward);
        vector.EvaluateTransposedProduct(x, w, reverse);
        var scale = 1 + jacobian.Max(Math.Abs);
        for (var i = 0; i < m; i++) Assert.Equal(Enumerable.Range(0, n).Sum(j => jacobian[(i * n) + j] * v[j]), forward[i], 1e-14 * scale * n);
        for (var j = 0; j < n; j++) Assert.Equal(Enumerable.Range(0, m).Sum(i => jacobian[(i * n) + j] * w[i]), reverse[j], 1e-14 * scale * m);
    }

    [Fact]
    public void One_program_shares_what_the_components_share()
    {
        var shared = Formula.Parse("[sin(x*y)+x, sin(x*y)*y, sin(x*y)^2]").CompileVector(1);
        var functions = shared.TapeOf(1).Instructions.Count(i => i.IsCall);
        Assert.Equal(2, functions); // sin and cos of x·y, once each.
    }

    [Fact]
    public void Columns_may_stand_for_some_of_the_variables()
    {
        var (t, x) = (new Variable("t"), new Variable("x"));
        Expr[] outputs = [t * x, t + (x * x)];
        var vector = new CompiledVector([t, x], outputs, Jacobian.EntriesOf([.. outputs], [x]), by: [x]) { Tangents = Derivative.Along, Gradient = Gradient.Of };
        var (values, jacobian, product, transposed) = (new double[2], new double[2], new double[2], new double[1]);
        vector.Evaluate([2, 3], values, jacobian);
        Assert.Equal([6, 11], values);
        Assert.Equal([2, 6], jacobian);
        vector.EvaluateJacobianProduct([2, 3], [10], product);
        Assert.Equal([20, 60], product);
        vector.EvaluateTransposedProduct([2, 3], [1, 10], transposed);
        Assert.Equal([62], transposed);
    }

    [Fact]
    public void The_pattern_is_in_compressed_rows_and_a_Matrix_Market_file()
    {
        var pattern = Formula.Parse("[x*z, 5, y]").CompileVector(1).JacobianPattern;
        Assert.Equal([0, 2, 2, 3], pattern.RowStarts);
        Assert.Equal([0, 2, 1], pattern.Columns);
        Assert.Equal("%%MatrixMarket matrix coordinate pattern general\n3 3 3\n1 1\n1 3\n3 2\n", pattern.ToMatrixMarket());
        Assert.Equal("%%MatrixMarket matrix coordinate pattern symmetric\n2 2 2\n1 1\n2 1\n", Formula.Parse("x^2*y").Compile(2).HessianPattern.ToMatrixMarket());
    }

    [Fact]
    public void Memory_of_the_point_may_be_written_to()
    {
        double[] memory = [0.5, 2, 0, 0, 0, 0];
        var vector = Formula.Parse("[x*y, sin(x)+y^2]").CompileVector(1, mode: CompilationMode.Immediate);
        vector.Evaluate(memory.AsSpan(0, 2), memory.AsSpan(4, 2), memory.AsSpan(0, 4));
        Assert.Equal([2, 0.5, Math.Cos(0.5), 4, 1, Math.Sin(0.5) + 4], memory);
        vector.EvaluateJacobianProduct(memory.AsSpan(0, 2), memory.AsSpan(0, 2), memory.AsSpan(0, 2));
        Assert.Equal([2, Math.Cos(2) * 2 + (2 * 0.5 * 0.5)], memory[..2]);
    }

    [Fact]
    public void What_cannot_be_had_is_refused()
    {
        var vector = Formula.Parse("[x*y, x]").CompileVector();
        Assert.Throws<InvalidOperationException>(() => vector.Evaluate([1, 2], new double[2], new double[4]));
        Assert.Throws<InvalidOperationException>(() => vector.JacobianPattern);
        Assert.Throws<ArgumentException>(() => vector.Evaluate([1], new double[2]));
        Assert.Throws<ArgumentException>(() => vector.Evaluate([1, 2], new double[1]));
        var full = Formula.Parse("[x*y, x]").CompileVector(1);
        Assert.Throws<ArgumentException>(() => full.Evaluate([1, 2], new double[2], new double[3]));
        Assert.Throws<ArgumentException>(() => full.EvaluateSparse([1, 2], new double[2], new double[2]));
        Assert.Throws<ArgumentException>(() => full.EvaluateJacobianProduct([1, 2], [1], new double[2]));
        Assert.Throws<ArgumentException>(() => full.EvaluateTransposedProduct([1, 2], [1, 2], new double[1]));
        var memory = new double[5];
        Assert.Throws<ArgumentException>(() => full.Evaluate([1, 2], memory.AsSpan(0, 2), memory.AsSpan(1)));
        Assert.Throws<InvalidOperationException>(() => new CompiledVector([new Variable("x")], [new Variable("x")]).EvaluateJacobianProduct([1], [1], new double[1]));
        Assert.Throws<ArgumentException>(() => new CompiledVector([new Variable("x")], [new Variable("x")], [new(0, 1, 1)]));
        Assert.Throws<ArgumentException>(() => Formula.Parse("[x, y]").CompileVector(1, ["x"]));
    }

    [Fact]
    public void Threads_share_one_object_from_the_first_evaluation_on()
    {
        var formula = Formula.Parse($"[{string.Join(", ", Enumerable.Range(1, 20).Select(i => $"x{i}*sin(x{(i % 20) + 1})+erf(x3*x{i})"))}]");
        foreach (var mode in Enum.GetValues<CompilationMode>())
        {
            var (shared, x) = (formula.CompileVector(1, mode: mode), Point(20));
            var expected = All(formula.CompileVector(1, mode: mode), x);
            var wrong = 0;
            var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 150; i++)
                {
                    if (!All(shared, x).AsSpan().SequenceEqual(expected)) Interlocked.Increment(ref wrong);
                }
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            Assert.Equal(0, wrong);
        }

        static double[] All(CompiledVector vector, double[] x)
        {
            var (values, dense, sparse, forward, reverse) = (new double[20], new double[400], new double[vector.JacobianPattern.Count], new double[20], new double[20]);
            vector.Evaluate(x, values, dense);
            vector.EvaluateSparse(x, values, sparse);
            vector.EvaluateJacobianProduct(x, x, forward);
            vector.EvaluateTransposedProduct(x, x, reverse);
            return [.. values, .. dense, .. sparse, .. forward, .. reverse];
        }
    }

    [Fact]
    public void A_large_Jacobian_is_evaluated_without_allocations()
    {
        var vector = Formula.Parse($"[{string.Join(", ", Enumerable.Range(1, 300).Select(i => $"x{i}*sin(x{(i % 300) + 1})"))}]").CompileVector(1, mode: CompilationMode.Immediate);
        var n = vector.Variables.Length;
        Assert.Equal(600, vector.JacobianPattern.Count);
        var (x, values, sparse, dense, product) = (Point(n), new double[n], new double[600], new double[n * n], new double[n]);
        for (var i = 0; i < 3; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            vector.Evaluate(x, values);
            vector.Evaluate(x, values, dense);
            vector.EvaluateSparse(x, values, sparse);
            vector.EvaluateJacobianProduct(x, x, product);
            vector.EvaluateTransposedProduct(x, x, product);
        }
    }

    private static double[] Point(int n) => [.. Enumerable.Range(0, n).Select(i => 0.3 + (0.1 * (i % 20)))];

    private static double[] Direction(int n) => [.. Enumerable.Range(0, n).Select(i => 1 - (0.7 * (i % 4)))];
}
