using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Compilation;

/// <summary>Random expressions with much sharing, over every kind of node that a tape has an operation for.</summary>
internal sealed class RandomGraph
{
    private static readonly double Offset = Environment.ProcessId > 0 ? 0.5 : 0;

    /// <summary>A function whose delegate is bound to an object.</summary>
    public static readonly FunctionDefinition Shifted = new("shifted", 1) { Evaluate = Bind(Offset), Partials = (_, _) => [1] };

    /// <summary>A static function of any number of arguments.</summary>
    public static readonly FunctionDefinition Largest = new("largest", 1, int.MaxValue) { Evaluate = (Func<double, double, double>)Math.Max };

    /// <summary>A lambda of two arguments, which is bound to the compiler's object.</summary>
    public static readonly FunctionDefinition Mixed = new("mixed", 2) { Evaluate = (double a, double b) => (a * 0.75) - b };

    /// <summary>A function of three arguments.</summary>
    public static readonly FunctionDefinition Blend = new("blend", 3) { Evaluate = (Func<double, double, double, double>)Lerp };

    private readonly Random _random;
    private readonly List<Expr> _nodes = [];

    public RandomGraph(int seed, IReadOnlyList<Variable> variables)
    {
        _random = new Random(seed);
        _nodes.AddRange(variables);
        _nodes.AddRange([0, 1, -2, 0.1, Constant.Half, new Constant(Number.FromRatio(-1, 3)), new Call(NamedConstants.Pi, [])]);
    }

    /// <summary>All nodes made so far.</summary>
    public IReadOnlyList<Expr> Nodes => _nodes;

    /// <summary>Adds nodes and returns the last.</summary>
    public Expr Grow(int count)
    {
        for (var i = 0; i < count; i++) _nodes.Add(Next());
        return _nodes[^1];
    }

    private Expr Next() => _random.Next(16) switch
    {
        0 or 1 or 2 => AsTyped.Sum([.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => Pick())]),
        3 => AsTyped.Sum([Pick(), AsTyped.Negate(Pick())]),
        4 or 5 => AsTyped.Product([.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Pick())]),
        6 => AsTyped.Quotient(Pick(), Pick()),
        7 => AsTyped.Power(Pick(), new Constant(Number.FromRatio(_random.Next(-9, 10), _random.Next(1, 4)))),
        8 => AsTyped.Power(Pick(), Pick()),
        9 => AsTyped.Product([AsTyped.Power(Pick(), Pick()), Pick()]) is Product p && p.Children[0] is Power q ? AsTyped.Product([.. p.Children, Exponential.Ln.AsTyped(q.Base)]) : Pick(),
        10 => Exponential.Exp.AsTyped(Pick()),
        11 => Trigonometric.Sin.AsTyped(Pick()),
        12 => Condition() is var c ? AsTyped.Piecewise([c, Pick(), Condition(), Pick(), Pick()]) : Pick(),
        13 => Largest.AsTyped([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick())]),
        14 => _random.Next(2) == 0 ? Mixed.AsTyped(Pick(), Pick()) : Shifted.AsTyped(Pick()),
        _ => Blend.AsTyped(Pick(), Pick(), Pick()),
    };

    private Expr Condition()
    {
        var signs = Conditions.Signs.Where(s => s.MinArity == 2).ToArray();
        var condition = signs[_random.Next(signs.Length)].AsTyped(Pick(), Pick());
        return _random.Next(3) == 0 ? Conditions.Not.AsTyped(condition) : condition;
    }

    /// <summary>Mostly recent nodes, so that graphs grow deep.</summary>
    private Expr Pick() => _random.Next(3) == 0 ? _nodes[_random.Next(_nodes.Count)] : _nodes[^_random.Next(1, Math.Min(12, _nodes.Count) + 1)];

    private static Func<double, double> Bind(double offset) => a => a + offset;

    private static double Lerp(double a, double b, double t) => a + ((b - a) * t);
}
