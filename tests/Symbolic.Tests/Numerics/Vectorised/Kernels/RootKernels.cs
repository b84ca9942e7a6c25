namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>Cube root and hypotenuse.</summary>
internal static class RootKernels
{
    /// <summary>
    /// x = m·2^(3q + j), j in {-1, 0, 1}: a polynomial and one step of third order give (m·2^j)^(-1/3) to a double's precision, and one
    /// Newton step with an exact residual rounds the root.
    /// </summary>
    internal readonly struct Cbrt : IUnaryKernel
    {
        private const double CubeRootOf2 = 1.2599210498948732;
        private const double InverseCubeRootOf2 = 0.7937005259840998;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T m = T.Split(T.Abs(x), out T k);
            T q = T.Round(k * (1.0 / 3.0));
            T j = k - 3.0 * q;
            T factor = T.SelectLess(0.0, j, InverseCubeRootOf2, T.SelectLess(j, 0.0, CubeRootOf2, 1.0));
            T y = Polynomials.CbrtReciprocal(m) * factor;
            m *= T.SelectLess(0.0, j, 2.0, T.SelectLess(j, 0.0, 0.5, 1.0));

            T h = T.Fma(-(m * y), y * y, 1.0);
            T step = T.Fma(h, T.Fma(h, 14.0 / 81.0, 2.0 / 9.0), 1.0 / 3.0);
            y = T.Fma(y * h, step, y);
            T square = y * y;
            T root = m * square;
            T rootSquare = root * root;
            T residual = T.Fma(rootSquare, root, -m) + root * T.Fma(root, root, -rootSquare);
            root = T.Fma(residual * square, -1.0 / 3.0, root);

            // 0 and ∞ have no exponent to divide; they are their own roots.
            T result = Signs.Copy(T.Scale(root, q), x);
            return T.SelectEqual(x + x, x, x, result);
        }
    }

    /// <summary>√(x² + y²), the squares fused, after scaling by a power of two where they would overflow or vanish.</summary>
    internal readonly struct Hypot : IBinaryKernel
    {
        private const double Large = 3.273390607896142e150; // 2^500
        private const double Small = 3.4399249730640795e-136; // about 2^-450
        private const double TwoTo600 = 4.149515568880993e180;
        private const double TwoToMinus600 = 2.409919865102884e-181;

        public static T Evaluate<T>(T x, T y)
            where T : struct, ILanes<T>
        {
            T ax = T.Abs(x);
            T ay = T.Abs(y);
            T a = T.SelectLess(ax, ay, ay, ax);
            T b = T.SelectLess(ax, ay, ax, ay);
            T scale = T.SelectLess(Large, a, TwoToMinus600, T.SelectLess(a, Small, TwoTo600, 1.0));
            T unscale = T.SelectLess(Large, a, TwoTo600, T.SelectLess(a, Small, TwoToMinus600, 1.0));
            a *= scale;
            b *= scale;
            T result = T.Sqrt(T.Fma(a, a, b * b)) * unscale;
            result = T.SelectEqual(ax, double.PositiveInfinity, ax, result);
            return T.SelectEqual(ay, double.PositiveInfinity, ay, result);
        }
    }
}
