using System.Runtime.InteropServices;

namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>
/// a + b·e1 + c·e2 + d·e1·e2 with e1² = e2² = 0 (Fike and Alonso, AIAA 2011-886) in <see cref="DoubleDouble"/>: value, two first
/// derivatives and the mixed second one, exact to far beyond double.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HyperDual(DoubleDouble Value, DoubleDouble First, DoubleDouble Other, DoubleDouble Mixed)
{
    public static implicit operator HyperDual(double value) => new(value, 0.0, 0.0, 0.0);

    public static HyperDual operator -(HyperDual a) => new(-a.Value, -a.First, -a.Other, -a.Mixed);

    public static HyperDual operator +(HyperDual a, HyperDual b) =>
        new(a.Value + b.Value, a.First + b.First, a.Other + b.Other, a.Mixed + b.Mixed);

    public static HyperDual operator -(HyperDual a, HyperDual b) => a + -b;

    public static HyperDual operator *(HyperDual a, HyperDual b) => new(
        a.Value * b.Value,
        a.Value * b.First + a.First * b.Value,
        a.Value * b.Other + a.Other * b.Value,
        a.Value * b.Mixed + a.First * b.Other + a.Other * b.First + a.Mixed * b.Value);

    public static HyperDual operator /(HyperDual a, HyperDual b)
    {
        DoubleDouble r = DoubleDouble.One / b.Value;
        return a * b.Chain(r, -r * r, r * r * r * 2.0);
    }

    /// <summary>Composition with a function of the given value and derivatives.</summary>
    public HyperDual Chain(DoubleDouble f, DoubleDouble first, DoubleDouble second) =>
        new(f, first * First, first * Other, first * Mixed + second * First * Other);
}
