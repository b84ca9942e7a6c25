using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Collects instructions, each distinct one once (value numbering). Only identities that keep every bit are used: a + b = b + a,
/// a·b = b·a, a − (−b) = a + b, (−a)·b = −(a·b), a/2^k = a·2^−k, and arithmetic on constants; and a/c = a·(1/c) for a divisor that is
/// no whole number, since such a one (√2, π) is rounded itself.
/// </summary>
internal sealed class TapeWriter
{
    private const int InputOp = -1;
    private const int ConstantOp = -2;

    /// <summary>Operands of one instruction.</summary>
    private const int MaxOperands = 32;

    private readonly List<Node> _nodes = new(32);
    private readonly Dictionary<Node, int> _numbers = [];
    private readonly List<double> _constants = new(4);
    private readonly Dictionary<long, int> _constantNumbers = [];
    private readonly List<int> _operandTable = [];
    private readonly List<TapeFunction> _functions = [];
    private readonly ImmutableArray<Variable> _inputs;

    public TapeWriter(ImmutableArray<Variable> inputs)
    {
        _inputs = inputs;
        for (var i = 0; i < inputs.Length; i++) Append(new Node(InputOp, i, 0, 0));
    }

    public static Operand Input(int index) => new(index);

    public Operand Constant(double value)
    {
        // A negative constant is a negated positive one, so that sums and products can absorb the sign.
        if (value < 0) return -Constant(-value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        if (_constantNumbers.TryGetValue(bits, out var number)) return new Operand(number);
        _constants.Add(value);
        number = Append(new Node(ConstantOp, _constants.Count - 1, 0, 0));
        _constantNumbers.Add(bits, number);
        return new Operand(number);
    }

    public Operand Add(Operand a, Operand b)
    {
        if (IsConstant(a, out var x) && IsConstant(b, out var y)) return Constant(x + y);
        if (a.IsNegative && b.IsNegative) return Emit(TapeOp.Subtract, Materialise(a), b.Value);
        if (a.IsNegative) return Emit(TapeOp.Subtract, b.Value, a.Value);
        if (b.IsNegative) return Emit(TapeOp.Subtract, a.Value, b.Value);
        return Emit(TapeOp.Add, Math.Min(a.Value, b.Value), Math.Max(a.Value, b.Value));
    }

    public Operand Multiply(Operand a, Operand b)
    {
        if (IsConstant(a, out var x) && IsConstant(b, out var y)) return Constant(x * y);
        if (IsOne(a)) return a.IsNegative ? -b : b;
        if (IsOne(b)) return b.IsNegative ? -a : a;
        var product = Emit(TapeOp.Multiply, Math.Min(a.Value, b.Value), Math.Max(a.Value, b.Value));
        return a.IsNegative == b.IsNegative ? product : -product;
    }

    public Operand Divide(Operand a, Operand b)
    {
        if (IsConstant(b, out var y))
        {
            if (IsConstant(a, out var x)) return Constant(x / y);
            if (IsOne(b)) return b.IsNegative ? -a : a;
            if (double.IsNormal(y) && double.IsNormal(1 / y) && (double.IsPow2(Math.Abs(y)) || !double.IsInteger(y))) return Multiply(a, Constant(1 / y));
        }

        var quotient = Emit(TapeOp.Divide, a.Value, b.Value);
        return a.IsNegative == b.IsNegative ? quotient : -quotient;
    }

    public Operand Apply(TapeOp op, Operand a)
    {
        if (IsConstant(a, out var x) && Fold(op, x) is { } value) return Constant(value);
        return Emit(op, Materialise(a));
    }

    public Operand Apply(TapeOp op, Operand a, Operand b, int extra = 0)
    {
        if (IsConstant(a, out var x) && IsConstant(b, out var y) && Fold(op, x, y, extra) is { } value) return Constant(value);
        return Emit(op, Materialise(a), Materialise(b), extra);
    }

    public Operand Select(Operand condition, Operand then, Operand otherwise)
    {
        if (IsConstant(condition, out var c)) return c != 0 ? then : otherwise;
        return then == otherwise ? then : Emit(TapeOp.Select, condition.Value, Materialise(then), Materialise(otherwise));
    }

    public Operand Call(TapeFunction function, ReadOnlySpan<Operand> arguments)
    {
        if (TryFold(function, arguments) is { } value) return Constant(value);
        if (arguments.Length > MaxOperands && function.Binary is not null)
        {
            // f(a, b, c, …) applied from the left in several instructions, none of which is long.
            var first = Call(function.WithArity(MaxOperands), arguments[..MaxOperands]);
            return Call(function.WithArity(arguments.Length - MaxOperands + 1), [first, .. arguments[MaxOperands..]]);
        }

        var number = NumberOf(function);
        switch (arguments.Length)
        {
            case 1 when function.Unary is not null:
                return Emit(TapeOp.Call1, Materialise(arguments[0]), 0, number);
            case 2 when function.Binary is not null:
                return Emit(TapeOp.Call2, Materialise(arguments[0]), Materialise(arguments[1]), number);
        }

        var operands = new int[arguments.Length];
        for (var i = 0; i < operands.Length; i++) operands[i] = Materialise(arguments[i]);
        var position = _operandTable.Count;
        _operandTable.AddRange([number, operands.Length, .. operands]);
        return Emit(TapeOp.CallMany, 0, 0, position);
    }

    /// <summary>The finished program: what no output needs is left out.</summary>
    public Tape ToTape(ReadOnlySpan<Operand> outputs)
    {
        var results = new int[outputs.Length];
        for (var i = 0; i < results.Length; i++) results[i] = Materialise(outputs[i]);
        var needed = Needed(results);
        var numbers = new int[_nodes.Count];
        var constants = ImmutableArray.CreateBuilder<double>(_constants.Count);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].Op == InputOp) numbers[i] = i;
            if (_nodes[i].Op != ConstantOp || !needed[i]) continue;
            numbers[i] = _inputs.Length + constants.Count;
            constants.Add(_constants[_nodes[i].A]);
        }

        var code = ImmutableArray.CreateBuilder<Instruction>(_nodes.Count);
        var first = _inputs.Length + constants.Count;
        var table = CollectionsMarshal.AsSpan(_operandTable);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].Op < 0 || !needed[i]) continue;
            numbers[i] = first + code.Count;
            code.Add(_nodes[i].ToInstruction(i).Renumber(numbers, table));
        }

        for (var i = 0; i < results.Length; i++) results[i] = numbers[results[i]];
        return new Tape(_inputs, constants.ToImmutable(), code.ToImmutable(), [.. _operandTable], [.. _functions], ImmutableCollectionsMarshal.AsImmutableArray(results));
    }

    private bool[] Needed(int[] results)
    {
        var needed = new bool[_nodes.Count];
        foreach (var result in results) needed[result] = true;
        var table = CollectionsMarshal.AsSpan(_operandTable);
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            if (!needed[i] || _nodes[i].Op < 0) continue;
            var instruction = _nodes[i].ToInstruction(i);
            for (var j = 0; j < instruction.OperandCount(table); j++) needed[instruction.Operand(j, table)] = true;
        }

        return needed;
    }

    /// <summary>The value itself, its sign included.</summary>
    private int Materialise(Operand operand)
    {
        if (!operand.IsNegative) return operand.Value;
        var node = _nodes[operand.Value];
        if (node.Op == ConstantOp) return NegativeConstant(_constants[node.A]);

        // −(c·x) is (−c)·x, to the bit.
        if (node.Op is (int)TapeOp.Multiply or (int)TapeOp.Divide)
        {
            if (_nodes[node.A].Op == ConstantOp) return Emit((TapeOp)node.Op, NegativeConstant(_constants[_nodes[node.A].A]), node.B).Value;
            if (_nodes[node.B].Op == ConstantOp) return Emit((TapeOp)node.Op, node.A, NegativeConstant(_constants[_nodes[node.B].A])).Value;
        }

        return Emit(TapeOp.Negate, operand.Value).Value;
    }

    private int NegativeConstant(double positive)
    {
        var bits = BitConverter.DoubleToInt64Bits(-positive);
        if (_constantNumbers.TryGetValue(bits, out var number)) return number;
        _constants.Add(-positive);
        number = Append(new Node(ConstantOp, _constants.Count - 1, 0, 0));
        _constantNumbers.Add(bits, number);
        return number;
    }

    private double? TryFold(TapeFunction function, ReadOnlySpan<Operand> arguments)
    {
        var values = new double[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsConstant(arguments[i], out values[i])) return null;
        }

        return function.Evaluate(values);
    }

    private static double? Fold(TapeOp op, double x) => op switch
    {
        TapeOp.Sqrt => Math.Sqrt(x),
        TapeOp.Exp => Math.Exp(x),
        TapeOp.Not => x == 0 ? 1 : 0,
        _ => null,
    };

    private static double? Fold(TapeOp op, double x, double y, int extra) => op switch
    {
        TapeOp.Power => Math.Pow(x, y),
        TapeOp.PowerLog => PowerFunctions.PowerLog(x, y, extra),
        TapeOp.Less => x < y ? 1 : 0,
        TapeOp.LessOrEqual => x <= y ? 1 : 0,
        TapeOp.Equal => x == y ? 1 : 0,
        TapeOp.NotEqual => x != y ? 1 : 0,
        TapeOp.And => x != 0 && y != 0 ? 1 : 0,
        TapeOp.Or => x != 0 || y != 0 ? 1 : 0,
        _ => null,
    };

    private int NumberOf(TapeFunction function)
    {
        var number = _functions.FindIndex(f => ReferenceEquals(f, function));
        if (number >= 0) return number;
        _functions.Add(function);
        return _functions.Count - 1;
    }

    private bool IsConstant(Operand operand, out double value)
    {
        var node = _nodes[operand.Value];
        value = node.Op == ConstantOp ? operand.IsNegative ? -_constants[node.A] : _constants[node.A] : 0;
        return node.Op == ConstantOp;
    }

    private bool IsOne(Operand operand) => _nodes[operand.Value].Op == ConstantOp && _constants[_nodes[operand.Value].A] == 1;

    private Operand Emit(TapeOp op, int a, int b = 0, int c = 0)
    {
        var node = new Node((int)op, a, b, c);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, node, out var exists);
        if (!exists) number = Append(node);
        return new Operand(number);
    }

    private int Append(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private readonly record struct Node(int Op, int A, int B, int C)
    {
        public Instruction ToInstruction(int target) => new((TapeOp)Op, target, A, B, C);
    }
}

/// <summary>A value of a tape under construction, or its negative.</summary>
internal readonly record struct Operand(int Value, bool IsNegative = false)
{
    public static Operand operator -(Operand a) => a with { IsNegative = !a.IsNegative };
}
