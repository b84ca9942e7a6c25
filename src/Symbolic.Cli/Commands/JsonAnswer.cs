using System.Buffers;
using System.Text;
using Symbolic.Cli.Protocol;
using Symbolic.Parsing;

namespace Symbolic.Cli.Commands;

/// <summary>Answers of verbs with <c>--json</c>: those of the batch protocol.</summary>
internal static class JsonAnswer
{
    /// <summary>Runs a request and prints the answer; a formula that cannot be read is answered in JSON, too, with exit code 2.</summary>
    public static int Print(ConsoleStreams console, Request request, Func<string, int>? exitCode = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            BatchServer.Write(buffer, id: null, request);
        }
        catch (FormulaSyntaxException e)
        {
            BatchServer.WriteError(buffer, id: null, json => BatchServer.SyntaxError(json, e));
            console.Output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
            return ExitCode.Refused;
        }
        catch (Exception e) when (!Failure.IsDefect(e))
        {
            var (kind, message) = Failure.Describe(e);
            BatchServer.WriteError(buffer, id: null, json => BatchServer.Error(json, kind, message, position: null));
            console.Output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
            return ExitCode.Refused;
        }

        var answer = Encoding.UTF8.GetString(buffer.WrittenSpan);
        console.Output.Write(answer + "\n");
        return exitCode?.Invoke(answer) ?? ExitCode.Fine;
    }
}
