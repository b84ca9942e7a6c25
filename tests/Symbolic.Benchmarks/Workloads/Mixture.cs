using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>
/// Workload F2: the log-likelihood of a mixture of five normal distributions in the plane, 1000 points, without its constants (the "GMM" of
/// ADBench; Šrajer, Kukelova and Fitzgibbon, Optimization Methods and Software 33, 2018). With u = x − μ and z = (e^q₁·u₁, l·u₁ + e^q₂·u₂) a
/// component weighs t = α + q₁ + q₂ − |z|²/2; by hand the softmax p of t is computed for all points, then each derivative is
/// a sum of p times a polynomial in u and z. Parameters: α of each component, μ of each, (q₁, q₂, l) of each.
/// </summary>
internal sealed class Mixture : DataWorkload
{
    private const int Count = 5;
    private const int Rows = 1_000;

    private readonly double[] _parameters;
    private readonly double[][] _x;
    private readonly double[][] _weights = [.. Enumerable.Range(0, Count).Select(_ => new double[Rows])];
    private readonly double[] _most = new double[Rows];

    public Mixture()
    {
        var random = new SplitMix64(7);
        _parameters = [.. Enumerable.Range(0, 6 * Count).Select(_ => random.Uniform(-1, 1))];
        var rows = Enumerable.Range(0, 2 * Rows).Select(_ => random.Uniform(-1, 1)).ToArray();
        _x = [.. Enumerable.Range(0, 2).Select(j => Enumerable.Range(0, Rows).Select(i => rows[(2 * i) + j]).ToArray())];
    }

    public override string Name => "F2";

    public override string Text
    {
        get
        {
            var components = Enumerable.Range(1, Count).Select(k => $"exp(a{k}+p{k}+q{k}-((exp(p{k})*(x-m{k}))^2+(l{k}*(x-m{k})+exp(q{k})*(y-n{k}))^2)/2)");
            var prior = Enumerable.Range(1, Count).Select(k => $"(exp(2*p{k})+exp(2*q{k})+l{k}^2)/2");
            return $"sum(ln({string.Join('+', components)}))-{Rows}*ln({string.Join('+', Enumerable.Range(1, Count).Select(k => $"exp(a{k})"))})+{string.Join('+', prior)}";
        }
    }

    public override string[] Parameters =>
    [
        .. Enumerable.Range(1, Count).Select(k => $"a{k}"),
        .. Enumerable.Range(1, Count).SelectMany(k => new[] { $"m{k}", $"n{k}" }),
        .. Enumerable.Range(1, Count).SelectMany(k => new[] { $"p{k}", $"q{k}", $"l{k}" }),
    ];

    public override string[] ColumnNames => ["x", "y"];

    public override string Peers => "gcc -ffast-math 7.3e3 ns, C++ 51e3 ns, CasADi VM 321e3 ns, PyTorch 335e3 ns, ADOL-C 533e3 ns";

    public override double[][] Columns => _x;

    public override double[] Point => _parameters;

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        for (var k = 0; k < Count; k++) Weigh(Component.Of(parameters, k), _weights[k], _most, isFirst: k == 0);
        var value = Normalise();
        var softmax = Softmax(parameters[..Count], out var norm);
        value -= Rows * norm;
        for (var k = 0; k < Count; k++)
        {
            var component = Component.Of(parameters, k);
            var prior = AddSlopes(component, _weights[k], gradient, k);
            gradient[k] -= Rows * softmax[k];
            value += prior;
        }

        return value;
    }

    private static double[] Softmax(ReadOnlySpan<double> alpha, out double norm)
    {
        var weights = new double[Count];
        var (most, sum) = (double.NegativeInfinity, 0.0);
        foreach (var a in alpha) most = Math.Max(most, a);
        for (var k = 0; k < Count; k++) sum += weights[k] = Math.Exp(alpha[k] - most);
        for (var k = 0; k < Count; k++) weights[k] /= sum;
        norm = most + Math.Log(sum);
        return weights;
    }

    /// <summary>t of one component at every point, and the largest t so far.</summary>
    private void Weigh(in Component c, double[] weights, double[] most, bool isFirst)
    {
        var (mu, nu, e1, e2, l) = c.Spread();
        var offset = Vector512.Create(c.Offset);
        var half = Vector512.Create(-0.5);
        ref var x = ref _x[0][0];
        ref var y = ref _x[1][0];
        for (nuint i = 0; i < Rows; i += 8)
        {
            var u = Vector512.LoadUnsafe(ref x, i) - mu;
            var z1 = e1 * u;
            var z2 = (l * u) + (e2 * (Vector512.LoadUnsafe(ref y, i) - nu));
            var t = offset + (half * ((z1 * z1) + (z2 * z2)));
            t.StoreUnsafe(ref weights[0], i);
            (isFirst ? t : Vector512.MaxNative(t, Vector512.LoadUnsafe(ref most[0], i))).StoreUnsafe(ref most[0], i);
        }
    }

    /// <summary>Turns t into p; the sum of log Σ e^t.</summary>
    private double Normalise()
    {
        ref var w0 = ref _weights[0][0];
        ref var w1 = ref _weights[1][0];
        ref var w2 = ref _weights[2][0];
        ref var w3 = ref _weights[3][0];
        ref var w4 = ref _weights[4][0];
        var total = Vector512<double>.Zero;
        for (nuint i = 0; i < Rows; i += 8)
        {
            var most = Vector512.LoadUnsafe(ref _most[0], i);
            var e0 = VectorMath.Exp(Vector512.LoadUnsafe(ref w0, i) - most);
            var e1 = VectorMath.Exp(Vector512.LoadUnsafe(ref w1, i) - most);
            var e2 = VectorMath.Exp(Vector512.LoadUnsafe(ref w2, i) - most);
            var e3 = VectorMath.Exp(Vector512.LoadUnsafe(ref w3, i) - most);
            var e4 = VectorMath.Exp(Vector512.LoadUnsafe(ref w4, i) - most);
            var sum = (e0 + e1) + (e2 + e3) + e4;
            total += most + VectorMath.Log(sum);
            var inverse = Vector512<double>.One / sum;
            (e0 * inverse).StoreUnsafe(ref w0, i);
            (e1 * inverse).StoreUnsafe(ref w1, i);
            (e2 * inverse).StoreUnsafe(ref w2, i);
            (e3 * inverse).StoreUnsafe(ref w3, i);
            (e4 * inverse).StoreUnsafe(ref w4, i);
        }

        return Vector512.Sum(total);
    }

    /// <summary>Stores the derivatives by the parameters of one component and returns what its prior adds to the value.</summary>
    private double AddSlopes(in Component c, double[] weights, Span<double> gradient, int k)
    {
        var (mu, nu, e1, e2, l) = c.Spread();
        Vector512<double> p = default, pz1 = default, pz2 = default, pz11 = default, pz2v = default, pz2u = default;
        ref var x = ref _x[0][0];
        ref var y = ref _x[1][0];
        for (nuint i = 0; i < Rows; i += 8)
        {
            var w = Vector512.LoadUnsafe(ref weights[0], i);
            var u = Vector512.LoadUnsafe(ref x, i) - mu;
            var v = Vector512.LoadUnsafe(ref y, i) - nu;
            var z1 = e1 * u;
            var (wz1, wz2) = (w * z1, w * ((l * u) + (e2 * v)));
            p += w;
            pz1 += wz1;
            pz2 += wz2;
            pz11 = Vector512.FusedMultiplyAdd(wz1, z1, pz11);
            pz2v = Vector512.FusedMultiplyAdd(wz2, v, pz2v);
            pz2u = Vector512.FusedMultiplyAdd(wz2, u, pz2u);
        }

        var (sum, first, second) = (Vector512.Sum(p), Vector512.Sum(pz1), Vector512.Sum(pz2));
        var (square1, square2) = (c.First * c.First, c.Second * c.Second);
        gradient[k] = sum;
        gradient[Count + (2 * k)] = (c.First * first) + (c.Lower * second);
        gradient[Count + (2 * k) + 1] = c.Second * second;
        gradient[(3 * Count) + (3 * k)] = sum - Vector512.Sum(pz11) + square1;
        gradient[(3 * Count) + (3 * k) + 1] = sum - (c.Second * Vector512.Sum(pz2v)) + square2;
        gradient[(3 * Count) + (3 * k) + 2] = c.Lower - Vector512.Sum(pz2u);
        return (square1 + square2 + (c.Lower * c.Lower)) / 2;
    }

    /// <summary>One component: α + q₁ + q₂, μ, e^q₁, e^q₂, l.</summary>
    private readonly record struct Component(double Offset, double Mu, double Nu, double First, double Second, double Lower)
    {
        public static Component Of(ReadOnlySpan<double> parameters, int k)
        {
            var mu = parameters.Slice(Count + (2 * k), 2);
            var q = parameters.Slice((3 * Count) + (3 * k), 3);
            return new Component(parameters[k] + q[0] + q[1], mu[0], mu[1], Math.Exp(q[0]), Math.Exp(q[1]), q[2]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector512<double> Mu, Vector512<double> Nu, Vector512<double> First, Vector512<double> Second, Vector512<double> Lower) Spread() =>
            (Vector512.Create(Mu), Vector512.Create(Nu), Vector512.Create(First), Vector512.Create(Second), Vector512.Create(Lower));
    }
}
