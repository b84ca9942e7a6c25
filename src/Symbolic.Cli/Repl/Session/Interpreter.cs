using System.Text.RegularExpressions;
using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// Carries out an entry: a command, or else definitions and a formula. A word is a command when what follows it could not
/// follow a variable of that name, and nothing of that name is defined; a colon in front makes it one in any case.
/// </summary>
internal static partial class Interpreter
{
    /// <summary>Carries out an entry; the result is what the session remembers afterwards. What is wrong with the entry is printed.</summary>
    public static SessionState Run(SessionState state, string entry, Page page, CancellationToken cancellation = default)
    {
        entry = LineBuffer.Clean(SessionReader.WithoutComment(entry)).Trim();
        if (entry.Length == 0) return state;
        try
        {
            return Carry(state, entry, page, cancellation);
        }
        catch (FormulaSyntaxException e)
        {
            DiagnosticRenderer.Render(page.Ink, e.Text, e.Diagnostics);
            if (CommandGuess(state, entry) is { Length: > 0 } guess) page.Ink.Line($"  {guess}", Style.Dim);
        }
        catch (OperationCanceledException)
        {
            page.Ink.Line("stopped", Style.Warning);
        }
        catch (Exception e)
        {
            page.Ink.Write("error: ", Style.Bad);
            page.Ink.Line(e is ArgumentException or InvalidOperationException ? e.Message : Failure.Describe(e).Message);
        }

        return state with { WasRefused = true };
    }

    /// <summary>The command that an entry begins with, and where its text starts; null when it is a formula.</summary>
    public static (Verb Verb, int Start)? CommandOf(SessionState state, string entry)
    {
        var start = entry.Length - entry.AsSpan().TrimStart().Length;
        if (start >= entry.Length) return null;
        if (entry[start] == '?') return (Verbs.Find("help")!, start + 1);
        var isForced = entry[start] == ':';
        if (isForced) start++;
        var end = start;
        while (end < entry.Length && TextWalk.IsWord(entry[end])) end++;
        if (Verbs.Find(entry[start..end]) is not { } verb) return null;
        if (isForced) return (verb, end);
        return state.Find(entry[start..end]) is null && !Continues(entry.AsSpan(end), verb.TakesFile) ? (verb, end) : null;
    }

    private static SessionState Carry(SessionState state, string entry, Page page, CancellationToken cancellation)
    {
        if (CommandOf(state, entry) is (var verb, var start))
            return verb.Run(new Request(state, entry[start..].Trim(), page, cancellation));
        if (entry[0] == ':') throw new UserErrorException($"There is no command '{entry}'.{Suggestion.For(entry[1..].Split(' ')[0], Verbs.Words)} See help.");
        if (LeibnizNotation.Match(state, entry) is { } derivative)
            return DerivativeVerbs.Show(new Request(state, "", page, cancellation), SessionReader.Formula(state, derivative.Formula, cancellation), derivative.Names);
        return FormulaEntry.Run(new Request(state, entry, page, cancellation));
    }

    /// <summary>Whether what follows a word continues a formula: an operator, an argument list, a definition.</summary>
    private static bool Continues(ReadOnlySpan<char> rest, bool takesFile)
    {
        var trimmed = rest.TrimStart();
        if (trimmed.IsEmpty || (takesFile && trimmed[0] == '/' && trimmed.Length < rest.Length && trimmed is not ['/', ' ', ..])) return false;
        if (trimmed[0] is '=' or '*' or '/' or '^' or '+' or ')' or ',' or ';' or '!' or '\'' || trimmed.StartsWith(":=")) return true;
        // diff(x^2, x) is a formula, diff (x+1)^2 is a command
        return rest[0] == '(';
    }

    /// <summary>A hint for an entry that starts like a misspelt command: with an unknown word, a blank, and more.</summary>
    public static string CommandGuess(SessionState state, string entry, Formula? read = null)
    {
        if (FirstWord().Match(entry) is not { Success: true } first) return "";
        var word = first.Groups["word"].Value;
        if (state.Find(word) is not null || state.Seen.Contains(word) || (read is not null && !read.Variables.Contains(word))) return "";
        var guess = Suggestion.For(word, Verbs.Words.Where(w => w.Length > 2));
        return guess.Length == 0 ? "" : $"'{word}' is no command.{guess}";
    }

    [GeneratedRegex(@"^(?<word>[a-z]{3,20})(\s|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstWord();
}
