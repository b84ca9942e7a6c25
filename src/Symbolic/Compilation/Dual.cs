namespace Symbolic.Compilation;

/// <summary>
/// A value with its derivative in one direction (forward mode). A tangent that is exactly 0 stays 0 whatever it is multiplied by:
/// what does not depend on the variable is not poisoned by an infinite slope.
/// </summary>
public readonly record struct Dual(double Value, double Tangent) : IScalar<Dual>
{
    /// <summary>The value.</summary>
    public double Primal => Value;

    /// <summary>A constant.</summary>
    public static Dual From(double value) => new(value, 0);

    /// <summary>Sum.</summary>
    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    /// <summary>Difference.</summary>
    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    /// <summary>Product.</summary>
    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, Scale(a.Tangent, b.Value) + Scale(b.Tangent, a.Value));

    /// <summary>Quotient.</summary>
    public static Dual operator /(Dual a, Dual b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, Quotient(a.Tangent, b.Value) - Quotient(Scale(b.Tangent, quotient), b.Value));
    }

    /// <summary>Negative.</summary>
    public static Dual operator -(Dual a) => new(-a.Value, -a.Tangent);

    /// <summary>Square root.</summary>
    public static Dual Sqrt(Dual a)
    {
        var root = Math.Sqrt(a.Value);
        return new(root, Quotient(a.Tangent, 2 * root));
    }

    /// <summary>Exponential.</summary>
    public static Dual Exp(Dual a)
    {
        var value = Math.Exp(a.Value);
        return new(value, Scale(a.Tangent, value));
    }

    /// <summary>a^b.</summary>
    public static Dual Power(Dual a, Dual b) => PowerLog(a, b, 0);

    static Dual IScalar<Dual>.PowerLog(Dual a, Dual b, int k) => PowerLog(a, b, k);

    static Dual IScalar<Dual>.Call(TapeFunction function, Dual a) => Call(function, [a]);

    static Dual IScalar<Dual>.Call(TapeFunction function, Dual a, Dual b) => Call(function, [a, b]);

    static Dual IScalar<Dual>.Call(TapeFunction function, ReadOnlySpan<Dual> arguments) => Call(function, arguments);

    /// <summary>tangent · factor, 0 when the tangent is 0.</summary>
    internal static double Scale(double tangent, double factor) => tangent == 0 ? 0 : tangent * factor;

    /// <summary>tangent / divisor, 0 when the tangent is 0.</summary>
    internal static double Quotient(double tangent, double divisor) => tangent == 0 ? 0 : tangent / divisor;

    private static Dual PowerLog(Dual a, Dual b, int k)
    {
        var rule = new PowerLogRule(a.Value, b.Value, k);
        var byBase = a.Tangent == 0 ? 0 : a.Tangent * rule.ByBase();
        var byExponent = b.Tangent == 0 ? 0 : b.Tangent * rule.ByExponent();
        return new(rule.Value(), byBase + byExponent);
    }

    private static Dual Call(TapeFunction function, ReadOnlySpan<Dual> arguments)
    {
        Span<double> values = stackalloc double[arguments.Length];
        var hasTangent = false;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Value;
            hasTangent |= arguments[i].Tangent != 0;
        }

        var value = function.Evaluate(values);
        if (!hasTangent || function.Definition.IsCondition) return From(value);
        Span<Real> partials = stackalloc Real[arguments.Length];
        function.Partials(System.Runtime.InteropServices.MemoryMarshal.Cast<double, Real>(values), partials);
        double tangent = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (partials[i].Primal != 0 || !function.MayLeaveOut) tangent += Scale(arguments[i].Tangent, partials[i].Primal);
        }

        return new(value, tangent);
    }
}
