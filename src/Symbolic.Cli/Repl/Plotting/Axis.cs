using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Plotting;

/// <summary>An interval of a plot.</summary>
internal readonly record struct Axis(string Name, double Lower, double Upper)
{
    /// <summary>The value at a share of the way.</summary>
    public double At(double share) => Lower + (share * (Upper - Lower));

    /// <summary>The share of the way of a value.</summary>
    public double ShareOf(double value) => (value - Lower) / (Upper - Lower);

    /// <summary>A number as it stands on the axis: no more digits than the width of the interval gives a meaning to.</summary>
    public string Label(double value)
    {
        var step = (Upper - Lower) / 1000;
        var digits = value == 0 || step == 0 ? 1 : (int)Math.Clamp(Math.Ceiling(Math.Log10(Math.Abs(value) / step)), 1, 6);
        return NumberFormat.Format(Math.Abs(value) < step / 2 ? 0 : value, digits);
    }
}
