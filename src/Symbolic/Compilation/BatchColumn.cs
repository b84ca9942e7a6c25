using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <summary>Memory for columns of batches.</summary>
public static class BatchColumn
{
    private const int CacheLine = 64;

    /// <summary>
    /// A column that begins at the beginning of a cache line and stays there. Batches of a million points and more write to such columns past the caches,
    /// which saves reading what is about to be overwritten. The numbers in it are arbitrary.
    /// </summary>
    /// <param name="points">Number of points.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static unsafe Memory<double> Allocate(int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        var room = GC.AllocateUninitializedArray<double>(points + (CacheLine / sizeof(double)), pinned: true);
        var excess = (int)((nuint)(nint)Marshal.UnsafeAddrOfPinnedArrayElement(room, 0) % CacheLine);
        return room.AsMemory(excess == 0 ? 0 : (CacheLine - excess) / sizeof(double), points);
    }
}
