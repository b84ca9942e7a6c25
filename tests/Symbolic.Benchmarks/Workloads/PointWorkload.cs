using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Workloads;

/// <summary>
/// A formula of a few variables and the code that an expert would write for it by hand: closed forms, every common part computed
/// once. It is called through a delegate, as an optimiser would call it.
/// </summary>
internal abstract class PointWorkload
{
    /// <summary>Points that are visited one after the other, so that nothing can be hoisted out of the loop.</summary>
    public const int Points = 1024;

    /// <summary>The letter under which the tables list it.</summary>
    public abstract string Name { get; }

    /// <summary>The formula.</summary>
    public abstract string Text { get; }

    /// <summary>The variables in the order in which the hand-written code takes them.</summary>
    public abstract string[] Variables { get; }

    /// <summary>What other libraries need, as a multiple of hand-written C#, for value, gradient and Hessian.</summary>
    public abstract PeerFigures[] Peers { get; }

    /// <summary>A point at random.</summary>
    public abstract double[] NextPoint(SplitMix64 random);

    /// <summary>Seed of the data.</summary>
    public abstract ulong Seed { get; }

    /// <summary>The value.</summary>
    public abstract double Value(ReadOnlySpan<double> x);

    /// <summary>Value and gradient.</summary>
    public abstract double Gradient(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Value, gradient and Hessian.</summary>
    public abstract double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    /// <summary>The first points of the data, one after the other.</summary>
    public double[] Data(int count)
    {
        var random = new SplitMix64(Seed);
        return [.. Enumerable.Range(0, count).SelectMany(_ => NextPoint(random))];
    }
}

/// <summary>Published times of other libraries in nanoseconds, on one machine; NaN where there is none.</summary>
internal sealed record PeerFigures(double HandCSharp, double CasadiVm, double CasadiGcc, double SymPy, double AngouriMath, double PyTorch);
