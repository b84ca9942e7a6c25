using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class CsvGridTests
{
    [Theory]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("1;2;3\r\n4;5;6")]
    [InlineData("1\t2\t3\n4\t5\t6")]
    [InlineData("  1   2 3\n4 5\t6  \n")]
    [InlineData("# a, b, c\n\n1, 2, 3\n  # comment\n4 ,5 , 6\n\n")]
    [InlineData("\uFEFF1; 2; 3\n+4;5.0;0.6e1")]
    public void Delimiters_are_told_from_the_first_row(string text)
    {
        GridData grid = CsvGrid.Parse(text);
        Assert.Equal([2, 3], grid.Shape.AsEnumerable());
        Assert.Equal([1, 2, 3, 4, 5, 6], grid.Values.ToArray());
    }

    [Theory]
    [InlineData("1\n2\n3")]
    [InlineData("1,2,3")]
    public void One_row_or_column_is_a_series(string text) => Assert.Equal([3], CsvGrid.Parse(text).Shape.AsEnumerable());

    [Fact]
    public void Missing_and_infinite_values_are_written_as_words() =>
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.NaN], CsvGrid.Parse("nan,inf\n-Inf,NaN").Values.ToArray());

    [Theory]
    [InlineData("1,2\n3,x", 2, 3, "'x' is not a number. A heading line begins with #.")]
    [InlineData("a,b\n1,2", 1, 1, "'a' is not a number.")]
    [InlineData("1;2\n3; 4,5", 2, 4, "Decimals take a point")]
    [InlineData("1,2\n\n3,,4", 3, 3, "the cell is empty")]
    [InlineData("1,2\n3,4,", 2, 5, "the cell is empty")]
    [InlineData("1,2\n3", 2, 2, "this row has 1 cell, the rows above have 2")]
    [InlineData("1 2\n3 4 5", 2, 6, "this row has 3 cells")]
    public void Errors_say_where_and_what(string text, int line, int column, string part)
    {
        GridFormatException error = Assert.Throws<GridFormatException>(() => CsvGrid.Parse(text));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n\n")]
    public void Texts_without_numbers_are_refused(string text) => Assert.Throws<GridFormatException>(() => CsvGrid.Parse(text));

    [Fact]
    public void What_is_written_is_read_back_to_the_bit()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<double[]>(), values =>
        {
            if (values.Length < 2)
            {
                return;
            }

            int columns = values.Length % 2 == 0 ? values.Length / 2 : values.Length;
            GridAxis[] axes = columns is 1 || columns == values.Length
                ? [GridAxis.Uniform(values.Length)]
                : [GridAxis.Uniform(values.Length / columns), GridAxis.Uniform(columns)];
            foreach (char delimiter in ",;\t ")
            {
                using var writer = new StringWriter();
                CsvGrid.Write(writer, new(values, axes), delimiter);
                GridData back = CsvGrid.Parse(writer.ToString());
                Assert.Equal(axes.Select(a => a.Count), back.Shape);
                Assert.Equal(values.Select(BitsButNaN), back.Values.ToArray().Select(BitsButNaN));
            }
        }).Check(Generators.Property.Repeatable());
        static long BitsButNaN(double x) => double.IsNaN(x) ? 0x7FF8_0000_0000_0000 : BitConverter.DoubleToInt64Bits(x);
    }

    [Fact]
    public void Any_text_is_read_or_refused_but_never_crashes()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            if (text is not null)
            {
                Exception? error = Record.Exception(() => CsvGrid.Parse(text));
                Assert.True(error is null or GridFormatException);
            }
        }).Check(Generators.Property.Repeatable(500));
    }

    [Fact]
    public void Grids_of_three_axes_do_not_fit_a_table()
    {
        GridAxis axis = GridAxis.Uniform(2);
        using var writer = new StringWriter();
        Assert.Throws<ArgumentException>(() => CsvGrid.Write(writer, new(new double[8], axis, axis, axis)));
        Assert.Throws<ArgumentException>(() => CsvGrid.Write(writer, new(new double[2], axis), '.'));
    }
}
