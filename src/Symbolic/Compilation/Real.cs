using System.Runtime.InteropServices;

namespace Symbolic.Compilation;

/// <summary>A plain double. A span of these is a span of doubles.</summary>
internal readonly record struct Real(double Primal) : IScalar<Real>
{
    public static Real From(double value) => new(value);

    public static Real operator +(Real a, Real b) => new(a.Primal + b.Primal);

    public static Real operator -(Real a, Real b) => new(a.Primal - b.Primal);

    public static Real operator *(Real a, Real b) => new(a.Primal * b.Primal);

    public static Real operator /(Real a, Real b) => new(a.Primal / b.Primal);

    public static Real operator -(Real a) => new(-a.Primal);

    public static Real Sqrt(Real a) => new(Math.Sqrt(a.Primal));

    public static Real Exp(Real a) => new(Math.Exp(a.Primal));

    public static Real Power(Real a, Real b) => new(Math.Pow(a.Primal, b.Primal));

    public static Real PowerLog(Real a, Real b, int k) => new(PowerFunctions.PowerLog(a.Primal, b.Primal, k));

    public static Real Call(TapeFunction function, Real a) => new(function.Unary!(a.Primal));

    public static Real Call(TapeFunction function, Real a, Real b) => new(function.Binary!(a.Primal, b.Primal));

    public static Real Call(TapeFunction function, ReadOnlySpan<Real> arguments) =>
        new(function.Evaluate(MemoryMarshal.Cast<Real, double>(arguments)));
}
