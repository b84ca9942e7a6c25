namespace Symbolic.Compilation;

/// <summary>A number type on which a tape can run: plain doubles, or doubles that carry derivatives along.</summary>
internal interface IScalar<T>
    where T : unmanaged, IScalar<T>
{
    /// <summary>The value without derivatives; comparisons look at nothing else.</summary>
    double Primal { get; }

    /// <summary>A constant.</summary>
    static abstract T From(double value);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    static abstract T Sqrt(T a);

    static abstract T Exp(T a);

    /// <summary>a^b, with 0^0 = 1.</summary>
    static abstract T Power(T a, T b);

    /// <summary><see cref="PowerFunctions.PowerLog"/>.</summary>
    static abstract T PowerLog(T a, T b, int k);

    static abstract T Call(TapeFunction function, T a);

    static abstract T Call(TapeFunction function, T a, T b);

    static abstract T Call(TapeFunction function, ReadOnlySpan<T> arguments);
}
