using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Export;

public sealed class SourceExporterTests : IDisposable
{
    private static readonly string[] Formulas =
    [
        "N(x)=(1+erf(x/sqrt(2)))/2; d1=(log(S/K)+(r+sigma^2/2)*T)/(sigma*sqrt(T)); d2=d1-sigma*sqrt(T); S*N(d1)-K*exp(-r*T)*N(d2)",
        "A*exp(-z*w*t)*cos(w*sqrt(1-z^2)*t+0.3)",
        "100*(y-x^2)^2+(1-x)^2",
        "if(x<y and not(x==0) or y>=2,x^y*y,min(x,y)+max(x,z))",
        "erfc(x)+erf(y)*normcdf(z)+normpdf(x*y)+log1p(x)*expm1(y)",
        "atan2(x,y)+hypot(y,z)+tanh(x)*asinh(y)+abs(x-y)+cbrt(z)",
        "x1^2+x2*x3+x4*x5+x6+x7+x8+x9+x10*x11+x12",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private delegate double Value(ReadOnlySpan<double> x);

    private delegate double WithGradient(ReadOnlySpan<double> x, Span<double> gradient);

    private delegate double WithHessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CSharp_source_compiles_and_gives_the_same_numbers()
    {
        var sources = Formulas.Select((f, i) => SourceExporter.Export(Formula.Parse(f).Compile(2), SourceLanguage.CSharp, $"Formula{i}"));
        var all = "using System;\n" + string.Concat(sources.Select(s => s.Replace("using System;", "", StringComparison.Ordinal)));
        if (ForeignTools.CompileCSharp(all, "Formula0", _folder)?.Assembly is not { } assembly)
        {
            Assert.Skip("There is no C# compiler.");
            return;
        }

        for (var i = 0; i < Formulas.Length; i++)
        {
            var methods = assembly.GetType($"Formula{i}")!.GetMethods().Where(m => m.Name == "Evaluate").OrderBy(m => m.GetParameters().Length).ToArray();
            var (value, gradient, hessian) = (methods[0].CreateDelegate<Value>(), methods[1].CreateDelegate<WithGradient>(), methods[2].CreateDelegate<WithHessian>());
            Check(Formulas[i], x =>
            {
                var (g, h, other) = (new double[x.Length], new double[x.Length * x.Length], new double[x.Length]);
                Array.Fill(h, 99);
                var result = hessian(x, g, h);
                Assert.Equal(result, value(x));
                Assert.Equal(result, gradient(x, other));
                return [result, .. g, .. h];
            });
        }
    }

    [Fact]
    public unsafe void C_source_compiles_and_gives_the_same_numbers()
    {
        var (source, library) = (Path.Combine(_folder, "formula.c"), Path.Combine(_folder, "formula.so"));
        File.WriteAllText(source, string.Join("\n", Formulas.Select((f, i) => SourceExporter.Export(Formula.Parse(f).Compile(2), SourceLanguage.C, $"f{i}"))));
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Wno-unused-variable", "-Werror", "-O2", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        for (var i = 0; i < Formulas.Length; i++)
        {
            var function = (delegate* unmanaged<double*, double*, double*, double>)NativeLibrary.GetExport(handle, $"f{i}_hessian");
            Check(Formulas[i], x =>
            {
                var (g, h) = (new double[x.Length], new double[x.Length * x.Length]);
                Array.Fill(h, 99);
                fixed (double* px = x, pg = g, ph = h) return [function(px, pg, ph), .. g, .. h];
            });
        }

        NativeLibrary.Free(handle);
    }

    [Fact]
    public void Python_source_runs_and_gives_the_same_numbers()
    {
        var source = string.Join("\n", Formulas.Select((f, i) => SourceExporter.Export(Formula.Parse(f).Compile(2), SourceLanguage.Python, $"f{i}")));
        var calls = Formulas.Select((f, i) =>
        {
            var points = Points(Formula.Parse(f).Variables.Length);
            var columns = string.Join(", ", Enumerable.Range(0, points[0].Length).Select(j => $"[{string.Join(", ", points.Select(p => p[j].ToString("R", CultureInfo.InvariantCulture)))}]"));
            return $"v, g, h = f{i}_hessian([{columns}])\nassert np.array_equal(v, f{i}([{columns}]), equal_nan=True)\n"
                + $"for k in range({points.Length}): print(' '.join(repr(float(q)) for q in [v[k], *g[:, k], *h[:, :, k].ravel()]))\n";
        });
        File.WriteAllText(Path.Combine(_folder, "formula.py"), source + "\n" + string.Concat(calls));
        var lines = new Queue<string>(ForeignTools.RunPython(Path.Combine(_folder, "formula.py")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (var formula in Formulas)
            Check(formula, _ => [.. lines.Dequeue().Split(' ').Select(ForeignTools.Number)]);
    }

    [Fact]
    public void Julia_source_counts_from_one()
    {
        var source = SourceExporter.Export(Formula.Parse("x*sqrt(y)").Compile(1), SourceLanguage.Julia, "f");
        Assert.Contains("v0 = _sqrt(x[2])\n", source, StringComparison.Ordinal);
        Assert.Contains("function f_gradient(x)\n", source, StringComparison.Ordinal);
        Assert.Contains("    gradient[1] = v0\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_the_language_lacks_is_named()
    {
        var formula = Formula.Parse("lambertw(x)").Compile();
        var refusal = Assert.Throws<UnsupportedFormulaException>(() => SourceExporter.Export(formula, SourceLanguage.Julia));
        Assert.Contains("lambertw", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1f")]
    [InlineData("f; drop")]
    public void A_name_has_to_be_one(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => SourceExporter.Export(Formula.Parse("x").Compile(), SourceLanguage.C, name));

    private static double[][] Points(int size)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, size).Select(_ => 0.2 + (2.5 * random.NextDouble())).ToArray())];
    }

    private static void Check(string text, Func<double[], double[]> exported)
    {
        var formula = Formula.Parse(text).Compile(2);
        var n = formula.Variables.Length;
        foreach (var x in Points(n))
        {
            var (g, h) = (new double[n], new double[n * n]);
            double[] expected = [formula.Evaluate(x, g, h), .. g, .. h];
            var actual = exported(x);
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                // Entries in which large terms cancel are right to the size of the terms.
                if (double.IsNaN(expected[i])) Assert.Equal(double.NaN, actual[i]);
                else Assert.InRange(actual[i] - expected[i], -1e-14 * Scale(expected), 1e-14 * Scale(expected));
            }
        }
    }

    private static double Scale(double[] values) => Math.Max(1e-3, values.Where(double.IsFinite).Max(Math.Abs));
}
