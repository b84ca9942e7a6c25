using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>Checks the lengths of what callers pass, and that they ask for what there is.</summary>
internal static class Lengths
{
    /// <summary>Machine code for up to this many inputs reads them all before it stores anything.</summary>
    public const int MaxLoadedFirst = 8;

    public static void Check(ReadOnlySpan<double> x, ImmutableArray<Variable> inputs)
    {
        if (x.Length != inputs.Length) ThrowWrongPoint(x, inputs);
    }

    public static void Check(ReadOnlySpan<double> x, VariableRuns inputs)
    {
        if (x.Length != inputs.Count) ThrowWrongPoint(x, inputs);
    }

    /// <summary>Checks that there is room for the derivatives of an order.</summary>
    public static void Check(ReadOnlySpan<double> derivatives, long needed, int order)
    {
        if (derivatives.Length < needed) ThrowTooShort(derivatives, needed, order);
    }

    /// <summary>Checks that there is room for results.</summary>
    public static void CheckRoom(ReadOnlySpan<double> results, long needed, string what)
    {
        if (results.Length < needed) throw new ArgumentException($"The {what} needs room for {needed} numbers, there is room for {results.Length}.", nameof(results));
    }

    /// <summary>Checks the length of a vector that derivatives are multiplied by.</summary>
    public static void CheckVector(ReadOnlySpan<double> vector, int length)
    {
        if (vector.Length != length) throw new ArgumentException($"The vector needs {length} components, it has {vector.Length}.", nameof(vector));
    }

    /// <summary>Whether storing to <paramref name="y"/> could change <paramref name="x"/> while machine code still reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Disturb(ReadOnlySpan<double> x, Span<double> y)
    {
        if (x.Length <= MaxLoadedFirst) return false;
        var distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y));
        return (nuint)distance < (nuint)x.Length * sizeof(double) || (nuint)(-distance) < (nuint)y.Length * sizeof(double);
    }

    /// <summary>Checks that derivatives of an order are among those that a formula was compiled with.</summary>
    public static void CheckOrder(int order, int highest)
    {
        if (order > highest) throw new InvalidOperationException(order == 1 ? "The formula was compiled without its gradient." : "The formula was compiled without its Hessian.");
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

    [DoesNotReturn]
    private static void ThrowWrongPoint(ReadOnlySpan<double> x, VariableRuns inputs)
    {
        var names = string.Join(", ", inputs.Runs.Take(4).Select(r => r.Count == 1 ? r.NameOf(0) : $"{r.NameOf(0)} … {r.NameOf(r.Count - 1)}"));
        throw new ArgumentException($"The point needs {inputs.Count} values ({names}), it has {x.Length}.", nameof(x));
    }
}
