namespace Symbolic.FiniteDifferences;

public static partial class FiniteDifference
{
    /// <summary>The gradient of <paramref name="f"/> at <paramref name="x"/>, one ladder per coordinate.</summary>
    /// <param name="f">
    /// The function. It receives an array of length n that is reused between calls: it may write to it but must not keep it.
    /// </param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="options">Bounds, scales and limits; null means <see cref="DifferenceOptions.Default"/>.</param>
    public static GradientEstimate Gradient(Func<double[], double> f, ReadOnlySpan<double> x, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        var box = new BlackBox(f, x, options ?? DifferenceOptions.Default);
        var components = new DerivativeEstimate[box.Dimension];
        for (int i = 0; i < components.Length; i++)
            components[i] = box.RunLadder(i).First;
        return new(box.Value, components, box.Calls);
    }

    /// <summary>The derivative of t ↦ f(x + t·direction) at t = 0; the direction is taken as given, not normalised.</summary>
    /// <param name="f">The function, as in <see cref="Gradient"/>.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="direction">The direction, length n.</param>
    /// <param name="options">Bounds, scales and limits; null means <see cref="DifferenceOptions.Default"/>.</param>
    public static DerivativeEstimate DirectionalDerivative(
        Func<double[], double> f, ReadOnlySpan<double> x, ReadOnlySpan<double> direction, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (direction.Length != x.Length)
            throw new ArgumentException($"The direction has {direction.Length} entries for {x.Length} coordinates.", nameof(direction));
        options ??= DifferenceOptions.Default;
        var box = new BlackBox(f, x, options);
        double[] along = direction.ToArray();
        var samples = new LineSamples(
            t => box.Along(along, t), double.NegativeInfinity, double.PositiveInfinity, options.MaxCalls, options.CancellationToken);
        samples.Know(0, box.Value);
        return new RichardsonLadder(samples, 0, box.TypicalAlong(along), options, box.SizeAlong(along)).Run().First with { Calls = box.Calls };
    }

    /// <summary>
    /// Gradient and Hessian of <paramref name="f"/> from its values: the diagonal from the ladders of the gradient, two further
    /// calls per pair and rung off it. Symmetric bit for bit.
    /// </summary>
    /// <inheritdoc cref="Gradient" path="/param"/>
    public static HessianEstimate Hessian(Func<double[], double> f, ReadOnlySpan<double> x, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        var box = new BlackBox(f, x, options ?? DifferenceOptions.Default);
        int n = box.Dimension;
        var ladders = new LadderResult[n];
        for (int i = 0; i < n; i++)
            ladders[i] = box.RunLadder(i);
        var entries = new DerivativeEstimate[n, n];
        for (int i = 0; i < n; i++)
        {
            entries[i, i] = ladders[i].Second;
            for (int j = 0; j < i; j++)
                entries[i, j] = entries[j, i] = new MixedLadder(box, i, j, ladders[i], ladders[j]).Run();
        }
        var gradient = new GradientEstimate(box.Value, [.. ladders.Select(ladder => ladder.First)], box.Calls);
        return new(gradient, entries, box.Calls);
    }
}
