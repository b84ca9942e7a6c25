using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>What somebody may have meant.</summary>
internal static class Suggestion
{
    /// <summary><c> Did you mean 'x'?</c>, with a blank in front; empty when nothing is near.</summary>
    public static string For(string word, IEnumerable<string> known) =>
        NameSuggestions.For(word, known) is [var first, ..] ? $" Did you mean '{first}'?" : "";
}
