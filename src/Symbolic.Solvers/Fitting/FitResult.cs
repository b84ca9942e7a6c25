using System.Collections.Immutable;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Fitting;

/// <summary>A parameter of a fit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; infinite where the data do not determine the parameter, NaN without degrees of freedom.</param>
/// <param name="Lower">Lower end of the confidence interval.</param>
/// <param name="Upper">Upper end of the confidence interval.</param>
public readonly record struct FitParameter(string Name, double Value, double StandardError, double Lower, double Upper);

/// <summary>A fitted model.</summary>
public sealed record FitResult
{
    /// <summary>The parameters.</summary>
    public required ImmutableArray<FitParameter> Parameters { get; init; }

    /// <summary>Level of the confidence intervals, such as 0.95.</summary>
    public required double Confidence { get; init; }

    /// <summary>The weighted sum of squared residuals.</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>Number of rows less number of parameters.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>√(sum of squares / degrees of freedom).</summary>
    public double ResidualDeviation => DegreesOfFreedom > 0 ? Math.Sqrt(SumOfSquares / DegreesOfFreedom) : double.NaN;

    /// <summary>Share of the variance of the response that the model explains; NaN for a constant response.</summary>
    public required double RSquared { get; init; }

    /// <summary>Covariances of the parameters, row by row; empty where the data do not determine all parameters.</summary>
    public required ImmutableArray<double> Covariance { get; init; }

    /// <summary>Response less model, weighted, for each row.</summary>
    public required ImmutableArray<double> Residuals { get; init; }

    /// <summary>Why the search ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>What to be aware of.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Number of iterations, over all attempts.</summary>
    public required int Iterations { get; init; }

    /// <summary>Passes through the data: residuals alone, and with Jacobian.</summary>
    public required CallCounts Calls { get; init; }

    /// <summary>The iterations of the attempt that led to the answer; the values are half the sum of squares.</summary>
    public required ImmutableArray<IterationRecord> Trace { get; init; }

    /// <summary>True when a minimum of the sum of squares was found.</summary>
    public bool Succeeded => Reason is StopReason.GradientSmall or StopReason.RoundingLimit;

    /// <summary>The estimate of a parameter.</summary>
    public double this[string name] => Parameters.First(p => p.Name == name).Value;
}
