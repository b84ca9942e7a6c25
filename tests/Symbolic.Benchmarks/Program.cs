using System.Globalization;
using Symbolic.Benchmarks.Accuracy;
using Symbolic.Benchmarks.Core;
using Symbolic.Benchmarks.Full;
using Symbolic.Benchmarks.Grids;
using Symbolic.Benchmarks.Kernels;
using Symbolic.Benchmarks.Quick;

switch (args)
{
    case ["--quick", ..]:
        var seconds = args[1..].Select(a => double.TryParse(a, CultureInfo.InvariantCulture, out var x) ? x : 0).FirstOrDefault(x => x > 0);
        QuickRun.Print(Console.Out, [.. args[1..].Where(a => char.IsLetter(a[0]))], seconds > 0 ? seconds : 1, args.Contains("--markdown"));
        return 0;
    case ["--stream", var text] when int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var points) && points > 0:
        StreamingRun.Print(Console.Out, points);
        return 0;
    case ["--nothing"]:
        return 0;
    case ["--first-answer", var name]:
        Console.Out.WriteLine(FirstAnswerRows.Once(name));
        return 0;
    case ["--warm-answer", var name, var time] when double.TryParse(time, CultureInfo.InvariantCulture, out var limit):
        Console.Out.WriteLine(FirstAnswerRows.WarmTime(name, limit).ToString(CultureInfo.InvariantCulture));
        return 0;
    case ["--full", ..]:
        return FullRun.Run(args[1..]);
    case ["--accuracy", ..]:
        var count = args.Length > 1 && int.TryParse(args[1], out var n) && n > 1 ? n : 100_000;
        var seed = args.Length > 2 && ulong.TryParse(args[2], out var s) ? s : 20;
        return DifferenceAccuracy.Print(Console.Out, count, seed, args.Contains("--verbose")) ? 0 : 1;
    case ["--claims", ..]:
        var claims = args.Length > 1 && int.TryParse(args[1], out var c) && c > 1 ? c : 100_000;
        var start = args.Length > 2 && int.TryParse(args[2], out var t) ? t : 1;
        return ClaimAccuracy.Print(Console.Out, claims, start, args.Contains("--verbose")) ? 0 : 1;
    case ["--core"]:
        return CoreFigures.Run();
    case ["--grid"]:
        GridBenchmark.Run();
        return 0;
    case ["--kernels"]:
        VectorMathBenchmark.Run();
        return 0;
}

Console.Error.WriteLine("usage: Symbolic.Benchmarks --quick [workloads such as A B D] [seconds for each line] [--markdown]");
Console.Error.WriteLine("       Symbolic.Benchmarks --full [workloads such as A B D], by BenchmarkDotNet");
Console.Error.WriteLine("       Symbolic.Benchmarks --stream POINTS");
Console.Error.WriteLine("       Symbolic.Benchmarks --claims [random claims, default 100000] [seed] [--verbose]");
Console.Error.WriteLine("       Symbolic.Benchmarks --accuracy [random functions, default 100000] [seed] [--verbose]");
Console.Error.WriteLine("       Symbolic.Benchmarks --core | --grid | --kernels");
return 2;
