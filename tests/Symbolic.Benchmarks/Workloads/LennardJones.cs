using System.Globalization;
using System.Text;
using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>
/// Workload E: the Lennard-Jones energy Σ 4(s⁶ − s³), s = 1/r², over all pairs of n atoms. By hand as a double loop with one division for
/// each pair: with V′ and V″ the derivatives by r², the gradient of a pair is 2V′·d and its Hessian 4V″·d·dᵀ + 2V′·I.
/// Coordinates stand as x, y, z of the first atom, of the second, …
/// </summary>
internal sealed class LennardJones(int atoms)
{
    /// <summary>Number of variables.</summary>
    public int Size => 3 * atoms;

    /// <summary>The variables in order.</summary>
    public string[] Variables => [.. Enumerable.Range(0, Size).Select(NameOf)];

    /// <summary>The double sum over pairs, as a person types it.</summary>
    public string SumText()
    {
        var squares = string.Join('+', Enumerable.Range(0, 3).Select(k => $"(x[3*i+{k}]-x[3*j+{k}])^2"));
        return string.Create(CultureInfo.InvariantCulture, $"sum(sum(4*(({squares})^-6-({squares})^-3),j,0,i-1),i,1,{atoms - 1})");
    }

    /// <summary>Every pair written out.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        for (var i = 1; i < atoms; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var squares = string.Join('+', Enumerable.Range(0, 3).Select(k => $"({NameOf((3 * i) + k)}-{NameOf((3 * j) + k)})^2"));
                text.Append(text.Length > 0 ? "+" : "").Append(CultureInfo.InvariantCulture, $"4*(({squares})^-6-({squares})^-3)");
            }
        }

        return text.ToString();
    }

    /// <summary>Atoms near the places of a cubic grid.</summary>
    public double[] Data()
    {
        var random = new SplitMix64(5);
        var side = (int)Math.Ceiling(Math.Cbrt(atoms));
        var x = new double[Size];
        for (var i = 0; i < atoms; i++)
        {
            int[] place = [i % side, i / side % side, i / (side * side)];
            for (var k = 0; k < 3; k++) x[(3 * i) + k] = (1.1 * place[k]) + random.Uniform(-0.05, 0.05);
        }

        return x;
    }

    public static double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient[..x.Length].Clear();
        var energy = 0.0;
        for (var i = 3; i + 2 < x.Length; i += 3)
        {
            var (xi, yi, zi) = (x[i], x[i + 1], x[i + 2]);
            var (gx, gy, gz) = (0.0, 0.0, 0.0);
            for (var j = 0; j + 2 < i; j += 3)
            {
                var (dx, dy, dz) = (xi - x[j], yi - x[j + 1], zi - x[j + 2]);
                var s = 1 / ((dx * dx) + (dy * dy) + (dz * dz));
                var s3 = s * s * s;
                energy += s3 * (s3 - 1);
                var f = s * s3 * (24 - (48 * s3));
                var (fx, fy, fz) = (f * dx, f * dy, f * dz);
                gx += fx;
                gy += fy;
                gz += fz;
                gradient[j] -= fx;
                gradient[j + 1] -= fy;
                gradient[j + 2] -= fz;
            }

            gradient[i] += gx;
            gradient[i + 1] += gy;
            gradient[i + 2] += gz;
        }

        return 4 * energy;
    }

    public static double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        gradient[..x.Length].Clear();
        hessian[..(x.Length * x.Length)].Clear();
        var energy = 0.0;
        for (var i = 3; i + 2 < x.Length; i += 3)
        {
            var (xi, yi, zi) = (x[i], x[i + 1], x[i + 2]);
            var (gx, gy, gz) = (0.0, 0.0, 0.0);
            var own = default(Block);
            for (var j = 0; j + 2 < i; j += 3)
            {
                var (dx, dy, dz) = (xi - x[j], yi - x[j + 1], zi - x[j + 2]);
                var s = 1 / ((dx * dx) + (dy * dy) + (dz * dz));
                var s3 = s * s * s;
                energy += s3 * (s3 - 1);
                var f = s * s3 * (24 - (48 * s3));
                var q = s * s * s3 * ((672 * s3) - 192);
                var (fx, fy, fz) = (f * dx, f * dy, f * dz);
                gx += fx;
                gy += fy;
                gz += fz;
                gradient[j] -= fx;
                gradient[j + 1] -= fy;
                gradient[j + 2] -= fz;
                var (qx, qy, qz) = (q * dx, q * dy, q * dz);
                var pair = new Block(f + (qx * dx), qx * dy, f + (qy * dy), qx * dz, qy * dz, f + (qz * dz));
                own += pair;
                pair.AddTo(hessian, x.Length, j);
                pair.StoreNegated(hessian, x.Length, i, j);
            }

            gradient[i] += gx;
            gradient[i + 1] += gy;
            gradient[i + 2] += gz;
            own.AddTo(hessian, x.Length, i);
        }

        return 4 * energy;
    }

    private static string NameOf(int variable) => $"{"xyz"[variable % 3]}{(variable / 3) + 1}";

    /// <summary>A symmetric block of three rows.</summary>
    private readonly record struct Block(double XX, double XY, double YY, double XZ, double YZ, double ZZ)
    {
        public static Block operator +(Block a, Block b) => new(a.XX + b.XX, a.XY + b.XY, a.YY + b.YY, a.XZ + b.XZ, a.YZ + b.YZ, a.ZZ + b.ZZ);

        /// <summary>Adds to a block on the diagonal.</summary>
        public void AddTo(Span<double> matrix, int size, int i)
        {
            AddRow(matrix.Slice((i * size) + i, 3), XX, XY, XZ);
            AddRow(matrix.Slice(((i + 1) * size) + i, 3), XY, YY, YZ);
            AddRow(matrix.Slice(((i + 2) * size) + i, 3), XZ, YZ, ZZ);
        }

        /// <summary>Stores −block and its mirror image.</summary>
        public void StoreNegated(Span<double> matrix, int size, int i, int j)
        {
            Store(matrix, size, i, j);
            Store(matrix, size, j, i);
        }

        private static void AddRow(Span<double> row, double x, double y, double z)
        {
            row[0] += x;
            row[1] += y;
            row[2] += z;
        }

        private static void StoreRow(Span<double> row, double x, double y, double z)
        {
            row[0] = x;
            row[1] = y;
            row[2] = z;
        }

        private void Store(Span<double> matrix, int size, int i, int j)
        {
            StoreRow(matrix.Slice((i * size) + j, 3), -XX, -XY, -XZ);
            StoreRow(matrix.Slice(((i + 1) * size) + j, 3), -XY, -YY, -YZ);
            StoreRow(matrix.Slice(((i + 2) * size) + j, 3), -XZ, -YZ, -ZZ);
        }
    }
}
