using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Symbolic.Cli.Commands;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Cli;

/// <summary>What the README says is so. SYMBOLIC_UPDATE_GOLDEN=1 rewrites its transcripts and its table of functions.</summary>
public partial class ReadmeTests
{
    private static string File => Project.Path("README.md");

    [Fact]
    public void Transcripts_are_real()
    {
        var text = System.IO.File.ReadAllText(File);
        var actual = text;
        // All are found before the first is run, since a search has a limit of time that the commands do not share.
        foreach (var block in Console().Matches(text).Reverse()) actual = $"{actual[..block.Index]}```console\n{Transcript(block.Groups["body"].Value)}```{actual[(block.Index + block.Length)..]}";
        if (Project.Updates) System.IO.File.WriteAllText(File, actual);
        else Assert.Equal(text, actual);
        Assert.True(Console().Count(text) >= 3);
    }

    [Fact]
    public void The_table_of_functions_is_that_of_the_catalogue()
    {
        var text = System.IO.File.ReadAllText(File);
        var actual = Functions().Replace(text, $"<!-- functions -->\n{FunctionTable()}<!-- end -->");
        Assert.Matches(Functions(), text);
        if (Project.Updates) System.IO.File.WriteAllText(File, actual);
        else Assert.Equal(text, actual);
    }

    [Fact]
    public void The_example_of_the_library_compiles_and_prints_what_its_comments_say()
    {
        var source = System.IO.File.ReadAllText(Project.Path("tests/Symbolic.Tests/Cli/ReadmeExample.cs"));
        var shown = Between(source, "// begin\n", "        // end").Split('\n').Select(l => l.Length > 8 ? l[8..] : "");
        Assert.Contains("```csharp\nusing Symbolic;\n\n" + string.Join('\n', shown).TrimEnd() + "\n```", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.Equal("2*x*sin(y) + y*exp(x*y)\nTrue\nVerified\n", ReadmeExample.Run());
    }

    [Fact]
    public void The_tables_of_readings_are_right()
    {
        var rows = Rows("<!-- readings -->");
        Assert.True(rows.Length >= 20);
        foreach (var row in rows) Assert.Equal(row[1], Formula.Parse(row[0]).Reading);
    }

    [Fact]
    public void The_table_of_edges_is_right()
    {
        var rows = Rows("<!-- edges -->");
        Assert.True(rows.Length >= 12);
        foreach (var row in rows)
        {
            var f = Formula.Parse(row[0]);
            double[] at = row[1].Length == 0 ? [] : [.. f.Variables.Select(v => Value(Regex.Match(row[1], $@"\b{v} = (\S+?)(,|$)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value))];
            var gradient = new double[at.Length];
            var value = at.Length == 0 ? f.Evaluate() : f.Compile(1).Evaluate(at, gradient);
            Assert.Equal(Value(row[2]), value);
            Assert.Equal(row[3].Length == 0 ? [] : [.. row[3].Split(", ").Select(Value)], gradient);
        }
    }

    private static double Value(string text) => text switch
    {
        "∞" => double.PositiveInfinity,
        "-∞" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => Formula.Parse(text).Evaluate() is 0 ? 0 : Formula.Parse(text).Evaluate(),
    };

    private static string[][] Rows(string mark) =>
    [
        .. Between(System.IO.File.ReadAllText(File), mark + "\n", "\n\n").Split('\n').Skip(2)
            .Select(l => l.Trim('|').Split(" | ").Select(c => c.Trim().Replace("`", "", StringComparison.Ordinal).Replace(@"\|", "|", StringComparison.Ordinal)).ToArray()),
    ];

    private static string Transcript(string body)
    {
        var text = new StringBuilder();
        foreach (var command in body.Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal)))
        {
            var line = command[2..].Replace("dotnet run --project src/Symbolic.Cli --", "symbolic", StringComparison.Ordinal);
            var bar = line.IndexOf(" | symbolic", StringComparison.Ordinal);
            var input = bar < 0 ? "" : CliRun.Words(line[..bar])[1] + "\n";
            var run = CliRun.WithInput(input, [.. CliRun.Words(line[(bar < 0 ? 0 : bar + 3)..])]);
            text.Append(command).Append('\n').Append(run.Output).Append(run.Error);
        }

        return text.ToString();
    }

    private static string FunctionTable()
    {
        var text = new StringBuilder("| Function | Meaning | Derivative | Error bound (ulp) |\n| --- | --- | --- | --- |\n");
        foreach (var f in FunctionLibrary.Standard.Definitions)
        {
            var signature = Signature.Of(f);
            var aliases = f.Aliases.IsEmpty ? "" : $" ({string.Join(", ", f.Aliases.Select(a => $"`{a}`"))})";
            var derivatives = string.Join("<br>", DerivativeTable.Of(f).Select(d => f.MaxArity == 1 ? Code(d.Derivative) : $"{d.Variable}: {Code(d.Derivative)}"));
            var ulp = f.Evaluate is null || f.MaxArity == 0 ? "" : f.MaxUlp.ToString("0.##", CultureInfo.InvariantCulture);
            text.Append($"| {Code(signature.Text)}{aliases} | {Escaped(signature.Summary)} | {derivatives} | {ulp} |\n");
        }

        return text.ToString();
    }

    private static string Code(string text) => $"`{Escaped(text)}`";

    private static string Escaped(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("```console\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Console();

    [GeneratedRegex("<!-- functions -->\n.*?<!-- end -->", RegexOptions.Singleline, 1000)]
    private static partial Regex Functions();
}
