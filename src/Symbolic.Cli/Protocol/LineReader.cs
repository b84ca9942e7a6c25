namespace Symbolic.Cli.Protocol;

/// <summary>Reads lines of bytes from a stream into one buffer that is used again; a line is valid until the next is read.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line that is read; a longer one is passed over.</summary>
    public const int MaxLength = 64 << 20;

    private const int UsualSize = 1 << 16;

    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;
    private bool _isFirst = true;

    /// <summary>The next line without its end.</summary>
    /// <param name="line">The line; its beginning when it is too long.</param>
    /// <param name="isTooLong">Whether the line is longer than <see cref="MaxLength"/>.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        Shrink();
        for (var searched = 0; ;)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(searched + at, 1);
                return true;
            }

            searched = _end - _start;
            if (searched > MaxLength)
            {
                line = ReadOnlyMemory<byte>.Empty;
                isTooLong = true;
                PassOver();
                return true;
            }

            if (Fill()) continue;
            line = Take(searched, 0);
            return searched > 0;
        }
    }

    /// <summary>Leaves the buffer to whoever still reads the last line.</summary>
    public void Detach() => Move(Math.Max(UsualSize, _end - _start));

    private ReadOnlyMemory<byte> Take(int length, int endOfLine)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + endOfLine;
        if (line.Span is [.., (byte)'\r']) line = line[..^1];
        if (_isFirst && line.Span is [0xEF, 0xBB, 0xBF, ..]) line = line[3..];
        _isFirst = false;
        return line;
    }

    private bool Fill()
    {
        if (_end == _buffer.Length) Move(_start > 0 ? _buffer.Length : _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void PassOver()
    {
        do
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            _start = at < 0 ? _end : _start + at + 1;
            if (at >= 0) return;
            (_start, _end) = (0, 0);
        }
        while (Fill());
    }

    private void Shrink()
    {
        if (_buffer.Length > UsualSize && _end - _start <= UsualSize) Move(UsualSize);
    }

    private void Move(int size)
    {
        var buffer = new byte[size];
        _buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
        (_buffer, _end, _start) = (buffer, _end - _start, 0);
    }
}
