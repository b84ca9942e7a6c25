using System.Collections.Immutable;

namespace Symbolic.Solvers.Minimisation;

/// <summary>A place of interest of a function on an interval.</summary>
/// <param name="X">The place.</param>
/// <param name="Value">The value there; infinite at a pole.</param>
/// <param name="Kind">Minimum, maximum or degenerate for stationary points, minimum or maximum for kinks; unknown elsewhere.</param>
/// <param name="Where">"lower end", "upper end", "stationary point", "kink", "jump", "pole" or "edge of the domain".</param>
public sealed record IntervalPoint(double X, double Value, StationaryKind Kind, string Where);

/// <summary>The least and greatest values of a function on an interval, with every candidate that was compared.</summary>
/// <param name="Minimum">The lowest candidate.</param>
/// <param name="Maximum">The highest candidate.</param>
/// <param name="Candidates">Both ends, all stationary points, kinks, jumps, poles and edges of the domain found, ascending in x.</param>
/// <param name="Calls">Calls of the function.</param>
/// <param name="Warnings">What to be aware of: parts of the interval without values, poles.</param>
public sealed record IntervalExtrema(IntervalPoint Minimum, IntervalPoint Maximum, ImmutableArray<IntervalPoint> Candidates, CallCounts Calls, ImmutableArray<string> Warnings);

/// <summary>
/// Extrema on an interval: the ends are compared with the roots of the exact derivative, which are located by the changes of its sign
/// between neighbours of an even subdivision, and with the places where the function is not smooth, which are given away by values
/// that do not go the way of the slopes.
/// </summary>
public static class IntervalMinimum
{
    /// <summary>Extrema of a formula of one variable between two points.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="lower">Lower end.</param>
    /// <param name="upper">Upper end.</param>
    /// <param name="cells">Number of parts; extrema closer together than one part may be missed.</param>
    /// <exception cref="ArgumentException">The formula has more than one variable, the interval is empty, or no value in it is finite.</exception>
    public static IntervalExtrema Of(Formula formula, double lower, double upper, int cells = 500)
    {
        ArgumentNullException.ThrowIfNull(formula);
        if (formula.Variables.Length != 1) throw new ArgumentException($"A formula of one variable is needed; this one has {formula.Variables.Length}.", nameof(formula));
        if (!(lower < upper) || !double.IsFinite(upper - lower)) throw new ArgumentException("The interval must be finite, and its lower end below its upper end.", nameof(upper));
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        return new IntervalSearch(formula).Run(lower, upper, cells)
            ?? throw new ArgumentException("The function has no value anywhere in the interval.", nameof(formula));
    }
}
