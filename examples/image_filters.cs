#:project ../src/Symbolic/Symbolic.csproj

// Filters of an image as derivatives of a grid: Sobel's edges, the Laplacian, and a ridge filter from the eigenvalues of the
// Hessian, which is what finds vessels. The image is drawn from a formula: a bright curved vessel and a bright disc.
using Symbolic;
using Symbolic.FiniteDifferences.Grids;

const int Size = 48;
var image = Formula.Parse("exp(-((y - 14 - 5*sin(x/7))/1.6)^2) + 0.8*sigmoid(2*(6 - hypot(x - 33, y - 35)))").ToDelegate<Func<double, double, double>>("x", "y");
var axis = GridAxis.Uniform(Size);
double[] pixels = [.. from row in Enumerable.Range(0, Size) from column in Enumerable.Range(0, Size) select image(column, row)];
var data = new GridData(pixels, axis, axis);
Draw("image", data, v => v);

// Sobel's kernels are a central difference along one axis, smoothed by 1 2 1 along the other; divided by 8 they are a derivative.
var sobel = new double[Size * Size];
var plain = GridDerivatives.Gradient(data);
double difference = 0;
for (var i = 1; i < Size - 1; i++)
{
    for (var j = 1; j < Size - 1; j++)
    {
        double At(int di, int dj) => data[i + di, j + dj];
        var gx = (At(-1, 1) + 2 * At(0, 1) + At(1, 1) - At(-1, -1) - 2 * At(0, -1) - At(1, -1)) / 8;
        var gy = (At(1, -1) + 2 * At(1, 0) + At(1, 1) - At(-1, -1) - 2 * At(-1, 0) - At(-1, 1)) / 8;
        sobel[i * Size + j] = Math.Sqrt(gx * gx + gy * gy);
        difference = Math.Max(difference, Math.Abs(gy - plain[0][i, j]));
    }
}

Draw("edges (Sobel)", new GridData(sobel, axis, axis), v => v * 2.5);
Console.WriteLine($"Sobel differs from the unsmoothed derivative by up to {difference:F2}: it is a filter, not a better derivative.\n");

var laplacian = GridDerivatives.Laplacian(data);
Draw("Laplacian, where negative", laplacian, v => -v * 1.5);

// A bright ridge bends down across itself (one eigenvalue strongly negative) and not along itself (the other near zero).
var eigenvalues = HessianFields.Eigenvalues(GridDerivatives.Hessian(data));
var ridge = new double[Size * Size];
for (var i = 0; i < Size; i++)
{
    for (var j = 0; j < Size; j++)
    {
        var (low, high) = (eigenvalues[0][i, j], eigenvalues[1][i, j]);
        ridge[i * Size + j] = low < 0 ? -low * Math.Exp(-2 * high * high / (low * low)) : 0;
    }
}

var ridges = new GridData(ridge, axis, axis);
Draw("ridges (eigenvalues of the Hessian)", ridges, v => v * 1.5);
double vessel = Enumerable.Range(4, 40).Average(x => ridges[(int)Math.Round(14 + 5 * Math.Sin(x / 7.0)), x]);
Console.WriteLine($"mean response along the vessel {vessel:F2}, in the middle of the disc {Math.Abs(ridges[35, 33]):F2}");

static void Draw(string title, GridData field, Func<double, double> brightness)
{
    const string Shades = " .:-=+*#%@";
    Console.WriteLine(title + ":");
    for (var i = 0; i < Size; i += 2)
    {
        var row = Enumerable.Range(0, Size).Select(j => Shades[(int)Math.Clamp((brightness(field[i, j]) * 9) + 0.5, 0, 9)]);
        Console.WriteLine("  " + string.Concat(row).TrimEnd());
    }

    Console.WriteLine();
}
