using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Symbolic.Compilation;
using Symbolic.Solvers.Minimisation;
using Symbolic.Solvers.Roots;
using Symbolic.Tests.Cli;
using Symbolic.Tests.Compilation.Export;
using Xunit;

namespace Symbolic.Tests.Compilation;

/// <summary>
/// Where code cannot be generated at run time, everything works interpreted. The facts of <see cref="Interpreted"/> run in a process of
/// their own, in which the runtime refuses to generate code.
/// </summary>
public class WithoutDynamicCodeTests
{
    private const string Switch = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    [Fact]
    public void Everything_works_interpreted()
    {
        var folder = AppContext.BaseDirectory;
        var configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "Symbolic.Tests.runtimeconfig.json")))!;
        configuration["runtimeOptions"]!["configProperties"]![Switch] = false;
        var temporary = Directory.CreateTempSubdirectory();
        var file = Path.Combine(temporary.FullName, "interpreted.runtimeconfig.json");
        try
        {
            File.WriteAllText(file, configuration.ToJsonString());
            var output = ForeignTools.Run("dotnet", "exec", "--runtimeconfig", file, "--depsfile", Path.Combine(folder, "Symbolic.Tests.deps.json"),
                Path.Combine(folder, "Symbolic.Tests.dll"), "-explicit", "only", "-noColor", "-class", typeof(Interpreted).FullName!);
            if (output is null) Assert.Skip("There is no dotnet on the path.");
            var facts = typeof(Interpreted).GetMethods().Count(m => m.DeclaringType == typeof(Interpreted));
            Assert.Contains($"Total: {facts}, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", output, StringComparison.Ordinal);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    public class Interpreted
    {
        private const string Text = "x^2*y+exp(y)+erf(x*y)";

        private static readonly double[] X = [2, 3];

        private static readonly CompilationMode[] Modes = Enum.GetValues<CompilationMode>();

        [Fact(Explicit = true)]
        public void Code_cannot_be_generated()
        {
            Assert.False(RuntimeFeature.IsDynamicCodeSupported);
            Assert.Throws<PlatformNotSupportedException>(() => new System.Reflection.Emit.DynamicMethod("f", typeof(double), []));
        }

        [Fact(Explicit = true)]
        public void Value_gradient_and_Hessian()
        {
            foreach (var mode in Modes)
            {
                var f = Formula.Parse(Text).Compile(2, mode: mode);
                var (g, h, sparse, product) = (new double[2], new double[4], new double[3], new double[2]);
                f.CompileNow();
                for (var i = 0; i < 2 * TieredKernel.Threshold; i++) f.Evaluate(X, g, h);
                Assert.Equal(12 + Math.Exp(3) + 1, f.Evaluate(X), 1e-13);
                Assert.Equal(f.Evaluate(X), f.Evaluate(X, g));
                Assert.Equal(12, g[0], 1e-13);
                Assert.Equal(6, h[0], 1e-12);
                Assert.Equal(4, h[1], 1e-12);
                f.EvaluateSparse(X, g, sparse);
                Assert.Equal([h[0], h[2], h[3]], sparse);
                f.EvaluateHessianProduct(X, [0, 1], product);
                Assert.Equal(4, product[0], 1e-12);
                Assert.False(f.StatisticsOf(2).IsCompiled);
            }
        }

        [Fact(Explicit = true)]
        public void Vectors_with_their_Jacobian()
        {
            var f = Formula.Parse("[x*y, x+y^2]").CompileVector(1, mode: CompilationMode.Immediate);
            var (v, j) = (new double[2], new double[4]);
            f.Evaluate(X, v, j);
            Assert.Equal([6, 11], v);
            Assert.Equal([3, 2, 1, 6], j);
            f.EvaluateTransposedProduct(X, [1, 1], v);
            Assert.Equal([4, 8], v);
        }

        [Fact(Explicit = true)]
        public void Columns_of_points()
        {
            foreach (var mode in Modes)
            {
                var f = Formula.Parse(Text).Compile(2, mode: mode);
                var columns = Enumerable.Range(0, 2).Select(j => Enumerable.Range(0, 5_000).Select(i => (0.0001 * i) + j).ToArray()).ToArray();
                double[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[5_000])];
                var (values, gradients, hessians) = (new double[5_000], Rows(2), Rows(3));
                f.EvaluateBatch(columns, values, gradients, hessians);
                var (g, h) = (new double[2], new double[4]);
                Assert.Equal(f.Evaluate([columns[0][777], columns[1][777]], g, h), values[777]);
                Assert.Equal([g[0], g[1], h[0], h[2], h[3]], [gradients[0][777], gradients[1][777], hessians[0][777], hessians[1][777], hessians[2][777]]);
            }
        }

        [Fact(Explicit = true)]
        public void Sums_over_ranges()
        {
            var sum = Formula.Parse("sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,30)");
            var f = sum.Compile(2);
            var (x, g) = (Enumerable.Repeat(1.0, 31).ToArray(), new double[31]);
            Assert.Equal(0, f.Evaluate(x, g, new double[31 * 31]));
            Assert.Equal(new double[31], g);
        }

        [Fact(Explicit = true)]
        public void Sums_that_stay_loops()
        {
            foreach (var mode in Modes)
            {
                var f = Formula.Parse("sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,20000)").Compile(2, mode: mode);
                Assert.True(f.KeepsLoops);
                var (x, g, h) = (Enumerable.Repeat(2.0, 20_001).ToArray(), new double[20_001], new double[f.HessianPattern.Count]);
                Assert.Equal(20_000 * 401.0, f.Evaluate(x));
                Assert.Equal(20_000 * 401.0, f.EvaluateSparse(x, g, h));
                Assert.Equal(1602, g[0]); // -400x(y - x²) - 2(1 - x)
                Assert.Equal(1202, g[10_000]);
                Assert.Equal(4002, h[0]); // 1200x² - 400y + 2
                f.EvaluateHessianProduct(x, x, g);
                Assert.Equal((2 * 4002) - (2 * 800), g[0]);
            }
        }

        [Fact(Explicit = true)]
        public void Functions_of_sums()
        {
            const int n = 10_000;
            foreach (var mode in Modes)
            {
                var f = Formula.Parse($"sqrt(sum(x[i]^2,i,1,{n}))").Compile(2, mode: mode);
                Assert.True(f.KeepsLoops);
                var (x, v, g) = (Enumerable.Repeat(1.0, n).ToArray(), new double[n], new double[n]);
                v[0] = 1;
                Assert.Equal(100, f.Evaluate(x, g));
                Assert.All(g, e => Assert.Equal(0.01, e, 1e-16));
                f.EvaluateHessianProduct(x, v, g); // (v - x (x·v)/r²)/r
                Assert.Equal(0.009999, g[0], 1e-15);
                Assert.Equal(-1e-6, g[^1], 1e-15);
            }
        }

        [Fact(Explicit = true)]
        public void Delegates()
        {
            var f = Formula.Parse(Text);
            Assert.Equal(f.Evaluate(2, 3), f.ToDelegate<Func<double, double, double>>()(2, 3));
            Assert.Equal(f.Evaluate(2, 3), f.ToDelegate<Func<double, double, double>>("y", "x")(3, 2));
            Assert.Equal(f.Evaluate(2, 3), f.ToDelegate<Func<double[], double>>()([2, 3]));
        }

        [Fact(Explicit = true)]
        public void Verdicts_and_solvers()
        {
            Assert.True(Formula.Parse(Text).Verify([0.5, 0.25]).Verdict == Symbolic.Verification.Verdict.Verified);
            var minimum = Minimizer.Minimize(Formula.Parse("100*(y-x^2)^2+(1-x)^2"), [-1.2, 1]);
            Assert.Equal(1, minimum.X[0], 1e-6);
            var root = EquationSystem.Solve(Formula.Parse("[x^2+y^2-4, x*y-1]"), [2, 0.3]);
            Assert.Equal(1, root.X[0] * root.X[1], 1e-10);
        }

        [Fact(Explicit = true)]
        public void The_command_line()
        {
            var run = CliRun.Of("eval", "x^2*sin(y)", "x=1", "y=2", "--order", "2");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("0.9092974268", run.Output, StringComparison.Ordinal);
        }
    }
}
