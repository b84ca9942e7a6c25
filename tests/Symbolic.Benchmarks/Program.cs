using System.Globalization;
using Symbolic.Benchmarks.Accuracy;
using Symbolic.Benchmarks.Quick;

if (args is ["--accuracy", ..])
{
    int count = args.Length > 1 && int.TryParse(args[1], out int n) ? n : 100_000;
    ulong seed = args.Length > 2 && ulong.TryParse(args[2], out ulong s) ? s : 20;
    bool verbose = args.Contains("--verbose");
    DifferenceAccuracy.Print(Console.Out, count, seed, verbose);
    return 0;
}

if (args is ["--quick", ..])
{
    var seconds = args[1..].Select(a => double.TryParse(a, CultureInfo.InvariantCulture, out var x) ? x : 0).FirstOrDefault(x => x > 0);
    QuickRun.Print(Console.Out, [.. args[1..].Where(a => char.IsLetter(a[0]))], seconds > 0 ? seconds : 1);
    return 0;
}

Console.Error.WriteLine("usage: Symbolic.Benchmarks --quick [workloads such as A B D] [seconds for each line]");
Console.Error.WriteLine("       Symbolic.Benchmarks --accuracy [random functions, default 100000] [seed] [--verbose]");
return 2;
