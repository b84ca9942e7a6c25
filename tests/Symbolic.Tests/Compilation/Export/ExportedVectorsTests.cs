using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Compilation;
using Xunit;

namespace Symbolic.Tests.Compilation.Export;

public sealed class ExportedVectorsTests : IDisposable
{
    private static readonly CompiledVector[] Vectors =
    [
        .. new[]
        {
            "[x*y, sin(x)+y^2, exp(x*y), 7]",
            "[gamma(a*b)*c, hypot(a,b)/c, if(a<b,a^c,b)]",
            "[x1^2+x12, x3*x4, cos(x5)-x6, x7*x8*x9*x10, x11, x1*x2, x3, x4, x5]",
        }.Select(v => Formula.Parse(v).CompileVector(1)),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private delegate void WithJacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CSharp_gives_the_same_bits()
    {
        var sources = Vectors.Select((v, i) => SourceExporter.Export(v, SourceLanguage.CSharp, $"Vector{i}"));
        var all = "using System;\n" + string.Concat(sources.Select(s => s.Replace("using System;", "", StringComparison.Ordinal)));
        if (ForeignTools.CompileCSharp(all, "Vector0", _folder)?.Assembly is not { } assembly)
        {
            Assert.Skip("There is no C# compiler.");
            return;
        }

        for (var i = 0; i < Vectors.Length; i++)
        {
            var method = assembly.GetType($"Vector{i}")!.GetMethods().Single(m => m.Name == "Evaluate" && m.GetParameters().Length == 3).CreateDelegate<WithJacobian>();
            Check(Vectors[i], 0, (x, v, j) => method(x, v, j));
        }
    }

    [Fact]
    public unsafe void C_gives_the_same_numbers()
    {
        var (source, library) = (Path.Combine(_folder, "vectors.c"), Path.Combine(_folder, "vectors.so"));
        File.WriteAllText(source, string.Join("\n", Vectors.Select((v, i) => SourceExporter.Export(v, SourceLanguage.C, $"f{i}"))));
        if (!OperatingSystem.IsLinux() || ForeignTools.Run("gcc", "-std=c99", "-Wall", "-Wextra", "-Wno-unused-variable", "-Werror", "-ffp-contract=off", "-shared", "-fPIC", "-o", library, source, "-lm") is null)
        {
            Assert.Skip("There is no gcc.");
            return;
        }

        var handle = NativeLibrary.Load(library);
        for (var i = 0; i < Vectors.Length; i++)
        {
            var function = (delegate* unmanaged<double*, double*, double*, void>)NativeLibrary.GetExport(handle, $"f{i}_jacobian");
            Check(Vectors[i], 1e-14, (x, v, j) =>
            {
                fixed (double* px = x, pv = v, pj = j) function(px, pv, pj);
            });
        }

        NativeLibrary.Free(handle);
    }

    [Fact]
    public void Python_gives_the_same_numbers()
    {
        var source = string.Join("\n", Vectors.Select((v, i) => SourceExporter.Export(v, SourceLanguage.Python, $"f{i}")));
        var calls = Vectors.Select((v, i) => $"v, j = f{i}_jacobian([{string.Join(", ", Point(v).Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}])\nassert np.array_equal(v, f{i}([{string.Join(", ", Point(v).Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}]))\nassert j.shape == ({v.Count}, {v.Variables.Length})\nprint(' '.join(repr(float(q)) for q in [*v, *j.ravel()]))\n");
        var file = Path.Combine(_folder, "vectors.py");
        File.WriteAllText(file, source + "\n" + string.Concat(calls));
        var lines = ForeignTools.RunPython(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < Vectors.Length; i++)
        {
            var numbers = lines[i].Split(' ').Select(ForeignTools.Number).ToArray();
            Check(Vectors[i], 1e-14, (_, v, j) =>
            {
                numbers[..v.Length].CopyTo(v, 0);
                numbers[v.Length..].CopyTo(j, 0);
            });
        }
    }

    [Fact]
    public void In_Julia_the_Jacobian_is_turned_since_it_lies_column_by_column() =>
        Assert.Contains("    return values, permutedims(reshape(jacobian, 2, 4))\n", SourceExporter.Export(Vectors[0], SourceLanguage.Julia), StringComparison.Ordinal);

    private static double[] Point(CompiledVector vector) => [.. Enumerable.Range(0, vector.Variables.Length).Select(i => 0.7 + (0.23 * i))];

    private static void Check(CompiledVector vector, double maxError, Action<double[], double[], double[]> exported)
    {
        var (m, n) = (vector.Count, vector.Variables.Length);
        var (v, j, ours, jacobian) = (new double[m], new double[m * n], new double[m], new double[m * n]);
        Array.Fill(j, 99);
        vector.Evaluate(Point(vector), ours, jacobian);
        exported(Point(vector), v, j);
        foreach (var (expected, actual) in ours.Concat(jacobian).Zip(v.Concat(j)))
            Assert.True(expected == actual || Math.Abs(expected - actual) <= maxError * Math.Abs(expected), $"{actual:R}, not {expected:R}");
    }
}
