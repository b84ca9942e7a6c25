using static Symbolic.Compilation.Dual;

namespace Symbolic.Compilation;

/// <summary>
/// A value with its derivatives in two directions and the mixed second derivative, f + f₁ε₁ + f₂ε₂ + f₁₂ε₁ε₂ with ε₁² = ε₂² = 0
/// (Fike and Alonso, AIAA 2011-886): exact second derivatives without differences. Parts that are 0 stay 0, as in <see cref="Dual"/>.
/// </summary>
public readonly record struct HyperDual(double Value, double First, double Second, double Mixed) : IScalar<HyperDual>
{
    /// <summary>The value.</summary>
    public double Primal => Value;

    /// <summary>A constant.</summary>
    public static HyperDual From(double value) => new(value, 0, 0, 0);

    /// <summary>Sum.</summary>
    public static HyperDual operator +(HyperDual a, HyperDual b) => new(a.Value + b.Value, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed);

    /// <summary>Difference.</summary>
    public static HyperDual operator -(HyperDual a, HyperDual b) => new(a.Value - b.Value, a.First - b.First, a.Second - b.Second, a.Mixed - b.Mixed);

    /// <summary>Product.</summary>
    public static HyperDual operator *(HyperDual a, HyperDual b) => new(
        a.Value * b.Value,
        Scale(a.First, b.Value) + Scale(b.First, a.Value),
        Scale(a.Second, b.Value) + Scale(b.Second, a.Value),
        Scale(a.Mixed, b.Value) + Scale(b.Mixed, a.Value) + Scale(a.First, b.Second) + Scale(a.Second, b.First));

    /// <summary>Quotient q = a/b, from a = q·b.</summary>
    public static HyperDual operator /(HyperDual a, HyperDual b)
    {
        var q = a.Value / b.Value;
        var first = Quotient(a.First, b.Value) - Quotient(Scale(b.First, q), b.Value);
        var second = Quotient(a.Second, b.Value) - Quotient(Scale(b.Second, q), b.Value);
        var mixed = Quotient(a.Mixed, b.Value) - Quotient(Scale(b.Mixed, q), b.Value)
            - Quotient(Scale(b.First, second), b.Value) - Quotient(Scale(b.Second, first), b.Value);
        return new(q, first, second, mixed);
    }

    /// <summary>Negative.</summary>
    public static HyperDual operator -(HyperDual a) => new(-a.Value, -a.First, -a.Second, -a.Mixed);

    /// <summary>Square root.</summary>
    public static HyperDual Sqrt(HyperDual a)
    {
        var root = Math.Sqrt(a.Value);
        return Chain(a, root, 1 / (2 * root), -1 / (4 * root * a.Value));
    }

    /// <summary>Exponential.</summary>
    public static HyperDual Exp(HyperDual a)
    {
        var value = Math.Exp(a.Value);
        return Chain(a, value, value, value);
    }

    /// <summary>a^b.</summary>
    public static HyperDual Power(HyperDual a, HyperDual b) => PowerLog(a, b, 0);

    static HyperDual IScalar<HyperDual>.PowerLog(HyperDual a, HyperDual b, int k) => PowerLog(a, b, k);

    static HyperDual IScalar<HyperDual>.Call(TapeFunction function, HyperDual a) => Call(function, [a]);

    static HyperDual IScalar<HyperDual>.Call(TapeFunction function, HyperDual a, HyperDual b) => Call(function, [a, b]);

    static HyperDual IScalar<HyperDual>.Call(TapeFunction function, ReadOnlySpan<HyperDual> arguments) => Call(function, arguments);

    /// <summary>f(a) given f and its first two derivatives there.</summary>
    private static HyperDual Chain(HyperDual a, double value, double slope, double curvature) => new(
        value, Scale(a.First, slope), Scale(a.Second, slope), Scale(a.Mixed, slope) + Scale(Scale(a.First, a.Second), curvature));

    private static HyperDual PowerLog(HyperDual a, HyperDual b, int k)
    {
        var rule = new PowerLogRule(a.Value, b.Value, k);
        var result = From(rule.Value());
        if (!a.IsConstant) result = Join(result, Chain(a, 0, rule.ByBase(), rule.ByBaseTwice()));
        if (b.IsConstant) return result;
        result = Join(result, Chain(b, 0, rule.ByExponent(), rule.ByExponentTwice()));
        var cross = Scale(a.First, b.Second) + Scale(a.Second, b.First);
        return result with { Mixed = result.Mixed + (cross == 0 ? 0 : cross * rule.ByBoth()) };
    }

    private bool IsConstant => First == 0 && Second == 0 && Mixed == 0;

    private static HyperDual Join(HyperDual a, HyperDual b) => new(a.Value, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed);

    /// <summary>
    /// The partials on dual numbers whose tangents are the first direction give the gradient g and the product of the Hessian with
    /// that direction h: f₁ = g·a₁, f₂ = g·a₂, f₁₂ = g·a₁₂ + h·a₂.
    /// </summary>
    private static HyperDual Call(TapeFunction function, ReadOnlySpan<HyperDual> arguments)
    {
        Span<double> values = stackalloc double[arguments.Length];
        Span<Dual> duals = stackalloc Dual[arguments.Length];
        var isConstant = true;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Value;
            duals[i] = new Dual(arguments[i].Value, arguments[i].First);
            isConstant &= arguments[i].IsConstant;
        }

        var result = From(function.Evaluate(values));
        if (isConstant || function.Definition.IsCondition) return result;
        Span<Dual> partials = stackalloc Dual[arguments.Length];
        function.Partials<Dual>(duals, partials);
        for (var i = 0; i < values.Length; i++)
        {
            var (a, partial) = (arguments[i], partials[i]);
            if (partial.Value == 0 && partial.Tangent == 0 && function.MayLeaveOut) continue;
            var mixed = Scale(a.Mixed, partial.Value) + Scale(a.Second, partial.Tangent);
            result = Join(result, new HyperDual(0, Scale(a.First, partial.Value), Scale(a.Second, partial.Value), mixed));
        }

        return result;
    }
}
