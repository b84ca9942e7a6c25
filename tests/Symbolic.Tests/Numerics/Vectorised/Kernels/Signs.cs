namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>Manipulation of sign bits.</summary>
internal static class Signs
{
    private const long SignBit = long.MinValue;

    /// <summary>|magnitude| with the sign of <paramref name="sign"/>.</summary>
    public static T Copy<T>(T magnitude, T sign)
        where T : struct, ILanes<T> =>
        T.Select(T.Bits(SignBit), sign, magnitude);

    /// <summary>The sign bit alone.</summary>
    public static T Of<T>(T x)
        where T : struct, ILanes<T> =>
        x & T.Bits(SignBit);
}
