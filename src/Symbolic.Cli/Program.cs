using Symbolic.Cli;
using Symbolic.Cli.Repl;

// The session comes up without loading the parser of command lines.
return args.Length == 0 ? ReplProgram.Run() : CommandLine.Run(args, ConsoleStreams.OfProcess());
