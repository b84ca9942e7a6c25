using Symbolic.Benchmarks.Accuracy;
using Symbolic.Benchmarks.Core;

if (args is ["--accuracy", ..])
{
    int count = args.Length > 1 && int.TryParse(args[1], out int n) && n > 1 ? n : 100_000;
    ulong seed = args.Length > 2 && ulong.TryParse(args[2], out ulong s) ? s : 20;
    return DifferenceAccuracy.Print(Console.Out, count, seed, args.Contains("--verbose")) ? 0 : 1;
}
if (args is ["--core"])
{
    CoreFigures.Print(Console.Out);
    return 0;
}
Console.Error.WriteLine("usage: Symbolic.Benchmarks --accuracy [random functions, default 100000] [seed] [--verbose] | --core");
return 2;
