using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Cli;
using Symbolic.Tests.Generators;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Cli;

/// <summary>No bytes, requests or arguments make the program fail otherwise than by refusing them.</summary>
public class CommandLineFuzz
{
    private static readonly string[] Words =
    [
        "diff", "gradient", "hessian", "jacobian", "eval", "check", "export", "functions", "batch", "x", "x^2", "x*y", "[x, y]", "-x", "--x", "--", "-", "", " ", "x=1", "y=2", "x=", "=1", "x=inf",
        "x=y", "y=pi/2", "--json", "--order", "--order=1", "1", "2", "-1", "99999999999", "--to", "latex", "mathml", "json", "--format", "--digits", "17", "--help", "-h", "-?", "--version", "@file", "[suggest]",
        "sin", "sum", "\0", "\ud800", "é", "x₁", "NaN", "true", "a=1;a*x", "1/2x", "abs(x)", "\n",
    ];

    private static readonly string[] Verbs = ["diff", "eval", "check", "export", "functions", "minimize", "root", "ode"];

    private static readonly string[] Values =
    [
        "1", "0", "-1.5", "1e999", "null", "true", "\"NaN\"", "\"x\"", "\"\"", "\"1/0\"", "[]", "[1,2]", "[\"x\"]", "[\"x\",\"y\"]", "[null]", "{}", "{\"x\":1}", "{\"x\":1,\"y\":2}", "{\"x\":[1,2]}", "{\"x\":[]}",
        "{\"x\":\"-Infinity\"}", "{\"\":1}", "\"\\ud800\"", "\"evaluate\"", "\"check\"", "\"differentiate\"", "\"difference\"", "\"latex\"", "2",
    ];

    private static readonly string[] Fields = ["id", "op", "formula", "at", "points", "wrt", "order", "format", "claim", ""];

    private static Gen<string> Request =>
        FormulaTextGenerator.Mutated.Generator.SelectMany(text => Gen.Elements(Fields).SelectMany(f => Gen.Elements(Values).Select(v => $"{JsonSerializer.Serialize(f)}:{v}")).ArrayOf(4)
            .Select(fields => $"{{\"formula\":{JsonSerializer.Serialize(text)},{string.Join(",", fields)}}}"));

    private static Gen<byte[]> Bytes => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    [Fact]
    public void No_request_makes_the_batch_stop_or_report_a_defect() => Property.Holds(Arb.From(Request), request =>
    {
        var answer = Answer(Encoding.UTF8.GetBytes(request));
        Assert.False(answer.TryGetProperty("error", out var error) && error.GetProperty("kind").GetString() == "internal", request + "\n" + answer);
    }, count: 3000, maxSize: 12);

    [Fact]
    public void No_bytes_make_the_batch_stop() => Property.Holds(Arb.From(Bytes), bytes =>
    {
        var output = CliRun.WithBytes([.. bytes, .. "\n{\"id\":7,\"formula\":\"1\"}\n"u8], colour: false, "batch");
        Assert.Equal(0, output.ExitCode);
        var lines = output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.StartsWith("{\"id\":7,\"reading\"", lines[^1], StringComparison.Ordinal);
    }, count: 500);

    [Fact]
    public void No_arguments_crash() => Property.Holds(Arb.From(Gen.Elements(Words).ArrayOf()), args =>
    {
        var run = CliRun.WithInput("x^2", args);
        Assert.True(run.ExitCode is 0 or 1 or 2, $"{string.Join(" ", args)}: {run.ExitCode} {run.Error}");
        Assert.True(run.ExitCode == 0 || run.Error.Length > 0 || run.Output.Contains("\"error\"", StringComparison.Ordinal), string.Join(" ", args));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }, count: 1500, maxSize: 7);

    /// <summary>A verb is made alone when its words are in order, and nobody is to notice.</summary>
    [Fact]
    public void A_verb_understands_its_words_alone_as_among_all_verbs() => Property.Holds(Arb.From(Gen.Elements(Verbs).SelectMany(verb => Gen.Elements(Words).ArrayOf().Select(words => (string[])[verb, .. words]))), args =>
    {
        var console = new ConsoleStreams(new MemoryStream(), new MemoryStream(), new MemoryStream());
        if (CommandLine.Alone(args, console) is not { } alone || Misuse.Of(args, alone) is not null) return;
        var whole = CommandLine.Whole(args, console);
        Assert.Null(Misuse.Of(args, whole));
        Assert.Equal(Understood(whole), Understood(alone));
    }, count: 1000, maxSize: 5);

    private static string Understood(ParseResult parsed) =>
        string.Join('\n', parsed.CommandResult.Children.Where(c => c.Tokens.Count > 0 || c is OptionResult { Implicit: false }).Select(Understood).Order(StringComparer.Ordinal).Prepend(parsed.CommandResult.Command.Name));

    private static string Understood(SymbolResult result) =>
        $"{(result as OptionResult)?.Option.Name ?? ((ArgumentResult)result).Argument.Name}: {string.Join(' ', result.Tokens.Select(t => t.Value))}";

    private static JsonElement Answer(byte[] request) => JsonDocument.Parse(CliRun.WithBytes(request, colour: false, "batch").Output).RootElement;
}
