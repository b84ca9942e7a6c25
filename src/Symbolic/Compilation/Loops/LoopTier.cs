using System.Runtime.CompilerServices;

namespace Symbolic.Compilation.Loops;

/// <summary>When a loop that is interpreted at first has machine code made.</summary>
internal static class LoopTier
{
    /// <summary>A formula that is evaluated once has machine code made from this number of terms on.</summary>
    private const int ManyTerms = 100_000;

    /// <summary>Has machine code made when it is time, that is now, on another thread, or not at all.</summary>
    /// <param name="mode">When machine code is wanted.</param>
    /// <param name="terms">Number of terms that are about to be evaluated.</param>
    /// <param name="soFar">Number of terms that have been; counted on.</param>
    /// <param name="compile">Makes the machine code, unless it is there.</param>
    public static void Count(CompilationMode mode, long terms, ref long soFar, Action compile)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported || mode == CompilationMode.Interpreted) return;
        var sum = Interlocked.Add(ref soFar, terms);
        switch (mode)
        {
            case CompilationMode.Immediate:
                compile();
                break;
            case CompilationMode.Once:
                if (terms >= ManyTerms) compile();
                break;
            case CompilationMode.Background:
                // One of the threads that come by sees to it.
                if (sum >= TieredKernel.Threshold && sum - terms < TieredKernel.Threshold) _ = Task.Run(compile);
                break;
            default:
                if (sum >= TieredKernel.Threshold) compile();
                break;
        }
    }
}
