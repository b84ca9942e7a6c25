namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>A function of one argument, lane by lane.</summary>
internal interface IUnaryKernel
{
    static abstract T Evaluate<T>(T x)
        where T : struct, ILanes<T>;
}

/// <summary>A function of two arguments, lane by lane.</summary>
internal interface IBinaryKernel
{
    static abstract T Evaluate<T>(T x, T y)
        where T : struct, ILanes<T>;
}
