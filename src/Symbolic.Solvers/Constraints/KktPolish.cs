using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Constraints;

/// <summary>
/// Newton steps on the conditions of Karush, Kuhn and Tucker with the active constraints known: from a point with ten digits to one
/// with all of them (Nocedal and Wright, section 18.1).
/// </summary>
/// <param name="function">The function.</param>
/// <param name="constraints">The constraints.</param>
/// <param name="kinds">Their kinds.</param>
/// <param name="multipliers">Their multipliers, which are brought up to date.</param>
internal sealed class KktPolish(Objective function, Objective[] constraints, ConstraintKind[] kinds, double[] multipliers)
{
    private const int MaxSteps = 4;

    private readonly int[] _active = [.. Enumerable.Range(0, constraints.Length).Where(i => kinds[i] == ConstraintKind.Equality || multipliers[i] > 1e-9)];

    /// <summary>The better point, or the same where a step does not help.</summary>
    public double[] Run(double[] x)
    {
        var (matrix, error) = System(x);
        for (var step = 0; step < MaxSteps && error.Max(Math.Abs) > 0; step++)
        {
            if (!Vectors.AreFinite(error)) break;
            var lu = Lu<double>.Of(matrix);
            if (lu.IsSingular) break;
            var move = lu.Solve(Vectors.Negate(error));
            var before = (double[])multipliers.Clone();
            for (var k = 0; k < _active.Length; k++) multipliers[_active[k]] += move[x.Length + k];
            var next = Vectors.Add(x, 1, move.AsSpan(0, x.Length));
            var (nextMatrix, nextError) = System(next);
            if (nextError.Max(Math.Abs) < error.Max(Math.Abs) && IsFeasible(next))
            {
                (x, matrix, error) = (next, nextMatrix, nextError);
                continue;
            }

            before.CopyTo(multipliers, 0);
            break;
        }

        return x;
    }

    private bool IsFeasible(double[] x) => Enumerable.Range(0, constraints.Length).All(i => Array.IndexOf(_active, i) >= 0 ? kinds[i] == ConstraintKind.Equality || multipliers[i] >= 0 : constraints[i].Value(x) <= 0);

    /// <summary>The matrix [∇²L Aᵀ; A 0], and the residuals ∇L and c.</summary>
    private (double[][] Matrix, double[] Error) System(double[] x)
    {
        var n = x.Length;
        var size = n + _active.Length;
        double[][] matrix = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        var error = new double[size];
        var (slope, bend) = (new double[n], new double[n * n]);
        function.Hessian(x, slope, bend);
        Add(1);
        for (var k = 0; k < _active.Length; k++)
        {
            error[n + k] = constraints[_active[k]].Hessian(x, slope, bend);
            for (var j = 0; j < n; j++) matrix[n + k][j] = matrix[j][n + k] = slope[j];
            Add(multipliers[_active[k]]);
        }

        return (matrix, error);

        void Add(double factor)
        {
            for (var i = 0; i < n; i++)
            {
                error[i] += factor * slope[i];
                for (var j = 0; j < n; j++) matrix[i][j] += factor * bend[(i * n) + j];
            }
        }
    }
}
