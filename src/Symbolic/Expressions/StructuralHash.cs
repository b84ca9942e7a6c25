namespace Symbolic.Expressions;

/// <summary>64-bit hashing that gives the same value in every process, which canonical order and reproducible output rely on.</summary>
internal static class StructuralHash
{
    /// <summary>Adds a word to a hash (the finaliser of splitmix64).</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        var z = (hash * 0x9E3779B97F4A7C15UL) + value + 0x632BE59BD9B4E019UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Hash of a name (FNV-1a over UTF-16 code units).</summary>
    public static ulong Of(string text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in text) hash = (hash ^ c) * 0x100000001B3UL;
        return hash;
    }
}
