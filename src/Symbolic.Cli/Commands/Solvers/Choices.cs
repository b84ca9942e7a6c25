using Symbolic.Parsing;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>The words that an option takes, in the order of the help, and what they stand for.</summary>
internal sealed class Choices<T>(params (string Word, T Value)[] all)
    where T : struct
{
    /// <summary>The words.</summary>
    public string[] Words
    {
        get
        {
            var words = new string[all.Length];
            for (var i = 0; i < words.Length; i++) words[i] = all[i].Word;
            return words;
        }
    }

    /// <summary>The choice of a word; null when the option is absent.</summary>
    /// <exception cref="UserErrorException">The word is none of them.</exception>
    public T? Of(string? word, string option)
    {
        if (word?.ToLowerInvariant() is not { } lower) return null;
        foreach (var choice in all)
        {
            if (choice.Word == lower) return choice.Value;
        }

        var guess = NameSuggestions.For(word, Words).FirstOrDefault() is { } close ? $" Did you mean {close}?" : "";
        throw new UserErrorException($"{option} is one of {string.Join(", ", Words)}, not '{word}'.{guess}") { Kind = "usage" };
    }

    /// <summary>The word for the value that is meant; null when there is none.</summary>
    public string? WordFor(Predicate<T> isMeant)
    {
        foreach (var choice in all)
        {
            if (isMeant(choice.Value)) return choice.Word;
        }

        return null;
    }
}
