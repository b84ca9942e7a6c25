namespace Symbolic.Compilation;

/// <summary>Delegates over doubles without code generation: one lambda for each number of arguments that <c>Func</c> has.</summary>
internal static class Closures
{
    /// <summary>The formula as a delegate of the type; null when the type is no <c>Func</c> over doubles.</summary>
    public static Delegate? Over(PermutedFormula formula, Type type) => All(formula).FirstOrDefault(d => d.GetType() == type);

    private static Delegate[] All(PermutedFormula p) =>
    [
        () => p.Evaluate(),
        (double a) => p.Evaluate(a),
        (double a, double b) => p.Evaluate(a, b),
        (double a, double b, double c) => p.Evaluate(a, b, c),
        (double a, double b, double c, double d) => p.Evaluate(a, b, c, d),
        (double a, double b, double c, double d, double e) => p.Evaluate(a, b, c, d, e),
        (double a, double b, double c, double d, double e, double f) => p.Evaluate(a, b, c, d, e, f),
        (double a, double b, double c, double d, double e, double f, double g) => p.Evaluate(a, b, c, d, e, f, g),
        (double a, double b, double c, double d, double e, double f, double g, double h) => p.Evaluate(a, b, c, d, e, f, g, h),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i) => p.Evaluate(a, b, c, d, e, f, g, h, i),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j) => p.Evaluate(a, b, c, d, e, f, g, h, i, j),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k, l),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l, double m) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k, l, m),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l, double m, double n) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k, l, m, n),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l, double m, double n, double o) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o),
        (double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l, double m, double n, double o, double q) => p.Evaluate(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, q),
    ];
}
