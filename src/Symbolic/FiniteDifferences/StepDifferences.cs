using System.Runtime.InteropServices;

namespace Symbolic.FiniteDifferences;

/// <summary>The two difference quotients at one step and the size of the numbers whose rounding they carry.</summary>
/// <param name="First">(f₊ - f₋)/2h, or (f₊ - f₀)/h on one side.</param>
/// <param name="Second">(f₊ - 2f₀ + f₋)/h², or (f(2h) - 2f(h) + f₀)/h² on one side.</param>
/// <param name="FirstSize">Largest |f| in the first quotient.</param>
/// <param name="SecondSize">Largest |f| in the second quotient.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StepDifference(double First, double Second, double FirstSize, double SecondSize)
{
    /// <summary>f at the step, to the right (or outward).</summary>
    public double Plus { get; init; }

    /// <summary>f at the step to the left (or at twice the step outward).</summary>
    public double Minus { get; init; }

    public double Of(int order) => order == 1 ? First : Second;

    /// <summary>Size for the noise tableau: values, and the rounding of the argument inside f, as far as the slope shows it.</summary>
    public double Magnitude(int order, double argumentSize)
    {
        double size = order == 1 ? FirstSize : SecondSize;
        return size + Math.Min(Math.Abs(argumentSize * First), 10 * size);
    }
}

/// <summary>Forms difference quotients about a point of a line, on both sides (side 0) or on one (side ±1).</summary>
internal sealed class StepDifferences(LineSamples samples, double x, double argumentSize, double centre, int side)
{
    public double X => x;

    /// <summary>Size of the argument whose rounding f carries; |x| unless x is the parameter of a line.</summary>
    public double ArgumentSize => argumentSize;

    public int Side => side;

    public LineSamples Samples => samples;

    public double Centre => centre;

    public bool IsInside(double h) => side == 0
        ? double.IsFinite(samples.At(x + h)) && double.IsFinite(samples.At(x - h))
        : double.IsFinite(samples.At(x + side * h));

    public StepDifference At(double h)
    {
        double outward = side == 0 ? h : side * h;
        double plus = samples.At(x + outward);
        if (side == 0)
        {
            double minus = samples.At(x - h);
            double size = Math.Max(Math.Abs(plus), Math.Abs(minus));
            double first = plus / 2 - minus / 2;
            return new(first / h, (plus - centre + (minus - centre)) / h / h, size, Math.Max(size, Math.Abs(centre)))
            {
                Plus = plus,
                Minus = minus,
            };
        }
        double far = samples.At(x + 2 * outward);
        double near = Math.Max(Math.Abs(plus), Math.Abs(centre));
        return new((plus - centre) / outward, (far - plus - (plus - centre)) / h / h, near, Math.Max(near, Math.Abs(far)))
        {
            Plus = plus,
            Minus = far,
        };
    }
}
