namespace Symbolic.FiniteDifferences;

/// <summary>Sparse Jacobians and Hessians: one difference per colour instead of one per column, and one random probe of the pattern.</summary>
public static class SparseDifference
{
    /// <summary>A sparse Jacobian.</summary>
    /// <param name="f">The function, m values from n; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="pattern">Where the m×n Jacobian may be non-zero.</param>
    /// <param name="mode">Fixed cost per colour, or null for a ladder with bounds.</param>
    /// <param name="options">Scales, seed of the probe, limits. Points outside the bounds are not called; entries needing them are NaN.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the function.</exception>
    public static SparseEstimate Jacobian(
        Func<double[], double[]> f, ReadOnlySpan<double> x, DifferencePattern pattern, FastMode? mode = null, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(pattern);
        return Compressed(f, x, pattern, DifferenceColouring.OfColumns(pattern), mode, options ?? DifferenceOptions.Default);
    }

    /// <summary>A sparse Hessian from its gradient.</summary>
    /// <param name="gradient">The gradient, n values from n.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="pattern">Where the Hessian may be non-zero; one triangle is enough.</param>
    /// <param name="mode">Fixed cost per colour, or null for a ladder with bounds.</param>
    /// <param name="options">Scales, seed of the probe, limits.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the gradient.</exception>
    public static SparseEstimate HessianFromGradient(
        Func<double[], double[]> gradient, ReadOnlySpan<double> x, DifferencePattern pattern, FastMode? mode = null,
        DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(pattern);
        DifferencePattern symmetric = pattern.Symmetrised();
        return Compressed(gradient, x, symmetric, DifferenceColouring.OfSymmetric(symmetric), mode, options ?? DifferenceOptions.Default);
    }

    /// <summary>A sparse Hessian from values of the function: ladders on the diagonal and on the pairs of the pattern only.</summary>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="pattern">Where the Hessian may be non-zero; one triangle is enough.</param>
    /// <param name="options">Bounds, scales, seed of the probe, limits.</param>
    public static SparseEstimate Hessian(
        Func<double[], double> f, ReadOnlySpan<double> x, DifferencePattern pattern, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(pattern);
        options ??= DifferenceOptions.Default;
        DifferencePattern symmetric = pattern.Symmetrised();
        RequireFit(symmetric, x.Length, x.Length);
        var box = new BlackBox(f, x, options);
        int n = x.Length;
        var ladders = new LadderResult[n];
        for (int i = 0; i < n; i++)
            ladders[i] = box.RunLadder(i);
        var values = new double[symmetric.Count];
        var bounds = new double[symmetric.Count];
        for (int i = 0; i < n; i++)
        {
            foreach (int j in symmetric.Row(i))
            {
                if (j > i)
                    break;
                DerivativeEstimate entry = i == j ? ladders[i].Second : new MixedLadder(box, i, j, ladders[i], ladders[j]).Run();
                foreach (int k in (ReadOnlySpan<int>)[symmetric.IndexOf(i, j), symmetric.IndexOf(j, i)])
                    (values[k], bounds[k]) = (entry.Value, entry.ErrorBound);
            }
        }
        int calls = box.Calls;
        double deviation = CurvatureProbe(box, symmetric, values, bounds, options);
        return new(symmetric, values, bounds, n, calls) { ProbeDeviation = deviation, ProbeCalls = box.Calls - calls };
    }

    private static SparseEstimate Compressed(
        Func<double[], double[]> f, ReadOnlySpan<double> x, DifferencePattern pattern, DifferenceColouring colouring, FastMode? mode,
        DifferenceOptions options)
    {
        var box = new VectorBox(f, x, options);
        RequireFit(pattern, box.Rows, x.Length);
        double[] scales = ScalesOf(box.Point, options);
        var products = new (double Value, double Bound)[colouring.Count][];
        int before = box.Calls;
        for (int colour = 0; colour < colouring.Count; colour++)
        {
            var direction = new double[x.Length];
            for (int j = 0; j < direction.Length; j++)
                direction[j] = colouring.Colours[j] == colour ? scales[j] : 0;
            products[colour] = Product(box, direction, mode, options);
        }
        int calls = box.Calls - before;
        var values = new double[pattern.Count];
        var bounds = new double[pattern.Count];
        Recover(pattern, colouring, scales, products, values, bounds);
        before = box.Calls;
        double deviation = Probe(box, pattern, values, scales, options);
        return new(pattern, values, bounds, colouring.Count, calls) { ProbeDeviation = deviation, ProbeCalls = box.Calls - before };
    }

    private static void RequireFit(DifferencePattern pattern, int m, int n)
    {
        if (pattern.Rows != m || pattern.Columns != n)
        {
            throw new ArgumentException(
                $"A {pattern.Rows}×{pattern.Columns} pattern does not fit a function of {n} variables with {m} values.", nameof(pattern));
        }
    }

    // Powers of two, so that x + t·scale is as exact as x + t.
    private static double[] ScalesOf(double[] point, DifferenceOptions options) =>
        [.. point.Select((x, i) => Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(x), options.TypicalOf(i)))))];

    private static (double Value, double Bound)[] Product(VectorBox box, double[] direction, FastMode? mode, DifferenceOptions options)
    {
        if (mode is { } fast)
        {
            FastStencil stencil = FastStencil.Of(fast, bothSides: true);
            double[] slopes = box.Slopes(stencil, FastStencil.StepOf(fast, 1), t => box.Along(direction, t));
            return [.. slopes.Select(slope => (slope, double.NaN))];
        }
        return [.. box.RunLadders(direction, typical: 1, argumentSize: 1, options).Select(ladder => (ladder.First.Value, ladder.First.ErrorBound))];
    }

    /// <summary>
    /// Entry (i, j) is row i of the product with j's group when no other column of that group meets row i; in a star colouring it is
    /// otherwise row j of the product with i's group.
    /// </summary>
    private static void Recover(
        DifferencePattern pattern, DifferenceColouring colouring, double[] scales, (double Value, double Bound)[][] products,
        double[] values, double[] bounds)
    {
        var users = new int[colouring.Count];
        for (int i = 0; i < pattern.Rows; i++)
        {
            Array.Clear(users);
            foreach (int j in pattern.Row(i))
                users[colouring.Colours[j]]++;
            foreach (int j in pattern.Row(i))
            {
                int colour = colouring.Colours[j];
                if (users[colour] != 1)
                    continue;
                int k = pattern.IndexOf(i, j);
                (values[k], bounds[k]) = (products[colour][i].Value / scales[j], products[colour][i].Bound / scales[j]);
                if (!colouring.IsStar)
                    continue;
                int mirror = pattern.IndexOf(j, i);
                (values[mirror], bounds[mirror]) = (values[k], bounds[k]);
            }
        }
    }

    private static double Probe(VectorBox box, DifferencePattern pattern, double[] values, double[] scales, DifferenceOptions options)
    {
        double[] direction = RandomDirection(scales, options.Seed);
        FastStencil stencil = FastStencil.Of(FastMode.Richardson4, bothSides: true);
        double[] slopes = box.Slopes(stencil, FastStencil.StepOf(FastMode.Richardson4, 1), t => box.Along(direction, t));
        double worst = 0, largest = slopes.Max(slope => double.IsFinite(slope) ? Math.Abs(slope) : 0);
        for (int i = 0; i < pattern.Rows; i++)
        {
            double product = 0, size = Math.Max(Math.Abs(slopes[i]), 1e-9 * largest);
            for (int k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
            {
                double term = values[k] * direction[pattern.ColumnIndices[k]];
                product += term;
                size += Math.Abs(term);
            }
            // Rounding of the values themselves shows where a row nearly vanishes.
            double excess = Math.Max(0, Math.Abs(product - slopes[i]) - 1e-11 * Math.Abs(box.Value[i]));
            double deviation = excess == 0 ? 0 : excess / size;
            worst = deviation > worst || double.IsNaN(deviation) ? deviation : worst;
        }
        return double.IsNaN(worst) ? double.PositiveInfinity : worst;
    }

    /// <summary>zᵀHz against the second derivative of f along z.</summary>
    private static double CurvatureProbe(
        BlackBox box, DifferencePattern pattern, double[] values, double[] bounds, DifferenceOptions options)
    {
        double[] z = RandomDirection(ScalesOf(box.Point, options), options.Seed);
        var samples = new LineSamples(
            t => box.Along(z, t), double.NegativeInfinity, double.PositiveInfinity, options.MaxCalls, options.CancellationToken);
        samples.Know(0, box.Value);
        DerivativeEstimate second = new RichardsonLadder(samples, 0, typical: 1, options, argumentSize: 1).Run().Second;
        double product = 0, size = Math.Abs(second.Value), bound = second.ErrorBound;
        for (int i = 0; i < pattern.Rows; i++)
        {
            for (int k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++)
            {
                double weight = z[i] * z[pattern.ColumnIndices[k]];
                product += weight * values[k];
                size += Math.Abs(weight * values[k]);
                bound += Math.Abs(weight) * bounds[k];
            }
        }
        double excess = Math.Max(0, Math.Abs(product - second.Value) - bound);
        return size == 0 ? 0 : double.IsNaN(excess) ? double.PositiveInfinity : excess / size;
    }

    /// <summary>Each coordinate ±(2048 … 4095)/2048 of its scale: twelve bits, so that all but the smallest steps along it are exact.</summary>
    internal static double[] RandomDirection(double[] scales, ulong seed)
    {
        var random = new Random((int)(seed ^ (seed >> 32)));
        return [.. scales.Select(scale => scale * random.Next(2048, 4096) / (random.Next(2) == 0 ? 2048 : -2048))];
    }
}
