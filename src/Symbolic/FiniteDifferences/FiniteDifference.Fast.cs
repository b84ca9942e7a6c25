using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

public static partial class FiniteDifference
{
    /// <summary>
    /// A gradient of fixed cost: n+1, 2n or 4n calls. No search, no noise detection, no verdict; see <see cref="Gradient"/> for those.
    /// </summary>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="mode">How many calls per coordinate.</param>
    /// <param name="options">Bounds (one-sided formulas are used at them) and typical scales.</param>
    /// <returns>A new array of length n; NaN where the function was not finite.</returns>
    public static double[] FastGradient(
        Func<double[], double> f, ReadOnlySpan<double> x, FastMode mode = FastMode.Richardson4, DifferenceOptions? options = null)
    {
        var gradient = new double[x.Length];
        FastGradient(f, x, gradient, [], mode, options);
        return gradient;
    }

    /// <summary>As the other overload, into arrays the caller owns.</summary>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="gradient">Receives the gradient, length n.</param>
    /// <param name="errors">
    /// Receives error estimates, length n; empty when not wanted. Only <see cref="FastMode.Richardson4"/> sees truncation; the others
    /// give rounding alone.
    /// </param>
    /// <param name="mode">How many calls per coordinate.</param>
    /// <param name="options">Bounds and typical scales.</param>
    /// <returns>Number of calls.</returns>
    public static int FastGradient(
        Func<double[], double> f, ReadOnlySpan<double> x, Span<double> gradient, Span<double> errors,
        FastMode mode = FastMode.Richardson4, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, x.Length, nameof(gradient));
        options ??= DifferenceOptions.Default;
        options.Require(x.Length);
        double[] scratch = x.ToArray();
        double? centre = null;
        int calls = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (double step, FastStencil stencil) = FastStencil.Fit(mode, x[i], options.LowerOf(i), options.UpperOf(i), options.TypicalOf(i));
            double sum = 0, error = 0, size = 0;
            for (int k = 0; k < stencil.Offsets.Length; k++)
            {
                bool isCentre = stencil.Offsets[k] == 0;
                double value = isCentre && centre is { } known ? known : Call(scratch, x, i, x[i] + stencil.Offsets[k] * step);
                if (isCentre)
                    centre = value;
                sum += stencil.Weights[k] * value;
                error += stencil.ErrorWeights[k] * value;
                size = Math.Max(size, Math.Abs(value));
            }
            gradient[i] = sum / step;
            if (!errors.IsEmpty)
                errors[i] = (Math.Abs(error) + 1.5 * UnitRoundoff * size) / Math.Abs(step);
        }
        return calls;

        double Call(double[] point, ReadOnlySpan<double> at, int index, double t)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            at.CopyTo(point);
            point[index] = t;
            calls++;
            return Guarded.Call(f, point);
        }
    }

    /// <summary>A Jacobian of fixed cost: n+1, 2n or 4n calls.</summary>
    /// <param name="f">The function, m values from n; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="mode">How many calls per coordinate.</param>
    /// <param name="options">Bounds and typical scales.</param>
    /// <returns>A new m×n array, row = output; NaN where the function failed.</returns>
    public static double[,] FastJacobian(
        Func<double[], double[]> f, ReadOnlySpan<double> x, FastMode mode = FastMode.Richardson4, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= DifferenceOptions.Default;
        var box = new VectorBox(f, x, options);
        var jacobian = new double[box.Rows, x.Length];
        for (int j = 0; j < x.Length; j++)
        {
            int column = j;
            (double step, FastStencil stencil) = FastStencil.Fit(mode, x[j], options.LowerOf(j), options.UpperOf(j), options.TypicalOf(j));
            double centre = x[j];
            double[] slopes = box.Slopes(stencil, step, t => box.At(scratch => scratch[column] = centre + t));
            for (int i = 0; i < slopes.Length; i++)
                jacobian[i, j] = slopes[i];
        }
        return jacobian;
    }

    /// <summary>
    /// A Hessian from values at fixed cost: n²+n+1 calls, one rung of about 2⁻¹² of each coordinate's size, symmetric bit for bit;
    /// about 6 digits. Needs f on both sides of x.
    /// </summary>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="options">Typical scales; values outside the bounds are NaN.</param>
    /// <returns>A new n×n array.</returns>
    public static double[,] FastHessian(Func<double[], double> f, ReadOnlySpan<double> x, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= DifferenceOptions.Default;
        var box = new BlackBox(f, x, options);
        int n = x.Length;
        var steps = new double[n];
        var hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            steps[i] = Math.ScaleB(1437.0 / 1024, -12 + (int)Math.Floor(Math.Log2(Math.Max(Math.Abs(x[i]), options.TypicalOf(i)))));
            double right = box.Lines[i].At(x[i] + steps[i]), left = box.Lines[i].At(x[i] - steps[i]);
            hessian[i, i] = (right - box.Value + (left - box.Value)) / steps[i] / steps[i];
            for (int j = 0; j < i; j++)
                hessian[i, j] = hessian[j, i] = Mixed(box, i, j, steps[i], steps[j]);
        }
        return hessian;
    }

    private static double Mixed(BlackBox box, int i, int j, double hi, double hj) =>
        (Quadrant(box, i, j, hi, hj) + Quadrant(box, i, j, -hi, -hj)) / 2;

    private static double Quadrant(BlackBox box, int i, int j, double a, double b)
    {
        double xi = box.Point[i] + a, xj = box.Point[j] + b;
        return (box.ValueAt([i, j], [xi, xj]) - box.Lines[i].At(xi) - (box.Lines[j].At(xj) - box.Value)) / a / b;
    }

    /// <summary>A Hessian from a gradient at fixed cost, symmetrised: n+1, 2n or 4n gradients.</summary>
    /// <param name="gradient">The gradient, n values from n.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="mode">How many gradients per coordinate.</param>
    /// <param name="options">Bounds and typical scales.</param>
    /// <returns>A new n×n array, symmetric bit for bit.</returns>
    /// <exception cref="ArgumentException">The gradient did not return n values at <paramref name="x"/>.</exception>
    public static double[,] FastHessianFromGradient(
        Func<double[], double[]> gradient, ReadOnlySpan<double> x, FastMode mode = FastMode.Richardson4, DifferenceOptions? options = null)
    {
        double[,] jacobian = FastJacobian(gradient, x, mode, options);
        int n = x.Length;
        if (jacobian.GetLength(0) != n)
            throw new ArgumentException($"The gradient returned {jacobian.GetLength(0)} values for {n} variables.", nameof(gradient));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                jacobian[i, j] = jacobian[j, i] = jacobian[i, j] / 2 + jacobian[j, i] / 2;
        }
        return jacobian;
    }
}
