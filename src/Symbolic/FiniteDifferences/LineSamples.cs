namespace Symbolic.FiniteDifferences;

/// <summary>
/// Values of a function along one coordinate, each computed once. Outside the bounds, beyond the allowed number of calls, and
/// wherever the function throws, the value is NaN: "outside the domain".
/// </summary>
internal sealed class LineSamples(Func<double, double> function, double lower, double upper, int maxCalls, CancellationToken cancellation)
{
    private readonly Dictionary<double, double> _known = [];

    public int Calls { get; private set; }

    /// <summary>Whether a value was wanted and refused because the calls were used up.</summary>
    public bool IsExhausted { get; private set; }

    public double Lower => lower;

    public double Upper => upper;

    public double At(double t)
    {
        if (!(t >= lower && t <= upper) || double.IsInfinity(t))
            return double.NaN;
        if (_known.TryGetValue(t, out double value))
            return value;
        if (Calls >= maxCalls)
        {
            IsExhausted = true;
            return double.NaN;
        }
        cancellation.ThrowIfCancellationRequested();
        Calls++;
        value = Guarded.Call(function, t);
        _known.Add(t, value);
        return value;
    }

    /// <summary>Takes over a value somebody else has paid for.</summary>
    public void Know(double t, double value) => _known[t] = value;
}

/// <summary>Calls user code whose exceptions mean "outside the domain".</summary>
internal static class Guarded
{
    public static double Call<T>(Func<T, double> function, T argument)
    {
        try
        {
            return function(argument);
        }
        catch (Exception e) when (IsDomainError(e))
        {
            return double.NaN;
        }
    }

    public static double[]? Call<T>(Func<T, double[]> function, T argument)
    {
        try
        {
            return function(argument);
        }
        catch (Exception e) when (IsDomainError(e))
        {
            return null;
        }
    }

    private static bool IsDomainError(Exception e) => e is not (OperationCanceledException or OutOfMemoryException);
}
