using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// NumPy's .npy files: reads versions 1 to 3 with floating-point numbers of 2, 4 or 8 bytes, integers of 1 to 8 bytes and bool, of
/// either byte order, in C or Fortran order; writes 8-byte floating-point numbers in C order. Axis d of the grid is axis d of
/// the array; spacing is 1, see <see cref="GridData.WithSpacing"/>.
/// </summary>
/// <remarks>Source: the NumPy format specification, numpy.lib.format.</remarks>
public static class NpyFile
{
    // What a file claims is believed only as far as its bytes go: memory grows with what was read.
    private const int BufferLength = 1 << 16;
    private const int MaxHeaderLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <exception cref="GridFormatException">The file is not a .npy file, is cut short, or holds something else than numbers.</exception>
    public static GridData Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads one array from the present position of <paramref name="stream"/>; bytes after it are left unread.</summary>
    /// <exception cref="GridFormatException">The data are not a .npy array, are cut short, or hold something else than numbers.</exception>
    public static GridData Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Parse(ReadHeader(stream));
        int[] shape = [.. header.Shape];
        if (shape.Length is 0 or > GridData.MaxRank || shape.Contains(0))
        {
            throw new GridFormatException($"The array has shape ({string.Join(", ", shape)}); a grid has 1 to {GridData.MaxRank} axes with at least one node each.");
        }

        long count = GridShape.Count(shape);
        if (count > Array.MaxLength)
        {
            throw new GridFormatException($"The array has shape ({string.Join(", ", shape)}), more than fits in memory.");
        }

        double[] values = ReadValues(stream, header.Type, (int)count);
        if (header.FortranOrder && shape.Length > 1)
        {
            values = FromFortranOrder(values, shape);
        }

        return new(values, shape.Select(n => GridAxis.Uniform(n)));
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, GridData grid)
    {
        using FileStream stream = File.Create(path);
        Write(stream, grid);
    }

    /// <summary>Writes the grid's values at the present position of <paramref name="stream"/>, version 1.0. Coordinates are not kept.</summary>
    public static void Write(Stream stream, GridData grid)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(grid);
        string header = NpyHeader.Text(grid.Shape);
        // Data begin at a multiple of 64 bytes; the header ends with a newline.
        int length = (10 + header.Length + 1 + 63) / 64 * 64 - 10;
        stream.Write(Magic);
        stream.Write([1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + '\n'));
        if (BitConverter.IsLittleEndian)
        {
            // A span of bytes cannot be as long as the largest arrays.
            for (ReadOnlySpan<double> rest = grid.Values; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, BufferLength)..])
            {
                stream.Write(MemoryMarshal.AsBytes(rest[..Math.Min(rest.Length, BufferLength)]));
            }

            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double value in grid.Values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    private static string ReadHeader(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start[..6].SequenceEqual(Magic))
        {
            throw new GridFormatException("This is not a .npy file: it does not begin with NumPy's mark.");
        }

        if (start[6] is 0 or > 3)
        {
            throw new GridFormatException($"The .npy file has version {start[6]}.{start[7]}; versions 1 to 3 can be read.");
        }

        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        ReadAll(stream, size, "its header");
        uint length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MaxHeaderLength)
        {
            throw new GridFormatException($"The .npy file claims a header of {length} bytes; at most {MaxHeaderLength} are read.");
        }

        var header = new byte[length];
        ReadAll(stream, header, "its header");
        return (start[6] == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(header);
    }

    private static double[] ReadValues(Stream stream, NpyType type, int count)
    {
        bool known = stream.CanSeek && (stream.Length - stream.Position) / type.Size >= count;
        double[] values = GC.AllocateUninitializedArray<double>(known ? count : Math.Min(count, BufferLength));
        var bytes = new byte[BufferLength];
        int perBuffer = bytes.Length / type.Size;
        for (int done = 0; done < count;)
        {
            int now = Math.Min(perBuffer, count - done);
            ReadAll(stream, bytes.AsSpan(0, now * type.Size), $"{count} elements, after {done}");
            if (done + now > values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            }

            type.Decode(bytes, values.AsSpan(done, now));
            done += now;
        }

        return values;
    }

    private static void ReadAll(Stream stream, Span<byte> bytes, string within)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new GridFormatException($"The .npy file ends within {within}.");
        }
    }

    // In Fortran order the first axis varies fastest.
    private static double[] FromFortranOrder(double[] values, int[] shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            strides[d] = stride;
            stride *= shape[d];
        }

        double[] result = GC.AllocateUninitializedArray<double>(values.Length);
        GridShape.Gather(values, shape, strides, result);
        return result;
    }
}
