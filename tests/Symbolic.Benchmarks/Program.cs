using Symbolic.Benchmarks.Accuracy;
using Symbolic.Benchmarks.Core;

if (args is ["--accuracy", ..])
{
    int count = args.Length > 1 && int.TryParse(args[1], out int n) ? n : 100_000;
    ulong seed = args.Length > 2 && ulong.TryParse(args[2], out ulong s) ? s : 20;
    bool verbose = args.Contains("--verbose");
    DifferenceAccuracy.Print(Console.Out, count, seed, verbose);
    return 0;
}
if (args is ["--core"])
{
    CoreFigures.Print(Console.Out);
    return 0;
}
Console.Error.WriteLine("usage: Symbolic.Benchmarks --accuracy [random functions, default 100000] [seed] [--verbose] | --core");
return 2;
