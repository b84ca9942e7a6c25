using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Several formulas of the same variables with their Jacobian, compiled. There is one program for the values and one for values and
/// Jacobian, in which all of them share common subexpressions; each is made when it is first asked for. Immutable; may be shared by
/// threads; evaluating allocates nothing.
/// </summary>
public sealed partial class CompiledVector
{
    /// <summary>Zeros of a Jacobian that are stored one by one.</summary>
    private const int MaxStoredZeros = 64;

    private readonly ImmutableArray<Expr> _outputs;
    private readonly ImmutableArray<JacobianEntry> _jacobian;
    private readonly long _size;
    private readonly bool _storesZeros;
    private readonly TieredKernel _valuesKernel;
    private TieredKernel? _jacobianKernel;
    private TieredKernel? _sparseKernel;
    private SparsePattern? _pattern;
    private readonly Lock _building = new();

    /// <summary>Compiles formulas with derivatives that are known.</summary>
    /// <param name="variables">The variables, in the order in which their values are passed.</param>
    /// <param name="outputs">The formulas.</param>
    /// <param name="jacobian">The first derivatives that are not zero; null to go without.</param>
    /// <param name="by">The variables that the columns of the Jacobian stand for; all of <paramref name="variables"/> when null.</param>
    /// <param name="mode">When machine code is made.</param>
    /// <exception cref="ArgumentException">A variable is missing, or the place of a derivative is wrong.</exception>
    /// <exception cref="UnsupportedFormulaException">The formulas cannot be compiled as they stand.</exception>
    public CompiledVector(
        IReadOnlyList<Variable> variables,
        IReadOnlyList<Expr> outputs,
        IReadOnlyList<JacobianEntry>? jacobian = null,
        IReadOnlyList<Variable>? by = null,
        CompilationMode mode = CompilationMode.Tiered)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(outputs);
        (Variables, By, _outputs, Mode) = ([.. variables], [.. by ?? variables], [.. outputs], mode);
        _batches = new(mode);
        Order = jacobian is null ? 0 : 1;
        _jacobian = jacobian is null ? [] : [.. jacobian.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        if (_jacobian.FirstOrDefault(e => e.Row < 0 || e.Row >= _outputs.Length || e.Column < 0 || e.Column >= By.Length) is { Value: not null } wrong)
            throw new ArgumentException($"The Jacobian of {_outputs.Length} rows and {By.Length} columns has no entry ({wrong.Row}, {wrong.Column}).", nameof(jacobian));
        _size = (long)_outputs.Length * By.Length;
        _storesZeros = _size - _jacobian.Length <= MaxStoredZeros;

        // The program for the values is made at once, so that formulas which cannot be compiled are refused here.
        _valuesKernel = Build(0);
    }

    /// <summary>The variables, in the order in which their values are passed.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The variables that the n columns of the Jacobian stand for.</summary>
    public ImmutableArray<Variable> By { get; }

    /// <summary>Number m of formulas.</summary>
    public int Count => _outputs.Length;

    /// <summary>1 when the Jacobian is known, 0 when only the values.</summary>
    public int Order { get; }

    /// <summary>When machine code is made.</summary>
    public CompilationMode Mode { get; }

    /// <summary>Which derivatives are not identically 0, row by row. Known before anything is evaluated.</summary>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    public SparsePattern JacobianPattern
    {
        get
        {
            RequireJacobian();
            return _pattern ??= SparsePattern.Of(Count, By.Length, _jacobian.Select(e => (e.Row, e.Column)));
        }
    }

    /// <summary>The program that computes the values (order 0), or values and Jacobian (1).</summary>
    public Tape TapeOf(int order) => KernelOf(order).Tape;

    /// <summary>A program and where its outputs go.</summary>
    internal (Tape Tape, IReadOnlyList<Destination> Destinations) ProgramOf(int order) => (KernelOf(order).Tape, KernelOf(order).Destinations);

    /// <summary>What the program for derivatives up to an order has come to so far.</summary>
    public CompilationStatistics StatisticsOf(int order) => CompilationStatistics.Of(KernelOf(order));

    /// <summary>Makes the machine code for derivatives up to <paramref name="order"/> (all by default) now, where the platform allows.</summary>
    public void CompileNow(int order = 1) => KernelOf(Math.Min(order, Order)).CompileNow();

    /// <summary>The values at the point <paramref name="x"/>, which <paramref name="values"/> may overlap.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values) => Run(_valuesKernel, x, values, []);

    /// <summary>The values, and in <paramref name="jacobian"/> the first derivatives as a full matrix of m rows and n columns, row by row.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the results overlap each other.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        var kernel = KernelOf(1);
        Lengths.CheckRoom(jacobian, _size, "Jacobian");
        Run(kernel, x, values, jacobian[..(int)_size], clears: !_storesZeros);
    }

    /// <summary>The values, and in <paramref name="jacobian"/> the first derivatives in the order of <see cref="JacobianPattern"/>, without zeros.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the results overlap each other.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    public void EvaluateSparse(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        RequireJacobian();
        Lengths.CheckRoom(jacobian, _jacobian.Length, "Jacobian");
        Run(SparseKernel(), x, values, jacobian[.._jacobian.Length]);
    }

    private void Run(TieredKernel kernel, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian, bool clears = false)
    {
        Lengths.Check(x, Variables);
        Lengths.CheckRoom(values, Count, "vector of values");
        if (values[..Count].Overlaps(jacobian)) throw new ArgumentException("The values and the Jacobian overlap.", nameof(jacobian));
        if (x.Overlaps(values) || x.Overlaps(jacobian))
        {
            RunOnCopy(kernel, x, values, jacobian, clears);
            return;
        }

        if (clears) jacobian.Clear();
        ref var first = ref MemoryMarshal.GetReference(values);
        kernel.Run(x, ref first, ref MemoryMarshal.GetReference(jacobian), ref first);
    }

    private void RunOnCopy(TieredKernel kernel, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian, bool clears)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        x.CopyTo(rented);
        Run(kernel, rented.AsSpan(0, x.Length), values, jacobian, clears);
        ArrayPool<double>.Shared.Return(rented);
    }

    private TieredKernel KernelOf(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 1);
        if (order == 0) return _valuesKernel;
        RequireJacobian();
        if (Volatile.Read(ref _jacobianKernel) is { } known) return known;
        lock (_building)
        {
            return _jacobianKernel ??= Build(1);
        }
    }

    private TieredKernel SparseKernel()
    {
        if (Volatile.Read(ref _sparseKernel) is { } known) return known;
        lock (_building)
        {
            return _sparseKernel ??= Build(1, isSparse: true);
        }
    }

    private void RequireJacobian()
    {
        if (Order < 1) throw new InvalidOperationException("The formulas were compiled without their Jacobian.");
    }

    private TieredKernel Build(int order, bool isSparse = false)
    {
        var outputs = new List<Expr>(_outputs);
        var destinations = new List<Destination>(Destination.InOrder(Count));
        for (var i = 0; order > 0 && i < _jacobian.Length; i++) Add(_jacobian[i].Value, isSparse ? i : PlaceOf(_jacobian[i]));
        if (order > 0 && !isSparse && _storesZeros)
        {
            var present = _jacobian.Select(PlaceOf).ToHashSet();
            for (var i = 0; i < _size; i++)
            {
                if (!present.Contains(i)) Add(Constant.Zero, i);
            }
        }

        var tape = TapeBuilder.Build(Variables, outputs);
        return new TieredKernel(Mode == CompilationMode.Once ? tape : TapeOptimiser.Optimise(tape), [.. destinations], Mode);

        int PlaceOf(JacobianEntry entry) => checked((entry.Row * By.Length) + entry.Column);

        void Add(Expr output, int offset)
        {
            destinations.Add(new Destination(outputs.Count, 1, offset));
            outputs.Add(output);
        }
    }
}
