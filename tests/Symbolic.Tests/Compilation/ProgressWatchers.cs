namespace Symbolic.Tests.Compilation;

/// <summary>Notes all that a run reports.</summary>
internal sealed class ProgressRecorder(List<long> seen) : IProgress<long>
{
    public void Report(long value) => seen.Add(value);
}

/// <summary>Cancels a run at its first report.</summary>
internal sealed class ProgressStopper(CancellationTokenSource source) : IProgress<long>
{
    public void Report(long value) => source.Cancel();
}
