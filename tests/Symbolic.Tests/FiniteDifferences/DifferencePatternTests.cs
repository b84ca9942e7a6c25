using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class DifferencePatternTests
{
    [Fact]
    public void Entries_are_found_and_others_are_not()
    {
        DifferencePattern pattern = DifferencePattern.FromEntries(3, 4, [(0, 3), (0, 1), (2, 0), (0, 1)]);
        Assert.Equal(3, pattern.Count);
        Assert.Equal([1, 3], pattern.Row(0).ToArray());
        Assert.Empty(pattern.Row(1).ToArray());
        Assert.Equal(1, pattern.IndexOf(0, 3));
        Assert.True(pattern.IndexOf(1, 1) < 0);
        Assert.True(pattern.IndexOf(2, 3) < 0);
    }

    [Fact]
    public void Transposing_twice_changes_nothing()
    {
        DifferencePattern pattern = DifferencePattern.FromEntries(3, 4, [(0, 3), (0, 1), (2, 0)]);
        DifferencePattern twice = pattern.Transposed().Transposed();
        Assert.Equal(pattern.RowPointers.ToArray(), twice.RowPointers.ToArray());
        Assert.Equal(pattern.ColumnIndices.ToArray(), twice.ColumnIndices.ToArray());
    }

    [Fact]
    public void Malformed_rows_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DifferencePattern([0, 2], [0], 3));
        Assert.Throws<ArgumentException>(() => new DifferencePattern([], [], 3));
        Assert.Throws<ArgumentException>(() => new DifferencePattern([0, 2, 1, 2], [0, 1], 3));
        Assert.Throws<ArgumentException>(() => new DifferencePattern([0, 9, 2], [0, 1], 3));
        Assert.Throws<ArgumentException>(() => new DifferencePattern([0, 2], [1, 1], 3));
        Assert.Throws<ArgumentException>(() => new DifferencePattern([0, 1], [3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => DifferencePattern.FromEntries(2, 2, [(2, 0)]));
        Assert.Throws<ArgumentException>(() => DifferencePattern.FromEntries(2, 2, [(1, -1)]));
        Assert.Throws<InvalidOperationException>(() => DifferencePattern.FromEntries(2, 3, []).Symmetrised());
    }
}
