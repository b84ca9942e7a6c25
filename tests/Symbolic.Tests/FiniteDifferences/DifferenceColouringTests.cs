using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class DifferenceColouringTests
{
    [Theory]
    [InlineData("tridiagonal", 3)]
    [InlineData("pentadiagonal", 5)]
    [InlineData("arrowhead", 2)]
    [InlineData("5-point grid", 6)]
    [InlineData("9-point grid", 9)]
    [InlineData("diagonal", 1)]
    [InlineData("dense", 20)]
    public void Known_patterns_take_few_colours(string name, int colours)
    {
        const int n = 200;
        DifferencePattern pattern = name switch
        {
            "tridiagonal" => Band(n, 1),
            "pentadiagonal" => Band(n, 2),
            "arrowhead" => DifferencePattern.FromEntries(n, n, Enumerable.Range(0, n).SelectMany(i => new[] { (i, 0), (i, i) })),
            "5-point grid" => Grid(14, corners: false),
            "9-point grid" => Grid(14, corners: true),
            "diagonal" => Band(n, 0),
            _ => Band(20, 20),
        };
        Assert.InRange(DifferenceColouring.OfSymmetric(pattern.Symmetrised()).Count, 1, colours);
    }

    [Fact]
    public void Columns_of_one_colour_share_no_row()
    {
        Prop.ForAll(Patterns.ToArbitrary(), pattern =>
        {
            DifferenceColouring colouring = DifferenceColouring.OfColumns(pattern);
            for (int row = 0; row < pattern.Rows; row++)
            {
                int[] colours = new int[pattern.Row(row).Length];
                for (int k = 0; k < colours.Length; k++)
                    colours[k] = colouring.Colours[pattern.Row(row)[k]];
                Assert.Equal(colours.Length, colours.Distinct().Count());
            }
        }).Check(Generators.Property.Repeatable());
    }

    [Fact]
    public void A_star_colouring_has_no_path_of_four_in_two_colours()
    {
        Prop.ForAll(Patterns.ToArbitrary(), drawn =>
        {
            int n = Math.Min(drawn.Rows, drawn.Columns);
            DifferencePattern pattern = Symmetric(drawn, n);
            DifferenceColouring colouring = DifferenceColouring.OfSymmetric(pattern);
            for (int a = 0; a < n; a++)
            {
                foreach (int b in pattern.Row(a).ToArray())
                {
                    Assert.True(a == b || colouring.Colours[a] != colouring.Colours[b]);
                    foreach (int c in pattern.Row(b).ToArray())
                    {
                        foreach (int d in pattern.Row(c).ToArray())
                        {
                            bool isPath = a != b && b != c && c != d && a != c && b != d && a != d;
                            Assert.False(isPath && colouring.Colours[a] == colouring.Colours[c] && colouring.Colours[b] == colouring.Colours[d]);
                        }
                    }
                }
            }
        }).Check(Generators.Property.Repeatable());
    }

    internal static Gen<DifferencePattern> Patterns =>
        from rows in Gen.Choose(1, 12)
        from columns in Gen.Choose(1, 12)
        from entries in Gen.ListOf(from i in Gen.Choose(0, rows - 1) from j in Gen.Choose(0, columns - 1) select (i, j))
        select DifferencePattern.FromEntries(rows, columns, entries);

    internal static DifferencePattern Symmetric(DifferencePattern drawn, int n)
    {
        List<(int, int)> entries = [];
        for (int i = 0; i < n; i++)
        {
            foreach (int j in drawn.Row(i))
            {
                if (j < n)
                    entries.Add((i, j));
            }
        }
        return DifferencePattern.FromEntries(n, n, entries).Symmetrised();
    }

    internal static DifferencePattern Band(int n, int width) => DifferencePattern.FromEntries(
        n, n, from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) where Math.Abs(i - j) <= width select (i, j));

    private static DifferencePattern Grid(int side, bool corners) => DifferencePattern.FromEntries(
        side * side, side * side,
        from i in Enumerable.Range(0, side)
        from j in Enumerable.Range(0, side)
        from a in (int[])[-1, 0, 1]
        from b in (int[])[-1, 0, 1]
        where (corners || a * b == 0) && i + a >= 0 && i + a < side && j + b >= 0 && j + b < side
        select (i * side + j, (i + a) * side + j + b));
}
