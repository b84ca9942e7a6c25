using System.Collections.Immutable;
using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>What a search came to: the last point analysed, the reason in words, and what to be aware of.</summary>
internal static class Conclusion
{
    public static MinimizeResult Of(Objective objective, Search search, MinimizeMethod method, StopReason reason, Box box)
    {
        var gradient = Vectors.AreFinite(search.G) ? search.G : GradientAt(objective, search.X);
        var projected = box.Projected(search.X, gradient);
        var free = Array.FindAll(Vectors.Indices(search.Dimension), i => !box.IsHeld(i, search.X[i], gradient[i]));
        var point = double.IsFinite(search.F) && reason != StopReason.NotFiniteAtStart ? StationaryPoint.At(objective, search.X, free) : null;
        var isStationary = reason is StopReason.GradientSmall or StopReason.RoundingLimit or StopReason.StepSmall;
        var kind = !isStationary || point is null ? StationaryKind.Unknown
            : free.Length == search.Dimension ? point.Kind
            : free.Length == 0 || point.Kind == StationaryKind.Minimum ? StationaryKind.BoundMinimum : point.Kind;
        if (kind == StationaryKind.Minimum && Surroundings.IsVanishing(objective, search.X, point!)) kind = StationaryKind.Degenerate;
        var beyond = kind == StationaryKind.Minimum && !box.IsBounded ? Surroundings.BeyondJump(objective, search.X, point!) : null;
        if (beyond is not null) (kind, reason) = (StationaryKind.Unknown, StopReason.NoMinimum);
        var (kink, isKinkMinimum) = kind == StationaryKind.Degenerate && !box.IsBounded ? GradientSuspicion.KinkAt(objective, search.X) : ("", false);
        if (kink.Length > 0) (kind, reason) = isKinkMinimum ? (StationaryKind.KinkMinimum, reason) : (StationaryKind.Unknown, StopReason.NoDescent);
        var refined = kind == StationaryKind.Degenerate || reason is StopReason.Unbounded or StopReason.Diverged || point is null ? null : Refine(objective, search, point, box);
        return new MinimizeResult
        {
            Variables = objective.Variables,
            Method = method,
            X = [.. search.X],
            Value = search.F,
            Gradient = [.. gradient],
            GradientNorm = Vectors.MaxNorm(projected),
            Hessian = point?.Hessian ?? [],
            Eigenvalues = point?.Eigenvalues ?? [],
            InverseHessianEstimate = search.InverseHessian is { } inverse ? [.. inverse] : [],
            Kind = kind,
            Reason = reason,
            Message = kink.Length > 0 ? kink
                : beyond is not null ? $"The gradient is zero to the tolerance, but the function is lower beside this point, across a jump or a kink: at {Point(objective, beyond)} it is {Figures.Show(objective.Value(beyond), 6)}."
                : Explain(objective, search, reason, [.. gradient]) is { Length: > 0 } cause ? cause : Describe(search, reason, Vectors.MaxNorm(projected)),
            Warnings = [.. Warnings(objective, search, reason, kind, point, refined)],
            Refined = refined is null ? null : [.. refined],
            Iterations = search.Iterations,
            Calls = search.Calls,
            Trace = [.. search.Trace],
        };
    }

    private static string Explain(Objective objective, Search search, StopReason reason, ImmutableArray<double> gradient) =>
        reason == StopReason.NoDescent ? GradientSuspicion.At(objective, search.X, gradient) : "";

    private static double[] GradientAt(Objective objective, double[] x)
    {
        var gradient = new double[x.Length];
        objective.Gradient(x, gradient);
        return gradient;
    }

    private static string Describe(Search search, StopReason reason, double norm) => reason switch
    {
        StopReason.GradientSmall => $"The gradient is zero to the tolerance: its largest component is {Show(norm)}, asked was {Show(search.Tolerance)}.",
        StopReason.RoundingLimit => $"No further decrease can be seen in double precision; the largest component of the gradient is {Show(norm)}.",
        StopReason.StepSmall => $"The simplex has shrunk below the tolerance of {Show(search.Options.StepTolerance)}.",
        StopReason.MaxIterations => $"The limit of {search.Iterations} iterations was reached before the gradient was small; its largest component is {Show(norm)}.",
        StopReason.MaxEvaluations => $"The limit of {search.Options.MaxEvaluations} evaluations was reached before the gradient was small; its largest component is {Show(norm)}.",
        StopReason.NoMinimum => $"The gradient is zero to the tolerance, but the function falls on from here, ever more slowly: it has no minimum in this direction.",
        StopReason.Unbounded => $"The function falls without end: it was {Show(search.F)} after {search.Iterations} iterations. It has no minimum in this direction; bounds may be missing, or a sign may be wrong.",
        StopReason.Diverged when !(search.F > search.Trace[0].Value) => $"The next step of the learning rate {Show(search.Options.LearningRate ?? double.NaN)} leads to where the function has no finite value: the rate is too large.",
        StopReason.Diverged => $"The values grow without end, from {Show(search.Trace[0].Value)} to {Show(search.F)} after {search.Iterations} iterations: the learning rate of {Show(search.Options.LearningRate ?? double.NaN)} is too large.",
        StopReason.NotFiniteAtStart => double.IsFinite(search.F)
            ? "The gradient is not finite at the start; start elsewhere."
            : "The function has no finite value or gradient at the start; start inside its domain.",
        StopReason.NoDescent => "No step against the gradient lowers the function: it has a kink here, or its gradient is wrong.",
        _ => "The search was ended by the caller.",
    };

    private static IEnumerable<string> Warnings(Objective objective, Search search, StopReason reason, StationaryKind kind, StationaryPoint? point, double[]? refined)
    {
        if (kind == StationaryKind.Saddle) yield return "The point is a saddle, not a minimum: a curvature is negative. Start elsewhere.";
        if (kind == StationaryKind.Maximum) yield return "The point is a maximum, not a minimum: all curvatures are negative. Start elsewhere.";
        if (kind == StationaryKind.Degenerate && Surroundings.IsConstant(objective, search.X, search.F))
            yield return "The function has the same value all around this point: there is nothing to descend. Start elsewhere.";
        else if (kind == StationaryKind.Degenerate && point is not null)
            yield return $"The Hessian is singular here (eigenvalues from {Show(point.Eigenvalues[0])} to {Show(point.Eigenvalues[^1])}): the function is flat in some direction, and the position along that is known to few digits.";
        if (refined is not null)
        {
            var distance = Vectors.MaxNorm(Vectors.Subtract(refined, search.X));
            var what = reason == StopReason.RoundingLimit ? "The values show no more, but the gradient does" : "The answer is the stopping tolerance, not rounding";
            yield return $"{what}: one exact Newton step moves it by {Show(distance)}, to {Point(objective, refined)}.";
        }
    }

    /// <summary>One Newton step, where the point is near a minimum and yet off it by more than rounding can account for.</summary>
    private static double[]? Refine(Objective objective, Search search, StationaryPoint point, Box box)
    {
        if (point.Kind != StationaryKind.Minimum || point.NewtonStep.IsEmpty) return null;
        var step = point.NewtonStep.AsSpan();
        var size = Math.Max(Vectors.MaxNorm(search.X), 1e-3);
        var rounding = 1e-15 * Math.Max(1, Math.Min(point.Condition, 1e6)) * size;
        if (Vectors.MaxNorm(step) <= Math.Max(1e-12 * size, rounding) || Vectors.MaxNorm(step) > 0.1 * size) return null;
        var refined = box.Project(Vectors.Add(search.X, 1, step));
        var gradient = new double[refined.Length];
        var value = objective.Gradient(refined, gradient);
        var better = value <= search.F + (10 * search.Noise) && Vectors.MaxNorm(box.Projected(refined, gradient)) < 0.1 * Vectors.MaxNorm(point.Gradient.AsSpan());
        return better ? refined : null;
    }

    private static string Point(Objective objective, double[] x) =>
        string.Join(", ", Enumerable.Range(0, Math.Min(x.Length, 6)).Select(i => $"{objective.Variables[i]} = {Figures.Show(x[i], 12)}")) + (x.Length > 6 ? ", …" : "");

    private static string Show(double value) => Figures.Show(value);
}
