using System.Runtime.Intrinsics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>
/// Workload F1: the mean logistic loss of 100,000 rows in 10 columns. By hand in one pass: with m = y·(x·w) and e = exp(−|m|) the loss is
/// max(−m, 0) + log1p(e), and its derivative by m is −e/(1 + e) or −1/(1 + e), by the sign of m.
/// </summary>
internal sealed class Logistic : DataWorkload
{
    private const int Rows = 100_000;
    private const int Width = 10;

    private readonly double[][] _x = [.. Enumerable.Range(0, Width).Select(_ => new double[Rows])];
    private readonly double[] _label = new double[Rows];
    private readonly double[] _weights = new double[Width];

    public Logistic()
    {
        var random = new SplitMix64(6);
        var truth = Enumerable.Range(0, Width).Select(_ => random.Uniform(-1, 1)).ToArray();
        for (var row = 0; row < Rows; row++)
        {
            var score = 0.0;
            for (var j = 0; j < Width; j++)
            {
                _x[j][row] = random.Uniform(-1, 1);
                score += _x[j][row] * truth[j];
            }

            _label[row] = score + random.Uniform(-0.5, 0.5) < 0 ? -1 : 1;
        }

        for (var j = 0; j < Width; j++) _weights[j] = random.Uniform(-1, 1);
    }

    public override string Name => "F1";

    public override string Text => $"mean(ln(1+exp(-y*({string.Join('+', Enumerable.Range(1, Width).Select(j => $"x{j}*w{j}"))}))))";

    public override string[] Parameters => [.. Enumerable.Range(1, Width).Select(j => $"w{j}")];

    public override string[] ColumnNames => [.. Enumerable.Range(1, Width).Select(j => $"x{j}"), "y"];

    public override string Peers => "PyTorch 4.4, 2 threads 3.4, C++ row by row 8.0, CasADi VM 63, ADOL-C 74";

    public override double[][] Columns => [.. _x, _label];

    public override double[] Point => _weights;

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        ref var c0 = ref _x[0][0];
        ref var c1 = ref _x[1][0];
        ref var c2 = ref _x[2][0];
        ref var c3 = ref _x[3][0];
        ref var c4 = ref _x[4][0];
        ref var c5 = ref _x[5][0];
        ref var c6 = ref _x[6][0];
        ref var c7 = ref _x[7][0];
        ref var c8 = ref _x[8][0];
        ref var c9 = ref _x[9][0];
        ref var label = ref _label[0];
        var (w0, w1, w2, w3, w4) = (Same(parameters[0]), Same(parameters[1]), Same(parameters[2]), Same(parameters[3]), Same(parameters[4]));
        var (w5, w6, w7, w8, w9) = (Same(parameters[5]), Same(parameters[6]), Same(parameters[7]), Same(parameters[8]), Same(parameters[9]));
        Vector512<double> g0 = default, g1 = default, g2 = default, g3 = default, g4 = default, g5 = default, g6 = default, g7 = default, g8 = default, g9 = default;
        var total = Vector512<double>.Zero;
        for (nuint i = 0; i < Rows; i += 8)
        {
            var (x0, x1, x2, x3, x4) = (At(ref c0, i), At(ref c1, i), At(ref c2, i), At(ref c3, i), At(ref c4, i));
            var (x5, x6, x7, x8, x9) = (At(ref c5, i), At(ref c6, i), At(ref c7, i), At(ref c8, i), At(ref c9, i));
            var even = Fma(x8, w8, Fma(x6, w6, Fma(x4, w4, Fma(x2, w2, x0 * w0))));
            var odd = Fma(x9, w9, Fma(x7, w7, Fma(x5, w5, Fma(x3, w3, x1 * w1))));
            var y = At(ref label, i);
            var margin = y * (even + odd);
            var e = VectorMath.Exp(-Vector512.Abs(margin));
            total += Vector512.Max(-margin, Vector512<double>.Zero) + VectorMath.Log1p(e);
            var isNegative = Vector512.LessThan(margin, Vector512<double>.Zero);
            var slope = y * Vector512.ConditionalSelect(isNegative, Vector512<double>.One, e) / (Vector512<double>.One + e);
            g0 = Fma(slope, x0, g0);
            g1 = Fma(slope, x1, g1);
            g2 = Fma(slope, x2, g2);
            g3 = Fma(slope, x3, g3);
            g4 = Fma(slope, x4, g4);
            g5 = Fma(slope, x5, g5);
            g6 = Fma(slope, x6, g6);
            g7 = Fma(slope, x7, g7);
            g8 = Fma(slope, x8, g8);
            g9 = Fma(slope, x9, g9);
        }

        ReadOnlySpan<Vector512<double>> sums = [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9];
        for (var j = 0; j < Width; j++) gradient[j] = -Vector512.Sum(sums[j]) / Rows;
        return Vector512.Sum(total) / Rows;
    }

    private static Vector512<double> Same(double value) => Vector512.Create(value);

    private static Vector512<double> At(ref double column, nuint i) => Vector512.LoadUnsafe(ref column, i);

    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);
}
