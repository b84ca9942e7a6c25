namespace Symbolic.FiniteDifferences;

/// <summary>
/// A classic difference formula with a fixed step: derivative ≈ Σ weight_k·f(x + offset_k·h) / h^order. What textbooks and articles
/// describe, to be reproduced; for an answer with an error bound see <see cref="FiniteDifference"/>.
/// </summary>
/// <remarks>Weights after Fornberg, Math. Comp. 51 (1988) 699, tables 1 and 3.</remarks>
public sealed class DifferenceScheme
{
    private readonly double[] _offsets;
    private readonly double[] _weights;

    private DifferenceScheme(string name, int derivative, int accuracy, double[] offsets, double[] numerators, double denominator)
    {
        Name = name;
        Order = derivative;
        Accuracy = accuracy;
        _offsets = offsets;
        _weights = [.. numerators.Select(w => w / denominator)];
    }

    /// <summary>(f(x+h) - f(x))/h.</summary>
    public static DifferenceScheme Forward { get; } = new("forward", 1, 1, [0, 1], [-1, 1], 1);

    /// <summary>(f(x) - f(x-h))/h.</summary>
    public static DifferenceScheme Backward { get; } = new("backward", 1, 1, [-1, 0], [-1, 1], 1);

    /// <summary>(-3f(x) + 4f(x+h) - f(x+2h))/2h.</summary>
    public static DifferenceScheme Forward2 { get; } = new("forward of order 2", 1, 2, [0, 1, 2], [-3, 4, -1], 2);

    /// <summary>(3f(x) - 4f(x-h) + f(x-2h))/2h.</summary>
    public static DifferenceScheme Backward2 { get; } = new("backward of order 2", 1, 2, [-2, -1, 0], [1, -4, 3], 2);

    /// <summary>(f(x+h) - f(x-h))/2h.</summary>
    public static DifferenceScheme Central2 { get; } = new("central of order 2", 1, 2, [-1, 1], [-1, 1], 2);

    /// <summary>First derivative, four values, error of order h⁴.</summary>
    public static DifferenceScheme Central4 { get; } = new("central of order 4", 1, 4, [-2, -1, 1, 2], [1, -8, 8, -1], 12);

    /// <summary>First derivative, six values, error of order h⁶.</summary>
    public static DifferenceScheme Central6 { get; } =
        new("central of order 6", 1, 6, [-3, -2, -1, 1, 2, 3], [-1, 9, -45, 45, -9, 1], 60);

    /// <summary>First derivative, eight values, error of order h⁸.</summary>
    public static DifferenceScheme Central8 { get; } =
        new("central of order 8", 1, 8, [-4, -3, -2, -1, 1, 2, 3, 4], [3, -32, 168, -672, 672, -168, 32, -3], 840);

    /// <summary>(f(x+h) - 2f(x) + f(x-h))/h².</summary>
    public static DifferenceScheme SecondCentral2 { get; } = new("second central of order 2", 2, 2, [-1, 0, 1], [1, -2, 1], 1);

    /// <summary>Second derivative, five values, error of order h⁴.</summary>
    public static DifferenceScheme SecondCentral4 { get; } =
        new("second central of order 4", 2, 4, [-2, -1, 0, 1, 2], [-1, 16, -30, 16, -1], 12);

    /// <summary>Second derivative, seven values, error of order h⁶.</summary>
    public static DifferenceScheme SecondCentral6 { get; } =
        new("second central of order 6", 2, 6, [-3, -2, -1, 0, 1, 2, 3], [2, -27, 270, -490, 270, -27, 2], 180);

    /// <summary>Second derivative, nine values, error of order h⁸.</summary>
    public static DifferenceScheme SecondCentral8 { get; } = new(
        "second central of order 8", 2, 8, [-4, -3, -2, -1, 0, 1, 2, 3, 4], [-9, 128, -1008, 8064, -14350, 8064, -1008, 128, -9], 5040);

    /// <summary>Every scheme, by order of derivative and accuracy.</summary>
    public static IReadOnlyList<DifferenceScheme> All { get; } =
    [
        Forward, Backward, Forward2, Backward2, Central2, Central4, Central6, Central8,
        SecondCentral2, SecondCentral4, SecondCentral6, SecondCentral8,
    ];

    /// <summary>What the scheme is called.</summary>
    public string Name { get; }

    /// <summary>Order of the derivative: 1 or 2.</summary>
    public int Order { get; }

    /// <summary>Order of the truncation error: it falls as h^Accuracy.</summary>
    public int Accuracy { get; }

    /// <summary>Where f is called, in steps from x.</summary>
    public IReadOnlyList<double> Offsets => _offsets;

    /// <summary>Factors of the values, to be divided by h^Order.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The formula at <paramref name="x"/> with step <paramref name="h"/>; exceptions of f pass through.</summary>
    public double Apply(Func<double, double> f, double x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        double sum = 0;
        for (int k = 0; k < _offsets.Length; k++)
            sum += _weights[k] * f(x + _offsets[k] * h);
        return Order == 1 ? sum / h : sum / h / h;
    }

    /// <summary>
    /// The step that balances truncation and rounding for a function whose derivatives are of the size of its values over powers of
    /// its scale: ε^(1/(accuracy+order))·max(|x|, scale).
    /// </summary>
    public double BalancedStep(double x, double scale = 1) =>
        Math.Pow(Math.ScaleB(1, -52), 1.0 / (Accuracy + Order)) * Math.Max(Math.Abs(x), scale);

    /// <summary>The gradient by this scheme; a new array of length n.</summary>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="h">The step, the same for all coordinates.</param>
    public double[] Gradient(Func<double[], double> f, ReadOnlySpan<double> x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] point = x.ToArray();
        var gradient = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            int index = i;
            double centre = point[i];
            gradient[i] = Apply(t => At(f, point, index, t), centre, h);
        }
        return gradient;
    }

    /// <summary>
    /// The Hessian by the four-point formula [f(x+hᵢ+hⱼ) - f(x+hᵢ-hⱼ) - f(x-hᵢ+hⱼ) + f(x-hᵢ-hⱼ)]/4h² off the diagonal and
    /// <see cref="SecondCentral2"/> on it. A new symmetric n×n array.
    /// </summary>
    public static double[,] FourPointHessian(Func<double[], double> f, ReadOnlySpan<double> x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] point = x.ToArray();
        int n = point.Length;
        var hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            int row = i;
            hessian[i, i] = SecondCentral2.Apply(t => At(f, point, row, t), point[i], h);
            for (int j = 0; j < i; j++)
            {
                int column = j;
                double Slope(double t) => Central2.Apply(s => At(f, Moved(point, row, t), column, s), point[column], h);
                hessian[i, j] = hessian[j, i] = Central2.Apply(Slope, point[i], h);
            }
        }
        return hessian;
    }

    /// <summary>
    /// The Hessian from central differences of a gradient, symmetrised: [gᵢ(x+hⱼ) - gᵢ(x-hⱼ) + gⱼ(x+hᵢ) - gⱼ(x-hᵢ)]/4h.
    /// 2n gradients; a new symmetric n×n array.
    /// </summary>
    public static double[,] HessianOfGradients(Func<double[], double[]> gradient, ReadOnlySpan<double> x, double h)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        double[] point = x.ToArray();
        int n = point.Length;
        var ahead = new double[n][];
        var behind = new double[n][];
        for (int j = 0; j < n; j++)
        {
            ahead[j] = [.. gradient(Moved(point, j, point[j] + h))];
            behind[j] = [.. gradient(Moved(point, j, point[j] - h))];
        }
        var hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
                hessian[i, j] = hessian[j, i] = (ahead[j][i] - behind[j][i] + (ahead[i][j] - behind[i][j])) / 4 / h;
        }
        return hessian;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static double At(Func<double[], double> f, double[] point, int index, double t) => f(Moved(point, index, t));

    private static double[] Moved(double[] point, int index, double t)
    {
        var moved = (double[])point.Clone();
        moved[index] = t;
        return moved;
    }
}
