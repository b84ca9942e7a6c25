using System.Diagnostics;
using System.Globalization;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>
/// From the text of a formula to the first value with gradient and Hessian: warm, with machine code made each time, and as the whole life
/// of a process, where the first answer is interpreted, against a process that does nothing.
/// </summary>
internal static class FirstAnswerRows
{
    private const double LimitNanoseconds = 1.5e6;
    private const int ColdRuns = 9;

    /// <summary>Runs after which all methods of the library have been optimised, with what the runtime has learnt of them.</summary>
    private const int WarmRuns = 1_000;

    public static IEnumerable<RatioRow> Run(double seconds)
    {
        yield return Warm("B", "CasADi VM 0.4, CasADi+gcc 81, SymPy 296 ms", seconds);
        yield return Warm("C", "AngouriMath 12.6, mathjs 1484 ms", seconds);
        yield return Warm("D100", "CasADi VM 1.4, CasADi+gcc 320, SymPy 1782 ms", seconds);
        yield return Cold("B", "CasADi VM 0.8 ms in process; SymPy 620, PyTorch's import 799 ms");
    }

    /// <summary>What the process of the cold run does.</summary>
    public static double Once(string name)
    {
        PointWorkload workload = name == "B" ? new BlackScholes() : new Oscillator();
        return FirstAnswer(workload, isCompiled: false);
    }

    /// <summary>What the process of a warm run measures: nanoseconds.</summary>
    public static double WarmTime(string name, double seconds)
    {
        var (text, x) = (RosenbrockChain.Text(100), RosenbrockChain.Data(100));
        Action answer = name switch
        {
            "B" => () => FirstAnswer(new BlackScholes(), isCompiled: true),
            "C" => () => FirstAnswer(new Oscillator(), isCompiled: true),
            _ => Chain,
        };
        for (var i = 0; i < WarmRuns; i++) answer();
        return Duel.Alone(answer, 1, seconds);

        void Chain()
        {
            var compiled = Formula.Parse(text).Compile(2);
            compiled.CompileNow(2);
            compiled.EvaluateSparse(x, new double[100], new double[199]);
        }
    }

    private static RatioRow Warm(string name, string peers, double seconds)
    {
        using var process = Start("--warm-answer", name, seconds.ToString(CultureInfo.InvariantCulture));
        var time = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return Limited($"H {name} warm", time, peers);
    }

    private static RatioRow Limited(string name, double time, string peers) => new(name, new DuelResult(LimitNanoseconds, time, time / LimitNanoseconds), 1, peers, "baseline: the limit of 1.5 ms");

    private static double FirstAnswer(PointWorkload workload, bool isCompiled)
    {
        var n = workload.Variables.Length;
        var compiled = Formula.Parse(workload.Text).Compile(2, workload.Variables);
        if (isCompiled) compiled.CompileNow(2);
        return compiled.Evaluate(workload.NextPoint(new SplitMix64(workload.Seed)), new double[n], new double[n * n]);
    }

    private static RatioRow Cold(string name, string peers)
    {
        var (nothing, first, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < ColdRuns; i++)
        {
            nothing.Add(LifeOfProcess("--nothing"));
            first.Add(LifeOfProcess("--first-answer", name));
            ratios.Add(first[^1] / nothing[^1]);
        }

        return new RatioRow($"H {name} cold", new DuelResult(Duel.Median(nothing), Duel.Median(first), Duel.Median(ratios)), 1.2, peers, "baseline: a process that does nothing");
    }

    private static double LifeOfProcess(params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Start(arguments);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <summary>Starts this program with the runtime's usual settings: itself it optimises loops before they first run, a user's program does not.</summary>
    private static Process Start(params string[] arguments)
    {
        var child = Self.With(arguments);
        child.RedirectStandardOutput = true;
        child.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        return Process.Start(child)!;
    }
}
