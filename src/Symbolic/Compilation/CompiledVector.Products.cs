using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <content>The Jacobian and its transpose times a vector.</content>
public sealed partial class CompiledVector
{
    private ProductKernel? _product;
    private ProductKernel? _transposedProduct;

    /// <summary>How the formulas are differentiated in a direction; null to go without <see cref="EvaluateJacobianProduct"/>.</summary>
    public TangentRule? Tangents { get; init; }

    /// <summary>How a sum of the formulas is differentiated by all variables; null to go without <see cref="EvaluateTransposedProduct"/>.</summary>
    public GradientRule? Gradient { get; init; }

    /// <summary>The product J·v of the Jacobian and a vector (forward mode), without forming J: a small multiple of the cost of the values.</summary>
    /// <param name="x">The point.</param>
    /// <param name="direction">The vector v, one component for each of <see cref="By"/>.</param>
    /// <param name="product">Receives J·v, one number for each formula; may overlap the others.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without <see cref="Tangents"/>.</exception>
    public void EvaluateJacobianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        if (_looped is null)
        {
            (Volatile.Read(ref _product) ?? Product()).Run(x, direction, product);
            return;
        }

        CheckProduct(x, direction, By.Length, product, Count);
        _looped.Product(x, direction, product);
    }

    /// <summary>The product Jᵀ·w of the transposed Jacobian and a vector (reverse mode), without forming J: a small multiple of the cost of the values.</summary>
    /// <param name="x">The point.</param>
    /// <param name="weights">The vector w, one component for each formula.</param>
    /// <param name="product">Receives Jᵀ·w, one number for each of <see cref="By"/>; may overlap the others.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without <see cref="Gradient"/>.</exception>
    public void EvaluateTransposedProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, Span<double> product)
    {
        if (_looped is null)
        {
            (Volatile.Read(ref _transposedProduct) ?? TransposedProduct()).Run(x, weights, product);
            return;
        }

        CheckProduct(x, weights, Count, product, By.Length);
        _looped.TransposedProduct(x, weights, product);
    }

    private void CheckProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, int length, Span<double> product, int count)
    {
        Lengths.Check(x, Variables);
        Lengths.CheckVector(vector, length);
        Lengths.CheckRoom(product, count, "product");
    }

    private ProductKernel Product()
    {
        if (Tangents is not { } rule) throw new InvalidOperationException("The formulas were compiled without a rule for directional derivatives.");
        lock (_building)
        {
            return _product ??= new ProductKernel(Variables, By.Length, v => rule(_outputs, [.. By.Zip(v, (x, c) => (x, (Expr)c))]), Mode);
        }
    }

    private ProductKernel TransposedProduct()
    {
        if (Gradient is not { } rule) throw new InvalidOperationException("The formulas were compiled without a rule for gradients.");
        lock (_building)
        {
            return _transposedProduct ??= new ProductKernel(Variables, Count, w => rule(Combination(w), By), Mode);
        }
    }

    /// <summary>Σ wᵢ·fᵢ.</summary>
    private Expr Combination(ImmutableArray<Variable> weights) => Algebra.Sum([.. _outputs.Select((f, i) => Algebra.Multiply(weights[i], f))]);
}
