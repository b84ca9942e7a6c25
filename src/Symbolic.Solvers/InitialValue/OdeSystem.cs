using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Symbolic.Parsing;

namespace Symbolic.Solvers.InitialValue;

/// <summary>The right-hand side of y′ = f(t, y).</summary>
public delegate void RightHandSide(double t, ReadOnlySpan<double> y, Span<double> slopes);

/// <summary>The Jacobian ∂f/∂y, n×n, row by row.</summary>
public delegate void RightHandSideJacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian);

/// <summary>A system of ordinary differential equations y′ = f(t, y) with the exact Jacobian of its right-hand side.</summary>
public sealed partial class OdeSystem
{
    private readonly RightHandSide _slopes;
    private readonly RightHandSideJacobian _jacobian;

    private OdeSystem(ImmutableArray<string> names, RightHandSide slopes, RightHandSideJacobian jacobian) =>
        (Names, _slopes, _jacobian) = (names, slopes, jacobian);

    /// <summary>Names of the unknowns; a derivative that became an unknown has a prime.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Number of unknowns.</summary>
    public int Dimension => Names.Length;

    /// <summary>
    /// Reads equations such as <c>[x' = y, y' = mu*(1-x^2)*y - x]</c>. An equation of higher order, <c>y'' = t*y</c>, becomes a system of
    /// y and y'. The time is called t.
    /// </summary>
    /// <param name="text">The equations, in brackets or not, separated by commas or semicolons.</param>
    /// <param name="parameters">Values of parameters; null for none.</param>
    /// <exception cref="FormatException">A part is no equation for a derivative, or a name has neither an equation nor a value.</exception>
    /// <exception cref="FormulaSyntaxException">A right-hand side is no formula.</exception>
    public static OdeSystem Parse(string text, IReadOnlyDictionary<string, double>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equations = new List<(string Name, int Order, string Right)>();
        foreach (var part in Split(text))
        {
            if (Equation().Match(part) is not { Success: true } match) throw new FormatException($"'{part}' is no equation for a derivative; write it as x' = …");
            equations.Add((match.Groups["name"].Value, match.Groups["primes"].Length, match.Groups["right"].Value));
        }

        if (equations.Count == 0) throw new FormatException("There is no equation; write them as [x' = …, y' = …].");
        if (equations.GroupBy(e => e.Name).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new FormatException($"There are two equations for '{twice.Key}'.");
        return Build(equations, parameters ?? new Dictionary<string, double>());
    }

    /// <summary>Formulas for the derivatives of variables.</summary>
    /// <param name="names">The unknowns, in the order of the equations.</param>
    /// <param name="slopes">The right-hand sides, formulas of the unknowns and of the time.</param>
    /// <param name="time">Name of the time.</param>
    public static OdeSystem Of(IReadOnlyList<string> names, IReadOnlyList<Formula> slopes, string time = "t")
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(slopes);
        if (names.Count != slopes.Count) throw new ArgumentException($"There are {names.Count} unknowns and {slopes.Count} equations.", nameof(slopes));
        var compiled = Formula.OfVector(slopes.Select(s => s.Evaluated)).CompileVector(1, [time, .. names], by: names);
        return new OdeSystem([.. names], (t, y, f) => compiled.Evaluate([t, .. y], f), (t, y, j) => compiled.Evaluate([t, .. y], new double[y.Length], j));
    }

    /// <summary>Equations of code; central differences stand in for a Jacobian that is not given.</summary>
    public static OdeSystem Of(IReadOnlyList<string> names, RightHandSide slopes, RightHandSideJacobian? jacobian = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(slopes);
        return new OdeSystem([.. names], slopes, jacobian ?? DifferencesOf(slopes));
    }

    /// <summary>The slopes at a time and state.</summary>
    public void Evaluate(double t, ReadOnlySpan<double> y, Span<double> slopes) => _slopes(t, y, slopes);

    /// <summary>The Jacobian ∂f/∂y at a time and state.</summary>
    public void EvaluateJacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => _jacobian(t, y, jacobian);

    private static OdeSystem Build(List<(string Name, int Order, string Right)> equations, IReadOnlyDictionary<string, double> parameters)
    {
        var names = equations.SelectMany(e => Enumerable.Range(0, e.Order).Select(k => e.Name + new string('\'', k))).ToArray();
        var known = names.Select(Spell).Append("t").ToHashSet(StringComparer.Ordinal);
        var options = new ParseOptions { Variables = [.. known] };
        var slopes = new List<Formula>();
        foreach (var (name, order, right) in equations)
        {
            for (var k = 1; k < order; k++) slopes.Add(Formula.Parse(Spell(name + new string('\'', k)), options));
            var formula = Formula.Parse(Primed().Replace(right, m => Spell(m.Value)), options);
            foreach (var p in parameters.Where(p => !known.Contains(p.Key))) formula = formula.With(p.Key, p.Value);
            var unknown = formula.Variables.Where(v => !known.Contains(v)).ToArray();
            if (unknown.Length > 0) throw new FormatException($"'{string.Join("', '", unknown.Select(Unspell))}' in the equation for {name}' {(unknown.Length == 1 ? "has" : "have")} neither an equation nor a value.");
            slopes.Add(formula);
        }

        var system = Of([.. names.Select(Spell)], slopes);
        return new OdeSystem([.. names], system._slopes, system._jacobian);
    }

    /// <summary>y'' as a name of the formula language.</summary>
    private static string Spell(string name) => name.TrimEnd('\'') is var bare && bare.Length == name.Length ? name : $"{bare}_prime{name.Length - bare.Length}";

    private static string Unspell(string name) => Spelt().Replace(name, m => new string('\'', m.Groups["primes"].Value.Length < 3 ? int.Parse(m.Groups["primes"].Value) : 0));

    private static List<string> Split(string text)
    {
        text = text.Replace('′', '\'').Trim();
        if (text.StartsWith('[') && text.EndsWith(']')) text = text[1..^1];
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is '(' or '[') depth++;
            if (i < text.Length && text[i] is ')' or ']') depth--;
            if (i < text.Length && (depth > 0 || text[i] is not (',' or ';' or '\n'))) continue;
            if (text[start..i].Trim() is { Length: > 0 } part) parts.Add(part);
            start = i + 1;
        }

        return parts;
    }

    private static RightHandSideJacobian DifferencesOf(RightHandSide slopes) => (t, y, jacobian) =>
    {
        var n = y.Length;
        var point = y.ToArray();
        var (above, below) = (new double[n], new double[n]);
        for (var j = 0; j < n; j++)
        {
            var step = 6e-6 * Math.Max(1e-3, Math.Abs(y[j]));
            point[j] = y[j] + step;
            var up = point[j];
            slopes(t, point, above);
            point[j] = y[j] - step;
            slopes(t, point, below);
            for (var i = 0; i < n; i++) jacobian[(i * n) + j] = (above[i] - below[i]) / (up - point[j]);
            point[j] = y[j];
        }
    };

    [GeneratedRegex(@"^\s*(?<name>[\p{L}][\p{L}\p{Nd}_]*)(?<primes>'+)\s*=(?<right>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Equation();

    [GeneratedRegex("_prime(?<primes>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spelt();

    [GeneratedRegex(@"[\p{L}][\p{L}\p{Nd}_]*'+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Primed();
}
