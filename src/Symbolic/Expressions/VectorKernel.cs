using System.Runtime.Intrinsics;

namespace Symbolic.Expressions;

/// <summary>A function of one or two arguments on SIMD vectors of each width; static methods, which machine code calls directly.</summary>
public sealed class VectorKernel
{
    /// <summary>A function of one argument.</summary>
    public VectorKernel(
        Func<Vector512<double>, Vector512<double>> on512,
        Func<Vector256<double>, Vector256<double>> on256,
        Func<Vector128<double>, Vector128<double>> on128) => (On512, On256, On128) = (on512, on256, on128);

    /// <summary>A function of two arguments.</summary>
    public VectorKernel(
        Func<Vector512<double>, Vector512<double>, Vector512<double>> on512,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> on256,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> on128) => (On512, On256, On128) = (on512, on256, on128);

    /// <summary>Two functions of one argument at once; the second result is the out parameter.</summary>
    public VectorKernel(Joint512 on512, Joint256 on256, Joint128 on128) => (On512, On256, On128) = (on512, on256, on128);

    /// <summary>On vectors of 512 bits.</summary>
    public Delegate On512 { get; }

    /// <summary>On vectors of 256 bits.</summary>
    public Delegate On256 { get; }

    /// <summary>On vectors of 128 bits.</summary>
    public Delegate On128 { get; }

    /// <summary>Two functions at once on 512 bits.</summary>
    public delegate Vector512<double> Joint512(Vector512<double> x, out Vector512<double> second);

    /// <summary>Two functions at once on 256 bits.</summary>
    public delegate Vector256<double> Joint256(Vector256<double> x, out Vector256<double> second);

    /// <summary>Two functions at once on 128 bits.</summary>
    public delegate Vector128<double> Joint128(Vector128<double> x, out Vector128<double> second);
}
