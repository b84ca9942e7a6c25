using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Symbolic.Benchmarks.Measuring;

/// <summary>The time for which the current thread has had a processor, so that what other processes take does not count; time of day where there is no such clock.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds since some moment.</summary>
    public static double Now => OperatingSystem.IsLinux() && Read(ThreadCpuTime, out var time) == 0
        ? (time.Seconds * 1e9) + time.Nanoseconds
        : Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
