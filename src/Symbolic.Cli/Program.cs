using System.Text;
using Symbolic.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var console = new ConsoleStreams(Console.In, Console.Out, Console.Error, ConsoleStreams.WantsColour());
return CommandLine.Run(args, console);
