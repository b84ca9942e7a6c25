using System.Globalization;
using Symbolic.FiniteDifferences;

namespace Symbolic.Verification;

/// <summary>
/// What the remainder of Taylor's formula says of a derivative where differences decide nothing. It is evidence beside the verdict and
/// never part of it: noise that hides the truth from differences hides it from the remainder too, only less.
/// </summary>
/// <param name="Order">Order at which the remainder falls: 2 for a right derivative, 1 for a wrong one; NaN where rounding hides it.</param>
/// <param name="Visible">An error of the derivative of this size would have kept the order from rising to 2.</param>
/// <param name="Calls">Evaluations that were spent.</param>
internal readonly record struct TaylorOpinion(double Order, double Visible, int Calls)
{
    /// <summary>No opinion.</summary>
    public static TaylorOpinion None => new(double.NaN, double.PositiveInfinity, 0);

    private const int Stretch = 4;

    /// <summary>Orders of neighbouring steps that differ by more than this are no order.</summary>
    private const double Steadiness = 0.5;

    /// <summary>Follows f(x + t·eᵢ) − f(x) − t·claim as t is halved.</summary>
    /// <param name="value">The function: for a second derivative, the slope.</param>
    /// <param name="x">The point.</param>
    /// <param name="coordinate">The coordinate i that is varied.</param>
    /// <param name="claim">The derivative along it.</param>
    /// <param name="noise">Remainders below this are noise.</param>
    /// <param name="isBound">Whether that bounds all noise there is; else that of rounding is guessed from the size of the values.</param>
    public static TaylorOpinion Of(Func<double[], double> value, double[] x, int coordinate, double claim, double noise, bool isBound = false)
    {
        if (!double.IsFinite(claim) || double.IsNaN(noise)) return None;
        var (direction, slopes) = (new double[x.Length], new double[x.Length]);
        (direction[coordinate], slopes[coordinate]) = (1, claim);
        var test = TaylorTest.Run(value, x, slopes, direction);
        var calls = test.Steps.Count + 1;
        var clear = 0;
        while (clear < test.Steps.Count && test.Remainders[clear] > (isBound ? noise : Math.Max(noise, test.Noise[clear]))) clear++;
        var (first, last) = (Math.Max(0, clear - Stretch), clear - 1);
        if (last - first < 2) return None with { Calls = calls };
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = first; k < last; k++)
        {
            var order = OrderBetween(test, k, k + 1);
            (low, high) = (Math.Min(low, order), Math.Max(high, order));
        }

        return high - low <= Steadiness
            ? new TaylorOpinion(OrderBetween(test, first, last), test.Remainders[last] / test.Steps[last], calls)
            : None with { Calls = calls };
    }

    /// <summary>The cause of a verdict with this opinion after it.</summary>
    public string After(string cause) => Order switch
    {
        > 1.5 => string.Create(CultureInfo.InvariantCulture, $"{cause}; as far as noise lets it be followed, Taylor's remainder falls with order {Order:F1}, as it does for a derivative that is right to within {Visible:G2}"),
        < 1.3 and > 0.7 => string.Create(CultureInfo.InvariantCulture, $"{cause}; Taylor's remainder falls with order {Order:F1}, not 2: the derivative looks wrong by about {Visible:G2}"),
        _ => cause,
    };

    private static double OrderBetween(TaylorTest test, int first, int last) =>
        Math.Log2(test.Remainders[first] / test.Remainders[last]) / Math.Log2(test.Steps[first] / test.Steps[last]);
}
