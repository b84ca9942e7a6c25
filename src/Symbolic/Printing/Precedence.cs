namespace Symbolic.Printing;

/// <summary>How tightly a printed expression holds together, loosest first; the levels are those of the formula language.</summary>
internal enum Precedence
{
    /// <summary>Anything: an argument, or what stands between brackets.</summary>
    Lowest,

    /// <summary><c>a or b</c>.</summary>
    Or,

    /// <summary><c>a and b</c>.</summary>
    And,

    /// <summary><c>not a</c>.</summary>
    Not,

    /// <summary><c>a &lt; b</c>.</summary>
    Comparison,

    /// <summary><c>a + b</c>.</summary>
    Sum,

    /// <summary>A number or product with a leading minus.</summary>
    Negative,

    /// <summary><c>a*b</c>, <c>a/b</c>, and a number written as a fraction.</summary>
    Product,

    /// <summary><c>a^b</c>.</summary>
    Power,

    /// <summary>A name, a plain number, a call, or something in brackets.</summary>
    Atom,
}
