using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>The functions of the formula language, family by family.</summary>
internal static class Catalogue
{
    public static ImmutableArray<FunctionDefinition> All { get; } =
    [
        .. NamedConstants.All,
        .. Powers.All,
        .. Exponential.All,
        .. Trigonometric.All,
        .. InverseTrigonometric.All,
        .. Hyperbolic.All,
        .. InverseHyperbolic.All,
        .. Rounding.All,
        .. Extrema.All,
        .. Conditions.All,
        .. ErrorFunctions.All,
        .. GammaFunctions.All,
        .. BesselFunctions.All,
        .. AiryFunctions.All,
        .. ExponentialIntegrals.All,
        .. LambertFunction.All,
        .. SincFunctions.All,
        .. Activation.All,
    ];
}
