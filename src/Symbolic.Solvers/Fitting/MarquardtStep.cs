using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Fitting;

/// <summary>
/// The minimum of ‖r + J·p‖ within ‖D·p‖ ≤ Δ, from the singular values σ of J·D⁻¹: p = −D⁻¹ Σ v·σ/(σ² + λ)·(u·r), the multiplier λ
/// by Newton's method on the secular equation.
/// </summary>
internal sealed class MarquardtStep
{
    private readonly ThinSvd _svd;
    private readonly double[] _scale;
    private readonly double[] _parts;

    public MarquardtStep(double[] jacobian, double[] residual, double[] scale)
    {
        var n = scale.Length;
        _scale = [.. scale.Select(s => s == 0 ? 1 : s)];
        var scaled = new double[jacobian.Length];
        for (var k = 0; k < scaled.Length; k++) scaled[k] = jacobian[k] / _scale[k % n];
        _svd = residual.Length < n ? ThinSvd.OfWide(scaled, residual.Length, n) : ThinSvd.Of(scaled, residual.Length, n);
        var floor = 1e-15 * _svd.Values.Max();
        _parts = [.. Enumerable.Range(0, _svd.Values.Length).Select(i => _svd.Values[i] <= floor ? 0 : _svd.LeftDot(i, residual))];
    }

    /// <summary>The step, and the decrease of ½‖r‖² that the linear model predicts.</summary>
    public (double[] Step, double Decrease) Within(double radius)
    {
        var multiplier = Multiplier(radius);
        var step = new double[_scale.Length];
        var decrease = 0.0;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i] == 0) continue;
            var sigma = _svd.Values[i];
            var share = sigma * sigma / ((sigma * sigma) + multiplier);
            decrease += _parts[i] * _parts[i] * share * (1 - (share / 2));
            for (var j = 0; j < step.Length; j++) step[j] -= _parts[i] * share / sigma * _svd.Right[i][j] / _scale[j];
        }

        return (step, decrease);
    }

    private double Multiplier(double radius)
    {
        if (Length(0).Norm <= radius) return 0;
        var (low, high) = (0.0, Vectors.Norm([.. _parts.Zip(_svd.Values, (p, s) => p * s)]) / radius);
        var multiplier = 0.0;
        for (var iteration = 0; iteration < 100; iteration++)
        {
            if (!(multiplier > low && multiplier < high)) multiplier = low > 0 ? Math.Sqrt(low * high) : Math.Max(high * 1e-3, double.Epsilon);
            var (norm, slope) = Length(multiplier);
            if (Math.Abs(norm - radius) <= 1e-3 * radius) break;
            if (norm > radius) low = multiplier;
            else high = multiplier;
            multiplier += (norm - radius) / radius * (norm / slope);
        }

        return multiplier;
    }

    /// <summary>The length of the scaled step, and minus its derivative by the multiplier.</summary>
    private (double Norm, double Slope) Length(double multiplier)
    {
        var coordinates = new double[_parts.Length];
        for (var i = 0; i < coordinates.Length; i++)
        {
            var sigma = _svd.Values[i];
            coordinates[i] = _parts[i] == 0 ? 0 : _parts[i] * sigma / ((sigma * sigma) + multiplier);
        }

        var norm = Vectors.Norm(coordinates);
        var slope = 0.0;
        for (var i = 0; i < coordinates.Length && norm > 0; i++)
        {
            var sigma = _svd.Values[i];
            if (coordinates[i] != 0) slope += coordinates[i] * coordinates[i] / ((sigma * sigma) + multiplier) / norm;
        }

        return (norm, slope);
    }
}
