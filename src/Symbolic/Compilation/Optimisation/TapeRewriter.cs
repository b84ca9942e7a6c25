using System.Reflection;

namespace Symbolic.Compilation.Optimisation;

/// <summary>Writes a tape anew, its products from shared parts, everything else as it stands.</summary>
internal sealed class TapeRewriter
{
    private readonly Tape _tape;
    private readonly MonomialTable _products;
    private readonly TapeWriter _writer;
    private readonly Operand?[] _values;
    private readonly Dictionary<int, int> _rowOf = [];
    private readonly Dictionary<double, int> _numbers = [];
    private readonly List<double> _numberValues = [];
    private readonly Dictionary<int, int> _reciprocalUses = [];
    private readonly Dictionary<int, SharedPair> _pairs = [];
    private readonly Dictionary<int, Operand> _factors = [];
    private readonly Dictionary<int, (int Other, int Product)> _companions = [];
    private readonly HashSet<int> _joint = [];
    private readonly Dictionary<TapeFunction, TapeFunction> _jointFunctions = [];
    private readonly SharedPairs _shared;
    private readonly int _firstNumber;

    public TapeRewriter(Tape tape, MonomialTable products)
    {
        _tape = tape;
        _products = products;
        _writer = new TapeWriter(tape.Inputs);
        _values = new Operand?[tape.ValueCount];

        // Factors are numbered: values, their reciprocals, numbers, pairs.
        _firstNumber = 2 * tape.ValueCount;
        foreach (var monomial in products.Rows.Values)
        {
            if (_numbers.TryAdd(Math.Abs(monomial.Coefficient), _firstNumber + _numbers.Count)) _numberValues.Add(Math.Abs(monomial.Coefficient));
        }

        _shared = new SharedPairs(_firstNumber + _numbers.Count);
        var values = new List<int>(products.Rows.Keys);
        values.Sort();
        foreach (var value in values) _rowOf[value] = _shared.Add(FactorsOf(products.Rows[value]));
        UseKeptProducts(values);
        _shared.Run();
        foreach (var pair in _shared.Pairs) _pairs[pair.Factor] = pair;
        CountReciprocals();
        FindCompanions();
        FindJointCalls();
    }

    /// <summary>The new tape.</summary>
    public Tape Run()
    {
        for (var i = 0; i < _tape.FirstResult; i++) _values[i] = _tape.IsInput(i) ? TapeWriter.Input(i) : _writer.Constant(_tape.ConstantOf(i));
        foreach (var instruction in _tape.Instructions)
        {
            var value = instruction.Target;
            if (_products.Rows.TryGetValue(value, out var monomial)) _values[value] = EmitRow(_rowOf[value], monomial);
            else if (_products.IsKept(value) || _products.Of(value) is null) _values[value] = Copy(instruction);
        }

        var outputs = new Operand[_tape.OutputCount];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = At(_tape.Outputs[i]);
        return _writer.ToTape(outputs);
    }

    private int[] FactorsOf(Monomial monomial)
    {
        var number = Math.Abs(monomial.Coefficient);
        var factors = new int[monomial.Length + (number == 1 ? 0 : 1)];
        monomial.Factors.CopyTo(factors, 0);
        for (var i = 0; i < monomial.Divisors.Length; i++) factors[monomial.Factors.Length + i] = monomial.Divisors[i] + _tape.ValueCount;
        if (number != 1) factors[^1] = _numbers[number];
        return factors;
    }

    /// <summary>Products that the value of the formula needs anyway are used wherever they occur, the longest first.</summary>
    private void UseKeptProducts(List<int> rows)
    {
        var kept = new List<KeptProduct>();
        for (var value = _tape.FirstResult; value < _tape.ValueCount; value++)
        {
            if (_products.IsKept(value) && _products.Of(value) is { Coefficient: 1 } monomial) kept.Add(new KeptProduct(value, FactorsOf(_products.InRoots(_tape.ValueCount, monomial))));
        }

        // Most of what the value needs comes first, but the sign of the value may be the last instruction of all.
        kept.Sort((a, b) => a.Factors.Length != b.Factors.Length ? b.Factors.Length.CompareTo(a.Factors.Length) : a.Value.CompareTo(b.Value));
        foreach (var (value, factors) in kept)
        {
            var firstRow = ~rows.BinarySearch(value);
            _shared.Use(factors, value, firstRow);
            if (Array.TrueForAll(factors, f => f < _tape.ValueCount)) _shared.Use(Array.ConvertAll(factors, f => f + _tape.ValueCount), value + _tape.ValueCount, firstRow);
        }
    }

    private void CountReciprocals()
    {
        foreach (var pair in _shared.Pairs)
        {
            // A reciprocal inside a pair is used by all that use the pair.
            Count(pair.A, 2);
            Count(pair.B, 2);
        }

        foreach (var row in _rowOf.Values)
        {
            foreach (var factor in _shared.Row(row)) Count(factor, 1);
        }

        // The value of the formula may need 1/b itself: then it is there for all.
        foreach (var i in _tape.Instructions)
        {
            if (i.Op == TapeOp.Divide && _products.IsKept(i.Target) && _tape.IsConstant(i.A) && _tape.ConstantOf(i.A) == 1 && _reciprocalUses.ContainsKey(i.B + _tape.ValueCount)) Count(i.B + _tape.ValueCount, 1);
        }

        void Count(int factor, int uses)
        {
            if (factor >= _tape.ValueCount && factor < _firstNumber) _reciprocalUses[factor] = _reciprocalUses.GetValueOrDefault(factor) + uses;
        }
    }

    private Operand EmitRow(int row, Monomial monomial)
    {
        Operand? product = null;
        Operand? divisor = null;
        foreach (var factor in _shared.Row(row))
        {
            // A divisor that occurs once divides: one rounding and no reciprocal.
            if (_reciprocalUses.GetValueOrDefault(factor) == 1) divisor = Times(divisor, _values[factor - _tape.ValueCount]!.Value);
            else product = Times(product, EmitFactor(factor));
        }

        var result = product ?? _writer.Constant(1);
        if (divisor is { } d) result = _writer.Divide(result, d);
        return monomial.Coefficient < 0 ? -result : result;
    }

    private Operand Times(Operand? product, Operand factor) => product is { } p ? _writer.Multiply(p, factor) : factor;

    private Operand EmitFactor(int factor)
    {
        if (factor < _tape.ValueCount) return _values[factor]!.Value;
        if (_factors.TryGetValue(factor, out var known)) return known;
        Operand result;
        if (factor < _firstNumber) result = EmitReciprocal(factor - _tape.ValueCount);
        else if (_pairs.TryGetValue(factor, out var pair)) result = _writer.Multiply(EmitFactor(pair.A), EmitFactor(pair.B));
        else result = _writer.Constant(_numberValues[factor - _firstNumber]);
        _factors.Add(factor, result);
        return result;
    }

    /// <summary>1/a, or b·(1/ab) where 1/b is wanted too and the value of the formula needs ab: one division makes two reciprocals.</summary>
    private Operand EmitReciprocal(int value)
    {
        if (!_companions.TryGetValue(value, out var companion) || _values[companion.Product] is null) return _writer.Divide(_writer.Constant(1), At(value));
        return _writer.Multiply(At(companion.Other), _writer.Divide(_writer.Constant(1), At(companion.Product)));
    }

    private void FindCompanions()
    {
        for (var value = _tape.FirstResult; value < _tape.ValueCount; value++)
        {
            var i = _tape.Instructions[value - _tape.FirstResult];
            if (i.Op != TapeOp.Multiply || !_products.IsKept(value) || i.A == i.B || !IsShared(i.A) || !IsShared(i.B)) continue;
            if (_companions.ContainsKey(i.A) || _companions.ContainsKey(i.B)) continue;
            _companions.Add(i.A, (i.B, value));
            _companions.Add(i.B, (i.A, value));
        }

        bool IsShared(int value) => _reciprocalUses.GetValueOrDefault(value + _tape.ValueCount) > 1;
    }

    private Operand Copy(Instruction i)
    {
        switch (i.Op)
        {
            case TapeOp.Add: return _writer.Add(At(i.A), At(i.B));
            case TapeOp.Subtract: return _writer.Add(At(i.A), -At(i.B));
            case TapeOp.Multiply: return _writer.Multiply(At(i.A), At(i.B));
            case TapeOp.Divide: return _writer.Divide(At(i.A), At(i.B));
            case TapeOp.Negate: return -At(i.A);
            case TapeOp.Select: return _writer.Select(At(i.A), At(i.B), At(i.C));
            case TapeOp.Sqrt or TapeOp.Exp or TapeOp.Not: return _writer.Apply(i.Op, At(i.A));
            case TapeOp.Call1 or TapeOp.Call2 or TapeOp.CallMany: break;
            default: return _writer.Apply(i.Op, At(i.A), At(i.B), i.Op == TapeOp.PowerLog ? i.C : 0);
        }

        var table = _tape.OperandTable.AsSpan();
        var arguments = new Operand[i.OperandCount(table)];
        for (var j = 0; j < arguments.Length; j++) arguments[j] = At(i.Operand(j, table));
        var function = _tape.Functions[i.Function(table)];
        return _writer.Call(_joint.Contains(i.Target) ? JointOf(function) : function, arguments);
    }

    /// <summary>Finds calls of one argument that are computed together, such as sine and cosine.</summary>
    private void FindJointCalls()
    {
        if (_tape.Functions.IsEmpty) return;
        var first = new Dictionary<(int Argument, MethodInfo Both), int>();
        foreach (var i in _tape.Instructions)
        {
            if (i.Op != TapeOp.Call1 || _tape.Functions[i.C].Definition.Joint is not { } joint || first.TryAdd((i.A, joint.Both.Method), i.Target)) continue;
            _joint.Add(first[(i.A, joint.Both.Method)]);
            _joint.Add(i.Target);
        }
    }

    private TapeFunction JointOf(TapeFunction function)
    {
        if (!_jointFunctions.TryGetValue(function, out var joint)) _jointFunctions.Add(function, joint = function.AsJoint());
        return joint;
    }

    private Operand At(int value) => _values[value]!.Value;

    private sealed record KeptProduct(int Value, int[] Factors);
}
