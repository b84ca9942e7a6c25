using System.Runtime.CompilerServices;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Numerics;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>Workload B: the price of a call option, with all first and second derivatives (the "Greeks").</summary>
internal sealed class BlackScholes : PointWorkload
{
    private const double RootHalf = 0.70710678118654752;
    private const double InverseRootTwoPi = 0.39894228040143268;

    public override string Name => "B";

    public override string Text =>
        "N(x)=(1+erf(x/sqrt(2)))/2; d1=(log(S/K)+(r+sigma^2/2)*T)/(sigma*sqrt(T)); d2=d1-sigma*sqrt(T); S*N(d1)-K*exp(-r*T)*N(d2)";

    public override string[] Variables => ["S", "K", "r", "sigma", "T"];

    public override ulong Seed => 2;

    public override PeerFigures[] Peers =>
    [
        new(27, 92, 25, 386, double.NaN, 28_000),
        new(31, 164, 40, 953, double.NaN, 130_000),
        new(43, 472, 87, 2_700, double.NaN, 565_000),
    ];

    public override double[] NextPoint(SplitMix64 random) =>
        [random.Uniform(80, 120), random.Uniform(80, 120), random.Uniform(0.01, 0.05), random.Uniform(0.1, 0.5), random.Uniform(0.25, 2)];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Value(ReadOnlySpan<double> x)
    {
        var (s, k, r, sigma, t) = (x[0], x[1], x[2], x[3], x[4]);
        var w = sigma * Math.Sqrt(t);
        var d1 = (Math.Log(s / k) + ((r + (0.5 * sigma * sigma)) * t)) / w;
        var d2 = d1 - w;
        return (s * Normal(d1)) - (k * Math.Exp(-r * t) * Normal(d2));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (s, k, r, sigma, t) = (x[0], x[1], x[2], x[3], x[4]);
        var root = Math.Sqrt(t);
        var w = sigma * root;
        var d1 = (Math.Log(s / k) + ((r + (0.5 * sigma * sigma)) * t)) / w;
        var d2 = d1 - w;
        var (n1, n2) = (Normal(d1), Normal(d2));
        var discount = Math.Exp(-r * t);
        var vegaPerRoot = s * InverseRootTwoPi * Math.Exp(-0.5 * d1 * d1);
        var strike = k * discount * n2;
        gradient[0] = n1;
        gradient[1] = -discount * n2;
        gradient[2] = t * strike;
        gradient[3] = vegaPerRoot * root;
        gradient[4] = (0.5 * vegaPerRoot * sigma / root) + (r * strike);
        return (s * n1) - strike;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public override double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var (s, k, r, sigma, t) = (x[0], x[1], x[2], x[3], x[4]);
        var root = Math.Sqrt(t);
        var w = sigma * root;
        var inverse = 1 / w;
        var inverseSigma = inverse * root;
        var inverseRoot = inverse * sigma;
        var drift = r + (0.5 * sigma * sigma);
        var d1 = (Math.Log(s / k) + (drift * t)) * inverse;
        var d2 = d1 - w;
        var (n1, n2) = (Normal(d1), Normal(d2));
        var discount = Math.Exp(-r * t);
        var density = InverseRootTwoPi * Math.Exp(-0.5 * d1 * d1);

        // S·φ(d1) = K·exp(−rT)·φ(d2) makes one exponential do for both densities.
        var m = s * density;
        var forward = k * discount;
        var strike = forward * n2;
        var inverseK = 1 / k;
        var halfInverseRoot = 0.5 * inverseRoot;
        var d1ByT = (drift * inverse) - (d1 * halfInverseRoot * inverseRoot);
        var d2ByT = d1ByT - (sigma * halfInverseRoot);
        var rootOverSigma = root * inverseSigma;
        gradient[0] = n1;
        gradient[1] = -discount * n2;
        gradient[2] = t * strike;
        gradient[3] = m * root;
        gradient[4] = (m * sigma * halfInverseRoot) + (r * strike);
        var mi = m * inverse;
        var ms = m * inverseSigma;
        var mk = m * inverseK;
        hessian[0] = density * inverse / s;
        hessian[6] = mi * inverseK * inverseK;
        hessian[12] = (t * m * rootOverSigma) - (t * t * strike);
        hessian[18] = ms * root * d1 * d2;
        hessian[24] = (r * ((m * d2ByT) - (r * strike))) - (m * sigma * halfInverseRoot * ((d1 * d1ByT) + (halfInverseRoot * inverseRoot)));
        Symmetric(hessian, 0, 1, -density * inverse * inverseK);
        Symmetric(hessian, 0, 2, density * rootOverSigma);
        Symmetric(hessian, 0, 3, -density * d2 * inverseSigma);
        Symmetric(hessian, 0, 4, density * d1ByT);
        Symmetric(hessian, 1, 2, (t * discount * n2) - (mk * rootOverSigma));
        Symmetric(hessian, 1, 3, mk * d1 * inverseSigma);
        Symmetric(hessian, 1, 4, (r * discount * n2) - (mk * d2ByT));
        Symmetric(hessian, 2, 3, -t * ms * d1);
        Symmetric(hessian, 2, 4, strike + (t * ((m * d2ByT) - (r * strike))));
        Symmetric(hessian, 3, 4, m * (halfInverseRoot - (root * d1 * d1ByT)));
        return (s * n1) - strike;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Normal(double x) => 0.5 + (0.5 * SpecialFunctions.Erf(x * RootHalf));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Symmetric(Span<double> hessian, int i, int j, double value)
    {
        hessian[(5 * i) + j] = value;
        hessian[(5 * j) + i] = value;
    }
}
