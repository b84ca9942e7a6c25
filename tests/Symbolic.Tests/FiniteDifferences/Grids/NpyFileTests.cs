using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

/// <summary>The fixtures were written by NumPy: shape (2, 3, 4), element k is 1.25(k - 11), k - 11 or k + 100.</summary>
public sealed class NpyFileTests
{
    [Theory]
    [InlineData("le_f8")]
    [InlineData("be_f8")]
    [InlineData("le_f4")]
    [InlineData("be_f4")]
    [InlineData("le_f2")]
    [InlineData("be_f2")]
    [InlineData("fortran_f8")]
    [InlineData("version1")]
    [InlineData("version2")]
    [InlineData("version3")]
    public void Floating_point_files_of_NumPy_are_read(string name) => IsSequence(name, k => 1.25 * (k - 11));

    [Theory]
    [InlineData("le_i1")]
    [InlineData("le_i2")]
    [InlineData("be_i2")]
    [InlineData("le_i4")]
    [InlineData("be_i4")]
    [InlineData("le_i8")]
    [InlineData("be_i8")]
    [InlineData("fortran_i4_be")]
    public void Signed_integers_of_NumPy_are_read(string name) => IsSequence(name, k => k - 11);

    [Theory]
    [InlineData("le_u1")]
    [InlineData("le_u2")]
    [InlineData("be_u2")]
    [InlineData("le_u4")]
    [InlineData("be_u4")]
    [InlineData("le_u8")]
    [InlineData("be_u8")]
    public void Unsigned_integers_of_NumPy_are_read(string name) => IsSequence(name, k => k + 100);

    [Fact]
    public void Truth_values_of_NumPy_are_read_as_0_and_1() => IsSequence("bool", k => k % 3 == 0 ? 1 : 0);

    [Fact]
    public void Values_that_are_not_finite_are_read() =>
        Assert.Equal([1.5, double.NaN, double.NegativeInfinity, 0.1], NpyFile.Read(Fixture("vector")).Values.ToArray());

    [Theory]
    [InlineData("complex", "'<c16'")]
    [InlineData("text", "'<U2'")]
    [InlineData("records", "records")]
    [InlineData("scalar", "shape ()")]
    [InlineData("empty", "shape (0, 3)")]
    public void Files_of_other_things_are_refused(string name, string part) =>
        Assert.Contains(part, Assert.Throws<GridFormatException>(() => NpyFile.Read(Fixture(name))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_is_what_NumPy_writes()
    {
        GridData grid = NpyFile.Read(Fixture("le_f8"));
        using var stream = new MemoryStream();
        NpyFile.Write(stream, grid);
        Assert.Equal(File.ReadAllBytes(Fixture("le_f8")), stream.ToArray());
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_bit()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            GridAxis[] axes = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => GridAxis.Uniform(random.Next(1, 9)))];
            var values = new double[axes.Aggregate(1, (product, axis) => product * axis.Count)];
            random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
            using var stream = new MemoryStream();
            NpyFile.Write(stream, new(values, axes));
            stream.Position = 0;
            GridData back = NpyFile.Read(stream);
            Assert.Equal(axes.Select(axis => axis.Count), back.Shape);
            Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), back.Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
        }).Check(Generators.Property.Repeatable());
    }

    [Fact]
    public void Large_arrays_and_streams_that_cannot_seek_are_read_whole()
    {
        double[] values = [.. Enumerable.Range(0, 300_000).Select(i => i * 0.5)];
        using var stream = new MemoryStream();
        NpyFile.Write(stream, new(values, GridAxis.Uniform(3), GridAxis.Uniform(100_000)));
        stream.Position = 0;
        Assert.Equal(values, NpyFile.Read(stream).Values);
        using var forward = new ForwardStream(stream.ToArray());
        Assert.Equal(values, NpyFile.Read(forward).Values);
    }

    [Fact]
    public void Files_cut_short_anywhere_are_refused()
    {
        byte[] whole = File.ReadAllBytes(Fixture("le_f8"));
        for (int length = 0; length < whole.Length; length++)
        {
            using var stream = new MemoryStream(whole, 0, length);
            Assert.Throws<GridFormatException>(() => NpyFile.Read(stream));
        }
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }", "ends within")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", "more than fits")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "not a number of nodes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "not a number of nodes")]
    [InlineData("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,), }", "True or False")]
    [InlineData("{'descr': '<f8', 'shape': (1,), }", "'fortran_order' is missing")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}", "'more' is unknown")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }", "'<f16'")]
    [InlineData("{'descr': '", "quoted name")]
    [InlineData("", "'{' is expected")]
    public void Headers_that_make_no_sense_are_refused_without_taking_memory(string header, string part)
    {
        using var stream = new MemoryStream();
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(new byte[16]);
        stream.Position = 0;
        Assert.Contains(part, Assert.Throws<GridFormatException>(() => NpyFile.Read(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_spellings_of_the_header_are_understood()
    {
        string header = "{\"shape\":(2L,1L),\"descr\":\"f8\",\"fortran_order\":True}";
        using var stream = new MemoryStream();
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(new byte[16]);
        stream.Position = 0;
        Assert.Equal([2, 1], NpyFile.Read(stream).Shape.AsEnumerable());
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_but_never_crash()
    {
        byte[] whole = File.ReadAllBytes(Fixture("fortran_f8"));
        Prop.ForAll(Gen.Choose(0, 127).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (place, value) =>
        {
            byte[] damaged = [.. whole];
            damaged[place] = (byte)value;
            using var stream = new MemoryStream(damaged);
            Exception? error = Record.Exception(() => NpyFile.Read(stream));
            Assert.True(error is null or GridFormatException, $"{error}");
        }).Check(Generators.Property.Repeatable(1000));
    }

    private static void IsSequence(string name, Func<int, double> element)
    {
        GridData grid = NpyFile.Read(Fixture(name));
        Assert.Equal([2, 3, 4], grid.Shape.AsEnumerable());
        Assert.Equal(Enumerable.Range(0, 24).Select(element), grid.Values.ToArray());
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "npy", name + ".npy");

    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
