using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Sums over rows on several threads, and one compiled formula in the hands of many.</summary>
public class SumThreadsTests
{
    private const string Logistic = "mean(ln(1+exp(-(2*k-1)*(a*x+b*y)))+0.01*a^2*x^2)";

    private static readonly double[] At = [0.7, 1.3];

    [Theory]
    [InlineData(70_000)]
    [InlineData(100_003)]
    [InlineData(262_144)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int count)
    {
        var formula = Formula.Parse(Logistic).With(Rows.Of(count)).Compile(2, mode: CompilationMode.Immediate);
        Assert.Equal(1, formula.MaxDegreeOfParallelism);
        var alone = Rows.All(formula, At);
        foreach (var threads in new[] { 2, 3, 7, -1, 1 })
        {
            formula.MaxDegreeOfParallelism = threads;
            Assert.Equal(alone, Rows.All(formula, At));
        }
    }

    [Fact]
    public void The_number_of_threads_is_one_or_more_or_all()
    {
        var formula = Formula.Parse("x").Compile();
        Assert.Throws<ArgumentOutOfRangeException>(() => formula.MaxDegreeOfParallelism = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => formula.MaxDegreeOfParallelism = -2);
    }

    [Theory]
    [InlineData(CompilationMode.Tiered)]
    [InlineData(CompilationMode.Background)]
    [InlineData(CompilationMode.Immediate)]
    public void Sixty_four_threads_share_a_compiled_formula(CompilationMode mode)
    {
        var data = Rows.Of(700);
        var formula = Formula.Parse(Logistic).With(data);
        var expected = Enumerable.Range(0, 16).Select(i => Rows.All(formula.Compile(2, mode: CompilationMode.Interpreted), [0.1 * i, 0.5])).ToArray();
        var shared = formula.Compile(2, mode: mode);
        var wrong = 0;
        var threads = Enumerable.Range(0, 64).Select(thread => new Thread(() =>
        {
            for (var i = thread; i < thread + 32; i++)
            {
                var actual = Rows.All(shared, [0.1 * (i % 16), 0.5]);
                for (var j = 0; j < actual.Length; j++)
                {
                    if (Math.Abs(actual[j] - expected[i % 16][j]) > 1e-12) Interlocked.Increment(ref wrong);
                }
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(CompilationMode.Immediate)]
    [InlineData(CompilationMode.Interpreted)]
    public void One_thread_allocates_nothing(CompilationMode mode)
    {
        var formula = Formula.Parse("mean((y-mean(y)-a*x)^2+exp(b)*x)").With(Rows.Of(10_000)).Compile(2, mode: mode);
        var (gradient, hessian) = (new double[2], new double[4]);
        for (var i = 0; i < 3; i++) formula.Evaluate(At, gradient, hessian);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) formula.Evaluate(At, gradient, hessian);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
