namespace Symbolic.Numerics.Vectorised;

/// <summary>Checks and padding of columns.</summary>
internal static class Columns
{
    /// <summary>The result has the length of the argument, and lies exactly on it or apart from it.</summary>
    /// <exception cref="ArgumentException">Where it does not.</exception>
    public static void Check(ReadOnlySpan<double> argument, ReadOnlySpan<double> result, string resultName)
    {
        if (argument.Length != result.Length)
            throw new ArgumentException("Columns differ in length.", resultName);
        if (argument.Overlaps(result, out int offset) && offset != 0)
            throw new ArgumentException("A result column may be an argument column, not overlap it in part.", resultName);
    }

    /// <summary>A vector that begins with the column's end; ones follow, which no function finds exceptional.</summary>
    public static void Pad(ReadOnlySpan<double> rest, Span<double> vector)
    {
        rest.CopyTo(vector);
        vector[rest.Length..].Fill(1.0);
    }
}
