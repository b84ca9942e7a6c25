using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>A function of one argument at each vector width.</summary>
internal interface IVectorKernel
{
    static abstract Vector512<double> Evaluate(Vector512<double> x);

    static abstract Vector256<double> Evaluate(Vector256<double> x);

    static abstract Vector128<double> Evaluate(Vector128<double> x);
}

/// <summary>A function of two arguments at each vector width.</summary>
internal interface IBinaryVectorKernel
{
    static abstract Vector512<double> Evaluate(Vector512<double> x, Vector512<double> y);

    static abstract Vector256<double> Evaluate(Vector256<double> x, Vector256<double> y);

    static abstract Vector128<double> Evaluate(Vector128<double> x, Vector128<double> y);
}
