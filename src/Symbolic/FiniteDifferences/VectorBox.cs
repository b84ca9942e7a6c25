namespace Symbolic.FiniteDifferences;

/// <summary>
/// A vector-valued function of n variables at a point. All components of one column share the calls: each has its own ladder over
/// the same remembered values, so a rough component does not spoil the others.
/// </summary>
internal sealed class VectorBox
{
    private readonly Func<double[], double[]> _function;
    private readonly double[] _scratch;
    private readonly DifferenceOptions _options;

    public VectorBox(Func<double[], double[]> function, ReadOnlySpan<double> point, DifferenceOptions options)
    {
        options.Require(point.Length);
        _function = function;
        _options = options;
        Point = point.ToArray();
        _scratch = new double[point.Length];
        Value = At(_ => { }) ?? [];
    }

    public double[] Point { get; }

    /// <summary>The function at the point; empty when it failed there.</summary>
    public double[] Value { get; }

    public int Rows => Value.Length;

    public int Calls { get; private set; }

    /// <summary>First derivative of every component along coordinate <paramref name="index"/>, and the calls spent on them.</summary>
    public LadderResult[] RunLadders(int index, DifferenceOptions options)
    {
        double x = Point[index];
        return RunLadders(t => At(scratch => scratch[index] = t), x, options.TypicalOf(index), options.LowerOf(index),
            options.UpperOf(index), options, argumentSize: 0);
    }

    /// <summary>Derivative of every component along t ↦ point + t·direction at 0.</summary>
    public LadderResult[] RunLadders(double[] direction, double typical, double argumentSize, DifferenceOptions options) =>
        RunLadders(t => Along(direction, t), 0, typical, double.NegativeInfinity, double.PositiveInfinity, options, argumentSize);

    /// <summary>The function at point + t·direction, null outside the bounds or where it fails.</summary>
    public double[]? Along(double[] direction, double t)
    {
        for (int i = 0; i < Point.Length; i++)
        {
            double moved = Point[i] + t * direction[i];
            if (!(moved >= _options.LowerOf(i) && moved <= _options.UpperOf(i)))
                return null;
        }
        return At(scratch =>
        {
            for (int i = 0; i < scratch.Length; i++)
                scratch[i] += t * direction[i];
        });
    }

    private LadderResult[] RunLadders(
        Func<double, double[]?> line, double x, double typical, double lower, double upper, DifferenceOptions options, double argumentSize)
    {
        var known = new Dictionary<double, double[]?> { [x] = Value };
        int before = Calls;
        var results = new LadderResult[Rows];
        for (int row = 0; row < Rows; row++)
        {
            int component = row;
            var samples = new LineSamples(t => ComponentAt(t, component), lower, upper, options.MaxCalls, options.CancellationToken);
            results[row] = new RichardsonLadder(samples, x, typical, options, argumentSize).Run();
        }
        int calls = Calls - before;
        for (int row = 0; row < Rows; row++)
            results[row] = results[row] with { First = results[row].First with { Calls = calls } };
        return results;

        double ComponentAt(double t, int component)
        {
            if (!known.TryGetValue(t, out double[]? values))
                known.Add(t, values = line(t));
            return values is not null && component < values.Length ? values[component] : double.NaN;
        }
    }

    /// <summary>A fast stencil applied to every component along a line; NaN where the function fails.</summary>
    public double[] Slopes(FastStencil stencil, double step, Func<double, double[]?> line)
    {
        var slopes = new double[Rows];
        for (int k = 0; k < stencil.Offsets.Length; k++)
        {
            double[]? values = stencil.Offsets[k] == 0 ? Value : line(stencil.Offsets[k] * step);
            for (int i = 0; i < slopes.Length; i++)
                slopes[i] += values is not null && i < values.Length ? stencil.Weights[k] * values[i] / step : double.NaN;
        }
        return slopes;
    }

    public double[]? At(Action<double[]> move)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        Point.CopyTo(_scratch, 0);
        move(_scratch);
        Calls++;
        // The function may return the same array every time.
        return Guarded.Call(_function, _scratch)?.Clone() as double[];
    }
}
