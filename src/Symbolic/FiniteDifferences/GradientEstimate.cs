namespace Symbolic.FiniteDifferences;

/// <summary>A gradient from values of the function, component by component.</summary>
public sealed class GradientEstimate
{
    internal GradientEstimate(double value, IReadOnlyList<DerivativeEstimate> components, int calls)
    {
        Value = value;
        Components = components;
        Calls = calls;
    }

    /// <summary>f at the point.</summary>
    public double Value { get; }

    /// <summary>∂f/∂x_i with bound and status, i = 0 … n-1; each counts its own calls, the common one at the point excluded.</summary>
    public IReadOnlyList<DerivativeEstimate> Components { get; }

    /// <summary>Calls of f in all.</summary>
    public int Calls { get; }

    /// <summary>The component of the given index.</summary>
    public DerivativeEstimate this[int index] => Components[index];

    /// <summary>A new array of the values, length n.</summary>
    public double[] ToArray() => [.. Components.Select(component => component.Value)];
}
