using Symbolic.Verification.Claims;

namespace Symbolic.Cli.Protocol;

/// <summary>What claims from every source have in common.</summary>
internal static class ClaimTexts
{
    /// <summary>Makes a claim; one that does not fit the formula is the user's error.</summary>
    public static DerivativeClaim Guard(Func<DerivativeClaim> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            var end = e.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
            throw new UserErrorException(end < 0 ? e.Message : e.Message[..end], e);
        }
    }

    /// <summary>The formula with the numbers of names that are no variables.</summary>
    public static Formula WithValues(Formula formula, IReadOnlyList<string> variables, Point at)
    {
        foreach (var name in formula.Variables.Where(v => !variables.Contains(v) && at.Has(v))) formula = formula.With(name, at[name]);
        return formula;
    }
}
