using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Loops;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// A matrix of derivatives times a vector, as a program of the point and the vector: the matrix itself is never formed. Shared by
/// threads; running it allocates nothing.
/// </summary>
internal sealed class ProductKernel
{
    /// <summary>Points and vectors up to this many doubles together are on the stack.</summary>
    private const int MaxStackInputs = 128;

    private readonly ImmutableArray<Variable> _variables;
    private readonly int _length;
    private readonly int _count;
    private readonly TieredKernel _kernel;

    /// <summary>A program for the product.</summary>
    /// <param name="variables">The variables of the point.</param>
    /// <param name="length">Length of the vector.</param>
    /// <param name="productOf">The entries of the product, given a variable for each component of the vector.</param>
    /// <param name="mode">When machine code is made.</param>
    public ProductKernel(ImmutableArray<Variable> variables, int length, Func<ImmutableArray<Variable>, ImmutableArray<Expr>> productOf, CompilationMode mode)
    {
        // No name that can be typed has a space.
        ImmutableArray<Variable> vector = [.. Enumerable.Range(0, length).Select(i => new Variable($"component {i}"))];
        var product = productOf(vector);
        List<Expr> outputs = [.. product];
        var loops = LoopStages.Extract([.. variables, .. vector], outputs, mode);
        var tape = TapeBuilder.Build(loops?.Inputs ?? [.. variables, .. vector], outputs);
        (_variables, _length, _count) = (variables, length, product.Length);
        _kernel = new TieredKernel(mode == CompilationMode.Once ? tape : TapeOptimiser.Optimise(tape), Destination.InOrder(_count), mode, loops: loops);
    }

    public Tape Tape => _kernel.Tape;

    /// <summary>Computes the product, which may overlap the point or the vector.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The inputs are written before they are read.")]
    public void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        Lengths.Check(x, _variables);
        Lengths.CheckVector(vector, _length);
        Lengths.CheckRoom(product, _count, "product");
        if (x.Length + vector.Length <= MaxStackInputs)
        {
            Span<double> inputs = stackalloc double[MaxStackInputs];
            Run(x, vector, inputs, product);
            return;
        }

        var rented = ArrayPool<double>.Shared.Rent(x.Length + vector.Length);
        Run(x, vector, rented, product);
        ArrayPool<double>.Shared.Return(rented);
    }

    private void Run(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> inputs, Span<double> product)
    {
        x.CopyTo(inputs);
        vector.CopyTo(inputs[x.Length..]);
        ref var first = ref MemoryMarshal.GetReference(product);
        _kernel.Run(inputs[..(x.Length + vector.Length)], ref first, ref first, ref first);
    }
}
