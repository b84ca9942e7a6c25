using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class BackgroundTests
{
    private static readonly Variable[] Variables = [new("x"), new("y")];

    [Fact]
    public async Task Machine_code_is_made_on_another_thread_after_enough_evaluations()
    {
        var graph = new RandomGraph(4, Variables);
        graph.Grow(2_000);
        Expr[] outputs = [.. graph.Nodes.TakeLast(100)];
        var program = new CompiledProgram(Variables, outputs, CompilationMode.Background);
        var interpreted = new CompiledProgram(Variables, outputs, CompilationMode.Interpreted);
        var (expected, actual) = (new double[100], new double[100]);
        for (var i = 0; i < TieredKernel.Threshold - 1; i++) program.Evaluate([0.01 * i, 1.5], actual);
        Assert.False(program.Statistics.IsCompiled);
        for (var i = 0; !program.Statistics.IsCompiled; i++)
        {
            interpreted.Evaluate([0.001 * i, 1.5], expected);
            program.Evaluate([0.001 * i, 1.5], actual);
            Assert.Equal(expected, actual);
            await Task.Yield();
        }

        interpreted.Evaluate([0.3, 1.5], expected);
        program.Evaluate([0.3, 1.5], actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Threads_that_evaluate_meanwhile_get_the_same_bits()
    {
        var graph = new RandomGraph(9, Variables);
        graph.Grow(3_000);
        var value = AsTyped.Sum([.. graph.Nodes.TakeLast(50).Select(n => Symbolic.Functions.Trigonometric.Sin.AsTyped(n))]);
        var program = new CompiledFormula(Variables, value, mode: CompilationMode.Background);
        var interpreted = new CompiledFormula(Variables, value, mode: CompilationMode.Interpreted);
        var expected = Enumerable.Range(0, 50).Select(i => interpreted.Evaluate([0.02 * i, 0.7])).ToArray();
        var (wrong, compiled) = (0, 0);
        var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 5_000 && Volatile.Read(ref compiled) < 100; i++)
            {
                if (!program.Evaluate([0.02 * (i % 50), 0.7]).Equals(expected[i % 50])) Interlocked.Increment(ref wrong);
                if (program.StatisticsOf(0).IsCompiled) Interlocked.Increment(ref compiled);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        SpinWait.SpinUntil(() => program.StatisticsOf(0).IsCompiled);
        Assert.Equal(0, wrong);
        Assert.Equal(expected[7], program.Evaluate([0.14, 0.7]));
    }

    [Fact]
    public void A_batch_does_not_wait_for_the_background()
    {
        var formula = Formula.Parse("sin(x)*y").Compile(mode: CompilationMode.Background);
        var (x, y, values) = (new double[5_000], new double[5_000], new double[5_000]);
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (0.001 * i, 2);
        formula.EvaluateBatch([x, y], values);
        Assert.Equal(2 * Math.Sin(1), values[1000], 1e-15);
        Assert.False(formula.StatisticsOf(0).IsCompiled);
    }
}
