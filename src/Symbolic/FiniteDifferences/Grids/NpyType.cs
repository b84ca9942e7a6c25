using System.Buffers.Binary;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>The element type of a .npy file: kind ('f', 'i', 'u', 'b'), size in bytes, byte order.</summary>
internal readonly record struct NpyType(char Kind, int Size, bool BigEndian)
{
    /// <summary>Reads a description such as <c>&lt;f8</c>, <c>&gt;i4</c> or <c>|b1</c>.</summary>
    public static NpyType Parse(string description)
    {
        bool prefixed = description.Length > 0 && description[0] is '<' or '>' or '|' or '=';
        string name = prefixed ? description[1..] : description;
        bool bigEndian = prefixed && description[0] == '>';
        if (prefixed && description[0] == '=')
        {
            bigEndian = !BitConverter.IsLittleEndian;
        }

        return name switch
        {
            "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "b1" => new(name[0], name[1] - '0', bigEndian),
            _ => throw new GridFormatException(
                $"The .npy file holds elements of type '{description}'; floating-point numbers of 2, 4 or 8 bytes, integers and bool can be read."),
        };
    }

    /// <summary>Converts elements, as many as <paramref name="values"/> takes. 8-byte integers beyond 2⁵³ are rounded.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Decode(bytes.Slice(i * Size, Size));
        }
    }

    private double Decode(ReadOnlySpan<byte> b) => (Kind, Size, BigEndian) switch
    {
        ('f', 8, false) => BinaryPrimitives.ReadDoubleLittleEndian(b),
        ('f', 8, true) => BinaryPrimitives.ReadDoubleBigEndian(b),
        ('f', 4, false) => BinaryPrimitives.ReadSingleLittleEndian(b),
        ('f', 4, true) => BinaryPrimitives.ReadSingleBigEndian(b),
        ('f', 2, false) => (double)BinaryPrimitives.ReadHalfLittleEndian(b),
        ('f', 2, true) => (double)BinaryPrimitives.ReadHalfBigEndian(b),
        ('i', 1, _) => (sbyte)b[0],
        ('i', 2, false) => BinaryPrimitives.ReadInt16LittleEndian(b),
        ('i', 2, true) => BinaryPrimitives.ReadInt16BigEndian(b),
        ('i', 4, false) => BinaryPrimitives.ReadInt32LittleEndian(b),
        ('i', 4, true) => BinaryPrimitives.ReadInt32BigEndian(b),
        ('i', 8, false) => BinaryPrimitives.ReadInt64LittleEndian(b),
        ('i', 8, true) => BinaryPrimitives.ReadInt64BigEndian(b),
        ('u', 1, _) => b[0],
        ('u', 2, false) => BinaryPrimitives.ReadUInt16LittleEndian(b),
        ('u', 2, true) => BinaryPrimitives.ReadUInt16BigEndian(b),
        ('u', 4, false) => BinaryPrimitives.ReadUInt32LittleEndian(b),
        ('u', 4, true) => BinaryPrimitives.ReadUInt32BigEndian(b),
        ('u', 8, false) => BinaryPrimitives.ReadUInt64LittleEndian(b),
        ('u', 8, true) => BinaryPrimitives.ReadUInt64BigEndian(b),
        _ => b[0] == 0 ? 0 : 1,
    };
}
