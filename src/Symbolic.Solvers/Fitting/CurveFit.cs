using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Fitting;

/// <summary>How a model is fitted.</summary>
public sealed record FitOptions
{
    /// <summary>The defaults.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>Level of the confidence intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The column with the standard deviations of the responses; null for equal weights.</summary>
    public string? Sigma { get; init; }

    /// <summary>Limits of the search.</summary>
    public LeastSquaresOptions Search { get; init; } = LeastSquaresOptions.Default;
}

/// <summary>Nonlinear regression: the parameters of a formula that bring it closest to data, with exact derivatives.</summary>
public static class CurveFit
{
    /// <summary>Fits a model.</summary>
    /// <param name="model">A formula of parameters and columns, such as <c>a*exp(-b*t)</c>.</param>
    /// <param name="data">The data; columns that the formula names are its inputs.</param>
    /// <param name="response">The column that the model is to match.</param>
    /// <param name="start">Starting values of all parameters, in the order in which they are to be reported.</param>
    /// <param name="options">Weights, level of confidence, limits.</param>
    /// <exception cref="ArgumentException">A variable of the formula is neither a column nor a parameter, or there are fewer rows than parameters.</exception>
    public static FitResult Fit(Formula model, DataTable data, string response, IReadOnlyList<(string Name, double Value)> start, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(start);
        options ??= FitOptions.Default;
        Check(model, data, response, start, options);
        var residuals = Residuals(model, data, response, [.. start.Select(p => p.Name)], options.Sigma);
        var from = start.Select(p => p.Value).ToArray();
        var attempts = Attempts(residuals, from, options.Search).ToArray();
        var best = attempts.MinBy(a => double.IsNaN(a.SumOfSquares) ? double.PositiveInfinity : a.SumOfSquares)!;
        return Report(best, attempts, data[response], [.. start.Select(p => p.Name)], options);
    }

    private static void Check(Formula model, DataTable data, string response, IReadOnlyList<(string Name, double Value)> start, FitOptions options)
    {
        if (start.Count == 0) throw new ArgumentException("There are no parameters to fit.", nameof(start));
        _ = data[response];
        if (options.Sigma is { } sigma && data[sigma].ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
            throw new ArgumentException($"The standard deviations in column '{sigma}' must be positive.", nameof(options));
        var unknown = model.Variables.Where(v => !data.Names.Contains(v) && start.All(p => p.Name != v)).ToArray();
        if (unknown.Length > 0)
            throw new ArgumentException($"'{string.Join("', '", unknown)}' of the model {(unknown.Length == 1 ? "is" : "are")} neither a column ({string.Join(", ", data.Names)}) nor a parameter with a starting value.", nameof(model));
        if (start.Select(p => p.Name).FirstOrDefault(p => data.Names.Contains(p)) is { } both) throw new ArgumentException($"'{both}' is a column and a parameter.", nameof(start));
        if (start.Select(p => p.Name).FirstOrDefault(p => !model.Variables.Contains(p)) is { } idle) throw new ArgumentException($"The parameter '{idle}' does not occur in the model.", nameof(start));
        if (data.RowCount < start.Count) throw new ArgumentException($"{data.RowCount} rows cannot determine {start.Count} parameters.", nameof(data));
    }

    /// <summary>The residuals (model − response)/σ over the rows, with their derivatives by the parameters.</summary>
    private static VectorFunction Residuals(Formula model, DataTable data, string response, ImmutableArray<string> parameters, string? sigma)
    {
        ImmutableArray<string> inputs = [.. data.Names.Where(model.Variables.Contains)];
        ImmutableArray<Variable> symbols = [.. parameters.Select(p => new Variable(p))];
        ImmutableArray<Variable> all = [.. symbols, .. inputs.Select(c => new Variable(c))];
        var value = new CompiledProgram(all, [model.Evaluated]);
        var slopes = new CompiledProgram(all, [model.Evaluated, .. Gradient.Of(model.Evaluated, symbols)]);
        var (n, m) = (parameters.Length, data.RowCount);
        var rows = new double[m][];
        for (var i = 0; i < m; i++) rows[i] = [.. inputs.Select(c => data[c][i])];
        var (target, weight) = (data[response].ToArray(), new double[m]);
        for (var i = 0; i < m; i++) weight[i] = sigma is null ? 1 : 1 / data[sigma][i];
        return VectorFunction.Of(parameters, m, (x, r) =>
        {
            double[] point = [.. x, .. rows[0]];
            var one = new double[1];
            for (var i = 0; i < m; i++)
            {
                rows[i].CopyTo(point, n);
                value.Evaluate(point, one);
                r[i] = weight[i] * (one[0] - target[i]);
            }
        }, (x, r, jacobian) =>
        {
            double[] point = [.. x, .. rows[0]];
            var outputs = new double[n + 1];
            for (var i = 0; i < m; i++)
            {
                rows[i].CopyTo(point, n);
                slopes.Evaluate(point, outputs);
                r[i] = weight[i] * (outputs[0] - target[i]);
                for (var j = 0; j < n; j++) jacobian[(i * n) + j] = weight[i] * outputs[j + 1];
            }
        });
    }

    /// <summary>
    /// The search with the usual first region; where it runs away or ends with parameters that the data no longer determine, again
    /// with smaller first regions, which stay nearer to the start.
    /// </summary>
    private static IEnumerable<LeastSquaresResult> Attempts(VectorFunction residuals, double[] start, LeastSquaresOptions options)
    {
        foreach (var factor in new[] { 100, 1, 0.1, 0.01 })
        {
            var result = LeastSquares.Minimize(residuals, start, options with { InitialRadius = factor });
            yield return result;
            if (result.Reason is StopReason.NotFiniteAtStart or StopReason.Cancelled) yield break;
            if (result.Succeeded && Covariance.Of(result).IsDetermined) yield break;
        }
    }

    private static FitResult Report(LeastSquaresResult best, LeastSquaresResult[] attempts, ReadOnlySpan<double> response, string[] names, FitOptions options)
    {
        var freedom = best.Residual.Length - names.Length;
        var covariance = Covariance.Of(best);
        var variance = freedom > 0 ? best.SumOfSquares / freedom : double.NaN;
        var quantile = freedom > 0 ? StudentT.InvCDF(0, 1, freedom, (1 + options.Confidence) / 2) : double.NaN;
        var parameters = ImmutableArray.CreateBuilder<FitParameter>(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var error = Math.Sqrt(covariance.Diagonal[i] * variance);
            parameters.Add(new FitParameter(names[i], best.X[i], error, best.X[i] - (quantile * error), best.X[i] + (quantile * error)));
        }

        return new FitResult
        {
            Parameters = parameters.MoveToImmutable(),
            Confidence = options.Confidence,
            SumOfSquares = best.SumOfSquares,
            DegreesOfFreedom = freedom,
            RSquared = options.Sigma is null ? 1 - (best.SumOfSquares / Spread(response)) : double.NaN,
            Covariance = covariance.IsDetermined ? [.. covariance.Matrix.Select(c => c * variance)] : [],
            Residuals = [.. best.Residual.Select(r => -r)],
            Reason = best.Reason,
            Message = best.Message,
            Warnings = [.. Warnings(covariance, freedom, names)],
            Iterations = attempts.Sum(a => a.Iterations),
            Calls = new CallCounts(attempts.Sum(a => a.Calls.Values), attempts.Sum(a => a.Calls.Gradients), 0),
            Trace = best.Trace,
        };
    }

    private static IEnumerable<string> Warnings(Covariance covariance, int freedom, string[] names)
    {
        if (freedom == 0) yield return "There are as many parameters as rows: the model passes through the data, and no errors can be given.";
        var undetermined = names.Where((_, i) => double.IsInfinity(covariance.Diagonal[i])).ToArray();
        if (undetermined.Length > 0) yield return $"The data do not determine {string.Join(", ", undetermined)}: a change of them, or of a combination of them, leaves the residuals as they are.";
    }

    private static double Spread(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var v in values) mean += v / values.Length;
        var sum = 0.0;
        foreach (var v in values) sum += (v - mean) * (v - mean);
        return sum > 0 ? sum : double.NaN;
    }
}
