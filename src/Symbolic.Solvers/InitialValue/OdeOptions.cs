namespace Symbolic.Solvers.InitialValue;

/// <summary>How a system is integrated.</summary>
public enum OdeMethod
{
    /// <summary>Dormand–Prince, and Radau from the point on at which the system turns out to be stiff.</summary>
    Automatic,

    /// <summary>Dormand and Prince's explicit pair of orders 5 and 4, for systems that are not stiff.</summary>
    DormandPrince,

    /// <summary>Radau IIA of order 5, implicit, with the exact Jacobian, for stiff systems.</summary>
    Radau,
}

/// <summary>A function of time and state whose zeros are to be found.</summary>
/// <param name="Function">The function.</param>
/// <param name="IsTerminal">True to end the integration at the first zero.</param>
/// <param name="Direction">1 for zeros where the function rises, −1 where it falls, 0 for both.</param>
/// <param name="Name">What to call it.</param>
public sealed record OdeEvent(Func<double, double[], double> Function, bool IsTerminal = false, int Direction = 0, string Name = "event");

/// <summary>A zero of an event function.</summary>
/// <param name="Name">Name of the event.</param>
/// <param name="Time">When.</param>
/// <param name="State">The state then.</param>
public sealed record OdeEventRecord(string Name, double Time, double[] State);

/// <summary>Tolerances, limits and events.</summary>
public sealed record OdeOptions
{
    /// <summary>The defaults.</summary>
    public static OdeOptions Default { get; } = new();

    /// <summary>The method.</summary>
    public OdeMethod Method { get; init; }

    /// <summary>Error allowed in a step, relative to each component.</summary>
    public double RelativeTolerance { get; init; } = 1e-6;

    /// <summary>Error allowed in a step where components are small.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-9;

    /// <summary>First step; 0 to choose one.</summary>
    public double FirstStep { get; init; }

    /// <summary>Longest step.</summary>
    public double MaxStep { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Times at which steps are to end, in the direction of integration. States there have the accuracy of the steps; between steps
    /// of a stiff system, interpolation is coarser.
    /// </summary>
    public IReadOnlyList<double> Times { get; init; } = [];

    /// <summary>Most steps, rejected ones included.</summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>Functions whose zeros are to be found.</summary>
    public IReadOnlyList<OdeEvent> Events { get; init; } = [];

    /// <summary>Called after each step with the time reached; the integration ends when it answers false.</summary>
    public Func<double, bool>? Progress { get; init; }

    /// <summary>Stops the integration.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Why an integration ended.</summary>
public enum OdeReason
{
    /// <summary>The end of the interval was reached.</summary>
    Finished,

    /// <summary>A terminal event happened.</summary>
    Event,

    /// <summary>The step became smaller than rounding: the solution has a singularity, or a jump, near the last time.</summary>
    StepTooSmall,

    /// <summary>The limit on steps was reached.</summary>
    MaxSteps,

    /// <summary>A slope at the start is not finite.</summary>
    NotFiniteAtStart,

    /// <summary>The caller ended the integration.</summary>
    Cancelled,
}

/// <summary>What an integration cost.</summary>
/// <param name="Steps">All steps tried.</param>
/// <param name="Accepted">Steps that were kept.</param>
/// <param name="Rejected">Steps whose error was too large, or whose Newton iteration did not converge.</param>
/// <param name="SlopeCalls">Evaluations of the right-hand side.</param>
/// <param name="JacobianCalls">Evaluations of the Jacobian.</param>
/// <param name="Factorisations">Triangular decompositions (a real and a complex one together count once).</param>
public readonly record struct OdeStatistics(int Steps, int Accepted, int Rejected, int SlopeCalls, int JacobianCalls, int Factorisations);
