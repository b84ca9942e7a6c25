using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>
/// Newton steps in a trust region. After the tolerance is met, up to three further steps bring the point to rounding where the
/// Hessian is definite. At a stationary point that is no minimum, the step follows the negative curvature. The region is not known at
/// the start; where the function turns out to be as quadratic as its model there, the whole step is taken.
/// </summary>
internal static class NewtonMethod
{
    private const int PolishingSteps = 3;

    public static StopReason Run(Search search)
    {
        if (search.Begin(withGradient: true) is { } refused) return refused;
        var radius = Math.Max(1, Vectors.Norm(search.X));
        var polished = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            var model = Model(search);
            if (isFirst && WholeStep(search, model, ref radius, out var stopped))
            {
                if (stopped is { } early) return early;
                continue;
            }

            var isSmall = Vectors.MaxNorm(search.G) <= search.Tolerance && model.IsConvex;
            if (isSmall && (polished++ == PolishingSteps || Vectors.MaxNorm(search.G) == 0)) return StopReason.GradientSmall;
            var ended = Step(search, model, ref radius);
            if (ended is { } reason) return isSmall && reason is StopReason.RoundingLimit or StopReason.MaxIterations && isSmall ? StopReason.GradientSmall : reason;
        }
    }

    /// <summary>Whether the whole first step was taken, because it lowers the function by what the model predicts.</summary>
    private static bool WholeStep(Search search, TrustRegion model, ref double radius, out StopReason? stopped)
    {
        stopped = null;
        const double likeness = 0.02;
        if (!model.IsConvex || Vectors.MaxNorm(search.G) <= search.Tolerance) return false;
        var (step, predicted) = model.Within(double.MaxValue);
        var length = Vectors.Norm(step);
        if (!(length > radius) || !double.IsFinite(length) || predicted <= search.Noise) return false;
        var gradient = new double[search.Dimension];
        var trial = Vectors.Add(search.X, 1, step);
        var value = search.Gradient(trial, gradient);
        if (!(Math.Abs(((search.F - value) / predicted) - 1) <= likeness)) return false;
        radius = length;
        stopped = search.Accept(trial, value, gradient);
        return true;
    }

    /// <summary>The quadratic model; curvature ‖g‖ in every direction where the Hessian is not finite.</summary>
    private static TrustRegion Model(Search search)
    {
        var n = search.Dimension;
        var hessian = new double[n * n];
        if (!search.Hessian(hessian))
        {
            Array.Clear(hessian);
            for (var i = 0; i < n; i++) hessian[(i * n) + i] = Vectors.Norm(search.G);
        }

        return new TrustRegion(SymmetricEigen.Of(hessian, n), search.G);
    }

    /// <summary>Shrinks the region until a step lowers the function.</summary>
    private static StopReason? Step(Search search, TrustRegion model, ref double radius)
    {
        while (true)
        {
            var (step, predicted) = model.Within(radius);
            var length = Vectors.Norm(step);
            var trial = Vectors.Add(search.X, 1, step);
            if (length == 0 || trial.AsSpan().SequenceEqual(search.X)) return StopReason.RoundingLimit;
            var gradient = new double[search.Dimension];
            var value = search.Gradient(trial, gradient);
            if (predicted <= search.Noise) return WithinNoise(search, trial, value, gradient);
            var ratio = (search.F - value) / predicted;
            if (double.IsNegativeInfinity(value)) return search.Accept(trial, value, gradient) ?? StopReason.Unbounded;
            if (!(ratio > 0.25)) radius = length / 4;
            else if (ratio > 0.75 && length > 0.9 * radius) radius *= ratio > 0.9 ? 4 : 2;
            if (ratio > 1e-4) return search.Accept(trial, value, gradient);
            if (search.Limit() is { } limit) return limit;
        }
    }

    /// <summary>Where values no longer tell, the gradient does: a step counts when it halves the gradient.</summary>
    private static StopReason? WithinNoise(Search search, double[] trial, double value, double[] gradient)
    {
        var better = value <= search.F + (4 * search.Noise) && Vectors.MaxNorm(gradient) <= Vectors.MaxNorm(search.G) / 2;
        return better ? search.Accept(trial, value, gradient) : StopReason.RoundingLimit;
    }
}
