using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Verification.Cases;

/// <summary>Random smooth formulas of x, y and z as a person would write them, and points at which to look at them; the same for the same seed.</summary>
internal sealed class RandomFormulas(int seed)
{
    private static readonly string[] Names = ["x", "y", "z"];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    /// <summary>A formula in which x, y and z may occur; some badly scaled.</summary>
    public Expr Next(int size)
    {
        var formula = Value(size);
        while (!formula.IsVariable) formula = Value(size);
        return _random.Next(4) == 0 ? AsTyped.Product([new Constant(Number.FromDouble(Math.Round(Math.Pow(10, _random.Next(-6, 7)) * (1 + _random.Next(9)), 7))), formula]) : formula;
    }

    public double[] Point() => [.. Names.Select(_ => (_random.NextDouble() * 4) - 2)];

    private Expr Value(int size)
    {
        if (size <= 1) return _random.Next(4) == 0 ? Constant.Of(_random.Next(1, 6)) : new Variable(Names[_random.Next(Names.Length)]);
        return _random.Next(9) switch
        {
            0 or 1 or 2 => AsTyped.Sum([.. Parts(size).Select((p, i) => i > 0 && _random.Next(2) == 0 ? AsTyped.Negate(p) : p)]),
            3 or 4 => AsTyped.Product([.. Parts(size)]),
            5 => AsTyped.Power(Base(size - 1), Constant.Of(_random.Next(2, 4))),
            6 => AsTyped.Product([Value(size / 2), AsTyped.Reciprocal(OnePlusSquare(size / 2))]),
            _ => Call(size - 1),
        };
    }

    private IEnumerable<Expr> Parts(int size)
    {
        var count = size < 6 ? 2 : _random.Next(2, 4);
        for (var i = 0; i < count; i++) yield return Value(Math.Max(1, (size - 1) / count));
    }

    /// <summary>A variable stands at the bottom of every power.</summary>
    private Expr Base(int size)
    {
        var @base = Value(size);
        return @base.IsVariable ? @base : new Variable(Names[_random.Next(Names.Length)]);
    }

    private Expr OnePlusSquare(int size) => AsTyped.Sum([Constant.One, AsTyped.Power(Base(size), Constant.Two)]);

    private Expr Call(int size) => _random.Next(7) switch
    {
        0 or 1 => Trigonometric.Sin.AsTyped(Base(size)),
        2 => Trigonometric.Cos.AsTyped(Base(size)),
        3 => Exponential.Exp.AsTyped(Trigonometric.Sin.AsTyped(Base(size - 1))),
        4 => Hyperbolic.Tanh.AsTyped(Base(size)),
        5 => Exponential.Ln.AsTyped(OnePlusSquare(size - 2)),
        _ => AsTyped.Sqrt(OnePlusSquare(size - 2)),
    };
}
