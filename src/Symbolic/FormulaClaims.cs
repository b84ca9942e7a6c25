using Symbolic.Verification.Claims;

namespace Symbolic;

/// <summary>Checks of derivatives that somebody wrote by hand.</summary>
public static class FormulaClaims
{
    /// <summary>
    /// Judges a claimed gradient or Hessian at a point, component by component, against the exact derivative and against the formula
    /// as a black box.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="claim">What is claimed.</param>
    /// <param name="at">The point, in the order of the claim's variables.</param>
    /// <param name="options">Tolerance, seed.</param>
    /// <example><code>
    /// var f = Formula.Parse("x^2*sin(y)");
    /// var report = f.VerifyClaim(DerivativeClaim.Parse(f.Variables, "2x*y; x^2*cos(y)"), [1, 2]);   // report.Verdict is Disagrees
    /// </code></example>
    public static ClaimReport VerifyClaim(this Formula formula, DerivativeClaim claim, ReadOnlySpan<double> at, ClaimOptions? options = null) =>
        new ClaimCheck(formula, claim, options).At(at.ToArray());
}
