using Symbolic.Parsing;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>The words that an option takes, in the order of the help, and what they stand for.</summary>
internal sealed class Choices<T>(params (string Word, T Value)[] all)
    where T : struct
{
    /// <summary>The words.</summary>
    public string[] Words => Array.ConvertAll(all, choice => choice.Word);

    /// <summary>The choice of a word; null when the option is absent.</summary>
    /// <exception cref="UserErrorException">The word is none of them.</exception>
    public T? Of(string? word, string option)
    {
        if (word is null) return null;
        foreach (var choice in all)
        {
            if (choice.Word == word.ToLowerInvariant()) return choice.Value;
        }

        var guess = NameSuggestions.For(word, Words).FirstOrDefault() is { } close ? $" Did you mean {close}?" : "";
        throw new UserErrorException($"{option} is one of {string.Join(", ", Words)}, not '{word}'.{guess}") { Kind = "usage" };
    }

    /// <summary>The word for a value; null when there is none.</summary>
    public string? WordFor(T value)
    {
        foreach (var choice in all)
        {
            if (EqualityComparer<T>.Default.Equals(choice.Value, value)) return choice.Word;
        }

        return null;
    }
}
