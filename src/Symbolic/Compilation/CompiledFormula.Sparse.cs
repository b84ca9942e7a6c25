using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <content>Second derivatives as a sparse matrix.</content>
public sealed partial class CompiledFormula
{
    private SparsePattern? _hessianPattern;
    private TieredKernel? _sparseKernel;

    /// <summary>
    /// Where the second derivatives stand that are not identically 0: the lower triangle, row by row. Known before anything is evaluated.
    /// </summary>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    /// <exception cref="UnsupportedFormulaException">The Hessian of a formula that is kept as loops has too many entries.</exception>
    public SparsePattern HessianPattern
    {
        get
        {
            RequireHessian();
            if (_looped is not null) return _looped.Pattern;
            return _hessianPattern ??= SparsePattern.OfSymmetric(_size, _hessian.Select(e => (e.Row, e.Column)));
        }
    }

    /// <summary>
    /// The value, the gradient, and in <paramref name="hessian"/> the second derivatives of the lower triangle in the order of
    /// <see cref="HessianPattern"/>: nothing is stored twice and no zeros.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    /// <exception cref="UnsupportedFormulaException">The Hessian of a formula that is kept as loops has too many entries.</exception>
    public double EvaluateSparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        if (_looped is not null) return _looped.Sparse(x, gradient, hessian);
        Lengths.Check(x, Variables);
        Lengths.Check(gradient, _size, 1);
        RequireHessian();
        Lengths.Check(hessian, _hessian.Length, 2);
        var kernel = Volatile.Read(ref _sparseKernel) ?? SparseKernel();
        if (Lengths.Disturb(x, gradient) || Lengths.Disturb(x, hessian)) return SparseWithCopy(x, gradient, hessian);
        if (kernel.Point is { } point) return point(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(gradient), ref MemoryMarshal.GetReference(hessian));
        Unsafe.SkipInit(out double value);
        kernel.Run(x, ref value, ref MemoryMarshal.GetReference(gradient), ref MemoryMarshal.GetReference(hessian));
        return value;
    }

    private double SparseWithCopy(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        x.CopyTo(rented);
        var value = EvaluateSparse(rented.AsSpan(0, x.Length), gradient, hessian);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    private TieredKernel SparseKernel()
    {
        lock (_building)
        {
            return _sparseKernel ??= Build(2, isSparse: true);
        }
    }

    private void RequireHessian()
    {
        Lengths.CheckOrder(2, Order);
    }
}
