using System.Collections.Immutable;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Parsing;
using Symbolic.Printing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// What is shown below an entry while it is typed: what is wrong with it, or how it is read, with its value or first derivative.
/// Made by a thread of its own, which always takes the newest text.
/// </summary>
internal sealed class LivePreview : IDisposable
{
    private const int MaxLength = 2_000;
    private const int MaxSize = 300;

    private readonly Action _ready;
    private readonly AutoResetEvent _asked = new(initialState: false);
    private readonly Thread _thread;
    private volatile Job? _wanted;
    private volatile Job? _done;

    public LivePreview(Action ready)
    {
        _ready = ready;
        _thread = new Thread(Work) { IsBackground = true, Name = "preview" };
    }

    /// <summary>The preview of a text; null while it is being made.</summary>
    public Preview? Of(SessionState state, string text)
    {
        if (text.Length > MaxLength) return Preview.Nothing;
        if (_done is { } done && done.Text == text && ReferenceEquals(done.State, state)) return done.Preview;
        if (_wanted is { } wanted && wanted.Text == text && ReferenceEquals(wanted.State, state)) return null;
        _wanted = new Job(state, text, null);
        if (!_thread.IsAlive) _thread.Start();
        _asked.Set();
        return null;
    }

    public void Dispose() => _asked.Dispose();

    /// <summary>The preview, made now.</summary>
    public static Preview Make(SessionState state, string text)
    {
        try
        {
            return Interpreter.CommandOf(state, text) is (var verb, var start) ? OfCommand(verb, text[start..]) : OfFormula(state, text);
        }
        catch (Exception e)
        {
            // A hint is no reason to end the session; when the entry is carried out, the failure is told.
            return Failure.IsDefect(e) ? Preview.Nothing : Line(Failure.Describe(e).Message);
        }
    }

    private void Work()
    {
        while (true)
        {
            try
            {
                _asked.WaitOne();
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            if (_wanted is not { } job) continue;
            _done = job with { Preview = Make(job.State, job.Text) };
            _ready();
        }
    }

    private static Preview OfCommand(Verb verb, string argument) => Line(argument.Trim().Length == 0 ? $"{verb.Usage}: {verb.Summary}" : verb.Usage);

    private static Preview OfFormula(SessionState state, string text)
    {
        if (LeibnizNotation.Match(state, text.Trim()) is { } derivative)
        {
            var f = SessionReader.Formula(state, derivative.Formula);
            return f.Outputs[0].TreeSize > MaxSize ? Preview.Nothing : Line("= " + derivative.Names.Aggregate(f, (g, n) => g.Differentiate(n)));
        }

        if (state.Find(text.Trim()) is { Definition.IsFunction: true } known) return Line(known.Text);
        if (!SessionReader.TryParse(state, text, out var parsed, out var diagnostics)) return OfErrors(text, diagnostics);
        return parsed!.IsVector || parsed.Outputs[0].TreeSize > MaxSize ? Preview.Nothing : OfReading(state, text, Formula.Of(parsed), parsed);
    }

    /// <summary>An error at the end is what has not been typed yet: nothing to underline.</summary>
    private static Preview OfErrors(string text, ImmutableArray<Diagnostic> diagnostics)
    {
        var isUnfinished = diagnostics.All(d => d.Span.Start >= text.TrimEnd().Length);
        var first = diagnostics[0];
        var suggestion = first.Suggestion is { Length: > 0 } s && !first.Message.Contains(s, StringComparison.Ordinal) ? $" Try: {s}" : "";
        return new Preview(
            [(first.Message + suggestion, isUnfinished ? TextStyle.Dim : TextStyle.Bad)],
            [.. diagnostics.Where(d => d.Span.Length > 0).Select(d => new StyledSpan(d.Span.Start, d.Span.Length, TextStyle.Error))]);
    }

    private static Preview OfReading(SessionState state, string text, Formula formula, ParsedFormula parsed)
    {
        var lines = ImmutableArray.CreateBuilder<(string, TextStyle)>();
        var body = parsed.DefinedName is null ? text : text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var reading = Readings.IsSame(body, formula.Reading) || parsed.Definitions.Length > 1 ? "" : formula.Reading;
        if (reading.Length > 0) lines.Add(($"read as {reading}", TextStyle.Dim));
        foreach (var note in formula.Notes.Take(1)) lines.Add((note.Message, TextStyle.Warning));
        if (Result(state, formula) is { Length: > 0 } result) lines.Add((result, TextStyle.Dim));
        return new Preview(lines.ToImmutable(), []);
    }

    private static string Result(SessionState state, Formula formula)
    {
        // What a loop costs is not seen from its size.
        if (formula.Outputs[0].HasLoop) return "";
        if (state.Point.At(formula.Variables) is { } at)
            return $"= {NumberFormat.Format(formula.Evaluate(at), state.Digits)}" + (at.Length > 0 ? $" at {Report.At(formula.Variables, at)}" : "");
        if (formula.Variables.Length > 3) return "";
        return string.Join(", ", formula.Variables.Select(v => $"{Report.Slope(v, formula.Variables.Length)} = {UnicodePrinter.Print(formula.Differentiate(v).Expression)}"));
    }

    private static Preview Line(string text) => new([(text, TextStyle.Dim)], []);

    private sealed record Job(SessionState State, string Text, Preview? Preview);
}
