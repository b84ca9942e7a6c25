using System.Collections.Immutable;
using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Looks for minima of functions of several variables.</summary>
/// <example><code>
/// var f = Formula.Parse("(1-x)^2 + 100*(y-x^2)^2");
/// MinimizeResult r = Minimizer.Minimize(f, [-1.2, 1]);      // x = 1, y = 1, a minimum, 21 iterations
/// </code></example>
public static class Minimizer
{
    private const int LargestForNewton = 150;
    private const int Restarts = 3;

    /// <summary>The methods that <see cref="Compare"/> runs.</summary>
    public static ImmutableArray<MinimizeMethod> AllMethods { get; } =
    [
        MinimizeMethod.Newton, MinimizeMethod.Bfgs, MinimizeMethod.Lbfgs, MinimizeMethod.ConjugateGradient,
        MinimizeMethod.GradientDescent, MinimizeMethod.NelderMead, MinimizeMethod.BoundedLbfgs, MinimizeMethod.ProjectedNewton,
    ];

    /// <summary>Looks for a minimum of a formula from a start, the variables in the order of the formula.</summary>
    public static MinimizeResult Minimize(Formula formula, ReadOnlySpan<double> start, MinimizeOptions? options = null) =>
        Minimize(Objective.Of(formula), start, options);

    /// <summary>Looks for a minimum from a start.</summary>
    /// <exception cref="ArgumentException">The start or the bounds have the wrong length, the bounds exclude each other, or the method takes no bounds.</exception>
    public static MinimizeResult Minimize(Objective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        options ??= MinimizeOptions.Default;
        if (start.Length != objective.Dimension) throw new ArgumentException($"The start has {start.Length} values for {objective.Dimension} variables.", nameof(start));
        if (start.Length == 0) throw new ArgumentException("The function has no variables.", nameof(start));
        var method = Choose(options, objective.Dimension);
        if (options.HasBounds && method is not (MinimizeMethod.BoundedLbfgs or MinimizeMethod.ProjectedNewton))
            throw new ArgumentException($"The method {method} takes no bounds.", nameof(options));
        var box = new Box(options, start.Length);
        var search = new Search(objective, options, box.Project(start), DefaultIterations(method, start.Length));
        var reason = Run(search, method, box);
        if (options.HasNoBounds) reason = FollowDown(objective, search, method, box, reason);
        return Conclusion.Of(objective, search, method, reason, box);
    }

    /// <summary>Runs several methods from the same start; all of <see cref="AllMethods"/> that apply when none is named.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="start">The start.</param>
    /// <param name="options">Options of each search.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="progress">Told the share of the methods that is done, 0 to 1.</param>
    public static ImmutableArray<MinimizeResult> Compare(
        Objective objective, ReadOnlySpan<double> start, MinimizeOptions? options = null, IEnumerable<MinimizeMethod>? methods = null, IProgress<double>? progress = null)
    {
        options ??= MinimizeOptions.Default;
        MinimizeMethod[] chosen = [.. methods ?? AllMethods.Where(m => m is MinimizeMethod.BoundedLbfgs or MinimizeMethod.ProjectedNewton == options.HasBounds)];
        var results = ImmutableArray.CreateBuilder<MinimizeResult>(chosen.Length);
        foreach (var method in chosen)
        {
            results.Add(Minimize(objective, start, options with { Method = method }));
            progress?.Report((double)results.Count / chosen.Length);
        }

        return results.MoveToImmutable();
    }

    /// <summary>
    /// Looks for minima from several starts and lists the distinct ones found, the lowest first. Starts are the points of a grid over
    /// the box, or random points of it with a fixed seed.
    /// </summary>
    /// <param name="objective">The function.</param>
    /// <param name="lower">Lower corner of the box of starts.</param>
    /// <param name="upper">Upper corner.</param>
    /// <param name="starts">Number of starts; for a grid, the points along each axis.</param>
    /// <param name="grid">True for a grid.</param>
    /// <param name="options">Options of each search; when they cancel it, the minima found so far are the result.</param>
    /// <param name="progress">Told the share of the starts that is done, 0 to 1.</param>
    public static ImmutableArray<MinimizeResult> MultiStart(
        Objective objective, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int starts = 30, bool grid = false, MinimizeOptions? options = null, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        var found = new List<MinimizeResult>();
        double[][] points = [.. grid ? Starts.Grid(lower.ToArray(), upper.ToArray(), starts) : Starts.Random(lower.ToArray(), upper.ToArray(), starts)];
        for (var i = 0; i < points.Length && options?.Cancellation.IsCancellationRequested != true; i++)
        {
            var result = Minimize(objective, points[i], options);
            progress?.Report((i + 1.0) / points.Length);
            if (result.Succeeded && double.IsFinite(result.Value) && !found.Exists(r => IsSame(r, result))) found.Add(result);
        }

        return [.. found.OrderBy(r => r.Value)];
    }

    /// <summary>Where a search has ended at a flat place from which the function falls on, it begins again further down, a few times.</summary>
    private static StopReason FollowDown(Objective objective, Search search, MinimizeMethod method, Box box, StopReason reason)
    {
        for (var restart = 0; reason is StopReason.GradientSmall or StopReason.RoundingLimit or StopReason.StepSmall; restart++)
        {
            if (Surroundings.FurtherDown(objective, search.X, search.F, restart == 0 ? search.Scale : 0) is not { } lower || search.Limit() is not null) break;
            if (restart == Restarts) return StopReason.NoMinimum;
            search.Restart(lower);
            reason = Run(search, method, box);
        }

        return reason;
    }

    private static StopReason Bfgs(Search search)
    {
        var rule = new BfgsRule();
        var reason = DescentMethod.Run(search, rule);
        search.InverseHessian = rule.Inverse;
        return reason;
    }

    private static bool IsSame(MinimizeResult a, MinimizeResult b) =>
        Vectors.Norm(Vectors.Subtract(a.X.AsSpan(), b.X.AsSpan())) <= 1e-5 * Math.Max(1, Vectors.Norm(a.X.AsSpan()));

    private static MinimizeMethod Choose(MinimizeOptions options, int n) => options.Method switch
    {
        MinimizeMethod.Automatic when options.HasBounds => n <= LargestForNewton ? MinimizeMethod.ProjectedNewton : MinimizeMethod.BoundedLbfgs,
        MinimizeMethod.Automatic => n <= LargestForNewton ? MinimizeMethod.Newton : MinimizeMethod.Lbfgs,
        var method => method,
    };

    private static int DefaultIterations(MinimizeMethod method, int n) => method switch
    {
        MinimizeMethod.GradientDescent => 100_000,
        MinimizeMethod.NelderMead => 1000 * n,
        MinimizeMethod.Newton or MinimizeMethod.ProjectedNewton => 1000,
        _ => 10_000,
    };

    private static StopReason Run(Search search, MinimizeMethod method, Box box) => method switch
    {
        MinimizeMethod.Newton => NewtonMethod.Run(search),
        MinimizeMethod.Bfgs => Bfgs(search),
        MinimizeMethod.Lbfgs => DescentMethod.Run(search, new LbfgsRule()),
        MinimizeMethod.ConjugateGradient => DescentMethod.Run(search, new ConjugateRule()),
        MinimizeMethod.GradientDescent when search.Options.LearningRate is { } rate => FixedRateDescent.Run(search, rate),
        MinimizeMethod.GradientDescent => DescentMethod.Run(search, new SteepestRule()),
        MinimizeMethod.NelderMead => NelderMead.Run(search),
        MinimizeMethod.BoundedLbfgs => ProjectedMethod.Run(search, box, useHessian: false),
        MinimizeMethod.ProjectedNewton => ProjectedMethod.Run(search, box, useHessian: true),
        MinimizeMethod.LevenbergMarquardt => throw new ArgumentException("Levenberg–Marquardt needs the residuals one by one: give them as a vector to SumOfSquares.", nameof(method)),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "This is no method."),
    };
}
