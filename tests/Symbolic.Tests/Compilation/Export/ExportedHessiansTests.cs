using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Export;

/// <summary>Hessians of formulas with loops over many variables, which are exported as lists of entries.</summary>
public sealed class ExportedHessiansTests : IDisposable
{
    private static readonly CompiledFormula[] Formulas =
    [
        .. new[]
        {
            "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,60)",
            "a*b^2*sum(x[i]^3,i,1,55)+sum(exp(-x[2*i]*a/9),i,1,27)",
            "sum(sum(x[i]*x[j]^2/(i+j)+sin(a*x[i]),j,1,i),i,1,52)",
            "sum(x[3*i-2]^2*x[3*i]+x[90-3*i]*c,i,1,25)+sum(x[2*i+90]^3*i,i,1,40)",
            "sqrt(sum(x[i]^2*i,i,1,60))+a*x[1]",
        }.Select(f => Formula.Parse(f).Compile(2)),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private delegate double WithHessian(ReadOnlySpan<double> x, Span<double> gradient, Span<int> rows, Span<int> columns, Span<double> hessian);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CSharp_gives_the_same_numbers()
    {
        var sources = Formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.CSharp, $"List{i}"));
        var all = "using System;\n" + string.Concat(sources.Select(s => s.Replace("using System;", "", StringComparison.Ordinal)));
        if (ForeignTools.CompileCSharp(all, "List0", _folder)?.Assembly is not { } assembly)
        {
            Assert.Skip("There is no C# compiler.");
            return;
        }

        for (var i = 0; i < Formulas.Length; i++)
        {
            var type = assembly.GetType($"List{i}")!;
            var count = (int)type.GetField("HessianCount")!.GetRawConstantValue()!;
            var method = type.GetMethods().Single(m => m.Name == "Evaluate" && m.GetParameters().Length == 5).CreateDelegate<WithHessian>();
            Check(Formulas[i], x =>
            {
                var (g, rows, columns, h) = (new double[x.Length], new int[count], new int[count], new double[count]);
                return (method(x, g, rows, columns, h), g, rows, columns, h);
            });
        }
    }

    [Fact]
    public unsafe void C_gives_the_same_numbers()
    {
        var (source, library) = (Path.Combine(_folder, "lists.c"), Path.Combine(_folder, "lists.so"));
        var counts = string.Concat(Formulas.Select((_, i) => $"int count{i}(void) {{ return f{i}_hessian_count; }}\n"));
        File.WriteAllText(source, string.Join("\n", Formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.C, $"f{i}"))) + counts);
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-O1", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        for (var i = 0; i < Formulas.Length; i++)
        {
            var count = ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, $"count{i}"))();
            var function = (delegate* unmanaged<double*, double*, nint*, nint*, double*, double>)NativeLibrary.GetExport(handle, $"f{i}_hessian");
            Check(Formulas[i], x =>
            {
                var (g, rows, columns, h) = (new double[x.Length], new nint[count], new nint[count], new double[count]);
                fixed (double* px = x, pg = g, ph = h)
                fixed (nint* pr = rows, pc = columns) return (function(px, pg, pr, pc, ph), g, [.. rows.Select(r => (int)r)], [.. columns.Select(c => (int)c)], h);
            });
        }

        NativeLibrary.Free(handle);
    }

    [Fact]
    public void Python_gives_the_same_numbers()
    {
        var source = string.Join("\n", Formulas.Select((f, i) => SourceExporter.Export(f, SourceLanguage.Python, $"f{i}")));
        var calls = Formulas.Select((f, i) => $"v, g, r, c, h = f{i}_hessian([{string.Join(", ", Point(f).Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}])\nfor q in (v.ravel(), g, r, c, h): print(' '.join(repr(k) for k in q.tolist()))\n");
        var file = Path.Combine(_folder, "lists.py");
        File.WriteAllText(file, source + "\n" + string.Concat(calls));
        var lines = new Queue<string>(ForeignTools.RunPython(file).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        foreach (var formula in Formulas) Check(formula, _ => (Numbers()[0], Numbers(), [.. Numbers().Select(r => (int)r)], [.. Numbers().Select(c => (int)c)], Numbers()));

        double[] Numbers() => [.. lines.Dequeue().Split(' ').Select(ForeignTools.Number)];
    }

    [Fact]
    public void A_source_says_how_its_Hessian_comes()
    {
        Assert.Contains("the Hessian is a list of 240 numbers, hessian[k] in row rows[k] and column columns[k], counted from 0; those with the same row and column are to be added up.", SourceExporter.Export(Formulas[0], SourceLanguage.C), StringComparison.Ordinal);
        var julia = SourceExporter.Export(Formulas[0], SourceLanguage.Julia);
        Assert.Contains("counted from 1;", julia, StringComparison.Ordinal);
        Assert.Contains("    rows = zeros(Int, 240)\n", julia, StringComparison.Ordinal);
        Assert.Contains("        rows[n] = i\n", julia, StringComparison.Ordinal);
        Assert.Contains("    return total, gradient, rows, columns, hessian\n", julia, StringComparison.Ordinal);
        Assert.Contains("the Hessian is a full matrix, row by row.", SourceExporter.Export(Formula.Parse("sum(x[i]^3,i,1,50)").Compile(2), SourceLanguage.C), StringComparison.Ordinal);
    }

    private static double[] Point(CompiledFormula formula) => [.. Enumerable.Range(0, formula.Variables.Length).Select(i => 0.4 + (0.37 * i % 1))];

    private static void Check(CompiledFormula formula, Func<double[], (double Value, double[] Gradient, int[] Rows, int[] Columns, double[] Hessian)> exported)
    {
        var (x, n) = (Point(formula), formula.Variables.Length);
        var (gradient, hessian, actual) = (new double[n], new double[n * n], new double[n * n]);
        var value = formula.Evaluate(x, gradient, hessian);
        var list = exported(x);
        for (var k = 0; k < list.Hessian.Length; k++) actual[(list.Rows[k] * n) + list.Columns[k]] += list.Hessian[k];
        AssertClose([value], [list.Value]);
        AssertClose(gradient, list.Gradient);
        AssertClose(hessian, actual);

        static void AssertClose(double[] expected, double[] actual)
        {
            var scale = 1e-14 * expected.Max(Math.Abs);
            for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= scale, $"entry {i} of {expected.Length}: {actual[i]:R}, not {expected[i]:R}");
        }
    }
}
