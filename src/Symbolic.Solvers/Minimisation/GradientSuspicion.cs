using System.Collections.Immutable;
using Symbolic.FiniteDifferences;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Where no step goes down, the gradient is compared with differences of the values, which know nothing of it.</summary>
internal static class GradientSuspicion
{
    /// <summary>A sentence on the first component that differences contradict, or on a kink; empty when they agree.</summary>
    public static string At(Objective objective, double[] x, ImmutableArray<double> gradient)
    {
        var estimate = FiniteDifference.Gradient(p => objective.Value(p), x);
        for (var i = 0; i < x.Length; i++)
        {
            var part = estimate[i];
            var name = objective.Variables[i];
            if (!double.IsNaN(part.Left) && !double.IsNaN(part.Right) && Math.Abs(part.Left - part.Right) > 2 * (part.LeftBound + part.RightBound))
                return $"The function has a kink here: its slope along {name} is {Figures.Show(part.Left)} from the left and {Figures.Show(part.Right)} from the right.";
            if (part.IsReliable && Math.Abs(part.Value - gradient[i]) > (10 * part.ErrorBound) + (1e-6 * Math.Abs(part.Value)))
                return $"The gradient is wrong: by {name} it says {Figures.Show(gradient[i], 6)}, differences of the values say {Figures.Show(part.Value, 6)}.";
        }

        return "";
    }
}
