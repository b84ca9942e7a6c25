using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>
/// Values of expressions with a bound on what rounding has done to them: every node adds its own rounding and passes on that of its
/// operands, multiplied by its partial derivatives (running error analysis; Higham, Accuracy and Stability, section 3.3).
/// </summary>
internal sealed class RoundingBound
{
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>Relative rounding taken for granted where an expression cannot be followed node by node.</summary>
    private const double Unknown = 1e-11;

    /// <summary>What underflow may cost.</summary>
    private const double Smallest = 1e-320;

    private const int MaxNodes = 20_000;

    private readonly ImmutableArray<Expr> _outputs;
    private readonly IReadOnlyList<Expr> _nodes = [];
    private readonly Dictionary<Expr, int> _slots = [];
    private readonly Dictionary<Expr, int> _partials = [];
    private readonly CompiledProgram? _program;
    private readonly ImmutableArray<(CompiledFormula Value, CompiledFormula Size)> _loops = [];
    private readonly double[] _values = [];
    private readonly double[] _errors = [];

    /// <summary>A bound for expressions over variables; what cannot be followed gets a rough one.</summary>
    public RoundingBound(IReadOnlyList<Variable> variables, ImmutableArray<Expr> outputs)
    {
        var written = outputs.Select(o => LoopExpansion.TryExpand(o, MaxNodes)).ToArray();
        if (Array.Exists(written, o => o is null))
        {
            _outputs = outputs;
            _loops = [.. outputs.Select(o => (new CompiledFormula(variables, o), new CompiledFormula(variables, Size(o))))];
            return;
        }

        _outputs = [.. written.Select(o => o!)];
        var program = new List<Expr>(_outputs);
        var nodes = Traversal.PostOrder(_outputs.AsSpan());
        if (nodes.Count <= MaxNodes && nodes.All(n => n is not (Reduction or PendingDerivative or Element or Variable { IsIndex: true })))
        {
            _nodes = nodes;
            foreach (var node in nodes)
            {
                _slots[node] = program.Count;
                program.Add(node);
            }

            foreach (var call in nodes.OfType<Call>().Where(c => !c.Children.IsEmpty && !c.Function.IsCondition))
            {
                _partials[call] = program.Count;
                program.AddRange(LocalRules.OfCall(call));
            }
        }

        _program = new CompiledProgram(variables, program, CompilationMode.Interpreted);
        (_values, _errors) = (new double[program.Count], new double[program.Count]);
    }

    /// <summary>Values and bounds at a point, one for each output. Not for several threads at once.</summary>
    public ImmutableArray<(double Value, double Error)> At(ReadOnlySpan<double> x)
    {
        if (_program is null) return OfLoops(x);
        _program.Evaluate(x, _values);
        if (_nodes.Count == 0) return [.. _outputs.Select((_, i) => (_values[i], Unknown * Math.Abs(_values[i])))];
        foreach (var node in _nodes)
        {
            var slot = _slots[node];
            var error = ErrorOf(node, _values[slot]);
            _errors[slot] = double.IsNaN(error) ? double.PositiveInfinity : error;
        }

        return [.. _outputs.Select((o, i) => (_values[i], _errors[_slots[o]]))];
    }

    private ImmutableArray<(double Value, double Error)> OfLoops(ReadOnlySpan<double> x)
    {
        var results = ImmutableArray.CreateBuilder<(double, double)>(_loops.Length);
        foreach (var (value, size) in _loops) results.Add((value.Evaluate(x), Unknown * Math.Abs(size.Evaluate(x))));
        return results.MoveToImmutable();
    }

    /// <summary>What an expression would come to if no terms of its long sums, and of what these are added to or multiplied by, cancelled.</summary>
    private static Expr Size(Expr root)
    {
        var sizes = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(root))
        {
            sizes[node] = node switch
            {
                Sum or Product => node.Map(sizes),
                Reduction loop => loop.WithChildren(loop.Children.SetItem(0, sizes[loop.Body])),
                _ => Absolute(node),
            };
        }

        return sizes[root];
    }

    private static Expr Absolute(Expr node) => AsTyped.Power(AsTyped.Power(node, Constant.Two), Constant.Half);

    private double ErrorOf(Expr node, double value) => node switch
    {
        Constant c => c.Value.IsInteger && Math.Abs(value) < 1e15 ? 0 : UnitRoundoff * Math.Abs(value),
        Variable => 0,
        Sum s => s.Children.Sum(t => ErrorAt(t) + (UnitRoundoff * (s.Children.Length - 1) * Math.Abs(ValueAt(t)))),
        Product p => OfProduct(p, value),
        Power p => OfPower(p, value),
        Piecewise p => OfPiecewise(p),
        Call { Function.IsCondition: true } => 0,
        Call c => OfCall(c, value),
        _ => double.PositiveInfinity,
    };

    private double ValueAt(Expr e) => _values[_slots[e]];

    private double ErrorAt(Expr e) => _errors[_slots[e]];

    /// <summary>Π(|v|+ε) − Π|v|, which holds for factors that vanish, too.</summary>
    private double OfProduct(Product p, double value)
    {
        double bound = 0, product = 1;
        foreach (var factor in p.Children)
        {
            var (size, error) = (Math.Abs(ValueAt(factor)), ErrorAt(factor));
            bound = Times(bound, size + error) + Times(product, error);
            product = Times(product, size);
        }

        return bound + (UnitRoundoff * p.Children.Length * Math.Abs(value)) + Smallest;
    }

    private double OfPower(Power p, double value)
    {
        double b = ValueAt(p.Base), e = ValueAt(p.Exponent), size = Math.Abs(value);
        var ofBase = ErrorAt(p.Base) == 0 ? 0 : b == 0 ? Math.Pow(ErrorAt(p.Base), Math.Max(e, 0)) : Times(Math.Abs(e) * size / Math.Abs(b), ErrorAt(p.Base));
        var ofExponent = ErrorAt(p.Exponent) == 0 || b <= 0 ? 0 : Times(size * Math.Abs(Math.Log(b)), ErrorAt(p.Exponent));
        return ofBase + ofExponent + (UnitRoundoff * (4 + Math.Min(Math.Abs(e), 64)) * size) + Smallest;
    }

    private double OfCall(Call c, double value)
    {
        var error = (c.Function.MaxUlp + 2) * UnitRoundoff * Math.Abs(value);
        if (c.Children.IsEmpty) return error;
        for (var i = 0; i < c.Children.Length; i++) error += Times(Math.Abs(_values[_partials[c] + i]), ErrorAt(c.Children[i]));
        return error + Smallest;
    }

    private double OfPiecewise(Piecewise p)
    {
        for (var i = 0; i < p.Count; i++)
        {
            if (ValueAt(p.Condition(i)) != 0) return ErrorAt(p.Value(i));
        }

        return ErrorAt(p.Otherwise);
    }

    /// <summary>No error times an infinite slope is no error.</summary>
    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}
