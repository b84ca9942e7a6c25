using System.CommandLine;
using System.Text;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Hands an entry to the verb of the command line that has its name, options and all.</summary>
internal static class CommandWords
{
    /// <summary>Runs the verb; what it tells the shell, the session remembers.</summary>
    /// <exception cref="UserErrorException">The words are not what the verb takes.</exception>
    public static SessionState Run(Request request, Func<ConsoleStreams, Command> create, IReadOnlyList<string> words)
    {
        var code = request.Page.Take(console =>
        {
            var command = create(console);
            var root = new RootCommand { command };
            // What stands in brackets is a vector.
            root.Directives.Clear();
            var parsed = root.Parse([command.Name, .. words], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (Misuse.Of(words, parsed) is { } problem) throw new UserErrorException(problem) { Kind = "usage" };
            return parsed.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
        }, request.Cancellation);
        request.Cancellation.ThrowIfCancellationRequested();
        return code switch
        {
            ExitCode.Fine => request.State,
            ExitCode.CheckFailed => request.State with { HasFailed = true },
            _ => request.State with { WasRefused = true },
        };
    }

    /// <summary>The text before the first option, and the words of the options.</summary>
    public static (string Head, IReadOnlyList<string> Options) Split(string text)
    {
        var isQuoted = false;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            var begins = i == 0 || char.IsWhiteSpace(text[i - 1]);
            if (!isQuoted && begins && text[i] == '-' && text[i + 1] == '-' && char.IsAsciiLetter(text[i + 2])) return (text[..i].Trim(), Of(text[i..]));
        }

        return (text.Trim(), []);
    }

    /// <summary>The words of a line; what stands in quotes is one word.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var (word, isQuoted, isWord) = (new StringBuilder(), false, false);
        foreach (var c in text)
        {
            if (c == '"') (isQuoted, isWord) = (!isQuoted, true);
            else if (!char.IsWhiteSpace(c) || isQuoted)
            {
                isWord = true;
                word.Append(c);
            }
            else if (isWord)
            {
                words.Add(word.ToString());
                (word, isWord) = (word.Clear(), false);
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>The text without a pair of quotes around its beginning, as one is used to from the shell.</summary>
    public static string Unquoted(string text) =>
        text.StartsWith('"') && text.IndexOf('"', 1) is > 0 and var end ? $"{text[1..end]} {text[(end + 1)..].Trim()}".TrimEnd() : text;
}
