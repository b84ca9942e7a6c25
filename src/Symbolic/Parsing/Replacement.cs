namespace Symbolic.Parsing;

/// <summary>Puts one piece of syntax in the place of another, to build the other reading of a formula.</summary>
internal sealed class Replacement(Func<Syntax, Syntax?> replace)
{
    /// <summary>One node by another.</summary>
    public static Replacement Of(Syntax node, Syntax other) => new(s => ReferenceEquals(s, node) ? other : null);

    /// <summary>Every use of a name by another piece of syntax.</summary>
    public static Replacement OfName(string name, Syntax other) => new(s => s is NameSyntax n && n.Name == name ? other : null);

    /// <summary>Every call of a function by a call of another.</summary>
    public static Replacement OfFunction(string name, string other) => new(s => s is CallSyntax c && c.Name == name
        ? new CallSyntax(other, c.NameSpan, c.Arguments, c.Span) { Exponent = c.Exponent }
        : null);

    public Syntax For(Syntax syntax) => replace(syntax) ?? syntax;
}
