using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Loops;
using Symbolic.Compilation.Optimisation;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Several formulas of the same variables with their Jacobian, compiled. There is one program for the values and one for values and
/// Jacobian, in which all of them share common subexpressions; each is made when it is first asked for. Immutable; may be shared by
/// threads; evaluating allocates nothing. Long sums stay loops that run first, each once whatever the number of components it occurs in.
/// </summary>
public sealed partial class CompiledVector
{
    /// <summary>Zeros of a Jacobian that are stored one by one.</summary>
    private const int MaxStoredZeros = 64;

    private readonly ImmutableArray<Expr> _outputs;
    private readonly ImmutableArray<JacobianEntry> _jacobian;
    private readonly long _size;
    private readonly bool _storesZeros;
    private readonly LoopedVector? _looped;
    private readonly Lazy<CompiledVector>? _writtenOut;
    private readonly TieredKernel? _valuesKernel;
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
        Order = jacobian is null ? 0 : 1;
        _jacobian = jacobian is null ? [] : [.. jacobian.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        if (_jacobian.FirstOrDefault(e => e.Row < 0 || e.Row >= _outputs.Length || e.Column < 0 || e.Column >= By.Length) is { Value: not null } wrong)
            throw new ArgumentException($"The Jacobian of {_outputs.Length} rows and {By.Length} columns has no entry ({wrong.Row}, {wrong.Column}).", nameof(jacobian));
        _size = (long)_outputs.Length * By.Length;
        _storesZeros = _size - _jacobian.Length <= MaxStoredZeros;

        // The program for the values is made at once, so that formulas which cannot be compiled are refused here.
        _valuesKernel = Build(0);
    }

    /// <summary>Formulas whose long sums are kept as loops. For what needs them written out, <paramref name="writtenOut"/> makes that form.</summary>
    internal CompiledVector(ImmutableArray<Variable> variables, ImmutableArray<Variable> by, VectorSums sums, CompiledVector core, Func<CompiledVector> writtenOut)
    {
        (Variables, By, _outputs, _jacobian, Mode, Order) = (variables, by, sums.Outputs, [], core.Mode, core.Order);
        _size = (long)_outputs.Length * By.Length;
        _looped = new LoopedVector(variables, by, sums.Sums.Select(s => s.Loop), core);
        _writtenOut = new(writtenOut);
        if (Mode == CompilationMode.Immediate) CompileNow(0);
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
            return _pattern ??= _looped?.Pattern ?? SparsePattern.Of(Count, By.Length, _jacobian.Select(e => (e.Row, e.Column)));
        }
    }

    /// <summary>Whether long sums over elements of vectors are kept as loops.</summary>
    internal bool KeepsLoops => _looped is not null;

    /// <summary>The program that computes the values (order 0), or values and Jacobian (1).</summary>
    /// <exception cref="UnsupportedFormulaException">The program has loops that are too long to be written out.</exception>
    public Tape TapeOf(int order) => ProgramOf(order).Tape;

    /// <summary>A program, its loops written out, and where its outputs go.</summary>
    internal (Tape Tape, IReadOnlyList<Destination> Destinations) ProgramOf(int order)
    {
        if (_writtenOut is not null) return _writtenOut.Value.ProgramOf(order);
        var kernel = KernelOf(order);
        if (kernel.Loops is not null) kernel = Build(order, keepsLoops: false);
        return (kernel.Tape, kernel.Destinations);
    }

    /// <summary>What the program for derivatives up to an order has come to so far.</summary>
    public CompilationStatistics StatisticsOf(int order) => _writtenOut?.Value.StatisticsOf(order) ?? CompilationStatistics.Of(KernelOf(order));

    /// <summary>Makes the machine code for derivatives up to <paramref name="order"/> (all by default) now, where the platform allows.</summary>
    public void CompileNow(int order = 1)
    {
        if (_looped is null) KernelOf(Math.Min(order, Order)).CompileNow();
        else _looped.CompileNow(Math.Min(order, Order));
    }

    /// <summary>The values at the point <paramref name="x"/>, which <paramref name="values"/> may overlap.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values)
    {
        Check(x, values, []);
        if (_looped is null) Run(_valuesKernel!, x, values, []);
        else _looped.Values(x, values);
    }

    /// <summary>The values, and in <paramref name="jacobian"/> the first derivatives as a full matrix of m rows and n columns, row by row.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the results overlap each other.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        RequireJacobian();
        Lengths.CheckRoom(jacobian, _size, "Jacobian");
        jacobian = jacobian[..(int)_size];
        Check(x, values, jacobian);
        if (_looped is null) Run(KernelOf(1), x, values, jacobian, clears: !_storesZeros);
        else _looped.Jacobian(x, values, jacobian, isSparse: false);
    }

    /// <summary>The values, and in <paramref name="jacobian"/> the first derivatives in the order of <see cref="JacobianPattern"/>, without zeros.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or the results overlap each other.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    public void EvaluateSparse(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        RequireJacobian();
        Lengths.CheckRoom(jacobian, NonZeros, "Jacobian");
        jacobian = jacobian[..NonZeros];
        Check(x, values, jacobian);
        if (_looped is null) Run(SparseKernel(), x, values, jacobian);
        else _looped.Jacobian(x, values, jacobian, isSparse: true);
    }

    /// <summary>Number of entries of <see cref="JacobianPattern"/>.</summary>
    private int NonZeros => _looped?.Pattern.Count ?? _jacobian.Length;

    private void Check(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        Lengths.Check(x, Variables);
        Lengths.CheckRoom(values, Count, "vector of values");
        if (values[..Count].Overlaps(jacobian)) throw new ArgumentException("The values and the Jacobian overlap.", nameof(jacobian));
    }

    private static void Run(TieredKernel kernel, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian, bool clears = false)
    {
        if (x.Overlaps(values) || x.Overlaps(jacobian))
        {
            RunOnCopy(kernel, x, values, jacobian, clears);
            return;
        }

        if (clears) jacobian.Clear();
        ref var first = ref MemoryMarshal.GetReference(values);
        kernel.Run(x, ref first, ref MemoryMarshal.GetReference(jacobian), ref first);
    }

    private static void RunOnCopy(TieredKernel kernel, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian, bool clears)
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
        if (order == 0) return _valuesKernel!;
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

    private TieredKernel Build(int order, bool isSparse = false, bool keepsLoops = true)
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

        var loops = keepsLoops ? LoopStages.Extract(Variables, outputs, Mode) : null;
        var tape = TapeBuilder.Build(loops?.Inputs ?? Variables, outputs);
        return new TieredKernel(Mode == CompilationMode.Once ? tape : TapeOptimiser.Optimise(tape), [.. destinations], Mode, loops: loops);

        int PlaceOf(JacobianEntry entry) => checked((entry.Row * By.Length) + entry.Column);

        void Add(Expr output, int offset)
        {
            destinations.Add(new Destination(outputs.Count, 1, offset));
            outputs.Add(output);
        }
    }
}
