using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>
/// A second opinion on a gradient that needs no step to be chosen: the remainder |f(x+tv) - f(x) - t·g·v| falls as t² when g is the
/// gradient and as t when it is not.
/// </summary>
/// <param name="Order">Observed order of the remainder, from its best-behaved stretch; NaN when rounding hides it.</param>
/// <param name="Expected">Order of a right derivative: 2 for a gradient, 3 with the Hessian.</param>
/// <param name="Steps">The t used, largest first.</param>
/// <param name="Remainders">The remainder at each t.</param>
/// <param name="Noise">What rounding of the values can do to the remainder at each t.</param>
public sealed record TaylorTest(double Order, int Expected, IReadOnlyList<double> Steps, IReadOnlyList<double> Remainders, IReadOnlyList<double> Noise)
{
    private const int Halvings = 30;

    /// <summary>Whether the remainder falls as it should, or is rounding at every step; null when it cannot be told.</summary>
    public bool? Passes => double.IsNaN(Order) ? null : Order > Expected - 0.5;

    /// <summary>Tests a gradient, and a Hessian too when one is given, along a direction.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point, length n.</param>
    /// <param name="gradient">The claimed gradient, length n.</param>
    /// <param name="direction">The direction, length n; not 0.</param>
    /// <param name="hessian">The claimed Hessian, n×n, or null.</param>
    public static TaylorTest Run(
        Func<double[], double> f, ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, ReadOnlySpan<double> direction,
        double[,]? hessian = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        int n = x.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, n, nameof(gradient));
        ArgumentOutOfRangeException.ThrowIfNotEqual(direction.Length, n, nameof(direction));
        var box = new BlackBox(f, x, DifferenceOptions.Default);
        double[] along = direction.ToArray();
        double slope = 0, bend = 0, argument = 0;
        for (int i = 0; i < n; i++)
        {
            slope += gradient[i] * along[i];
            argument += Math.Abs(gradient[i] * x[i]);
            for (int j = 0; j < n && hessian is not null; j++)
                bend += along[i] * hessian[i, j] * along[j];
        }
        int expected = hessian is null ? 2 : 3;
        double t = box.TypicalAlong(along) * (1437.0 / 8192);
        List<double> steps = [], remainders = [], noise = [];
        for (int k = 0; k < Halvings; k++, t /= 2)
        {
            double value = box.Along(along, t);
            double remainder = Math.Abs(value - box.Value - t * slope - t * t / 2 * bend);
            if (!double.IsFinite(remainder))
                continue;
            steps.Add(t);
            remainders.Add(remainder);
            noise.Add(20 * UnitRoundoff * (Math.Abs(value) + Math.Abs(box.Value) + Math.Min(argument, 10 * Math.Abs(box.Value))));
        }
        return new(OrderOf(steps, remainders, noise, expected), expected, steps, remainders, noise);
    }

    /// <summary>
    /// The order over the last four halvings whose remainders stand clear of rounding: truncation of higher order has died out there.
    /// </summary>
    private static double OrderOf(List<double> steps, List<double> remainders, List<double> noise, int expected)
    {
        int clear = 0;
        while (clear < steps.Count && remainders[clear] > noise[clear])
            clear++;
        // A polynomial of lower degree leaves no remainder at all.
        if (clear == 0)
            return steps.Count > 0 ? expected : double.NaN;
        int first = Math.Max(0, clear - 4), last = clear - 1;
        return last - first < 2 ? double.NaN : Math.Log2(remainders[first] / remainders[last]) / Math.Log2(steps[first] / steps[last]);
    }
}
