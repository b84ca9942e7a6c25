using Symbolic.FiniteDifferences;

namespace Symbolic.Verification.Claims;

/// <summary>How strictly a claim is judged.</summary>
public sealed record ClaimOptions
{
    /// <summary>Errors of a millionth are found; a fixed seed.</summary>
    public static ClaimOptions Default { get; } = new();

    /// <summary>
    /// Relative error of a component that must be found, above 0. A claim is right when it is off by no more than a hundredth of it,
    /// or by what rounding explains.
    /// </summary>
    public double Tolerance { get; init; } = DerivativeJudge.DefaultTolerance;

    /// <summary>
    /// Whether a formula that is right at the point is also tried at points close by, so that <c>x</c> in place of <c>y</c> is found
    /// at x = y = 1.
    /// </summary>
    public bool LooksAround { get; init; } = true;

    /// <summary>Seed of random points and directions.</summary>
    public ulong Seed { get; init; } = 0x9E3779B97F4A7C15;

    /// <summary>Stops the work with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal static void Require(ClaimOptions options)
    {
        if (!(options.Tolerance > 0) || !(options.Tolerance <= 1)) throw new ArgumentOutOfRangeException(nameof(options), options.Tolerance, "The tolerance is above 0 and at most 1.");
    }
}
