using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Turns expressions into one <see cref="Tape"/>. Sums are added and products multiplied from the left as they stand; a product
/// does its divisions as one, by the product of its divisors. Works with a stack of its own, so depth does not matter, and only
/// on what the outputs need.
/// </summary>
public sealed class TapeBuilder
{
    /// <summary>Bound on the distinct nodes that are lowered, loops unrolled and functions expanded.</summary>
    internal const int MaxNodes = 3_000_000;

    /// <summary>Bound on functions that are defined by functions that are defined by functions …</summary>
    private const int MaxExpansionDepth = 500;

    /// <summary>The parameter of <see cref="Build"/> that is to blame for a faulty expression.</summary>
    private const string OutputsName = "outputs";

    private readonly TapeWriter _writer;
    private readonly Dictionary<string, int> _inputs = [];
    private readonly Dictionary<Expr, Operand> _values = [];
    private readonly Dictionary<Expr, Expr> _expansions = [];
    private readonly Dictionary<Product, ProductPlan> _plans = [];
    private readonly HashSet<Expr> _openExpansions = [];
    private readonly Dictionary<(FunctionDefinition, string), TapeFunction> _functions = [];
    private readonly Stack<(Expr Node, bool IsReady)> _pending = new();
    private readonly List<Expr> _needs = [];

    private long _loopBudget = LoopExpansion.MaxWork;

    private TapeBuilder(ImmutableArray<Variable> inputs)
    {
        _writer = new TapeWriter(inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!_inputs.TryAdd(inputs[i].Name, i)) throw new ArgumentException($"The variable '{inputs[i].Name}' is listed twice.", nameof(inputs));
        }
    }

    /// <summary>The program that computes <paramref name="outputs"/> from values of <paramref name="inputs"/>.</summary>
    /// <exception cref="ArgumentException">A variable is missing or listed twice, or a derivative has not been carried out.</exception>
    /// <exception cref="UnsupportedFormulaException">A loop has bounds that are not constant or runs over data, or the program is too large.</exception>
    public static Tape Build(IReadOnlyList<Variable> inputs, params IReadOnlyList<Expr> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var builder = new TapeBuilder([.. inputs]);
        var operands = new Operand[outputs.Count];
        for (var i = 0; i < operands.Length; i++) operands[i] = builder.Lower(outputs[i]);
        return builder._writer.ToTape(operands);
    }

    private Operand Lower(Expr root)
    {
        _pending.Push((root, false));
        while (_pending.TryPop(out var next))
        {
            var (node, isReady) = next;
            if (isReady)
            {
                _values[node] = Emit(node);
                _openExpansions.Remove(node);
            }
            else if (!_values.ContainsKey(node))
            {
                if (_values.Count > MaxNodes) throw new UnsupportedFormulaException($"The formula has more than {MaxNodes} distinct parts once its loops are written out.", root);
                _pending.Push((node, true));
                _needs.Clear();
                CollectNeeds(node);
                for (var i = _needs.Count - 1; i >= 0; i--)
                {
                    if (!_values.ContainsKey(_needs[i])) _pending.Push((_needs[i], false));
                }
            }
        }

        return _values[root];
    }

    /// <summary>Lists what must be lowered before the node.</summary>
    private void CollectNeeds(Expr node)
    {
        switch (node)
        {
            case Product product:
                (_plans[product] = ProductPlan.Of(product)).CollectOperands(_needs);
                break;
            case Power power:
                FactorPlan.Of(power).CollectOperands(_needs);
                break;
            case Call { Function.Expansion: not null } call:
                NeedExpansion(call, () => call.Function.Expansion!(call.Children));
                break;
            case Reduction reduction:
                NeedExpansion(reduction, () => LoopUnroller.Unroll(reduction, ref _loopBudget));
                break;
            case PendingDerivative:
                throw Refusal("A derivative inside the formula has to be carried out before the formula is compiled.", node);
            case Element element:
                throw new UnsupportedFormulaException($"The index of '{element.Name}[…]' has no value.", element);
            default:
                foreach (var child in node.Children) _needs.Add(child);
                break;
        }
    }

    private void NeedExpansion(Expr node, Func<Expr> expand)
    {
        if (!_openExpansions.Add(node) || _openExpansions.Count > MaxExpansionDepth)
            throw new UnsupportedFormulaException(node is Call c ? $"The function '{c.Function.Name}' is defined by itself." : "Loops are nested too deeply.", node);
        _expansions[node] = expand();
        _needs.Add(_expansions[node]);
    }

    private Operand Emit(Expr node) => node switch
    {
        Constant c => _writer.Constant(c.Value.ToDouble()),
        Variable v => EmitVariable(v),
        Sum s => EmitSum(s),
        Product p => EmitProduct(_plans[p]),
        Power p => FactorPlan.Of(p) is { IsDivisor: true } divisor
            ? _writer.Divide(_writer.Constant(1), EmitFactor(divisor))
            : EmitFactor(FactorPlan.Of(p)),
        Piecewise p => EmitPiecewise(p),
        Call call when !_expansions.ContainsKey(node) => EmitCall(call),
        _ => _values[_expansions[node]],
    };

    private Operand EmitVariable(Variable variable)
    {
        if (!variable.IsIndex && _inputs.TryGetValue(variable.Name, out var index)) return TapeWriter.Input(index);
        throw Refusal(variable.IsIndex
            ? $"The index '{variable.Name}' occurs outside its sum or product."
            : $"The variable '{variable.Name}' is not among the inputs.", variable);
    }

    private static ArgumentException Refusal(string message, Expr outputs) => new(message, nameof(outputs));

    private Operand EmitSum(Sum sum)
    {
        var total = _values[sum.Children[0]];
        for (var i = 1; i < sum.Children.Length; i++) total = _writer.Add(total, _values[sum.Children[i]]);
        return total;
    }

    private Operand EmitProduct(ProductPlan plan)
    {
        Operand? numerator = null;
        Operand? denominator = null;
        foreach (var factor in plan.Factors)
        {
            var value = EmitFactor(factor);
            if (factor.IsDivisor) denominator = denominator is { } d ? _writer.Multiply(d, value) : value;
            else numerator = numerator is { } n ? _writer.Multiply(n, value) : value;
        }

        var top = numerator ?? _writer.Constant(1);
        return denominator is { } bottom ? _writer.Divide(top, bottom) : top;
    }

    /// <summary>A factor, or for a divisor its reciprocal.</summary>
    private Operand EmitFactor(FactorPlan factor) => factor.Kind switch
    {
        FactorKind.Number => _writer.Constant(factor.Number),
        FactorKind.Plain => _values[factor.Operand!],
        FactorKind.HalfPower => EmitHalfPower(_values[factor.Operand!], factor.Halves),
        FactorKind.ConstantPower => _writer.Apply(TapeOp.Power, _values[factor.Operand!], _writer.Constant(factor.Number)),
        FactorKind.Exponential => _writer.Apply(TapeOp.Exp, _values[factor.Exponent!]),
        FactorKind.GeneralPower => _writer.Apply(TapeOp.Power, _values[factor.Operand!], _values[factor.Exponent!]),
        _ => _writer.Apply(TapeOp.PowerLog, _values[factor.Operand!], _values[factor.Exponent!], factor.Halves / 2),
    };

    /// <summary>x^(n/2) as x^⌊n/2⌋, by repeated squaring, times √x.</summary>
    private Operand EmitHalfPower(Operand x, int halves)
    {
        if (halves % 2 == 0) return EmitIntegerPower(x, halves / 2);
        var root = _writer.Apply(TapeOp.Sqrt, x);
        return halves == 1 ? root : _writer.Multiply(EmitIntegerPower(x, halves / 2), root);
    }

    private Operand EmitIntegerPower(Operand x, int n)
    {
        if (n <= 1) return x;
        var half = EmitIntegerPower(x, n / 2);
        var square = _writer.Multiply(half, half);
        return n % 2 == 0 ? square : _writer.Multiply(square, x);
    }

    private Operand EmitPiecewise(Piecewise piecewise)
    {
        var result = _values[piecewise.Otherwise];
        for (var i = piecewise.Count - 1; i >= 0; i--)
            result = _writer.Select(_values[piecewise.Condition(i)], _values[piecewise.Value(i)], result);
        return result;
    }

    private Operand EmitCall(Call call)
    {
        var definition = call.Function;
        var arguments = new Operand[call.Children.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _values[call.Children[i]];
        if (definition.IsCondition && TryEmitCondition(definition.Infix, arguments) is { } condition) return condition;
        if (definition.Evaluate is Func<double> constant && arguments.Length == 0) return _writer.Constant(constant());
        if (definition.Evaluate is Func<double, double> { Target: null } f && f.Method == FactorPlan.ExpMethod) return _writer.Apply(TapeOp.Exp, arguments[0]);
        return _writer.Call(FunctionOf(call), arguments);
    }

    private Operand? TryEmitCondition(string? infix, Operand[] a) => (infix, a.Length) switch
    {
        ("<", 2) => _writer.Apply(TapeOp.Less, a[0], a[1]),
        (">", 2) => _writer.Apply(TapeOp.Less, a[1], a[0]),
        ("<=", 2) => _writer.Apply(TapeOp.LessOrEqual, a[0], a[1]),
        (">=", 2) => _writer.Apply(TapeOp.LessOrEqual, a[1], a[0]),
        ("==", 2) => _writer.Apply(TapeOp.Equal, a[0], a[1]),
        ("!=", 2) => _writer.Apply(TapeOp.NotEqual, a[0], a[1]),
        ("and", 2) => _writer.Apply(TapeOp.And, a[0], a[1]),
        ("or", 2) => _writer.Apply(TapeOp.Or, a[0], a[1]),
        ("not", 1) => _writer.Apply(TapeOp.Not, a[0]),
        _ => null,
    };

    private TapeFunction FunctionOf(Call call)
    {
        var definition = call.Function;
        var parameters = call.Children.Select((c, i) => definition.Parameters.Contains(i) && c is Constant ? c : null).ToImmutableArray();
        var key = (definition, string.Join(';', parameters.Select(p => p is Constant c ? c.Value.ToString() : "")));
        if (_functions.TryGetValue(key, out var known)) return known;
        var function = new TapeFunction(definition, parameters);
        _functions.Add(key, function);
        return function;
    }
}
