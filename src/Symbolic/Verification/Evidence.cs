using Symbolic.FiniteDifferences;

namespace Symbolic.Verification;

/// <summary>A component of the gradient (<see cref="Column"/> is −1) or of the lower triangle of the Hessian.</summary>
internal readonly record struct Component(int Row, int Column)
{
    /// <summary>The coordinate that is varied to look left and right.</summary>
    public int Variable => Column < 0 ? Row : Column;
}

/// <summary>Value, gradient and row-major Hessian by one route.</summary>
internal sealed record Derivatives(double Value, double[] Gradient, double[] Hessian)
{
    public static Derivatives Of(int size, int order, Func<double[], double[], double> evaluate)
    {
        var (gradient, hessian) = (new double[size], new double[order == 2 ? size * size : 0]);
        var value = evaluate(gradient, hessian);
        return new Derivatives(value, gradient, hessian);
    }

    public double Of(Component c) => c.Column < 0 ? Gradient[c.Row] : Hessian[(c.Row * Gradient.Length) + c.Column];
}

/// <summary>Finite differences of the value; a second, independent ladder only where it is asked for.</summary>
internal sealed class DifferenceRoute
{
    private readonly Func<double[], double> _value;
    private readonly double[] _x;
    private readonly GradientEstimate _gradient;
    private readonly HessianEstimate? _hessian;
    private HessianEstimate? _second;

    public DifferenceRoute(Func<double[], double> value, double[] x, int order)
    {
        (_value, _x) = (value, x);
        _hessian = order == 2 && x.Length > 0 ? FiniteDifference.Hessian(value, x) : null;
        _gradient = _hessian?.Gradient ?? FiniteDifference.Gradient(value, x);
        Calls = _hessian?.Calls ?? _gradient.Calls;
    }

    /// <summary>How often the function was called.</summary>
    public int Calls { get; private set; }

    /// <summary>Counts calls that were made beside the differences.</summary>
    public void Count(int calls) => Calls += calls;

    public DerivativeEstimate Of(Component c) => c.Column >= 0 ? _hessian![c.Row, c.Column]
        : _gradient[c.Row].Status == EstimateStatus.Inconclusive ? Closer(c.Row, _gradient[c.Row])
        : _gradient[c.Row];

    /// <summary>
    /// The slope from a hundredth of the distance, where a kink or step further out has spoilt the larger steps. It replaces the
    /// first estimate only where it is sharper and within that one's bound, so that it can confirm but not contradict it.
    /// </summary>
    private DerivativeEstimate Closer(int coordinate, DerivativeEstimate first)
    {
        var near = Within(coordinate, 0.01 * SizeOf(coordinate));
        return near.Status == EstimateStatus.Ok && near.Value != 0 && near.ErrorBound < first.ErrorBound && Math.Abs(near.Value - first.Value) <= first.ErrorBound ? near : first;
    }

    /// <summary>The slope from within a distance of the point.</summary>
    public DerivativeEstimate Within(int coordinate, double distance)
    {
        var x = _x[coordinate];
        var near = FiniteDifference.Derivative(t => _value(With(coordinate, t)), x, DifferenceOptions.Default with { Lower = [x - distance], Upper = [x + distance] });
        Calls += near.Calls;
        return near;
    }

    /// <summary>The same derivative from other steps.</summary>
    public DerivativeEstimate Again(Component c)
    {
        var options = DifferenceOptions.Default.Independent();
        if (c.Column < 0)
        {
            var estimate = FiniteDifference.Derivative(t => _value(With(c.Row, t)), _x[c.Row], options);
            Calls += estimate.Calls;
            return estimate;
        }

        if (_second is null)
        {
            _second = FiniteDifference.Hessian(_value, _x, options);
            Calls += _second.Calls;
        }

        return _second[c.Row, c.Column];
    }

    /// <summary>
    /// The size against which a derivative of 0 is judged: that of its neighbours in the Hessian, or what the value and the
    /// slopes change over a distance of the coordinates' own size.
    /// </summary>
    public double ScaleOf(Component c)
    {
        var scale = Math.Abs(_gradient.Value) / SizeOf(c.Row);
        if (c.Column >= 0)
        {
            scale = Math.Max(scale / SizeOf(c.Column), Math.Sqrt(Math.Abs(_hessian![c.Row, c.Row].Value)) * Math.Sqrt(Math.Abs(_hessian[c.Column, c.Column].Value)));
            scale = Math.Max(scale, Math.Max(Math.Abs(_gradient[c.Row].Value) / SizeOf(c.Column), Math.Abs(_gradient[c.Column].Value) / SizeOf(c.Row)));
        }

        return double.IsFinite(scale) ? scale : 0;
    }

    private double SizeOf(int coordinate) => Math.Max(1, Math.Abs(_x[coordinate]));

    private double[] With(int coordinate, double value)
    {
        var point = (double[])_x.Clone();
        point[coordinate] = value;
        return point;
    }
}

/// <summary>All that is known of one component when it is judged.</summary>
internal sealed record Evidence
{
    public required double Exact { get; init; }

    public required double Dual { get; init; }

    public required DerivativeEstimate Estimate { get; init; }

    public required DerivativeJudgement Judgement { get; init; }

    /// <summary>A bound on the rounding in the value of the formula at the point.</summary>
    public required Func<double> ValueRounding { get; init; }

    /// <summary>A bound on the rounding in the exact derivative at the point.</summary>
    public required Func<double> ExactRounding { get; init; }

    /// <summary>Makes the estimate again, with other steps.</summary>
    public required Func<DerivativeEstimate> Again { get; init; }

    /// <summary>What bends or jumps at the point, in words; null when nothing does.</summary>
    public required string? Kink { get; init; }

    /// <summary>What jumps within the steps of the differences, as an excerpt; null when nothing is seen to.</summary>
    public required Func<string?> JumpNearby { get; init; }

    /// <summary>The derivative by dual numbers left and right of the point, at a distance; just beside it where that is null.</summary>
    public required Func<double?, (double Left, double Right)> Slopes { get; init; }

    /// <summary>Why the exact derivative is not finite.</summary>
    public required Func<string> WhyNotFinite { get; init; }

    /// <summary>What rounding in the value can do to the differences, at a step.</summary>
    public double RoundingAt(double step) => ValueRounding() / (IsSecond ? step * step : step);

    /// <summary>What the noise that was seen in the value can do to the differences, at a step.</summary>
    public double NoiseAt(double step) => Estimate.NoiseLevel / (IsSecond ? step * step : step);

    /// <summary>What leaves the range of doubles inside the exact derivative, in words; null when nothing does.</summary>
    public required Func<string?> OutOfRange { get; init; }

    /// <summary>What Taylor's remainder says of a value of the derivative.</summary>
    public required Func<double, TaylorOpinion> Opinion { get; init; }

    /// <summary>The size against which a derivative of 0 is judged.</summary>
    public required double Size { get; init; }

    /// <summary>True for a component of the Hessian.</summary>
    public required bool IsSecond { get; init; }

    public required string VariableName { get; init; }

    public required double At { get; init; }
}
