using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>One entry of a symmetric matrix of second derivatives; <see cref="Column"/> is at most <see cref="Row"/>.</summary>
public readonly record struct HessianEntry(int Row, int Column, Expr Value)
{
    /// <summary>The order of two places, row by row.</summary>
    internal static int Compare(HessianEntry a, HessianEntry b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column);

    /// <summary>Entries row by row, as they nearly always come.</summary>
    internal static ImmutableArray<HessianEntry> RowByRow(IReadOnlyList<HessianEntry> entries)
    {
        if (entries is not ImmutableArray<HessianEntry> array) array = [.. entries];
        for (var i = 1; i < array.Length; i++)
        {
            if (Compare(array[i - 1], array[i]) > 0) return [.. array.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        }

        return array;
    }
}

/// <summary>One entry of a Jacobian: the derivative of output <see cref="Row"/> by variable <see cref="Column"/>.</summary>
public readonly record struct JacobianEntry(int Row, int Column, Expr Value);
