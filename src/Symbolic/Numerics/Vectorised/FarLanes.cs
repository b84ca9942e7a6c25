using System.Numerics;
using System.Runtime.CompilerServices;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Lanes whose argument is too large to be reduced in vectors, through the scalar function; the other lanes stay. Apart
/// from the kernels, so that these stay short, and never inlined, since the call is rare.
/// </summary>
internal static class FarLanes
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Sin<T>(T far, T x, T y)
        where T : struct, ILanes<T>
    {
        for (uint lanes = T.LaneMask(far); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            y = T.WithLane(y, lane, Math.Sin(T.Lane(x, lane)));
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Cos<T>(T far, T x, T y)
        where T : struct, ILanes<T>
    {
        for (uint lanes = T.LaneMask(far); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            y = T.WithLane(y, lane, Math.Cos(T.Lane(x, lane)));
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Tan<T>(T far, T x, T y)
        where T : struct, ILanes<T>
    {
        for (uint lanes = T.LaneMask(far); lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            y = T.WithLane(y, lane, Math.Tan(T.Lane(x, lane)));
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T SinCos<T>(T far, T x, T sin, ref T cos)
        where T : struct, ILanes<T>
    {
        cos = Cos(far, x, cos);
        return Sin(far, x, sin);
    }
}
