namespace Symbolic.Compilation;

/// <content>The Hessian times a vector.</content>
public sealed partial class CompiledFormula
{
    private ProductKernel? _hessianProduct;

    /// <summary>How the gradient is differentiated in a direction; null to go without <see cref="EvaluateHessianProduct"/>.</summary>
    public TangentRule? Tangents { get; init; }

    /// <summary>
    /// The product H·v of the Hessian and a vector, without forming H: the derivative of the gradient in the direction v, forward over
    /// reverse, which costs a small multiple of the gradient whatever the number of variables. Only the gradient need have been compiled.
    /// </summary>
    /// <param name="x">The point.</param>
    /// <param name="direction">The vector v, one component for each variable.</param>
    /// <param name="product">Receives H·v; may overlap the others.</param>
    /// <remarks>A component 0 does not hide an entry of H that is infinite or NaN: 0·∞ is NaN.</remarks>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its gradient, or without <see cref="Tangents"/>.</exception>
    public void EvaluateHessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        if (_looped is not null) _looped.HessianProduct(x, direction, product);
        else (Volatile.Read(ref _hessianProduct) ?? HessianProduct()).Run(x, direction, product);
    }

    /// <summary>The program for the Hessian times a vector; its inputs are the point and then the vector.</summary>
    internal Tape HessianProductTape => (Volatile.Read(ref _hessianProduct) ?? HessianProduct()).Tape;

    private ProductKernel HessianProduct()
    {
        Lengths.CheckOrder(1, Order);
        lock (_building)
        {
            return _hessianProduct ??= _writtenOut?.Value.HessianProduct() ?? NewHessianProduct();
        }
    }

    private ProductKernel NewHessianProduct()
    {
        if (Tangents is not { } rule) throw new InvalidOperationException("The formula was compiled without a rule for directional derivatives.");
        return new ProductKernel(Variables, _size, v => rule(_gradient, [.. Variables.Zip(v, (x, c) => (x, (Symbolic.Expressions.Expr)c))]), Mode);
    }
}
