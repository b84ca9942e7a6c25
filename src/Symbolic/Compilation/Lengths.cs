using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>Checks the lengths of what callers pass.</summary>
internal static class Lengths
{
    public static void Check(ReadOnlySpan<double> x, ImmutableArray<Variable> inputs)
    {
        if (x.Length != inputs.Length) ThrowWrongPoint(x, inputs);
    }

    /// <summary>Checks that there is room for the derivatives of an order.</summary>
    public static void Check(ReadOnlySpan<double> derivatives, long needed, int order)
    {
        if (derivatives.Length < needed) ThrowTooShort(derivatives, needed, order);
    }

    [DoesNotReturn]
    private static void ThrowTooShort(ReadOnlySpan<double> derivatives, long needed, int order) => throw new ArgumentException(
        $"The {(order == 1 ? "gradient" : "Hessian")} needs room for {needed} numbers, there is room for {derivatives.Length}.", nameof(derivatives));

    [DoesNotReturn]
    private static void ThrowWrongPoint(ReadOnlySpan<double> x, ImmutableArray<Variable> inputs)
    {
        var names = string.Join(", ", inputs.Take(8).Select(v => v.Name)) + (inputs.Length > 8 ? ", …" : "");
        throw new ArgumentException($"The point needs {inputs.Length} values ({names}), it has {x.Length}.", nameof(x));
    }
}
