namespace Symbolic.Cli;

/// <summary>Something in what the user asked that cannot be done as it stands; the message says what, and what to do.</summary>
internal sealed class UserErrorException : Exception
{
    public UserErrorException(string message)
        : base(message)
    {
    }

    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public UserErrorException()
    {
    }

    /// <summary>Kind of the error in JSON answers: request, json, missing, value, usage or limit.</summary>
    public string Kind { get; init; } = "request";

    /// <summary>Place in the request line, in UTF-16 code units; null when it has none.</summary>
    public int? Position { get; init; }

    /// <summary>The variables concerned.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
