using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A line of the table: ours against the baseline, the ratio it must reach, what others reach, a remark.</summary>
internal sealed record RatioRow(string Name, DuelResult Duel, double Bar, string Peers = "", string Remark = "");

/// <summary>Prints ratios as they come in.</summary>
internal static class RatioTable
{
    public static void PrintHead(TextWriter output)
    {
        output.WriteLine($"{"workload",-12}{"baseline ns",12}{"ours ns",12}{"ratio",8}{"bar",7}    others, as multiples of hand-written C# where they were measured");
        output.WriteLine(new string('-', 130));
    }

    public static void Print(TextWriter output, RatioRow row)
    {
        var mark = row.Duel.Ratio <= row.Bar ? "  " : " !";
        var (ours, ratio) = double.IsNaN(row.Duel.Ours) ? ("n/a", "n/a") : ($"{row.Duel.Ours:G4}", $"{row.Duel.Ratio:F2}");
        output.WriteLine($"{row.Name,-12}{row.Duel.Baseline,12:G4}{ours,12}{ratio,8}{row.Bar,7:F2}{mark}  {row.Peers}{(row.Remark.Length > 0 ? $"   ({row.Remark})" : "")}");
    }

    /// <summary>The figures of other libraries over hand-written C# on the machine where both were measured.</summary>
    public static string ToText(this PeerFigures peers)
    {
        (string Name, double Time)[] all =
        [
            ("CasADi VM", peers.CasadiVm), ("CasADi+gcc", peers.CasadiGcc), ("SymPy", peers.SymPy), ("AngouriMath", peers.AngouriMath), ("PyTorch", peers.PyTorch),
        ];
        return string.Join(", ", all.Where(p => !double.IsNaN(p.Time)).Select(p => $"{p.Name} {p.Time / peers.HandCSharp:G3}"));
    }
}
