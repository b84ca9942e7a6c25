using System.Collections.Immutable;

namespace Symbolic.Verification;

/// <summary>
/// The error of forward and central differences against their step: the V whose left arm is rounding in the function and whose right
/// arm is truncation of the difference.
/// </summary>
public sealed record StepCurve
{
    private const int PerDecade = 4;
    private const int Decades = 16;

    /// <summary>The variable that is varied.</summary>
    public required string Variable { get; init; }

    /// <summary>The exact derivative, against which errors are measured.</summary>
    public required double Exact { get; init; }

    /// <summary>The steps, in the unit of the variable, largest first: from 1 to 1e-16, four to a decade.</summary>
    public required ImmutableArray<double> Steps { get; init; }

    /// <summary>Relative error of (f(x+h) − f(x))/h, absolute where the derivative is 0; NaN where a value is not finite.</summary>
    public required ImmutableArray<double> Forward { get; init; }

    /// <summary>The same of (f(x+h) − f(x−h))/2h.</summary>
    public required ImmutableArray<double> Central { get; init; }

    /// <summary>The curve of one partial derivative.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="at">The point, in the order of <see cref="Formula.Variables"/>.</param>
    /// <param name="variable">The variable.</param>
    public static StepCurve Of(Formula formula, ReadOnlySpan<double> at, string variable)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentOutOfRangeException.ThrowIfNotEqual(at.Length, formula.Variables.Length, nameof(at));
        var index = formula.Variables.IndexOf(variable);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(variable));
        var program = formula.Compile(1);
        var gradient = new double[at.Length];
        var x = at.ToArray();
        var value = program.Evaluate(x, gradient);
        var exact = gradient[index];
        var (steps, forward, central) = (new List<double>(), new List<double>(), new List<double>());
        for (var k = 0; k <= PerDecade * Decades; k++)
        {
            var h = Math.Pow(10, -k / (double)PerDecade);
            var (right, left) = (At(at[index] + h), At(at[index] - h));
            steps.Add(h);
            forward.Add(Error((right - value) / h));
            central.Add(Error((right - left) / (2 * h)));
        }

        return new StepCurve { Variable = variable, Exact = exact, Steps = [.. steps], Forward = [.. forward], Central = [.. central] };

        double At(double coordinate)
        {
            var moved = (double[])x.Clone();
            moved[index] = coordinate;
            return program.Evaluate(moved);
        }

        double Error(double slope)
        {
            var error = exact == 0 ? Math.Abs(slope) : Math.Abs((slope - exact) / exact);
            return double.IsFinite(error) ? error : double.NaN;
        }
    }
}
