using System.Runtime.CompilerServices;

namespace Symbolic.Compilation.Loops;

/// <summary>When a loop that is interpreted at first has machine code made.</summary>
internal static class LoopTier
{
    /// <summary>A formula that is evaluated once has machine code made from this number of terms on.</summary>
    private const int ManyTerms = 100_000;

    /// <summary>Whether it is time to make machine code.</summary>
    /// <param name="mode">When machine code is wanted.</param>
    /// <param name="terms">Number of terms that are about to be evaluated.</param>
    /// <param name="soFar">Number of terms that have been; counted on.</param>
    public static bool IsTime(CompilationMode mode, long terms, ref long soFar) => RuntimeFeature.IsDynamicCodeSupported && mode switch
    {
        CompilationMode.Interpreted => false,
        CompilationMode.Once => terms >= ManyTerms,
        CompilationMode.Immediate => true,
        // One of the threads that come by sees to it.
        CompilationMode.Background => Interlocked.Add(ref soFar, terms) is var sum && sum >= TieredKernel.Threshold && sum - terms < TieredKernel.Threshold,
        _ => Interlocked.Add(ref soFar, terms) >= TieredKernel.Threshold,
    };

    /// <summary>Has machine code made, on another thread where the caller allows.</summary>
    public static void Start(CompilationMode mode, Action compile)
    {
        if (mode == CompilationMode.Background) _ = Task.Run(compile);
        else compile();
    }
}
