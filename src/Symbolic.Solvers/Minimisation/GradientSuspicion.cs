using System.Collections.Immutable;
using Symbolic.FiniteDifferences;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Where no step goes down, the gradient is compared with differences of the values, which know nothing of it.</summary>
internal static class GradientSuspicion
{
    /// <summary>A sentence on a kink, empty when there is none; and whether no direction of the axes leads down from it.</summary>
    public static (string Sentence, bool IsMinimum) KinkAt(Objective objective, double[] x)
    {
        var estimate = FiniteDifference.Gradient(p => objective.Value(p), x);
        if (Enumerable.Range(0, x.Length).FirstOrDefault(i => IsKink(estimate[i]), -1) is var first && first < 0) return ("", false);
        var jump = Math.Abs(estimate[first].Right - estimate[first].Left);
        var leadsDown = Enumerable.Range(0, x.Length).FirstOrDefault(i => LeadsDown(estimate[i], 1e-6 * jump), -1);
        var sentence = Kink(objective.Variables[first], estimate[first]);
        return leadsDown < 0 ? (sentence, true) : ($"{sentence} The search is caught there, though the function falls along {objective.Variables[leadsDown]}; nelder-mead, which needs no derivatives, may go on.", false);
    }

    private static bool LeadsDown(DerivativeEstimate part, double slack) => IsKink(part)
        ? part.Left > part.LeftBound + slack || part.Right < -part.RightBound - slack
        : Math.Abs(part.Value) > part.ErrorBound + slack;

    private static bool IsKink(DerivativeEstimate part) =>
        !double.IsNaN(part.Left) && !double.IsNaN(part.Right) && Math.Abs(part.Left - part.Right) > 2 * (part.LeftBound + part.RightBound);

    private static string Kink(string name, DerivativeEstimate part) =>
        $"The function has a kink here: its slope along {name} is {Figures.Show(part.Left)} from the left and {Figures.Show(part.Right)} from the right.";

    /// <summary>A sentence on the first component that differences contradict, or on a kink; empty when they agree.</summary>
    public static string At(Objective objective, double[] x, ImmutableArray<double> gradient)
    {
        var estimate = FiniteDifference.Gradient(p => objective.Value(p), x);
        for (var i = 0; i < x.Length; i++)
        {
            var part = estimate[i];
            var name = objective.Variables[i];
            if (IsKink(part)) return Kink(name, part);
            if (part.IsReliable && Math.Abs(part.Value - gradient[i]) > (10 * part.ErrorBound) + (1e-6 * Math.Abs(part.Value)))
                return $"The gradient is wrong: by {name} it says {Figures.Show(gradient[i], 6)}, differences of the values say {Figures.Show(part.Value, 6)}.";
        }

        return "";
    }
}
