using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>π and e: the only names that are reserved.</summary>
public static class NamedConstants
{
    /// <summary>The circle constant.</summary>
    public static readonly FunctionDefinition Pi = new("pi", 0)
    {
        Aliases = ["π"],
        Evaluate = () => Math.PI,
        Partials = (_, _) => [],
        Latex = @"\pi",
        UnicodeName = "π",
        Summary = "Circumference of a circle over its diameter, 3.14159…",
        Example = "2*pi*r",
        Source = "DLMF 3.12.1",
        Family = "Constants",
    };

    /// <summary>Euler's number.</summary>
    public static readonly FunctionDefinition E = new("e", 0)
    {
        Evaluate = () => Math.E,
        Partials = (_, _) => [],
        Latex = "e",
        Summary = "Base of the natural logarithm, 2.71828…",
        Example = "e^x",
        Source = "DLMF 4.2.11",
        Family = "Constants",
    };

    /// <summary>The named constants.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Pi, E];
}
