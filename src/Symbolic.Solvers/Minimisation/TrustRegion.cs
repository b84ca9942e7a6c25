using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>
/// The minimum of the quadratic model g·p + ½p·H·p within ‖p‖ ≤ Δ, exactly, from the eigenvalues of H: p = −(H + λI)⁻¹g with the
/// multiplier λ found by Newton's method on 1/Δ − 1/‖p(λ)‖. Where g has no part along the lowest curvature (the hard case), a
/// multiple of that eigenvector reaches the boundary (J. J. Moré and D. C. Sorensen, SIAM J. Sci. Stat. Comput. 4 (1983), 553-572).
/// </summary>
internal sealed class TrustRegion
{
    private readonly SymmetricEigen _eigen;
    private readonly double[] _slopes;

    public TrustRegion(SymmetricEigen eigen, double[] gradient)
    {
        _eigen = eigen;
        _slopes = Array.ConvertAll(eigen.Vectors, v => Vectors.Dot(v, gradient));
    }

    /// <summary>True when no curvature is negative beyond rounding.</summary>
    public bool IsConvex => _eigen.Values[0] >= -1e-14 * Math.Max(Math.Abs(_eigen.Values[^1]), double.Epsilon);

    /// <summary>The step, and the decrease that the model predicts for it.</summary>
    public (double[] Step, double Decrease) Within(double radius)
    {
        var multiplier = Multiplier(radius);
        var coordinates = new double[_slopes.Length];
        for (var i = 0; i < coordinates.Length; i++) coordinates[i] = Coordinate(i, multiplier);
        var length = Vectors.Norm(coordinates);
        if (_eigen.Values[0] < 0 && length < radius * 0.999)
        {
            var along = Math.Sqrt((radius - length) * (radius + length));
            coordinates[0] += _slopes[0] > 0 ? -along : along;
        }

        var step = new double[coordinates.Length];
        var decrease = 0.0;
        for (var i = 0; i < coordinates.Length; i++)
        {
            decrease -= coordinates[i] * (_slopes[i] + (0.5 * _eigen.Values[i] * coordinates[i]));
            for (var j = 0; j < step.Length; j++) step[j] += coordinates[i] * _eigen.Vectors[i][j];
        }

        return (step, decrease);
    }

    private double Coordinate(int i, double multiplier)
    {
        var curvature = _eigen.Values[i] + multiplier;
        return _slopes[i] == 0 || curvature <= 0 ? 0 : -_slopes[i] / curvature;
    }

    private double Multiplier(double radius)
    {
        var lowest = Math.Max(0, -_eigen.Values[0]);
        if (_eigen.Values[0] > 0 && Length(0) <= radius) return 0;
        // ‖p‖ ≤ ‖g‖/(λ₀ + λ), so that the multiplier lies below this.
        var (low, high) = (lowest, lowest + (Vectors.Norm(_slopes) / radius));
        if (!(high > low)) return lowest;
        if (Length(low * (1 + 1e-15)) is var shortest && shortest <= radius && double.IsFinite(shortest) && HasNoPartAlongLowest(lowest)) return lowest;
        var multiplier = high;
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var length = Length(multiplier);
            if (Math.Abs(length - radius) <= 1e-10 * radius) break;
            if (length > radius) low = multiplier;
            else high = multiplier;
            if (!(high - low > 1e-15 * high)) break;
            var newton = multiplier + ((length - radius) / radius * (length * length / Slope(multiplier)));
            multiplier = newton > low && newton < high ? newton : (low + high) / 2;
        }

        return multiplier;
    }

    private bool HasNoPartAlongLowest(double lowest)
    {
        for (var i = 0; i < _slopes.Length && _eigen.Values[i] + lowest <= 1e-14 * Math.Max(lowest, Math.Abs(_eigen.Values[^1])); i++)
        {
            if (Math.Abs(_slopes[i]) > 1e-15 * Vectors.Norm(_slopes)) return false;
        }

        return true;
    }

    private double Length(double multiplier)
    {
        var coordinates = new double[_slopes.Length];
        for (var i = 0; i < coordinates.Length; i++)
        {
            var curvature = _eigen.Values[i] + multiplier;
            coordinates[i] = _slopes[i] == 0 ? 0 : curvature <= 0 ? double.PositiveInfinity : _slopes[i] / curvature;
        }

        return Vectors.Norm(coordinates);
    }

    private double Slope(double multiplier)
    {
        var sum = 0.0;
        for (var i = 0; i < _slopes.Length; i++)
        {
            var curvature = _eigen.Values[i] + multiplier;
            if (_slopes[i] != 0) sum += _slopes[i] / curvature * (_slopes[i] / curvature) / curvature;
        }

        return sum;
    }
}
