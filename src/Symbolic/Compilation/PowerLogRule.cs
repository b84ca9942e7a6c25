namespace Symbolic.Compilation;

/// <summary>
/// u^v·ln(u)^k and its derivatives. A term whose factor is 0 is left out, not multiplied by what may be infinite at u = 0; the
/// power rule holds for negative u too, since no logarithm appears where none is asked for.
/// </summary>
internal readonly ref struct PowerLogRule(double u, double v, int k)
{
    private readonly double _u = u;
    private readonly double _v = v;
    private readonly int _k = k;

    public double Value() => PowerFunctions.PowerLog(_u, _v, _k);

    /// <summary>∂/∂u = v·u^(v−1)·L^k + k·u^(v−1)·L^(k−1), L = ln(u).</summary>
    public double ByBase() => Term(_v, 1, _k) + Term(_k, 1, _k - 1);

    /// <summary>∂/∂v = u^v·L^(k+1).</summary>
    public double ByExponent() => PowerFunctions.PowerLog(_u, _v, _k + 1);

    /// <summary>∂²/∂u² = v(v−1)·u^(v−2)·L^k + (2v−1)k·u^(v−2)·L^(k−1) + k(k−1)·u^(v−2)·L^(k−2).</summary>
    public double ByBaseTwice() => Term(_v * (_v - 1), 2, _k) + Term(((2 * _v) - 1) * _k, 2, _k - 1) + Term(_k * (_k - 1), 2, _k - 2);

    /// <summary>∂²/∂u∂v = v·u^(v−1)·L^(k+1) + (k+1)·u^(v−1)·L^k.</summary>
    public double ByBoth() => Term(_v, 1, _k + 1) + Term(_k + 1, 1, _k);

    /// <summary>∂²/∂v² = u^v·L^(k+2).</summary>
    public double ByExponentTwice() => PowerFunctions.PowerLog(_u, _v, _k + 2);

    private double Term(double factor, int lowered, int logarithms) =>
        factor == 0 ? 0 : factor * PowerFunctions.PowerLog(_u, _v - lowered, logarithms);
}
