namespace Symbolic.FiniteDifferences;

/// <summary>
/// Derivatives of functions given as code, from their values alone. Every robust call returns value, error bound, noise level,
/// step, number of calls and status. Values of f that are NaN or infinite, and exceptions f throws (other than
/// <see cref="OperationCanceledException"/>), count as outside the domain. No call keeps state or changes the caller's arrays.
/// </summary>
public static partial class FiniteDifference
{
    /// <summary>The first derivative of <paramref name="f"/> at <paramref name="x"/>.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point; it need not be near 1, but see <see cref="DifferenceOptions.TypicalScale"/> when it is 0.</param>
    /// <param name="options">Bounds, scale and limits; null means <see cref="DifferenceOptions.Default"/>.</param>
    public static DerivativeEstimate Derivative(Func<double, double> f, double x, DifferenceOptions? options = null) =>
        Derivatives(f, x, options).First;

    /// <summary>First and second derivative of <paramref name="f"/> at <paramref name="x"/>, from the same calls.</summary>
    /// <inheritdoc cref="Derivative" path="/param"/>
    public static (DerivativeEstimate First, DerivativeEstimate Second) Derivatives(
        Func<double, double> f, double x, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= DifferenceOptions.Default;
        options.Require(1);
        var samples = new LineSamples(f, options.LowerOf(0), options.UpperOf(0), options.MaxCalls, options.CancellationToken);
        LadderResult result = new RichardsonLadder(samples, x, options.TypicalOf(0), options).Run();
        return (result.First, result.Second);
    }
}
