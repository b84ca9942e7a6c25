using static Symbolic.Tests.FiniteDifferences.Cases.Term;

namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>A function of one variable at a point, with its exact derivatives where they exist.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="F">The black box.</param>
/// <param name="X">The point.</param>
/// <param name="First">Exact f′.</param>
/// <param name="Second">Exact f″, NaN when there is none.</param>
/// <param name="Group">classic, scale, noise, edge.</param>
public sealed record LineCase(string Name, Func<double, double> F, double X, double First, double Second, string Group)
{
    public override string ToString() => Name;
}

/// <summary>The fixed functions of one variable.</summary>
public static class LineCases
{
    private static readonly Term V = Variable(0);

    public static IReadOnlyList<LineCase> All { get; } = [.. Classic(), .. Scales(), .. Noisy(), .. Edges()];

    private static LineCase Smooth(string group, string name, Term f, double x)
    {
        (_, double first, double second) = f.Exact(x);
        return new(name, f.At, x, first, second, group);
    }

    // Lyness, Moler 1967 and Squire, Trapp 1998 (SIAM Rev. 40, 110): e^x/(sin³x + cos³x); the rest are in every textbook.
    private static IEnumerable<LineCase> Classic()
    {
        LineCase Case(string name, Term f, double x) => Smooth("classic", name, f, x);
        yield return Case("exp at 1", Exp(V), 1);
        yield return Case("sin at 1", Sin(V), 1);
        yield return Case("Squire-Trapp at 1.5", Exp(V) / (Pow(Sin(V), 3) + Pow(Cos(V), 3)), 1.5);
        yield return Case("Squire-Trapp at 0.3", Exp(V) / (Pow(Sin(V), 3) + Pow(Cos(V), 3)), 0.3);
        yield return Case("x^4.5 at 1.5", Pow(V, 4.5), 1.5);
        yield return Case("log at 2", Log(V), 2);
        yield return Case("log at 1", Log(V), 1);
        yield return Case("1/x at 3", 1.0 / V, 3);
        yield return Case("sqrt at 2", Sqrt(V), 2);
        yield return Case("atan at 0.5", Atan(V), 0.5);
        yield return Case("tanh at 0.7", Tanh(V), 0.7);
        yield return Case("x² at 3", V * V, 3);
        yield return Case("x³-2x+1 at 1.7", Pow(V, 3) - 2.0 * V + 1, 1.7);
        yield return Case("Runge 1/(1+25x²) at 0.4", 1.0 / (1 + 25.0 * V * V), 0.4);
        yield return Case("exp(-x²) at 1", Exp(-V * V), 1);
        yield return Case("sin(x²) at 2", Sin(V * V), 2);
        yield return Case("x sin(1/x) at 0.2", V * Sin(1.0 / V), 0.2);
        yield return Case("exp(sin x) at 2", Exp(Sin(V)), 2);
        yield return Case("tan at 1", Tan(V), 1);
        yield return Case("cos at 0.1", Cos(V), 0.1);
    }

    private static IEnumerable<LineCase> Scales()
    {
        LineCase Case(string name, Term f, double x) => Smooth("scale", name, f, x);
        yield return Case("exp(1e8 x) at 0", Exp(1e8 * V), 0);
        yield return Case("exp(1e-8 x) at 0", Exp(1e-8 * V), 0);
        yield return Case("log at 1e-8", Log(V), 1e-8);
        yield return Case("log at 1e8", Log(V), 1e8);
        yield return Case("log at 1e-3", Log(V), 1e-3);
        yield return Case("sqrt at 1e-6", Sqrt(V), 1e-6);
        yield return Case("sqrt at 1e6", Sqrt(V), 1e6);
        yield return Case("x³ at 1e6", Pow(V, 3), 1e6);
        yield return Case("x² at 1e-8", V * V, 1e-8);
        yield return Case("1/x at 1e-6", 1.0 / V, 1e-6);
        yield return Case("1/x at 1e6", 1.0 / V, 1e6);
        yield return Case("tan at 1.57", Tan(V), 1.57);
        yield return Case("sin(1000 x) at 1", Sin(1000.0 * V), 1);
        yield return Case("sin(1024π x) at 0", Sin(3216.990877275948 * V), 0);
        yield return Case("sin at 1e4", Sin(V), 1e4);
        yield return Case("tanh(1e4 x) at 1e-4", Tanh(1e4 * V), 1e-4);
        yield return Case("x^9.5 at 30", Pow(V, 9.5), 30);
        yield return Case("exp at 30", Exp(V), 30);
        yield return Case("exp at -30", Exp(V), -30);
        yield return Case("1/(x-1) at 1.001", 1.0 / (V - 1), 1.001);
        yield return Case("sqrt(x²+1e-12) at 1e-6", Sqrt(V * V + 1e-12), 1e-6);
        yield return Case("1e8+sin at 1", 1e8 + Sin(V), 1);
        yield return Case("1+1e-8 sin at 1", 1 + 1e-8 * Sin(V), 1);
        yield return Case("atan(1e5(x-1)) at 1.00001", Atan(1e5 * (V - 1)), 1.00001);
        yield return Case("cos(1e-4 x) at 1", Cos(1e-4 * V), 1);
        yield return Case("1e-20 exp at 1", 1e-20 * Exp(V), 1);
        yield return Case("1e20 sin at 1", 1e20 * Sin(V), 1);
        yield return Case("x^2.5 at 1e-4", Pow(V, 2.5), 1e-4);
        yield return Case("log(x-1) at 1+1e-6", Log(V - 1), 1.000001);
        yield return Case("sqrt(1-x²) at 0.9999", Sqrt(1 - V * V), 0.9999);
        Term shift = V - 1;
        Term expanded = ((((shift * shift) - 0.25) * 4.0 + 1) * 0.25) * (V * V - 2.0 * V + 1);
        yield return Case("cancelling quartic at 1.05", expanded, 1.05);
    }

    private static IEnumerable<LineCase> Noisy()
    {
        static LineCase Case(string name, Term f, double x, double amplitude)
        {
            (_, double first, double second) = f.Exact(x);
            return new(name, t => f.At(t) + amplitude * HashNoise.At(t), x, first, second, "noise");
        }

        yield return Case("exp + 1e-10 noise", Exp(V), 1, 1e-10);
        yield return Case("sin + 1e-8 noise", Sin(V), 1, 1e-8);
        yield return Case("log + 1e-6 noise", Log(V), 2, 1e-6);
        (_, double first, double second) = Exp(V).Exact(1);
        yield return new("single precision exp", t => MathF.Exp((float)t), 1, first, second, "noise");
        (_, first, second) = Sin(V).Exact(0.5);
        yield return new("sin to 9 decimals", t => Math.Round(Math.Sin(t), 9), 0.5, first, second, "noise");
    }

    private static IEnumerable<LineCase> Edges()
    {
        static LineCase Case(string name, Term f, Func<double, double> guarded, double x)
        {
            (_, double first, double second) = f.Exact(x);
            return new(name, guarded, x, first, second, "edge");
        }

        yield return Case("exp on [0,1] at 0", Exp(V), t => t is >= 0 and <= 1 ? Math.Exp(t) : double.NaN, 0);
        yield return Case("exp on [0,1] at 1", Exp(V), t => t is >= 0 and <= 1 ? Math.Exp(t) : double.NaN, 1);
        yield return Case("log, throws below 1, at 1", Log(V), t => t >= 1 ? Math.Log(t) : throw new ArgumentException("below 1", nameof(t)), 1);
        yield return Case("1/x for x >= 2, at 2", 1.0 / V, t => t >= 2 ? 1 / t : double.NegativeInfinity, 2);
        yield return new("x sqrt(x) + x at 0", t => t * Math.Sqrt(t) + t, 0, 1, double.NaN, "edge");
        yield return new("max(x,0) at 1e-9", t => Math.Max(t, 0), 1e-9, 1, 0, "edge");
        yield return new("|x| at -1e-5", Math.Abs, -1e-5, -1, 0, "edge");
        yield return new("3 at 5", _ => 3, 5, 0, 0, "edge");
        yield return new("2x+1 at 0.1", t => 2 * t + 1, 0.1, 2, 0, "edge");
    }
}
