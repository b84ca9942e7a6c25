using Symbolic.Solvers.Constraints;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>Reads <c>x + y &lt;= 6; x^2 = y</c>.</summary>
internal static class ConstraintText
{
    private static readonly string[] Signs = ["<=", ">=", "≤", "≥", "==", "<", ">", "="];

    /// <summary>The conditions as constraints c(x) = 0 or c(x) ≤ 0.</summary>
    /// <exception cref="UserErrorException">A part compares nothing, or more than two sides.</exception>
    public static IReadOnlyList<Constraint> Parse(string text, IEnumerable<string> names)
    {
        var variables = names.ToArray();
        return [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => One(part, variables))];
    }

    private static Constraint One(string part, string[] names)
    {
        var sign = Signs.Where(s => part.Contains(s, StringComparison.Ordinal)).MinBy(s => (part.IndexOf(s, StringComparison.Ordinal), -s.Length))
            ?? throw new UserErrorException($"'{part}' is no condition; write it as x + y <= 6 or x^2 = y.") { Kind = "usage" };
        var at = part.IndexOf(sign, StringComparison.Ordinal);
        var (left, right) = (part[..at].Trim(), part[(at + sign.Length)..].Trim());
        if (left.Length == 0 || right.Length == 0 || Signs.Any(s => right.Contains(s, StringComparison.Ordinal)))
            throw new UserErrorException($"'{part}' does not compare two sides; write 0 <= x <= 1 as 0 <= x; x <= 1.") { Kind = "usage" };
        if (sign is ">=" or ">" or "≥") (left, right) = (right, left);
        var difference = SolverArguments.Read($"({left}) - ({right})", names);
        return sign is "=" or "==" ? Constraint.Zero(difference) : Constraint.NotPositive(difference);
    }
}
