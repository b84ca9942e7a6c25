using System.Numerics;
using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.InitialValue;

/// <summary>
/// Radau IIA with three stages, of order 5: L-stable, for stiff systems. The stage equations are solved by simplified Newton
/// iterations with the exact Jacobian, decoupled into a real and a complex system (E. Hairer and G. Wanner, Solving Ordinary
/// Differential Equations II, 2nd ed., section IV.8, which is the source of the method, its transformation and its step control).
/// </summary>
internal sealed class Radau(Integration integration)
{
    private const int MaxNewton = 7;
    private const double Safety = 0.9;
    private const double GoodContraction = 1e-3;

    private static readonly double Root6 = Math.Sqrt(6);
    private static readonly double C1 = (4 - Root6) / 10;
    private static readonly double C2 = (4 + Root6) / 10;
    private static readonly double Cbrt81 = Math.Cbrt(81);
    private static readonly double Cbrt9 = Math.Cbrt(9);

    // The eigenvalues of the inverse of the Runge–Kutta matrix: Real, and Complex with its conjugate.
    private static readonly double Real = 30 / (6 + Cbrt81 - Cbrt9);
    private static readonly Complex Pair = Complex.Reciprocal(new Complex((12 - Cbrt81 + Cbrt9) / 60, -(Cbrt81 + Cbrt9) * Math.Sqrt(3) / 60));

    // Its real eigenvectors, and the inverse of that matrix.
    private static readonly double[,] T =
    {
        { 9.1232394870892942792e-02, -0.14125529502095420843, -3.0029194105147424492e-02 },
        { 0.24171793270710701896, 0.20412935229379993199, 0.38294211275726193779 },
        { 0.96604818261509293619, 1, 0 },
    };

    private static readonly double[,] Inverse =
    {
        { 4.3255798900631553510, 0.33919925181580986954, 0.54177053993587487119 },
        { -4.1787185915519047273, -0.32768282076106238708, 0.47662355450055045196 },
        { -0.50287263494578687595, 2.5719269498556054292, -0.59603920482822492497 },
    };

    private static readonly double[] ErrorWeights = [-(13 + (7 * Root6)) / 3, (-13 + (7 * Root6)) / 3, -1.0 / 3];

    private readonly int _n = integration.Dimension;
    private readonly double[] _jacobian = new double[integration.Dimension * integration.Dimension];
    private readonly double _relative = integration.Options.RelativeTolerance;
    private readonly double[] _slopes = new double[integration.Dimension];
    private readonly double[] _allowed = new double[integration.Dimension];
    private Lu<double>? _real;
    private Lu<Complex>? _complex;
    private RadauSegment? _last;
    private double _rate = 1;
    private double _contraction;
    private int _newtonIterations;

    private double NewtonTolerance => Math.Max(10 * 2.3e-16 / _relative, Math.Min(0.03, Math.Sqrt(_relative)));

    /// <summary>Integrates to the end.</summary>
    public OdeReason Run()
    {
        if (!integration.Slopes(integration.T, integration.Y, _slopes) || !integration.Jacobian(_jacobian)) return OdeReason.NotFiniteAtStart;
        var h = integration.FirstStep(_slopes, 3);
        var (isFirst, isRejected, isJacobianNew) = (true, false, true);
        var (acceptedStep, acceptedError) = (0.0, 0.0);
        Rescale();
        while (true)
        {
            if (integration.IsTooSmall(h)) return OdeReason.StepTooSmall;
            var stop = integration.NextStop;
            var (lands, wanted) = ((integration.T + (h * 1.0001) - stop) * integration.Direction >= 0, Math.Abs(h));
            if (lands)
            {
                if (h != stop - integration.T) _real = null;
                h = stop - integration.T;
            }

            if (integration.Limit() is { } limit) return limit;
            integration.CountStep();
            var shrink = 0.5;
            if (!Factorise(h) || Newton(h, out shrink) is not { } z)
            {
                integration.CountRejection();
                (h, isRejected, _real) = (h * shrink, true, null);
                if (!isJacobianNew) isJacobianNew = integration.Jacobian(_jacobian);
                continue;
            }

            var error = Error(h, z, isFirst || isRejected);
            var factor = Math.Min(Safety, Safety * (1 + (2 * MaxNewton)) / (_newtonIterations + (2 * MaxNewton)));
            var quotient = Math.Clamp(Math.Pow(error, 0.25) / factor, 1.0 / 8, 5);
            var next = h / quotient;
            if (!(error < 1))
            {
                integration.CountRejection();
                (h, isRejected, _real) = (isFirst || !double.IsFinite(error) ? h / 10 : next, true, null);
                if (!isJacobianNew) isJacobianNew = integration.Jacobian(_jacobian);
                continue;
            }

            // The error of the step before predicts how the next one will change (K. Gustafsson, ACM Trans. Math. Softw. 20 (1994)).
            if (!isFirst)
            {
                var predicted = acceptedStep / h * Math.Pow(error * error / acceptedError, 0.25) / Safety;
                next = h / Math.Max(quotient, Math.Clamp(Math.Abs(predicted), 1.0 / 8, 5));
            }

            (acceptedStep, acceptedError) = (h, Math.Max(1e-2, error));
            _last = new RadauSegment(integration.T, h, integration.Y, z);
            var end = lands ? stop : integration.T + h;
            if (integration.Accept(end, Vectors.Add(integration.Y, 1, z[2]), _last) is { } reason) return reason;
            Rescale();
            if (!integration.Slopes(integration.T, integration.Y, _slopes)) return OdeReason.StepTooSmall;
            next = Math.Min(Math.Abs(next), integration.Options.MaxStep) * integration.Direction;
            if (isRejected) next = Math.Min(Math.Abs(next), Math.Abs(h)) * integration.Direction;
            (isFirst, isRejected) = (false, false);
            var keepsJacobian = _contraction <= GoodContraction;
            // A step that would grow a little only is not worth new factors.
            if (lands && wanted > Math.Abs(h)) next = Math.Max(Math.Abs(next), wanted) * integration.Direction;
            if (keepsJacobian && next / h is >= 1 and <= 1.2) next = h;
            else _real = null;
            isJacobianNew = !keepsJacobian;
            if (!keepsJacobian && !integration.Jacobian(_jacobian)) return OdeReason.StepTooSmall;
            h = next;
        }
    }

    private void Rescale()
    {
        for (var i = 0; i < _n; i++) _allowed[i] = integration.Options.AbsoluteTolerance + (_relative * Math.Abs(integration.Y[i]));
    }

    private bool Factorise(double h)
    {
        if (_real is not null) return true;
        integration.CountFactorisation();
        var (real, complex) = (new double[_n][], new Complex[_n][]);
        for (var i = 0; i < _n; i++)
        {
            (real[i], complex[i]) = (new double[_n], new Complex[_n]);
            for (var j = 0; j < _n; j++) complex[i][j] = real[i][j] = -_jacobian[(i * _n) + j];
            real[i][i] += Real / h;
            complex[i][i] += Pair / h;
        }

        (_real, _complex) = (Lu<double>.Of(real), Lu<Complex>.Of(complex));
        var isRegular = !_real.IsSingular && !_complex.IsSingular;
        if (!isRegular) _real = null;
        return isRegular;
    }

    /// <summary>The stages less the state, or null with the factor by which the step should shrink.</summary>
    private double[][]? Newton(double h, out double shrink)
    {
        shrink = 0.5;
        var z = Guess(h);
        var w = Transform(Inverse, z);
        double[][] f = [new double[_n], new double[_n], new double[_n]];
        _rate = Math.Pow(Math.Max(_rate, 2.3e-16), 0.8);
        _contraction = GoodContraction;
        var (last, lastRatio) = (0.0, 0.0);
        for (var iteration = 1; iteration <= MaxNewton; iteration++)
        {
            _newtonIterations = iteration;
            for (var s = 0; s < 3; s++)
            {
                if (!integration.Slopes(integration.T + (h * (s == 0 ? C1 : s == 1 ? C2 : 1)), Vectors.Add(integration.Y, 1, z[s]), f[s])) return null;
            }

            var change = Corrections(h, w, f);
            var size = Math.Sqrt(change.Sum(c => Square(c)) / (3 * _n));
            if (!double.IsFinite(size)) return null;
            if (iteration > 1 && iteration < MaxNewton)
            {
                var ratio = size / last;
                _contraction = iteration == 2 ? ratio : Math.Sqrt(ratio * lastRatio);
                lastRatio = ratio;
                if (_contraction >= 0.99) return null;
                _rate = _contraction / (1 - _contraction);
                var remaining = _rate * size * Math.Pow(_contraction, MaxNewton - 1 - iteration) / NewtonTolerance;
                if (remaining >= 1)
                {
                    shrink = 0.8 * Math.Pow(Math.Clamp(remaining, 1e-4, 20), -1.0 / (4 + MaxNewton - 1 - iteration));
                    return null;
                }
            }

            last = Math.Max(size, 2.3e-16);
            for (var s = 0; s < 3; s++) w[s] = Vectors.Add(w[s], 1, change[s]);
            z = Transform(T, w);
            if (_rate * size <= NewtonTolerance) return z;
        }

        return null;
    }

    private double Square(double[] change)
    {
        var sum = 0.0;
        for (var i = 0; i < _n; i++) sum += change[i] / _allowed[i] * (change[i] / _allowed[i]);
        return sum;
    }

    private double[][] Corrections(double h, double[][] w, double[][] f)
    {
        var g = Transform(Inverse, f);
        var pair = Pair / h;
        var (real, complex) = (new double[_n], new Complex[_n]);
        for (var i = 0; i < _n; i++)
        {
            real[i] = g[0][i] - (Real / h * w[0][i]);
            complex[i] = new Complex(g[1][i], g[2][i]) - (pair * new Complex(w[1][i], w[2][i]));
        }

        var solved = _complex!.Solve(complex);
        return [_real!.Solve(real), [.. solved.Select(s => s.Real)], [.. solved.Select(s => s.Imaginary)]];
    }

    /// <summary>The polynomial of the last step, continued.</summary>
    private double[][] Guess(double h)
    {
        if (_last is null) return [new double[_n], new double[_n], new double[_n]];
        return [.. new[] { C1, C2, 1 }.Select(c => Vectors.Subtract(_last.At(integration.T + (c * h)), integration.Y))];
    }

    private double[][] Transform(double[,] matrix, double[][] z)
    {
        var result = new double[3][];
        for (var r = 0; r < 3; r++)
        {
            result[r] = new double[_n];
            for (var i = 0; i < _n; i++) result[r][i] = (matrix[r, 0] * z[0][i]) + (matrix[r, 1] * z[1][i]) + (matrix[r, 2] * z[2][i]);
        }

        return result;
    }

    private double Error(double h, double[][] z, bool refine)
    {
        var part = new double[_n];
        for (var s = 0; s < 3; s++) part = Vectors.Add(part, ErrorWeights[s] / h, z[s]);
        var error = _real!.Solve(Vectors.Add(_slopes, 1, part));
        var norm = Math.Max(Math.Sqrt(Square(error) / _n), 1e-10);
        if (norm < 1 || !refine) return norm;
        // For a very stiff first step the estimate is too large; once more through the same matrix.
        var slopes = new double[_n];
        if (!integration.Slopes(integration.T, Vectors.Add(integration.Y, 1, error), slopes)) return double.PositiveInfinity;
        return Math.Max(Math.Sqrt(Square(_real.Solve(Vectors.Add(slopes, 1, part))) / _n), 1e-10);
    }

    /// <summary>The polynomial through the state and the three stages.</summary>
    private sealed class RadauSegment : DenseSegment
    {
        private readonly double _h;
        private readonly double[] _end;
        private readonly double[] _first;
        private readonly double[] _second;
        private readonly double[] _third;

        public RadauSegment(double start, double h, double[] y, double[][] z)
            : base(start, start + h)
        {
            _h = h;
            _end = Vectors.Add(y, 1, z[2]);
            // Newton's divided differences over the nodes 1, c₂, c₁, 0.
            _first = Vectors.Scale(Vectors.Subtract(z[1], z[2]), 1 / (C2 - 1));
            var inner = Vectors.Scale(Vectors.Subtract(z[0], z[1]), 1 / (C1 - C2));
            var outer = Vectors.Scale(Vectors.Subtract(inner, Vectors.Scale(z[0], 1 / C1)), 1 / C2);
            _second = Vectors.Scale(Vectors.Subtract(inner, _first), 1 / (C1 - 1));
            _third = Vectors.Subtract(_second, outer);
        }

        public override double[] At(double t)
        {
            var s = ((t - Start) / _h) - 1;
            var state = new double[_end.Length];
            for (var i = 0; i < state.Length; i++) state[i] = _end[i] + (s * (_first[i] + ((s - (C2 - 1)) * (_second[i] + ((s - (C1 - 1)) * _third[i])))));
            return state;
        }
    }
}
