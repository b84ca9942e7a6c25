using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli;

/// <summary>Failures that are the request's, in words; every other exception is a defect.</summary>
internal static class Failure
{
    /// <summary>Kind and message of a failure that the user can do something about, or of a defect.</summary>
    public static (string Kind, string Message) Describe(Exception exception) => exception switch
    {
        UserErrorException e => (e.Kind, e.Message),
        FormulaSyntaxException e => (e.Kind, e.Message),
        ExpansionLimitException e => ("limit", e.Message),
        UnsupportedFormulaException e => ("unsupported", e.Message),
        NotSupportedException e => ("unsupported", e.Message),
        OperationCanceledException => ("cancelled", "The work was cancelled."),
        OutOfMemoryException or InsufficientExecutionStackException => ("limit", "The formula is too large for the memory there is."),
        _ => ("internal", $"This is a defect of Symbolic, please report it: {exception.GetType().Name}: {exception.Message}"),
    };

    /// <summary>Whether an exception is a defect of the program.</summary>
    public static bool IsDefect(Exception exception) => Describe(exception).Kind == "internal";
}
