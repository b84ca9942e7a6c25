using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Loops over points that call hand-written code through a delegate; results go to memory.</summary>
internal static class HandLoops
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

/// <summary>The same loops over a compiled formula.</summary>
internal static class OurLoops
{
    public static void Value(CompiledFormula f, double[] x, int n, double[] values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f.Evaluate(x.AsSpan(i * n, n));
    }

    public static void Gradient(CompiledFormula f, double[] x, int n, double[] values, double[] gradients)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f.Evaluate(x.AsSpan(i * n, n), gradients.AsSpan(i * n, n));
    }

    public static void Hessian(CompiledFormula f, double[] x, int n, double[] values, double[] gradients, double[] hessians)
    {
        for (var i = 0; i < values.Length; i++) values[i] = f.Evaluate(x.AsSpan(i * n, n), gradients.AsSpan(i * n, n), hessians.AsSpan(i * n * n, n * n));
    }
}
