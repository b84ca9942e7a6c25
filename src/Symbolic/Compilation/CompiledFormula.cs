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
/// A formula with its gradient and Hessian, compiled. There is one program for the value, one for value and gradient, one for all;
/// each is made when it is first asked for and shares common subexpressions between all it computes. Immutable; may be shared by
/// threads; evaluating allocates nothing.
/// </summary>
public sealed partial class CompiledFormula
{
    /// <summary>Zeros of a Hessian that are stored one by one.</summary>
    private const int MaxStoredZeros = 64;

    private readonly Expr _value;
    private readonly ImmutableArray<Expr> _gradient;
    private readonly ImmutableArray<HessianEntry> _hessian;
    private readonly int _size;
    private readonly bool _storesZeros;
    // Machine code once there is some that takes spans, and until then a method that finds another way.
    private ValueFunction _evaluateValue;
    private GradientFunction _evaluateGradient;
    private HessianFunction _evaluateHessian;
    private readonly LoopedFormula? _looped;
    private readonly Lazy<CompiledFormula>? _writtenOut;
    private readonly Lazy<ImmutableArray<Variable>> _variables;
    private readonly TieredKernel? _valueKernel;
    private TieredKernel? _gradientKernel;
    private TieredKernel? _hessianKernel;
    private readonly Lock _building = new();
    private readonly LoopThreads _threads = new();

    /// <summary>Compiles a value with derivatives that are known.</summary>
    /// <param name="variables">The variables, in the order in which their values are passed.</param>
    /// <param name="value">The formula.</param>
    /// <param name="gradient">The first derivatives by each variable; null to go without.</param>
    /// <param name="hessian">The second derivatives that are not zero, lower triangle; null to go without.</param>
    /// <param name="mode">When machine code is made.</param>
    /// <exception cref="ArgumentException">A variable is missing, or the number of derivatives or the place of one is wrong.</exception>
    /// <exception cref="UnsupportedFormulaException">The formula cannot be compiled as it stands.</exception>
    public CompiledFormula(
        IReadOnlyList<Variable> variables,
        Expr value,
        IReadOnlyList<Expr>? gradient = null,
        IReadOnlyList<HessianEntry>? hessian = null,
        CompilationMode mode = CompilationMode.Tiered)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(value);
        _variables = new([.. variables]);
        Mode = mode;
        (_value, _gradient, _hessian) = (value, gradient is null ? [] : [.. gradient], hessian is null ? [] : HessianEntry.RowByRow(hessian));
        Order = hessian is not null ? 2 : gradient is not null ? 1 : 0;
        if (Order > 0 && _gradient.Length != Variables.Length) throw new ArgumentException($"The gradient needs {Variables.Length} entries, it has {_gradient.Length}.", nameof(gradient));
        _size = Variables.Length;
        var zeros = (long)_size * _size;
        for (var i = 0; i < _hessian.Length; i++)
        {
            var (row, column, _) = _hessian[i];
            if (column < 0 || column > row || row >= _size) throw new ArgumentException($"The Hessian has no entry ({row}, {column}) in its lower triangle.", nameof(hessian));
            if (i == 0 || HessianEntry.Compare(_hessian[i - 1], _hessian[i]) != 0) zeros -= row == column ? 1 : 2;
        }

        // A few zeros are stored by the program itself, many are cleared before it runs.
        _storesZeros = zeros <= MaxStoredZeros;

        (_evaluateValue, _evaluateGradient, _evaluateHessian) = (EvaluateInParts, EvaluateInParts, EvaluateInParts);

        // The program for the value is made at once, so that a formula which cannot be compiled is refused here.
        _valueKernel = Build(0);
        Adopt(_valueKernel);
    }

    /// <summary>A formula whose loops are kept. For what needs them written out, <paramref name="writtenOut"/> makes that form.</summary>
    internal CompiledFormula(LoopedFormula looped, CompilationMode mode, Func<CompiledFormula> writtenOut)
    {
        (_looped, _writtenOut, Mode, Order, _size) = (looped, new(writtenOut), mode, looped.Order, looped.Runs.Count);
        _variables = new(() => [.. looped.Runs.Names.Select(n => new Variable(n))]);
        (_value, _gradient, _hessian) = (Constant.Zero, [], []);
        (_evaluateValue, _evaluateGradient, _evaluateHessian) = (looped.Value, looped.Gradient, looped.Dense);
        if (mode == CompilationMode.Immediate) Prepare(0);
    }

    /// <summary>The variables, in the order in which their values are passed.</summary>
    public ImmutableArray<Variable> Variables => _variables.Value;

    /// <summary>Whether sums over elements of vectors are kept as loops.</summary>
    internal bool KeepsLoops => _looped is not null;

    /// <summary>Number of variables.</summary>
    internal int Size => _size;

    /// <summary>A formula that is linear in sums kept as loops, as programs for derivatives up to an order; null for any other, and where terms were typed one by one.</summary>
    internal IEnumerable<NestPlan>? LoopsOf(int order) => _looped is LoopObjective { HasTables: false } objective ? objective.PlansOf(order) : null;

    /// <summary>The sums that are kept as loops and then worked on; null when there are none.</summary>
    internal ChainedObjective? Chain => _looped as ChainedObjective;

    /// <summary>2 when the Hessian is known, 1 when only the gradient, 0 when only the value.</summary>
    public int Order { get; }

    /// <summary>When machine code is made.</summary>
    public CompilationMode Mode { get; }

    /// <summary>
    /// Largest number of threads that one evaluation may use for long sums over rows of data, or over an index; −1 for as many as there are
    /// processors. Without it 1. Another thread pays from some 30,000 rows on and costs a small allocation; shorter sums stay on one in any
    /// case. The results have the same bits for every number.
    /// </summary>
    public int MaxDegreeOfParallelism
    {
        get => _threads.Most;
        set => _threads.Most = value is > 0 or -1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads is 1 or more, or -1 for all processors.");
    }

    /// <summary>The program that computes value and derivatives up to an order.</summary>
    /// <exception cref="UnsupportedFormulaException">The program has loops that are too long to be written out.</exception>
    public Tape TapeOf(int order) => ProgramOf(order).Tape;

    /// <summary>A program, its loops written out, and where its outputs go; every entry of a Hessian that is not 0, zeros perhaps.</summary>
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
    public void CompileNow(int order = 2) => Prepare(Math.Min(order, Order));

    /// <summary>The value at the point <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Evaluate(ReadOnlySpan<double> x) => _evaluateValue(x);

    /// <summary>The value, and in <paramref name="gradient"/> the first derivative by each variable.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its gradient.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient) => _evaluateGradient(x, gradient);

    /// <summary>
    /// The value, the gradient, and in <paramref name="hessian"/> the second derivatives as a full symmetric matrix of n rows and
    /// n columns, row by row.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without its Hessian.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian) => _evaluateHessian(x, gradient, hessian);

    /// <summary>
    /// The value as a delegate: <c>Func&lt;double, …, double&gt;</c> of up to 16 numbers or another delegate type over doubles, or
    /// <c>Func&lt;double[], double&gt;</c>; or value and derivatives as a <see cref="ValueFunction"/>, <see cref="GradientFunction"/> or
    /// <see cref="HessianFunction"/>. Machine code is made at once, where the platform allows.
    /// </summary>
    /// <param name="names">Which variable each argument is; all variables in their order when empty, and always with those three types.</param>
    /// <exception cref="ArgumentException">The type is none of those, or the names are not exactly the variables.</exception>
    public TDelegate ToDelegate<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] TDelegate>(params ReadOnlySpan<string> names)
        where TDelegate : Delegate => (TDelegate)DelegateBuilder.Build(this, typeof(TDelegate), names);

    /// <summary>Value and derivatives as a delegate over spans; null for any other type.</summary>
    internal Delegate? OverSpans(Type type)
    {
        if (type == typeof(ValueFunction))
        {
            Prepare(0);
            return _evaluateValue;
        }

        if (type == typeof(GradientFunction))
        {
            Prepare(1);
            return _evaluateGradient;
        }

        if (type != typeof(HessianFunction)) return null;
        Prepare(2);
        return _evaluateHessian;
    }

    private void Prepare(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (_looped is null)
        {
            CompileNow(KernelOf(order));
            return;
        }

        Lengths.CheckOrder(order, Order);
        _looped.CompileNow(order);
    }

    private void CompileNow(TieredKernel kernel)
    {
        kernel.CompileNow();
        Adopt(kernel);
    }

    /// <summary>Lets callers enter the machine code of a program at once, when there is some that takes spans.</summary>
    private void Adopt(TieredKernel kernel)
    {
        switch (kernel.Code?.Entry)
        {
            case ValueFunction value: Volatile.Write(ref _evaluateValue, value); break;
            case GradientFunction gradient: Volatile.Write(ref _evaluateGradient, gradient); break;
            case HessianFunction hessian: Volatile.Write(ref _evaluateHessian, hessian); break;
        }
    }

    private double EvaluateInParts(ReadOnlySpan<double> x)
    {
        Lengths.Check(x, Variables);
        Unsafe.SkipInit(out double value);
        _valueKernel!.Run(x, ref value, ref value, ref value);
        Adopt(_valueKernel);
        return value;
    }

    private double EvaluateInParts(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Lengths.Check(x, Variables);
        Lengths.Check(gradient, _size, 1);
        var kernel = KernelOf(1);
        if (x.Overlaps(gradient)) return WithCopy(x, gradient, []);
        Unsafe.SkipInit(out double value);
        kernel.Run(x, ref value, ref MemoryMarshal.GetReference(gradient), ref value);
        Adopt(kernel);
        return value;
    }

    private double EvaluateInParts(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        Lengths.Check(x, Variables);
        Lengths.Check(gradient, _size, 1);
        Lengths.Check(hessian, (long)_size * _size, 2);
        var kernel = KernelOf(2);
        if (x.Overlaps(gradient) || x.Overlaps(hessian)) return WithCopy(x, gradient, hessian);
        if (!_storesZeros) hessian[..(_size * _size)].Clear();
        Unsafe.SkipInit(out double value);
        kernel.Run(x, ref value, ref MemoryMarshal.GetReference(gradient), ref MemoryMarshal.GetReference(hessian));
        Adopt(kernel);
        return value;
    }

    private double WithCopy(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var rented = ArrayPool<double>.Shared.Rent(x.Length);
        var copy = rented.AsSpan(0, x.Length);
        x.CopyTo(copy);
        var value = hessian.IsEmpty ? Evaluate(copy, gradient) : Evaluate(copy, gradient, hessian);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    private TieredKernel KernelOf(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        Lengths.CheckOrder(order, Order);
        if (_writtenOut is not null) return _writtenOut.Value.KernelOf(order);
        if (order == 0) return _valueKernel!;
        ref var kernel = ref order == 1 ? ref _gradientKernel : ref _hessianKernel;
        if (Volatile.Read(ref kernel) is { } known) return known;
        lock (_building)
        {
            return kernel ??= Build(order);
        }
    }

    private TieredKernel Build(int order, bool isSparse = false, bool keepsLoops = true)
    {
        List<Expr> outputs = [_value];
        List<Destination> destinations = [new(0, 0, 0)];
        for (var i = 0; order > 0 && i < _gradient.Length; i++) Add(_gradient[i], 1, i);
        for (var i = 0; order > 1 && i < _hessian.Length; i++)
        {
            var (row, column, entry) = _hessian[i];
            Add(entry, 2, isSparse ? i : (row * _size) + column);
            if (row != column && !isSparse) destinations.Add(new Destination(outputs.Count - 1, 2, (column * _size) + row));
        }

        if (order > 1 && !isSparse && _storesZeros) AddZeros();
        var loops = keepsLoops ? LoopStages.Extract(Variables, outputs, Mode, _threads) : null;
        var tape = TapeBuilder.Build(loops?.Inputs ?? Variables, outputs);
        return new TieredKernel(Mode == CompilationMode.Once ? tape : TapeOptimiser.Optimise(tape), [.. destinations], Mode, isSparse ? null : EntryOf(order), loops);

        PointEntry? EntryOf(int derivatives) => derivatives switch
        {
            0 => new PointEntry(_size, (ValueFunction)EvaluateInParts),
            1 => new PointEntry(_size, (GradientFunction)EvaluateInParts),
            _ => _storesZeros ? new PointEntry(_size, (HessianFunction)EvaluateInParts) : null,
        };

        void Add(Expr output, int section, int offset)
        {
            destinations.Add(new Destination(outputs.Count, section, offset));
            outputs.Add(output);
        }

        void AddZeros()
        {
            var isPresent = new bool[_size * _size];
            for (var i = 0; i < destinations.Count; i++)
            {
                if (destinations[i].Section == 2) isPresent[destinations[i].Offset] = true;
            }

            for (var i = 0; i < isPresent.Length; i++)
            {
                if (!isPresent[i]) Add(Constant.Zero, 2, i);
            }
        }
    }
}
