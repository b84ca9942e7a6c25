using System.Text;
using Symbolic.Cli;
using Symbolic.Cli.Repl;

// Elsewhere terminals read UTF-8 anyway.
if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;

// The session comes up without loading the parser of command lines.
return args.Length == 0 ? ReplProgram.Run() : CommandLine.Run(args, ConsoleStreams.OfProcess());
