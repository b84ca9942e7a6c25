namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>
/// A formula that can be evaluated as ordinary doubles, which is the black box, and in <see cref="HyperDual"/> numbers, which is
/// the truth it is measured against.
/// </summary>
public abstract class Term
{
    public abstract double Evaluate(double[] x);

    public abstract HyperDual Evaluate(HyperDual[] x);

    public static Term Variable(int index) => new VariableTerm(index);

    public static implicit operator Term(double value) => new ConstantTerm(value);

    public static Term operator +(Term a, Term b) => new BinaryTerm('+', a, b);

    public static Term operator -(Term a, Term b) => new BinaryTerm('-', a, b);

    public static Term operator *(Term a, Term b) => new BinaryTerm('*', a, b);

    public static Term operator /(Term a, Term b) => new BinaryTerm('/', a, b);

    public static Term operator -(Term a) => -1.0 * a;

    public static Term Sin(Term a) => new UnaryTerm(UnaryFunction.Sin, a);

    public static Term Cos(Term a) => new UnaryTerm(UnaryFunction.Cos, a);

    public static Term Tan(Term a) => new UnaryTerm(UnaryFunction.Tan, a);

    public static Term Exp(Term a) => new UnaryTerm(UnaryFunction.Exp, a);

    public static Term Log(Term a) => new UnaryTerm(UnaryFunction.Log, a);

    public static Term Sqrt(Term a) => new UnaryTerm(UnaryFunction.Sqrt, a);

    public static Term Tanh(Term a) => new UnaryTerm(UnaryFunction.Tanh, a);

    public static Term Atan(Term a) => new UnaryTerm(UnaryFunction.Atan, a);

    public static Term Pow(Term a, double exponent) => new PowerTerm(a, exponent);

    /// <summary>f, ∂f/∂x_i and ∂²f/∂x_i∂x_j, rounded from 30 digits.</summary>
    public (double Value, double First, double Mixed) Exact(double[] x, int i, int j)
    {
        var point = new HyperDual[x.Length];
        for (int k = 0; k < x.Length; k++)
            point[k] = new(x[k], k == i ? 1.0 : 0.0, k == j ? 1.0 : 0.0, 0.0);
        HyperDual result = Evaluate(point);
        return (result.Value.ToDouble(), result.First.ToDouble(), result.Mixed.ToDouble());
    }

    /// <summary>f, f′ and f″ of a term of one variable.</summary>
    public (double Value, double First, double Second) Exact(double x) => Exact([x], 0, 0);

    public double At(double x) => Evaluate([x]);
}

internal sealed class VariableTerm(int index) : Term
{
    public override double Evaluate(double[] x) => x[index];

    public override HyperDual Evaluate(HyperDual[] x) => x[index];
}

internal sealed class ConstantTerm(double value) : Term
{
    public override double Evaluate(double[] x) => value;

    public override HyperDual Evaluate(HyperDual[] x) => value;
}

internal sealed class BinaryTerm(char operation, Term a, Term b) : Term
{
    public override double Evaluate(double[] x)
    {
        double p = a.Evaluate(x), q = b.Evaluate(x);
        return operation switch { '+' => p + q, '-' => p - q, '*' => p * q, _ => p / q };
    }

    public override HyperDual Evaluate(HyperDual[] x)
    {
        HyperDual p = a.Evaluate(x), q = b.Evaluate(x);
        return operation switch { '+' => p + q, '-' => p - q, '*' => p * q, _ => p / q };
    }
}

internal enum UnaryFunction
{
    Sin,
    Cos,
    Tan,
    Exp,
    Log,
    Sqrt,
    Tanh,
    Atan,
}

internal sealed class UnaryTerm(UnaryFunction function, Term argument) : Term
{
    public override double Evaluate(double[] x)
    {
        double a = argument.Evaluate(x);
        return function switch
        {
            UnaryFunction.Sin => Math.Sin(a),
            UnaryFunction.Cos => Math.Cos(a),
            UnaryFunction.Tan => Math.Tan(a),
            UnaryFunction.Exp => Math.Exp(a),
            UnaryFunction.Log => Math.Log(a),
            UnaryFunction.Sqrt => Math.Sqrt(a),
            UnaryFunction.Tanh => Math.Tanh(a),
            _ => Math.Atan(a),
        };
    }

    public override HyperDual Evaluate(HyperDual[] x)
    {
        HyperDual a = argument.Evaluate(x);
        (DoubleDouble f, DoubleDouble first, DoubleDouble second) = Derivatives(a.Value);
        return a.Chain(f, first, second);
    }

    private (DoubleDouble F, DoubleDouble First, DoubleDouble Second) Derivatives(DoubleDouble a)
    {
        DoubleDouble one = DoubleDouble.One;
        switch (function)
        {
            case UnaryFunction.Sin:
                (DoubleDouble s, DoubleDouble c) = DoubleDouble.SinCos(a);
                return (s, c, -s);
            case UnaryFunction.Cos:
                (s, c) = DoubleDouble.SinCos(a);
                return (c, -s, -c);
            case UnaryFunction.Tan:
                (s, c) = DoubleDouble.SinCos(a);
                DoubleDouble t = s / c, slope = one / (c * c);
                return (t, slope, t * slope * 2.0);
            case UnaryFunction.Exp:
                DoubleDouble e = DoubleDouble.Exp(a);
                return (e, e, e);
            case UnaryFunction.Log:
                DoubleDouble r = one / a;
                return (DoubleDouble.Log(a), r, -r * r);
            case UnaryFunction.Sqrt:
                DoubleDouble root = DoubleDouble.Sqrt(a), first = one / (root * 2.0);
                return (root, first, -first / (a * 2.0));
            case UnaryFunction.Tanh:
                // From e^(-2|a|), which cannot overflow.
                DoubleDouble p = DoubleDouble.Exp((a.High < 0 ? a : -a) * 2.0);
                DoubleDouble h = (one - p) / (one + p), d = p * 4.0 / ((one + p) * (one + p));
                h = a.High < 0 ? -h : h;
                return (h, d, h * d * -2.0);
            default:
                DoubleDouble g = one / (one + a * a);
                return (DoubleDouble.Atan(a), g, a * g * g * -2.0);
        }
    }
}

internal sealed class PowerTerm(Term argument, double exponent) : Term
{
    public override double Evaluate(double[] x) => Math.Pow(argument.Evaluate(x), exponent);

    public override HyperDual Evaluate(HyperDual[] x)
    {
        HyperDual a = argument.Evaluate(x);
        return a.Chain(Power(a.Value, exponent), Power(a.Value, exponent - 1) * exponent,
            Power(a.Value, exponent - 2) * exponent * (exponent - 1));
    }

    private static DoubleDouble Power(DoubleDouble a, double exponent)
    {
        if (exponent != Math.Floor(exponent))
            return DoubleDouble.Exp(DoubleDouble.Log(a) * exponent);
        DoubleDouble result = DoubleDouble.One;
        for (int n = (int)Math.Abs(exponent); n > 0; n--)
            result *= a;
        return exponent < 0 ? DoubleDouble.One / result : result;
    }
}
