using System.Text;
using Symbolic.Cli;

// Elsewhere terminals read UTF-8 anyway.
if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
return CommandLine.Run(args, ConsoleStreams.OfProcess());
