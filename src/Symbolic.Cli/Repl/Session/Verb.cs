using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Session;

/// <summary>What a command gets.</summary>
/// <param name="State">What the session remembers.</param>
/// <param name="Text">The text behind the word of the command.</param>
/// <param name="Page">Where to print.</param>
/// <param name="Cancellation">Set when the user presses Ctrl-C.</param>
internal sealed record Request(SessionState State, string Text, Page Page, CancellationToken Cancellation)
{
    public Ink Ink => Page.Ink;

    /// <summary>The formula that the text names; the last result when it is empty.</summary>
    public Formula Formula => SessionReader.Formula(State, Text, Cancellation);

    /// <summary>A number with the digits that were asked for.</summary>
    public string Number(double value) => NumberFormat.Format(value, State.Digits);
}

/// <summary>A command of the session.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Usage">How it is written.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Run">Does it; the result is what the session remembers afterwards.</param>
internal sealed record Verb(string Name, string Usage, string Summary, Func<Request, SessionState> Run)
{
    /// <summary>Other words for it.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Whether the name of a file follows, which may begin with a slash.</summary>
    public bool TakesFile { get; init; }

    /// <summary>Entries that show it at work; every one of them runs in a new session.</summary>
    public string[] Examples { get; init; } = [];
}
