using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Loops over points that call a function through a delegate; results go to memory.</summary>
internal static class PointLoops
{
    public static void Value(ValueFunction f, double[] x, int n, double[] values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f(x.AsSpan(i * n, n));
    }

    public static void Gradient(GradientFunction f, double[] x, int n, double[] values, double[] gradients)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f(x.AsSpan(i * n, n), gradients.AsSpan(i * n, n));
    }

    public static void Hessian(HessianFunction f, double[] x, int n, double[] values, double[] gradients, double[] hessians)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f(x.AsSpan(i * n, n), gradients.AsSpan(i * n, n), hessians.AsSpan(i * n * n, n * n));
    }
}
