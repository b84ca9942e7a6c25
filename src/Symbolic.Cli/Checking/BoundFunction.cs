using Symbolic.Cli.Protocol;
using Symbolic.Verification.Claims;

namespace Symbolic.Cli.Checking;

/// <summary>A function of a file and what is claimed of it, with numbers for what bounds its sums.</summary>
/// <param name="Formula">The function.</param>
/// <param name="Claim">The claim; its variables are those of the function that are left.</param>
/// <param name="IsBound">Whether a number has been put in.</param>
internal sealed record BoundFunction(Formula Formula, DerivativeClaim Claim, bool IsBound)
{
    /// <summary>The function at a point.</summary>
    /// <exception cref="UserErrorException">A bound has no value, or one that is not whole; or a derivative by a bound is claimed.</exception>
    public static BoundFunction Of(FileFunction function, Point point)
    {
        var formula = function.Formula;
        var bounds = Evaluation.LoopBounds(formula).Order(StringComparer.Ordinal).ToArray();
        if (bounds.FirstOrDefault(b => !point.Has(b)) is { } missing)
            throw new UserErrorException($"'{missing}' bounds a sum or product in {function.Name}; give it a whole number in a line such as 'at {missing}=4' or 'box {missing}=4'.") { Kind = "missing", Names = [missing] };
        if (function.Claims.Find(c => bounds.Contains(function.Variables[c.Row]) || (c.Column >= 0 && bounds.Contains(function.Variables[c.Column]))) is { } claim)
            throw new UserErrorException($"{claim.Label} in line {claim.Line} cannot be checked: '{bounds[0]}' bounds a sum or product, and derivatives are not taken by it.");
        formula = Evaluation.Prepare(formula, wrt: null, point).Formula;
        var variables = function.Variables.RemoveAll(bounds.Contains);
        var isSecond = function.Claims.Any(c => c.Column >= 0);
        return new BoundFunction(formula, ClaimTexts.Guard(() => DerivativeClaim.Of(
            variables,
            variables.Select(v => Claimed(v, null)),
            isSecond ? from row in variables from column in variables select Claimed(row, column) : null)), bounds.Length > 0);

        Formula? Claimed(string row, string? column)
        {
            var (i, j) = (function.Variables.IndexOf(row), column is null ? -1 : function.Variables.IndexOf(column));
            var found = function.Claims.Find(c => c.Row == i && c.Column == j)?.Formula;
            return found is null ? null : ClaimTexts.WithValues(found, variables, point);
        }
    }
}
