using Symbolic.Functions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>
/// Names that are given a value, or that derivatives are asked by, are variables: with <c>sinc=1</c> at the point, <c>2*sinc</c> means
/// that number and not the function.
/// </summary>
internal static class Declarations
{
    /// <summary>What the parser is told when these names are variables.</summary>
    public static ParseOptions Of(IEnumerable<string> names, CancellationToken cancellation = default)
    {
        var hidden = names.Where(n => FunctionLibrary.Standard.Find(n) is not null).ToArray();
        return hidden.Length == 0 && !cancellation.CanBeCanceled ? ParseOptions.Default : ParseOptions.Default with { Variables = hidden, Cancellation = cancellation };
    }
}
