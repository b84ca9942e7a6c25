namespace Symbolic.Solvers.Minimisation;

/// <summary>How a minimum is looked for.</summary>
public enum MinimizeMethod
{
    /// <summary>Newton in a trust region; L-BFGS for many variables; projected Newton with bounds.</summary>
    Automatic,

    /// <summary>Newton steps in a trust region, exact Hessian, negative curvature used.</summary>
    Newton,

    /// <summary>Quasi-Newton with a dense approximation of the inverse Hessian.</summary>
    Bfgs,

    /// <summary>Quasi-Newton from the last few steps; for many variables.</summary>
    Lbfgs,

    /// <summary>Nonlinear conjugate gradients.</summary>
    ConjugateGradient,

    /// <summary>Steepest descent with a line search.</summary>
    GradientDescent,

    /// <summary>Simplex search; values only.</summary>
    NelderMead,

    /// <summary>L-BFGS within bounds, projected.</summary>
    BoundedLbfgs,

    /// <summary>Newton within bounds, projected.</summary>
    ProjectedNewton,

    /// <summary>Least squares from the residuals; see <see cref="Fitting.SumOfSquares"/>.</summary>
    LevenbergMarquardt,
}

/// <summary>Tolerances and limits; the defaults suit problems of any scale.</summary>
public sealed record MinimizeOptions
{
    /// <summary>The defaults.</summary>
    public static MinimizeOptions Default { get; } = new();

    /// <summary>The method.</summary>
    public MinimizeMethod Method { get; init; }

    /// <summary>
    /// The largest component of the gradient at which the search ends; where all gradients met are smaller than 1, relative to the
    /// largest of them, so that a minimum does not move when the function is scaled.
    /// </summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Size of the simplex, relative to the point, at which Nelder–Mead ends.</summary>
    public double StepTolerance { get; init; } = 1e-8;

    /// <summary>Most iterations; by default 1,000, of gradient descent 100,000, of Nelder–Mead 1,000 a variable.</summary>
    public int? MaxIterations { get; init; }

    /// <summary>Most evaluations of the function, derivatives included.</summary>
    public int MaxEvaluations { get; init; } = 1_000_000;

    /// <summary>Lower bounds, one for each variable; null for none.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>Upper bounds, one for each variable; null for none.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>A fixed learning rate in place of the line search of gradient descent.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Called after each iteration; the search ends when it answers false.</summary>
    public Func<IterationRecord, bool>? Progress { get; init; }

    /// <summary>Stops the search.</summary>
    public CancellationToken Cancellation { get; init; }

    internal bool HasBounds => !HasNoBounds;

    /// <summary>True when neither lower nor upper bounds are given.</summary>
    public bool HasNoBounds => Lower is null && Upper is null;
}
