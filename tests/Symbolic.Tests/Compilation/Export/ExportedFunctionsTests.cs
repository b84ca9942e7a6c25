using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Export;

/// <summary>Every function of the catalogue and random formulas, with derivatives up to the second order, in the languages that run here.</summary>
public sealed class ExportedFunctionsTests : IDisposable
{
    private static readonly ExportCase[] Cases = [.. ExportCase.All];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private delegate double WithHessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CSharp_gives_the_same_bits()
    {
        var sources = Cases.Select((c, i) => SourceExporter.Export(c.Formula, SourceLanguage.CSharp, $"Function{i}"));
        var all = "using System;\n" + string.Concat(sources.Select(s => s.Replace("using System;", "", StringComparison.Ordinal)));
        if (ForeignTools.CompileCSharp(all, "Function0", _folder)?.Assembly is not { } assembly)
        {
            Assert.Skip("There is no C# compiler.");
            return;
        }

        AssertNone(Cases.SelectMany((c, i) =>
        {
            var method = assembly.GetType($"Function{i}")!.GetMethods().Single(m => m.Name == "Evaluate" && m.GetParameters().Length == 3).CreateDelegate<WithHessian>();
            return c.Faults(x =>
            {
                var (g, h) = (new double[x.Length], new double[x.Length * x.Length]);
                return [method(x, g, h), .. g, .. h];
            }, maxError: c.Formula.KeepsLoops ? 1e-14 : 0);
        }));
    }

    [Fact]
    public void C_gives_the_same_numbers()
    {
        var (source, library) = (Path.Combine(_folder, "functions.c"), Path.Combine(_folder, "functions.so"));
        File.WriteAllText(source, string.Join("\n", Cases.Select((c, i) => SourceExporter.Export(c.Formula, SourceLanguage.C, $"f{i}"))));
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Wextra", "-Wno-unused-variable", "-Werror", "-O1", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        AssertNone(Cases.SelectMany((c, i) => c.Faults(x => Call(NativeLibrary.GetExport(handle, $"f{i}_hessian"), x), maxError: 1e-14)));
        NativeLibrary.Free(handle);
    }

    [Fact]
    public void Python_gives_the_same_numbers()
    {
        var source = string.Join("\n", Cases.Select((c, i) => SourceExporter.Export(c.Formula, SourceLanguage.Python, $"f{i}")));
        var calls = Cases.Select((c, i) =>
        {
            var points = c.Points();
            var columns = string.Join(", ", Enumerable.Range(0, c.Formula.Variables.Length).Select(j => $"[{string.Join(", ", points.Select(p => Spell(p[j])))}]"));
            return $"v, g, h = f{i}_hessian([{columns}])\nfor k in range({points.Length}): print(' '.join(repr(float(q)) for q in [v[k], *g[:, k], *h[:, :, k].ravel()]))\n";
        });
        var file = Path.Combine(_folder, "functions.py");
        File.WriteAllText(file, source + "\n" + string.Concat(calls));
        var lines = new Queue<string>(ForeignTools.RunPython(file).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        AssertNone(Cases.SelectMany(c => c.Faults(_ => [.. lines.Dequeue().Split(' ').Select(ForeignTools.Number)], maxError: 1e-14)));

        static string Spell(double x) => double.IsNaN(x) ? "np.nan" : double.IsInfinity(x) ? x > 0 ? "np.inf" : "-np.inf" : x.ToString("R", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void There_are_random_formulas_with_many_of_the_functions()
    {
        Assert.InRange(Cases.Length, 110, 200);
        Assert.InRange(Cases.SelectMany(c => c.Formula.TapeOf(2).Functions).Select(f => f.Definition.Name).Distinct().Count(), 50, 200);
        var finite = Cases.SelectMany(c => c.Points().Select(x => c.Formula.Evaluate(x))).ToLookup(double.IsFinite);
        Assert.True(finite[true].Count() > finite[false].Count());
    }

    [Fact]
    public void A_sum_is_a_loop_however_many_terms_it_has()
    {
        Assert.Equal(6, Cases.Count(c => c.Formula.KeepsLoops));
        foreach (var language in Enum.GetValues<SourceLanguage>())
        {
            var sizes = new[] { 1_000, 30_000 }.Select(n => SourceExporter.Export(Formula.Parse($"sum((x[i+1]-x[i]^2)^2,i,1,{n})").Compile(2), language).Length).ToArray();
            Assert.InRange(sizes[1] - sizes[0], 0, 100);
        }

        var julia = SourceExporter.Export(Formula.Parse("sum((x[i+1]-x[i]^2)^2,i,1,1000)").Compile(1), SourceLanguage.Julia);
        Assert.Contains("    for i in 1:1000\n        v0 = x[i] * x[i]\n", julia, StringComparison.Ordinal);
        Assert.Contains("        gradient[i + 1] += ", julia, StringComparison.Ordinal);
    }

    [Fact]
    public void Julia_has_all_but_a_few_of_the_functions()
    {
        string[] lacking = ["lambertw", "root", "sincn"];
        foreach (var c in Cases)
        {
            var functions = c.Formula.TapeOf(2).Functions.Select(f => f.Definition.Name).ToArray();
            if (functions.Any(lacking.Contains)) continue;
            Assert.Contains("function f_hessian(x)", SourceExporter.Export(c.Formula, SourceLanguage.Julia, "f"), StringComparison.Ordinal);
        }
    }

    private static unsafe double[] Call(nint function, double[] x)
    {
        var (g, h) = (new double[x.Length], new double[x.Length * x.Length]);
        fixed (double* px = x, pg = g, ph = h) return [((delegate* unmanaged<double*, double*, double*, double>)function)(px, pg, ph), .. g, .. h];
    }

    private static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} faults\n{string.Join("\n", all.Take(20))}");
    }
}
