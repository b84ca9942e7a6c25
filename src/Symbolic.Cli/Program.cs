using Symbolic.Cli;

return CommandLine.Run(args, ConsoleStreams.OfProcess());
