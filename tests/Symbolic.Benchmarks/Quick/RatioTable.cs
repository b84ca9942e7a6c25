using System.Globalization;
using System.Runtime.InteropServices;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A line of the table: ours against the baseline, the ratio it must reach, what others reach, a remark.</summary>
internal sealed record RatioRow(string Name, DuelResult Duel, double Bar, string Peers = "", string Remark = "");

/// <summary>Prints ratios as they come in, as plain text or as a table in Markdown with machine and date.</summary>
internal sealed class RatioTable(TextWriter output, bool isMarkdown)
{
    public void PrintHead()
    {
        if (isMarkdown)
        {
            output.WriteLine(Machine());
            output.WriteLine();
            output.WriteLine("| workload | by hand | ours | ratio | must | others, as multiples of code by hand |");
            output.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
            return;
        }

        output.WriteLine($"{"workload",-16}{"baseline ns",12}{"ours ns",12}{"ratio",8}{"bar",7}    others, as multiples of hand-written C# where they were measured");
        output.WriteLine(new string('-', 134));
    }

    public void Print(RatioRow row)
    {
        if (isMarkdown)
        {
            output.WriteLine($"| {row.Name} | {Time(row.Duel.Baseline)} | {Time(row.Duel.Ours)} | {row.Duel.Ratio:F2} | {row.Bar:F2} | {row.Peers} |");
            return;
        }

        var mark = row.Duel.Ratio <= row.Bar ? "  " : " !";
        output.WriteLine($"{row.Name,-16}{row.Duel.Baseline,12:G4}{row.Duel.Ours,12:G4}{row.Duel.Ratio,8:F2}{row.Bar,7:F2}{mark}  {row.Peers}{(row.Remark.Length > 0 ? $"   ({row.Remark})" : "")}");
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        double.NaN => "n/a",
        >= 1e6 => $"{nanoseconds / 1e6:F2} ms",
        >= 1e4 => $"{nanoseconds / 1e3:F1} µs",
        >= 100 => $"{nanoseconds:F0} ns",
        _ => $"{nanoseconds:F2} ns",
    };

    private static string Machine()
    {
        const string Model = "model name";
        var processor = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Model, StringComparison.Ordinal)) : null;
        var name = processor is null ? RuntimeInformation.ProcessArchitecture.ToString() : processor[(processor.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return $"{name}, {Environment.ProcessorCount} processors, vectors of {System.Numerics.Vector<byte>.Count * 8} bits and wider, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.";
    }
}

/// <summary>Published figures as text.</summary>
internal static class PeerText
{
    /// <summary>The figures of other libraries over hand-written C# on the machine where both were measured.</summary>
    public static string ToText(this PeerFigures peers)
    {
        (string Name, double Time)[] all =
        [
            ("CasADi VM", peers.CasadiVm), ("CasADi+gcc", peers.CasadiGcc), ("SymPy", peers.SymPy), ("AngouriMath", peers.AngouriMath), ("PyTorch", peers.PyTorch),
        ];
        return string.Join(", ", all.Where(p => !double.IsNaN(p.Time)).Select(p => $"{p.Name} {Multiple(p.Time / peers.HandCSharp)}"));
    }

    private static string Multiple(double ratio) => ratio >= 100 ? ratio.ToString("F0", CultureInfo.InvariantCulture) : ratio.ToString("G3", CultureInfo.InvariantCulture);
}
