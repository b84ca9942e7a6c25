using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;

namespace Symbolic.Solvers;

/// <summary>
/// A function with its exact derivatives in the form that the optimisers of MathNet.Numerics take. Not safe to share between threads:
/// MathNet's objective functions hold the point at which they were last evaluated.
/// </summary>
public sealed class MathNetObjective : IObjectiveFunction
{
    private readonly Objective _objective;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private Vector<double> _point;

    /// <summary>Wraps an objective.</summary>
    public MathNetObjective(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        _objective = objective;
        _gradient = new double[objective.Dimension];
        _hessian = new double[objective.Dimension * objective.Dimension];
        _point = new DenseVector(objective.Dimension);
    }

    /// <inheritdoc/>
    public Vector<double> Point => _point;

    /// <inheritdoc/>
    public double Value { get; private set; }

    /// <inheritdoc/>
    public bool IsGradientSupported => true;

    /// <inheritdoc/>
    public Vector<double> Gradient => new DenseVector((double[])_gradient.Clone());

    /// <inheritdoc/>
    public bool IsHessianSupported => true;

    /// <inheritdoc/>
    public Matrix<double> Hessian
    {
        get
        {
            _objective.Hessian(_point.ToArray(), new double[_gradient.Length], _hessian);
            return new DenseMatrix(_objective.Dimension, _objective.Dimension, (double[])_hessian.Clone());
        }
    }

    /// <inheritdoc/>
    public void EvaluateAt(Vector<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        _point = point.Clone();
        Value = _objective.Gradient(point.ToArray(), _gradient);
    }

    /// <inheritdoc/>
    public IObjectiveFunction Fork()
    {
        var copy = new MathNetObjective(_objective);
        copy.EvaluateAt(_point);
        return copy;
    }

    /// <inheritdoc/>
    public IObjectiveFunction CreateNew() => new MathNetObjective(_objective);
}
