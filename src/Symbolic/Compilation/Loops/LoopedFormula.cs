using System.Buffers;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>A formula compiled with its loops kept. What callers pass is checked here, and results may overlap the point. May be shared by threads.</summary>
internal abstract class LoopedFormula
{
    private readonly Lazy<LoopedFormula> _curvature;

    private protected LoopedFormula(VariableRuns runs, int order)
    {
        (Runs, Order, Size) = (runs, order, runs.Count);
        _curvature = new(() => WithOrder(2));
    }

    /// <summary>Highest derivative that was asked for.</summary>
    public int Order { get; }

    /// <summary>The variables.</summary>
    public VariableRuns Runs { get; }

    /// <summary>Where the second derivatives stand that are not identically 0.</summary>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    /// <exception cref="UnsupportedFormulaException">The Hessian is too large.</exception>
    public abstract SparsePattern Pattern { get; }

    /// <summary>Number of variables.</summary>
    protected int Size { get; }

    /// <summary>Operations per evaluation, roughly.</summary>
    public abstract double Work { get; }

    /// <summary>Marks the variables by which the derivative is not identically 0.</summary>
    public abstract void MarkDerivatives(bool[] marks);

    /// <summary>The same with derivatives up to another order.</summary>
    public abstract LoopedFormula WithOrder(int order);

    /// <summary>Makes machine code for derivatives up to an order now, where the platform allows.</summary>
    public abstract void CompileNow(int order);

    /// <summary>The value.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public double Value(ReadOnlySpan<double> x)
    {
        Lengths.Check(x, Runs);
        return RunValue(x);
    }

    /// <summary>Value and gradient.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its gradient.</exception>
    public double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Lengths.Check(x, Runs);
        Lengths.Check(gradient, Size, 1);
        Lengths.CheckOrder(1, Order);
        gradient = gradient[..Size];
        return x.Overlaps(gradient) ? OfCopy(x, gradient, []) : RunGradient(x, gradient);
    }

    /// <summary>Value, gradient, and the second derivatives in the order of the pattern.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    public double Sparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Lengths.Check(x, Runs);
        Lengths.Check(gradient, Size, 1);
        var count = Pattern.Count;
        Lengths.Check(hessian, count, 2);
        gradient = gradient[..Size];
        hessian = hessian[..count];
        return x.Overlaps(gradient) || x.Overlaps(hessian) ? OfCopy(x, gradient, hessian) : RunSparse(x, gradient, hessian);
    }

    /// <summary>Value, gradient, and the second derivatives as a full matrix.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    public double Dense(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Lengths.Check(x, Runs);
        Lengths.Check(gradient, Size, 1);
        Lengths.CheckOrder(2, Order);
        Lengths.Check(hessian, (long)Size * Size, 2);
        var rented = ArrayPool<double>.Shared.Rent(Pattern.Count);
        var value = Sparse(x, gradient, rented);
        Pattern.Spread(rented, hessian);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    /// <summary>The Hessian times a vector; the gradient need only have been asked for.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its gradient.</exception>
    public void HessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        Lengths.CheckOrder(1, Order);
        Lengths.Check(x, Runs);
        Lengths.CheckVector(direction, Size);
        Lengths.CheckRoom(product, Size, "product");
        (Order > 1 ? this : _curvature.Value).RunProduct(x, direction, product[..Size]);
    }

    /// <summary>The value.</summary>
    protected abstract double RunValue(ReadOnlySpan<double> x);

    /// <summary>Value and gradient, which does not overlap the point.</summary>
    protected abstract double RunGradient(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Value, gradient and second derivatives, which do not overlap the point.</summary>
    protected abstract double RunSparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    /// <summary>The Hessian times a vector, of a formula with second derivatives; the product may overlap the others.</summary>
    protected abstract void RunProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product);

    private double OfCopy(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        var copy = rented.AsSpan(0, x.Length);
        x.CopyTo(copy);
        var value = hessian.IsEmpty ? RunGradient(copy, gradient) : RunSparse(copy, gradient, hessian);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }
}
