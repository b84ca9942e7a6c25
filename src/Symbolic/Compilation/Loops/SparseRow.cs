using System.Numerics;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Loops;

/// <summary>A row of a sparse matrix with a dense vector: columns in ascending order, often one after the other, and then SIMD.</summary>
internal static class SparseRow
{
    /// <summary>The row times a vector.</summary>
    public static double Dot(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        if (IsDense(columns))
        {
            vector = vector.Slice(columns[0], columns.Length);
            var a = MemoryMarshal.Cast<double, Vector<double>>(values[..columns.Length]);
            var b = MemoryMarshal.Cast<double, Vector<double>>(vector);
            var sums = Vector<double>.Zero;
            for (var k = 0; k < a.Length; k++) sums += a[k] * b[k];
            sum = Vector.Sum(sums);
            for (var i = a.Length * Vector<double>.Count; i < columns.Length; i++) sum += values[i] * vector[i];
            return sum;
        }

        for (var i = 0; i < columns.Length; i++) sum += values[i] * vector[columns[i]];
        return sum;
    }

    /// <summary>Adds the row times a number to a vector.</summary>
    public static void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double factor, Span<double> vector)
    {
        if (IsDense(columns))
        {
            vector = vector.Slice(columns[0], columns.Length);
            var from = MemoryMarshal.Cast<double, Vector<double>>(values[..columns.Length]);
            var to = MemoryMarshal.Cast<double, Vector<double>>(vector);
            for (var k = 0; k < to.Length; k++) to[k] += from[k] * factor;
            for (var i = to.Length * Vector<double>.Count; i < columns.Length; i++) vector[i] += values[i] * factor;
            return;
        }

        for (var i = 0; i < columns.Length; i++) vector[columns[i]] += values[i] * factor;
    }

    /// <summary>Moves the entries of the row out of a vector, where they are 0 then.</summary>
    public static void Take(ReadOnlySpan<int> columns, Span<double> vector, Span<double> values)
    {
        if (IsDense(columns))
        {
            vector = vector.Slice(columns[0], columns.Length);
            vector.CopyTo(values);
            vector.Clear();
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            values[i] = vector[columns[i]];
            vector[columns[i]] = 0;
        }
    }

    private static bool IsDense(ReadOnlySpan<int> columns) => columns.Length >= Vector<double>.Count && columns[^1] - columns[0] == columns.Length - 1;
}
