using System.Diagnostics;
using System.Globalization;
using Symbolic.Parsing;
using Symbolic.Printing;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Parsing;

/// <summary>
/// Random formulas, mutated formulas and noise: nothing may escape the parser but a report, and a report lies inside the text.
/// SYMBOLIC_FUZZ_COUNT sets the number of inputs of each kind.
/// </summary>
public class ParserFuzz
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SYMBOLIC_FUZZ_COUNT"), CultureInfo.InvariantCulture, out var count) ? count : 10_000;

    [Fact]
    public void Formulas_are_read_or_refused() => Property.Holds(FormulaTextGenerator.Arbitrary, Survives, Count, maxSize: 40);

    [Fact]
    public void Mutated_formulas_are_read_or_refused() => Property.Holds(FormulaTextGenerator.Mutated, Survives, Count, maxSize: 40);

    [Fact]
    public void Noise_is_read_or_refused() => Property.Holds(FormulaTextGenerator.Noise, Survives, Count, maxSize: 40);

    [Fact]
    public void Every_character_belongs_to_a_token_or_is_white_space() => Property.Holds(FormulaTextGenerator.Noise, text =>
    {
        var covered = new bool[text.Length];
        foreach (var token in Lexer.Tokenize(text)) covered.AsSpan(token.Span.Start, token.Span.Length).Fill(true);
        for (var i = 0; i < text.Length; i++) Assert.True(covered[i] || Normaliser.IsInvisible(text[i]), $"character {i} of {text}");
    }, Count / 2);

    [Fact]
    public void What_is_read_prints_and_reads_back() => Property.Holds(FormulaTextGenerator.Mutated, text =>
    {
        if (!FormulaParser.TryParse(text, null, out var formula, out _)) return;
        foreach (var output in formula!.Outputs)
        {
            var again = FormulaParser.Parse(TextPrinter.Print(output)).Output;
            Assert.True(Symbolic.Expressions.ConstantFolding.Fold(output) == Symbolic.Expressions.ConstantFolding.Fold(again), TextPrinter.Print(output));
        }
    }, Count / 2, maxSize: 40);

    private static void Survives(string text)
    {
        var started = Stopwatch.GetTimestamp();
        if (!FormulaParser.TryParse(text, null, out var formula, out var errors))
        {
            Assert.NotEmpty(errors);
            Assert.All(errors, e => Assert.True(e.Span.Start >= 0 && e.Span.Length >= 0 && e.Span.End <= text.Length && e.Message.Length > 0, e.ToString()));
        }
        else
        {
            Assert.NotEmpty(formula!.Outputs);
            Assert.All(formula.Notes, n => Assert.True(n.Span.Start >= 0 && n.Span.End <= text.Length));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "This text takes too long.");
    }
}
