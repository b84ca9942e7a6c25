using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Export;

/// <summary>Sums inside roots, products and other sums, whose value and gradient are loops of the language, too.</summary>
public sealed class ExportedLoopsTests : IDisposable
{
    private static readonly CompiledFormula[] Formulas =
    [
        .. new[]
        {
            "sqrt(sum(x[i]^2,i,1,200))*a",
            "sum(sin(sum(x[i]*y[k]/k,k,1,4))*x[i],i,1,30)+a",
            "prod(1+x[i]*a/100,i,1,70)*sum(x[i]^3,i,1,70)",
            "prod(x[i]-1,i,1,40)+a*exp(-sum(x[i]*x[i+1],i,1,40)^2/1000)",
            "sum(x[i]/sum(exp(x[j]),j,1,40),i,2,40)*tanh(a*sum(erf(x[i]),i,3,30))",
            "sqrt(sum(sum(x[i]*x[j]/(i+j),j,1,i),i,1,12)^2+1)/a",
            "sum((sum(x[i]*y[k],k,1,400)-a)^2,i,2,1200)/1000",
        }.Select(f => Formula.Parse(f).Compile(1)),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private delegate double WithGradient(ReadOnlySpan<double> x, Span<double> gradient);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CSharp_gives_the_same_numbers()
    {
        var sources = Formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.CSharp, $"Loops{i}"));
        var all = "using System;\n" + string.Concat(sources.Select(s => s.Replace("using System;", "", StringComparison.Ordinal)));
        if (ForeignTools.CompileCSharp(all, "Loops0", _folder)?.Assembly is not { } assembly)
        {
            Assert.Skip("There is no C# compiler.");
            return;
        }

        for (var i = 0; i < Formulas.Length; i++)
        {
            var methods = assembly.GetType($"Loops{i}")!.GetMethods();
            var value = methods.Single(m => m.Name == "Evaluate" && m.GetParameters().Length == 1).CreateDelegate<ValueFunction>(null);
            var gradient = methods.Single(m => m.Name == "Evaluate" && m.GetParameters().Length == 2).CreateDelegate<WithGradient>();
            Check(Formulas[i], x =>
            {
                var g = new double[x.Length];
                Array.Fill(g, 99);
                return [value(x), gradient(x, g), .. g];
            });
        }
    }

    [Fact]
    public unsafe void C_gives_the_same_numbers()
    {
        var (source, library) = (Path.Combine(_folder, "loops.c"), Path.Combine(_folder, "loops.so"));
        File.WriteAllText(source, string.Join("\n", Formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.C, $"f{i}"))));
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-O1", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        for (var i = 0; i < Formulas.Length; i++)
        {
            var value = (delegate* unmanaged<double*, double>)NativeLibrary.GetExport(handle, $"f{i}");
            var gradient = (delegate* unmanaged<double*, double*, double>)NativeLibrary.GetExport(handle, $"f{i}_gradient");
            Check(Formulas[i], x =>
            {
                var g = new double[x.Length];
                fixed (double* px = x, pg = g) return [value(px), gradient(px, pg), .. g];
            });
        }

        NativeLibrary.Free(handle);
    }

    [Fact]
    public void Python_gives_the_same_numbers()
    {
        // The longest takes Python seconds.
        var formulas = Formulas[..^1];
        var source = string.Join("\n", formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.Python, $"f{i}")));
        var calls = formulas.Select((f, i) =>
        {
            var columns = string.Join(", ", Enumerable.Range(0, f.Variables.Length).Select(j => $"[{string.Join(", ", Points(f).Select(p => p[j].ToString("R", CultureInfo.InvariantCulture)))}]"));
            return $"v, g = f{i}_gradient([{columns}])\nw = f{i}([{columns}])\nfor k in range({Points(f).Length}): print(' '.join(repr(float(q)) for q in [w[k], v[k], *g[:, k]]))\n";
        });
        var file = Path.Combine(_folder, "loops.py");
        File.WriteAllText(file, source + "\n" + string.Concat(calls));
        var lines = new Queue<string>(ForeignTools.RunPython(file).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (var formula in formulas) Check(formula, _ => [.. lines.Dequeue().Split(' ').Select(ForeignTools.Number)]);
    }

    [Fact]
    public void Sources_do_not_grow_with_the_number_of_terms()
    {
        Assert.All(Formulas, f => Assert.True(f.KeepsLoops));
        foreach (var language in Enum.GetValues<SourceLanguage>())
        {
            var sizes = new[] { 1_000, 300_000 }.Select(n => SourceExporter.Export(Formula.Parse($"sqrt(sum(sum(x[i]*y[k],k,1,4)^2,i,1,{n}))").Compile(1), language).Length).ToArray();
            Assert.InRange(sizes[1] - sizes[0], 0, 150);
        }
    }

    [Fact]
    public unsafe void Long_sums_that_were_typed_term_by_term_are_exported_so()
    {
        // All terms alike but for their variables, and terms with numbers of their own.
        var terms = Enumerable.Range(1, 150).Select(i => $"(x{i}-x{i + 1}^2)^2*sin(x{i})");
        var others = Enumerable.Range(1, 150).Select(i => $"(x{i}-{i}.5)^2*sin(x{i + 1})");
        CompiledFormula[] formulas = [.. new[] { terms, others }.Select(t => Formula.Parse(string.Join("+", t)).Compile(1))];
        var (source, library) = (Path.Combine(_folder, "terms.c"), Path.Combine(_folder, "terms.so"));
        File.WriteAllText(source, string.Join("\n", formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.C, $"f{i}"))));
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Werror", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        for (var i = 0; i < formulas.Length; i++)
        {
            Assert.True(formulas[i].KeepsLoops);
            var gradient = (delegate* unmanaged<double*, double*, double>)NativeLibrary.GetExport(handle, $"f{i}_gradient");
            Check(formulas[i], x =>
            {
                var g = new double[x.Length];
                fixed (double* px = x, pg = g) return [gradient(px, pg), gradient(px, pg), .. g];
            });
        }

        NativeLibrary.Free(handle);
    }

    private static double[][] Points(CompiledFormula formula)
    {
        var random = new Random(3);
        var n = formula.Variables.Length;
        // A factor x[1] − 1 is 0 at the last point.
        return [.. Enumerable.Range(0, 4).Select(k => Enumerable.Range(0, n).Select(i => k == 3 && i == 1 ? 1 : 0.2 + random.NextDouble()).ToArray())];
    }

    private static void Check(CompiledFormula formula, Func<double[], double[]> exported)
    {
        foreach (var x in Points(formula))
        {
            var gradient = new double[x.Length];
            var value = formula.Evaluate(x, gradient);
            double[] expected = [value, value, .. gradient];
            var (actual, scale) = (exported(x), 1e-14 * gradient.Max(Math.Abs));
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - actual[i]) <= (1e-14 * Math.Abs(expected[i])) + (i < 2 ? 0 : scale), $"{formula.Variables.Length} variables, entry {i}: {actual[i]:R}, not {expected[i]:R}");
        }
    }
}
