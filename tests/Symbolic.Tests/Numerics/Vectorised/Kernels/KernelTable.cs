using L = Symbolic.Tests.Numerics.Vectorised.Kernels.RecordedLanes;

namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>A function of the library: its name, parameters, documentation and definition.</summary>
internal sealed record KernelDefinition(string Name, string[] Parameters, string Summary, Func<L[], L[]> Body);

/// <summary>Every function that is written out.</summary>
internal static class KernelTable
{
    public static readonly KernelDefinition[] Public =
    [
        Unary<ExponentialKernels.Exp>("Exp", "e^x."),
        Unary<ExponentialKernels.Exp2>("Exp2", "2^x."),
        Unary<ExponentialKernels.Expm1>("Expm1", "e^x - 1, accurate near 0."),
        Unary<LogarithmKernels.Log>("Log", "Natural logarithm; -∞ at ±0, NaN below."),
        Unary<LogarithmKernels.Log2>("Log2", "Logarithm to base 2; -∞ at ±0, NaN below."),
        Unary<LogarithmKernels.Log10>("Log10", "Logarithm to base 10; -∞ at ±0, NaN below."),
        Unary<LogarithmKernels.Log1p>("Log1p", "ln(1 + x), accurate near 0; -∞ at -1, NaN below."),
        Unary<TrigonometricKernels.Sin>("Sin", "Sine of an angle in radians; NaN at ±∞."),
        Unary<TrigonometricKernels.Cos>("Cos", "Cosine of an angle in radians; NaN at ±∞."),
        Unary<TrigonometricKernels.Tan>("Tan", "Tangent of an angle in radians; NaN at ±∞."),
        Unary<InverseTrigonometricKernels.Asin>("Asin", "Arcsine in [-π/2, π/2]; NaN outside [-1, 1]."),
        Unary<InverseTrigonometricKernels.Acos>("Acos", "Arccosine in [0, π]; NaN outside [-1, 1]."),
        Unary<InverseTrigonometricKernels.Atan>("Atan", "Arctangent in [-π/2, π/2]."),
        Unary<HyperbolicKernels.Sinh>("Sinh", "Hyperbolic sine."),
        Unary<HyperbolicKernels.Cosh>("Cosh", "Hyperbolic cosine."),
        Unary<HyperbolicKernels.Tanh>("Tanh", "Hyperbolic tangent."),
        Unary<RootKernels.Cbrt>("Cbrt", "Real cube root, odd in x."),
        Unary<ErrorFunctionKernels.Erf>("Erf", "Error function, 2/√π ∫₀ˣ exp(-t²) dt (DLMF 7.2.1)."),
        Unary<ErrorFunctionKernels.Erfc>("Erfc", "Complementary error function 1 - erf(x), accurate in the tail (DLMF 7.2.2)."),
        Unary<ErrorFunctionKernels.NormalCdf>(
            "NormalCdf", "Standard normal distribution function Φ(x) = erfc(-x/√2)/2, accurate in the lower tail."),
        Unary<ErrorFunctionKernels.NormalPdf>("NormalPdf", "Standard normal density e^(-x²/2)/√(2π)."),
        Unary<ExponentialKernels.Sigmoid>("Sigmoid", "Logistic function 1/(1 + e^-x)."),
        Unary<LogarithmKernels.Softplus>("Softplus", "ln(1 + e^x)."),
        Unary<GammaKernels.Gamma>("Gamma", "Gamma function (DLMF 5.2.1); ±∞ at ±0, NaN at the negative integers and -∞."),
        Unary<GammaKernels.LogGamma>("LogGamma", "ln|Γ(x)|; ∞ at 0 and the negative integers. Near its zeros on the negative axis the error is absolute."),
        Unary<GammaKernels.Digamma>("Digamma", "ψ(x) = Γ′(x)/Γ(x) (DLMF 5.2.2); ∓∞ at ±0, NaN at the negative integers. Near its zeros on the negative axis the error is absolute."),
        Binary<PowerKernel>("Pow", "x", "y", "x^y with the special values of IEEE 754-2019, 9.2.1."),
        Binary<InverseTrigonometricKernels.Atan2>("Atan2", "y", "x", "The angle of the point (x, y) in [-π, π]."),
        Binary<RootKernels.Hypot>("Hypot", "x", "y", "√(x² + y²) without spurious overflow; ∞ where either argument is."),
        new("SinCos", ["x"], "Sine, and cosine as the second result, of an angle in radians, from one reduction; NaN at ±∞.", SinCos),
    ];

    /// <summary>Exponent arithmetic for processors without AVX-512.</summary>
    public static readonly KernelDefinition[] Scaling =
    [
        new("Scale", ["a", "n"], "a·2^n, rounded once.", p => [PortableScaling.Scale(p[0], p[1])]),
        new("Mantissa", ["x"], "m in [3/4, 3/2) of x = m·2^k.", p => [PortableScaling.Split(p[0], out _)]),
        new("Exponent", ["x"], "k of x = m·2^k.", p => [Exponent(p[0])]),
    ];

    /// <summary>Called for vectors that have an exceptional lane.</summary>
    public static readonly KernelDefinition[] Rare =
    [
        new("Sin", ["ordinary", "x"], "Sine where some lane's angle needs the long reduction.", p => [TrigonometricKernels.Sin.Far(p[0], p[1])]),
        new("Cos", ["ordinary", "x"], "Cosine where some lane's angle needs the long reduction.", p => [TrigonometricKernels.Cos.Far(p[0], p[1])]),
        new("Tan", ["ordinary", "x"], "Tangent where some lane's angle needs the long reduction.", p => [TrigonometricKernels.Tan.Far(p[0], p[1])]),
        new("Pow", ["ordinary", "x", "y"], "Powers where some lane's arguments are not an ordinary base and exponent.",
            p => [PowerKernel.OfAny(p[1], p[2])]),
        new("Gamma", ["ordinary", "x"], "Γ where some lane is not positive.", p => [ReflectionKernels.Gamma(p[0], p[1])]),
        new("LogGamma", ["ordinary", "x"], "ln|Γ| where some lane is not positive.", p => [ReflectionKernels.LogGamma(p[0], p[1])]),
        new("Digamma", ["ordinary", "x"], "ψ where some lane is not positive.", p => [ReflectionKernels.Digamma(p[0], p[1])]),
    ];

    private static L Exponent(L x)
    {
        PortableScaling.Split(x, out L exponent);
        return exponent;
    }

    private static L[] SinCos(L[] parameters)
    {
        L sin = TrigonometricKernels.SinCos(parameters[0], out L cos);
        return [sin, cos];
    }

    private static KernelDefinition Unary<TKernel>(string name, string summary)
        where TKernel : IUnaryKernel =>
        new(name, ["x"], summary, p => [TKernel.Evaluate(p[0])]);

    private static KernelDefinition Binary<TKernel>(string name, string first, string second, string summary)
        where TKernel : IBinaryKernel =>
        new(name, [first, second], summary, p => [TKernel.Evaluate(p[0], p[1])]);
}
