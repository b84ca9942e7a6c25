using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.InitialValue;

/// <summary>
/// The explicit pair of orders 5 and 4 of J. R. Dormand and P. J. Prince (J. Comput. Appl. Math. 6 (1980), 19-26), with continuous
/// output of order 4 and a step control that damps oscillations (E. Hairer, S. Nørsett and G. Wanner, Solving Ordinary Differential
/// Equations I, 2nd ed., sections II.4 to II.6).
/// </summary>
internal sealed class DormandPrince(Integration integration)
{
    private const double Safety = 0.9;
    private const double Beta = 0.04;

    private static readonly double[] Nodes = [0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1];

    private static readonly double[][] Weights =
    [
        [],
        [1 / 5.0],
        [3 / 40.0, 9 / 40.0],
        [44 / 45.0, -56 / 15.0, 32 / 9.0],
        [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0],
        [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0],
        [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0],
    ];

    private static readonly double[] Errors = [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0];

    private static readonly double[] Dense =
    [
        -12715105075 / 11282082432.0, 0, 87487479700 / 32700410799.0, -10690763975 / 1880347072.0,
        701980252875 / 199316789632.0, -1453857185 / 822651844.0, 69997945 / 29380423.0,
    ];

    private readonly double[][] _k = [.. Enumerable.Range(0, 7).Select(_ => new double[integration.Dimension])];
    private int _stiffSteps;
    private int _calmSteps;

    /// <summary>Integrates to the end; null when the system turns out to be stiff and <paramref name="watch"/> is set.</summary>
    public OdeReason? Run(bool watch)
    {
        if (!integration.Slopes(integration.T, integration.Y, _k[0])) return OdeReason.NotFiniteAtStart;
        var h = integration.FirstStep(_k[0], 5);
        var (lastError, isRejected) = (1e-4, false);
        while (true)
        {
            if (integration.IsTooSmall(h)) return OdeReason.StepTooSmall;
            var stop = integration.NextStop;
            var (lands, wanted) = ((integration.T + (1.01 * h) - stop) * integration.Direction >= 0, Math.Abs(h));
            if (lands) h = stop - integration.T;
            integration.CountStep();
            if (Attempt(h) is not { } trial)
            {
                integration.CountRejection();
                (h, isRejected) = (h / 5, true);
                if (integration.Limit() is { } stopped) return stopped;
                continue;
            }

            var error = Math.Max(trial.Error, 1e-10);
            var factor = Math.Pow(error, 0.2 - (Beta * 0.75)) / Math.Pow(lastError, Beta);
            if (error > 1)
            {
                integration.CountRejection();
                (h, isRejected) = (h / Math.Min(5, Math.Pow(error, 0.2 - (Beta * 0.75)) / Safety), true);
                if (integration.Limit() is { } limit) return limit;
                continue;
            }

            var next = h / Math.Clamp(factor / Safety, 0.1, 5);
            if (isRejected) next = Math.Min(Math.Abs(next), Math.Abs(h)) * integration.Direction;
            var isStiff = IsStiff(trial.StiffnessRatio);
            if (integration.Accept(lands ? stop : integration.T + h, trial.Y, trial.Segment(integration, h, _k)) is { } reason) return reason;
            (_k[0], _k[6]) = (_k[6], _k[0]);
            (lastError, isRejected) = (Math.Max(error, 1e-4), false);
            if (isStiff && watch) return null;
            if (lands) next = Math.Max(Math.Abs(next), wanted);
            h = Math.Min(Math.Abs(next), integration.Options.MaxStep) * integration.Direction;
        }
    }

    private sealed record Trial(double[] Y, double Error, double StiffnessRatio)
    {
        public PrinceSegment Segment(Integration integration, double h, double[][] k)
        {
            var n = Y.Length;
            var difference = Vectors.Subtract(Y, integration.Y);
            var bend = Vectors.Subtract(Vectors.Scale(k[0], h), difference);
            var twist = Vectors.Subtract(Vectors.Subtract(difference, Vectors.Scale(k[6], h)), bend);
            var last = new double[n];
            for (var s = 0; s < 7; s++) last = Vectors.Add(last, h * Dense[s], k[s]);
            return new PrinceSegment(integration.T, h, integration.Y, difference, bend, twist, last);
        }
    }

    /// <summary>y₀ + θ(Δ + (1−θ)(b + θ(c + (1−θ)d))).</summary>
    private sealed class PrinceSegment(double start, double h, double[] y, double[] difference, double[] bend, double[] twist, double[] last)
        : DenseSegment(start, start + h)
    {
        public override double[] At(double t)
        {
            var theta = (t - Start) / h;
            var rest = 1 - theta;
            var state = new double[y.Length];
            for (var i = 0; i < state.Length; i++) state[i] = y[i] + (theta * (difference[i] + (rest * (bend[i] + (theta * (twist[i] + (rest * last[i])))))));
            return state;
        }
    }

    private Trial? Attempt(double h)
    {
        var y = integration.Y;
        var (stage, sixth) = (y, y);
        for (var s = 1; s < 7; s++)
        {
            sixth = stage;
            stage = (double[])y.Clone();
            for (var j = 0; j < s; j++)
            {
                if (Weights[s][j] != 0) stage = Vectors.Add(stage, h * Weights[s][j], _k[j]);
            }

            if (!integration.Slopes(integration.T + (Nodes[s] * h), stage, _k[s])) return null;
        }

        var error = new double[y.Length];
        for (var s = 0; s < 7; s++) error = Vectors.Add(error, h * Errors[s], _k[s]);
        // An estimate of h·|λ| for the eigenvalue that dominates: between the last two stages, at the same time.
        var ratio = Vectors.Norm(Vectors.Subtract(_k[6], _k[5])) / Vectors.Norm(Vectors.Subtract(stage, sixth)) * Math.Abs(h);
        var norm = integration.Norm(error, y, stage);
        return double.IsFinite(norm) ? new Trial(stage, norm, ratio) : null;
    }

    /// <summary>Steps at the edge of the region of stability, fifteen times with few others between (Solving ODEs II, section IV.2).</summary>
    private bool IsStiff(double ratio)
    {
        if (ratio > 3.25)
        {
            _calmSteps = 0;
            return ++_stiffSteps >= 15;
        }

        if (++_calmSteps >= 6) _stiffSteps = 0;
        return false;
    }
}
