namespace Symbolic.FiniteDifferences;

/// <summary>A function of n variables at a point: counts its calls, catches its exceptions and protects the caller's arrays.</summary>
internal sealed class BlackBox
{
    private readonly Func<double[], double> _function;
    private readonly double[] _scratch;

    public BlackBox(Func<double[], double> function, ReadOnlySpan<double> point, DifferenceOptions options)
    {
        options.Require(point.Length);
        _function = function;
        Point = point.ToArray();
        _scratch = new double[point.Length];
        Options = options;
        Lines = new LineSamples[point.Length];
        Value = ValueAt([], []);
        for (int i = 0; i < point.Length; i++)
        {
            int index = i;
            Lines[i] = new(t => At(index, t), options.LowerOf(i), options.UpperOf(i), options.MaxCalls, options.CancellationToken);
            Lines[i].Know(Point[i], Value);
        }
    }

    public double[] Point { get; }

    public int Dimension => Point.Length;

    public DifferenceOptions Options { get; }

    /// <summary>f at the point.</summary>
    public double Value { get; }

    /// <summary>f along each coordinate.</summary>
    public LineSamples[] Lines { get; }

    public int Calls { get; private set; }

    public LadderResult RunLadder(int index) => new RichardsonLadder(Lines[index], Point[index], Options.TypicalOf(index), Options).Run();

    /// <summary>The same with other steps, all values computed anew.</summary>
    public LadderResult RunLadderAgain(int index)
    {
        DifferenceOptions options = Options.Independent();
        var samples = new LineSamples(t => At(index, t), Lines[index].Lower, Lines[index].Upper, options.MaxCalls, options.CancellationToken);
        samples.Know(Point[index], Value);
        return new RichardsonLadder(samples, Point[index], options.TypicalOf(index), options).Run();
    }

    /// <summary>f with the listed coordinates replaced; NaN outside the bounds.</summary>
    public double ValueAt(ReadOnlySpan<int> indices, ReadOnlySpan<double> coordinates)
    {
        Point.CopyTo(_scratch, 0);
        for (int k = 0; k < indices.Length; k++)
        {
            if (!(coordinates[k] >= Options.LowerOf(indices[k]) && coordinates[k] <= Options.UpperOf(indices[k])))
                return double.NaN;
            _scratch[indices[k]] = coordinates[k];
        }
        return CallScratch();
    }

    /// <summary>f at point + t·direction; NaN outside the bounds.</summary>
    public double Along(double[] direction, double t)
    {
        for (int i = 0; i < Dimension; i++)
        {
            _scratch[i] = Point[i] + t * direction[i];
            if (!(_scratch[i] >= Options.LowerOf(i) && _scratch[i] <= Options.UpperOf(i)))
                return double.NaN;
        }
        return CallScratch();
    }

    /// <summary>The t at which point + t·direction has moved some coordinate by its own size.</summary>
    public double TypicalAlong(double[] direction)
    {
        double typical = double.PositiveInfinity;
        for (int i = 0; i < Dimension; i++)
        {
            if (direction[i] != 0)
                typical = Math.Min(typical, Math.Max(Math.Abs(Point[i]), Options.TypicalOf(i)) / Math.Abs(direction[i]));
        }
        return typical > 0 && double.IsFinite(typical) ? typical : 1;
    }

    /// <summary>|x|/|direction|: what rounding of the argument is measured against.</summary>
    public double SizeAlong(double[] direction)
    {
        double size = Norm(Point) / Norm(direction);
        return double.IsFinite(size) ? size : 0;
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(v => v * v));

    private double At(int index, double t)
    {
        Point.CopyTo(_scratch, 0);
        _scratch[index] = t;
        return CallScratch();
    }

    private double CallScratch()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        Calls++;
        return Guarded.Call(_function, _scratch);
    }
}
