using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>The first derivatives of an expression by some variables.</summary>
public delegate ImmutableArray<Expr> GradientRule(Expr expression, ImmutableArray<Variable> variables);

/// <summary>
/// <c>sum(term, i, a, b)</c> over elements x[i+c] of one vector, compiled as the loop it is: value, gradient and sparse Hessian from
/// one template, SIMD across the index. Each derivative is gathered from the terms that touch its element, so that nothing is added to
/// memory twice. What compiling costs does not depend on the number of terms. Immutable; may be shared by threads; evaluating allocates nothing.
/// </summary>
public sealed class CompiledSum
{
    private readonly SumKernel[] _kernels;
    private readonly int _entries;

    private CompiledSum(SumTemplate template, SumKernel[] kernels)
    {
        (_kernels, Vector, FirstElement, Size) = (kernels, template.Vector, template.FirstElement, template.LastElement - template.FirstElement + 1);
        Order = kernels.Length - 1;
        HessianPattern = Order < 2 ? new DiagonalPattern([]) : DiagonalPattern.Of(template);
        _entries = HessianPattern.Count;
    }

    /// <summary>Name of the vector.</summary>
    public string Vector { get; }

    /// <summary>Index of the first element: <c>x[1]</c> is passed first where the sum reaches from <c>x[1]</c>.</summary>
    public int FirstElement { get; }

    /// <summary>Number of elements.</summary>
    public int Size { get; }

    /// <summary>2 when the Hessian can be had, 1 when only the gradient, 0 when only the value.</summary>
    public int Order { get; }

    /// <summary>Where the second derivatives stand that are not identically 0; known before anything is evaluated.</summary>
    public DiagonalPattern HessianPattern { get; }

    /// <summary>
    /// Compiles an expression. Null when it is no sum of this kind (an index range of whole numbers, elements of a single vector at i plus a whole
    /// number, no other variable), when it is too short for SIMD to pay, or where code cannot be generated; then it can be written out.
    /// </summary>
    /// <param name="expression">The sum.</param>
    /// <param name="order">Highest derivative wanted: 0, 1 or 2.</param>
    /// <param name="gradientOf">How the term is differentiated.</param>
    public static CompiledSum? TryCompile(Expr expression, int order, GradientRule gradientOf)
    {
        ArgumentNullException.ThrowIfNull(gradientOf);
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        if (!RuntimeFeature.IsDynamicCodeSupported || SumTemplate.Of(expression, order, gradientOf) is not { } template) return null;
        var width = template.Offsets[^1] - template.Offsets[0];
        var inner = (long)template.To - template.From + 1 - width;
        if (width > SumKernel.MaxWidth || inner < SumKernel.MinTerms || inner > SumKernel.MaxTerms) return null;
        var kernels = new SumKernel[order + 1];
        for (var i = 0; i <= order; i++)
        {
            if (SumKernel.Emit(template, i) is not { } kernel) return null;
            kernels[i] = kernel;
        }

        return new CompiledSum(template, kernels);
    }

    /// <summary>The value.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public double Evaluate(ReadOnlySpan<double> x)
    {
        Check(x, Size, Size, nameof(x));
        return _kernels[0].Run(x, [], []);
    }

    /// <summary>The value, and in <paramref name="gradient"/> the first derivatives; it must not overlap <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the two overlap.</exception>
    /// <exception cref="InvalidOperationException">The sum was compiled without its gradient.</exception>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Check(x, Size, Size, nameof(x));
        Check(gradient, Size, int.MaxValue, nameof(gradient));
        CheckOrder(1);
        if (x.Overlaps(gradient)) throw new ArgumentException("The gradient overlaps the point.", nameof(gradient));
        return _kernels[1].Run(x, gradient, []);
    }

    /// <summary>
    /// The value, the gradient, and in <paramref name="hessian"/> the second derivatives in the order of <see cref="HessianPattern"/>. The three rows must
    /// not overlap.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong, or two rows overlap.</exception>
    /// <exception cref="InvalidOperationException">The sum was compiled without its Hessian.</exception>
    public double EvaluateSparse(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Check(x, Size, Size, nameof(x));
        Check(gradient, Size, int.MaxValue, nameof(gradient));
        Check(hessian, _entries, int.MaxValue, nameof(hessian));
        CheckOrder(2);
        if (x.Overlaps(gradient) || x.Overlaps(hessian) || gradient.Overlaps(hessian)) throw new ArgumentException("Rows overlap.", nameof(hessian));
        return _kernels[2].Run(x, gradient, hessian);
    }

    private static void Check(ReadOnlySpan<double> row, int min, int max, string name)
    {
        if (row.Length < min || row.Length > max) throw new ArgumentException($"{min} numbers are needed, there are {row.Length}.", name);
    }

    private void CheckOrder(int order)
    {
        if (order > Order) throw new InvalidOperationException(order == 1 ? "The sum was compiled without its gradient." : "The sum was compiled without its Hessian.");
    }
}
