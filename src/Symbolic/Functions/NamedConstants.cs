using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>π and e: the only names that are reserved.</summary>
public static class NamedConstants
{
    private const string FamilyName = "Constants";

    /// <summary>The circle constant.</summary>
    public static readonly FunctionDefinition Pi = new("pi", 0)
    {
        Aliases = ["π"],
        Evaluate = PiValue,
        Partials = (_, _) => [],
        Latex = @"\pi",
        UnicodeName = "π",
        Summary = "Circumference of a circle over its diameter, 3.14159…",
        Example = "2*pi*r",
        Source = "DLMF 3.12.1",
        Family = FamilyName,
        MaxUlp = 0.5,
    };

    /// <summary>Euler's number.</summary>
    public static readonly FunctionDefinition E = new("e", 0)
    {
        Evaluate = EValue,
        Partials = (_, _) => [],
        Latex = "e",
        Summary = "Base of the natural logarithm, 2.71828…",
        Example = "e^x",
        Source = "DLMF 4.2.11",
        Family = FamilyName,
        MaxUlp = 0.5,
    };

    /// <summary>The named constants.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Pi, E];

    private static double PiValue() => Math.PI;

    private static double EValue() => Math.E;
}
