using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>The functions of the formula language, family by family.</summary>
internal static class Catalogue
{
    public static ImmutableArray<FunctionDefinition> All { get; } =
    [
        .. NamedConstants.All,
        .. Conditions.All,
        .. Exponential.All,
        .. Trigonometric.All,
    ];
}
