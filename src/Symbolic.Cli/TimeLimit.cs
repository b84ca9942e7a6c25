using System.Runtime.ExceptionServices;

namespace Symbolic.Cli;

/// <summary>Runs work that must come to an end: on a thread of its own, which is left behind when it takes too long.</summary>
internal static class TimeLimit
{
    // Deep formulas need stack; only what is touched is ever taken from memory.
    private const int StackSize = 16 << 20;

    /// <summary>The result of the work.</summary>
    /// <exception cref="UserErrorException">The work took longer than the limit. The process should end soon: the work goes on.</exception>
    public static T Run<T>(Func<T> work, TimeSpan limit)
    {
        var (result, failure) = (default(T)!, (ExceptionDispatchInfo?)null);
        var thread = new Thread(Work, StackSize) { IsBackground = true };
        thread.Start();
        if (!thread.Join(limit)) throw new UserErrorException($"This takes longer than {limit.TotalSeconds:0.#} seconds and was given up. Ask for less at a time, or for a lower order.") { Kind = "time" };
        failure?.Throw();
        return result;

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
