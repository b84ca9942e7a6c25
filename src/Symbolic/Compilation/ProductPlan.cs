using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>How a factor of a product is computed.</summary>
internal enum FactorKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>The value of an expression.</summary>
    Plain,

    /// <summary>x^(n/2) by multiplications and a square root.</summary>
    HalfPower,

    /// <summary>x^c for any other constant c.</summary>
    ConstantPower,

    /// <summary>e^v.</summary>
    Exponential,

    /// <summary>u^v.</summary>
    GeneralPower,

    /// <summary>u^v·ln(u)^k.</summary>
    PowerLog,
}

/// <summary>A factor, or with <paramref name="IsDivisor"/> its reciprocal. <paramref name="Halves"/> counts halves in the exponent: of x, or of ln(u).</summary>
internal readonly record struct FactorPlan(FactorKind Kind, Expr? Operand = null, Expr? Exponent = null, int Halves = 0, double Number = 0, bool IsDivisor = false)
{
    /// <summary>
    /// Largest exponent that is done by multiplications: each adds half an ulp at most, so that up to here repeated squaring
    /// stays within 16 ulps; beyond, the library's power is more accurate and no slower.
    /// </summary>
    private const int MaxExponent = 32;

    /// <summary>The exponential, by which a call of it is recognised.</summary>
    public static readonly MethodInfo ExpMethod = ((Func<double, double>)Math.Exp).Method;

    private static readonly MethodInfo LogMethod = ((Func<double, double>)Math.Log).Method;

    /// <summary>How a power is computed.</summary>
    public static FactorPlan Of(Power power)
    {
        if (power.Base is Call { Function.Evaluate: Func<double> constant, Children.IsEmpty: true } && constant() == Math.E)
            return new FactorPlan(FactorKind.Exponential, Exponent: power.Exponent);
        if (power.Exponent is not Constant { Value: var n })
            return new FactorPlan(FactorKind.GeneralPower, power.Base, power.Exponent);
        if (n.IsZero) return new FactorPlan(FactorKind.Number, Number: 1);
        return CountHalves(n) is { } halves
            ? new FactorPlan(FactorKind.HalfPower, power.Base, Halves: Math.Abs(halves), IsDivisor: halves < 0)
            : new FactorPlan(FactorKind.ConstantPower, power.Base, Number: n.ToDouble());
    }

    /// <summary>How a factor that is no number is computed.</summary>
    public static FactorPlan Of(Expr factor) => factor is Power power ? Of(power) : new FactorPlan(FactorKind.Plain, factor);

    /// <summary>For a factor ln(u)^k, k a positive integer, u and k.</summary>
    public static (Expr Argument, int Exponent)? LogarithmPower(Expr factor) => factor switch
    {
        Call { Function.Evaluate: Func<double, double> { Target: null } f } call when f.Method == LogMethod => (call.Children[0], 1),
        Power { Base: Call call, Exponent: Constant { Value: var n } } when n.Sign > 0 && n.TryGetInt32(out var k) && k <= MaxExponent && LogarithmPower(call) is (var u, 1) => (u, k),
        _ => null,
    };

    /// <summary>Lists the expressions whose values the factor is made of.</summary>
    public void CollectOperands(List<Expr> operands)
    {
        if (Operand is not null) operands.Add(Operand);
        if (Exponent is not null) operands.Add(Exponent);
    }

    private static int? CountHalves(Number exponent)
    {
        if (!exponent.IsExact || exponent.Denominator > 2 || BigInteger.Abs(exponent.Numerator) > 2 * MaxExponent) return null;
        var halves = (int)exponent.Numerator * (exponent.IsInteger ? 2 : 1);
        return Math.Abs(halves) <= 2 * MaxExponent ? halves : null;
    }
}

/// <summary>
/// The order in which a product is computed: the number first, then factors as they stand, divisors apart. A fraction such as 1/3
/// is no double, so 2·x/3 is (2·x)/3; a number typed as a decimal is the double nearest to it.
/// </summary>
internal sealed class ProductPlan
{
    private static readonly BigInteger MaxExactInteger = BigInteger.One << 53;

    private readonly List<FactorPlan> _factors = new(4);

    private ProductPlan()
    {
    }

    /// <summary>The factors, in order.</summary>
    public ReadOnlySpan<FactorPlan> Factors => CollectionsMarshal.AsSpan(_factors);

    /// <summary>Plans a product.</summary>
    public static ProductPlan Of(Product product)
    {
        var plan = new ProductPlan();
        plan.AddNumbers(product);
        var logarithms = product.Children.Any(f => f is Power { Exponent: not Constant }) ? Logarithms(product) : null;
        foreach (var child in product.Children)
        {
            if (child is Constant) continue;
            if (logarithms is not null && FactorPlan.LogarithmPower(child) is { } log && logarithms.ContainsKey(log.Argument)) continue;
            var factor = FactorPlan.Of(child);
            if (factor.Kind == FactorKind.GeneralPower && logarithms is not null && logarithms.TryGetValue(factor.Operand!, out var k))
                factor = k == 0 ? factor : factor with { Kind = FactorKind.PowerLog, Halves = 2 * k };
            plan._factors.Add(factor);
        }

        return plan;
    }

    /// <summary>Lists the expressions whose values the product is made of.</summary>
    public void CollectOperands(List<Expr> operands)
    {
        foreach (var factor in Factors) factor.CollectOperands(operands);
    }

    /// <summary>
    /// For each u that is the base of exactly one general power u^v of the product the exponent of ln(u) that goes with it: the
    /// two make one factor, since at u = 0 they are 0 and ∞.
    /// </summary>
    private static Dictionary<Expr, int>? Logarithms(Product product)
    {
        var exponents = new Dictionary<Expr, int>();
        foreach (var child in product.Children)
        {
            if (child is Power { Exponent: not Constant } p && FactorPlan.Of(p).Kind == FactorKind.GeneralPower && !exponents.TryAdd(p.Base, 0)) return null;
        }

        foreach (var child in product.Children)
        {
            if (FactorPlan.LogarithmPower(child) is var (u, k) && exponents.TryGetValue(u, out var sum)) exponents[u] = sum + k;
        }

        return exponents;
    }

    private void AddNumbers(Product product)
    {
        Number? joined = null;
        foreach (var child in product.Children)
        {
            if (child is not Constant { Value: var value }) continue;
            if (joined is { } number)
            {
                var both = (number * value).ToDouble();
                if (double.IsNormal(both)) joined = number * value;
                else _factors.Add(new FactorPlan(FactorKind.Number, Number: value.ToDouble()));
            }
            else
            {
                joined = value;
            }
        }

        if (joined is { } coefficient) AddNumber(coefficient);
    }

    private void AddNumber(Number number)
    {
        var isFraction = number.IsExact && !number.IsInteger && !number.IsDecimal && !number.Denominator.IsPowerOfTwo
            && number.Denominator <= MaxExactInteger && BigInteger.Abs(number.Numerator) <= MaxExactInteger;
        if (!isFraction)
        {
            _factors.Insert(0, new FactorPlan(FactorKind.Number, Number: number.ToDouble()));
            return;
        }

        if (!number.IsOne) _factors.Insert(0, new FactorPlan(FactorKind.Number, Number: (double)number.Numerator));
        _factors.Insert(0, new FactorPlan(FactorKind.Number, Number: (double)number.Denominator, IsDivisor: true));
    }
}
