using FsCheck.Fluent;
using Symbolic.Expressions;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Expressions;

/// <summary>Numbers of several progressions as ranges, against the set of these numbers.</summary>
public class ProgressionUnionTests
{
    [Fact]
    public void Ranges_hold_exactly_the_numbers_of_the_progressions()
    {
        var progression = from first in Gen.Choose(-20, 40) from step in Gen.Choose(1, 6) from count in Gen.Choose(1, 12) select new Progression(first, step, count);
        Property.Holds(progression.ListOf().Where(l => l.Count > 0).ToArbitrary(), parts =>
        {
            var numbers = parts.SelectMany(NumbersOf).Distinct().Order().ToArray();
            var ranges = ProgressionUnion.Of([.. parts])!;
            Assert.Equal(numbers, ranges.SelectMany(r => Enumerable.Range(0, r.Count).Select(place => r[place])));
            foreach (var range in ranges)
            {
                Assert.Equal(Enumerable.Range(0, range.Count), Enumerable.Range(0, range.Count).Select(place => range.PlaceOf(range[place])));
                var own = Enumerable.Range(0, range.Count).Select(place => range[place]).ToHashSet();
                for (var n = -50L; n < 150; n++) Assert.Equal(own.Contains(n), range.PlaceOf(n) >= 0);
            }
        });
    }

    [Theory]
    [InlineData("2:2:5", "2/2 x5")]
    [InlineData("1:3:4 3:3:4", "1/3(0,2) x8")]
    [InlineData("1:3:5 3:3:4", "1/3(0,2) x9")]
    [InlineData("2:2:50 3:2:50", "2/1 x100")]
    [InlineData("6:6:9 2:2:30", "2/2 x30")]
    [InlineData("1:1:3 7:1:1", "1/1 x3, 7/1 x1")]
    [InlineData("2:2:50 11:1:1", "2/2 x5, 11/1 x1, 12/2 x45")]
    public void Ranges_are_few_and_have_short_periods(string progressions, string expected)
    {
        var parts = progressions.Split(' ').Select(p => p.Split(':').Select(int.Parse).ToArray()).Select(p => new Progression(p[0], p[1], p[2]));
        Assert.Equal(expected, string.Join(", ", ProgressionUnion.Of([.. parts])!.Select(r => $"{r.First}/{r.Period}{(r.Offsets.Length > 1 ? $"({string.Join(',', r.Offsets)})" : "")} x{r.Count}")));
    }

    [Fact]
    public void Places_stay_affine_in_the_indices()
    {
        var range = ProgressionUnion.Of([new(-5, 3, 90), new(-3, 3, 90)])!.Single();
        var i = new Variable("i", isIndex: true);
        foreach (var offset in Enumerable.Range(-30, 60))
        {
            var index = AffineIndex.Of(Algebra.Add(Algebra.Multiply(Constant.Of(-6), i), Constant.Of(offset)))!;
            var place = range.PlaceOf(index);
            foreach (var value in Enumerable.Range(-40, 40))
            {
                var expected = range.PlaceOf(index.At(_ => value));
                if (expected >= 0) Assert.Equal(expected, place!.At(_ => value));
            }
        }

        Assert.Null(range.PlaceOf(AffineIndex.Of(Algebra.Multiply(Constant.Of(2), i))!));
    }

    private static IEnumerable<long> NumbersOf(Progression p) => Enumerable.Range(0, (int)p.Count).Select(k => p.First + (k * p.Step));
}
