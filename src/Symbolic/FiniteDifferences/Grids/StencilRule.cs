namespace Symbolic.FiniteDifferences.Grids;

/// <summary>Which nodes of a row a formula takes and how it weighs them.</summary>
internal abstract class StencilRule
{
    /// <summary>The order of the derivative, 0 for smoothing.</summary>
    public abstract int Derivative { get; }

    /// <summary>The number of nodes where they do not lie symmetrically.</summary>
    public abstract int Nodes { get; }

    /// <summary>How many nodes lie on each side in the interior.</summary>
    public abstract int HalfWidth(bool uniform);

    /// <summary>The weights of samples at <paramref name="nodes"/> for the derivative at <paramref name="at"/>.</summary>
    public abstract void Weigh(double at, ReadOnlySpan<double> nodes, Span<double> weights);

    /// <summary>The weights at offset 0 of nodes at integer offsets, spacing 1.</summary>
    public abstract void WeighUnit(ReadOnlySpan<int> offsets, Span<double> weights);
}

/// <summary>
/// The polynomial through the nodes. A derivative m of order p takes m+p nodes; centred and equally spaced, one fewer (or
/// one of weight zero) reaches the same order by symmetry.
/// </summary>
internal sealed class InterpolationRule(int derivative, int accuracy) : StencilRule
{
    public override int Derivative => derivative;

    public override int Nodes => derivative + accuracy;

    // Symmetry gives even orders only, so an order lowered to an odd number is centred as the next even one. Unequal spacing
    // has no symmetry: there the centred stencil is the smallest odd one that holds m+p nodes.
    public override int HalfWidth(bool uniform) => uniform
        ? (derivative + accuracy + (accuracy & 1) - 1) / 2
        : (derivative + accuracy) / 2;

    public override void Weigh(double at, ReadOnlySpan<double> nodes, Span<double> weights) =>
        FornbergWeights.Compute(at, nodes, derivative, weights);

    public override void WeighUnit(ReadOnlySpan<int> offsets, Span<double> weights) =>
        FornbergWeights.ComputeUnit(offsets, derivative, weights);
}

/// <summary>The polynomial of a given degree that fits the nodes of a window best.</summary>
internal sealed class LeastSquaresRule(int derivative, int window, int degree) : StencilRule
{
    public override int Derivative => derivative;

    public override int Nodes => window;

    public override int HalfWidth(bool uniform) => window / 2;

    public override void Weigh(double at, ReadOnlySpan<double> nodes, Span<double> weights) =>
        LeastSquaresWeights.Compute(at, nodes, degree, derivative, weights);

    public override void WeighUnit(ReadOnlySpan<int> offsets, Span<double> weights)
    {
        var nodes = new double[offsets.Length];
        for (int k = 0; k < nodes.Length; k++)
        {
            nodes[k] = offsets[k];
        }

        Weigh(0, nodes, weights);
    }
}
