namespace Symbolic.Parsing;

/// <summary>The Greek letters; apart from what only LaTeX needs, since every call of a function asks whether its name is one.</summary>
internal static class GreekLetters
{
    /// <summary>Greek letters, by name.</summary>
    public static readonly Dictionary<string, string> ByName = new()
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ϵ", ["varepsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η",
        ["theta"] = "θ", ["vartheta"] = "ϑ", ["iota"] = "ι", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π",
        ["rho"] = "ρ", ["varrho"] = "ϱ", ["sigma"] = "σ", ["varsigma"] = "ς", ["tau"] = "τ", ["upsilon"] = "υ", ["phi"] = "ϕ", ["varphi"] = "φ",
        ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Xi"] = "Ξ", ["Pi"] = "Π",
        ["Sigma"] = "Σ", ["Upsilon"] = "Υ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω", ["ell"] = "ℓ", ["hbar"] = "ℏ",
    };
}

/// <summary>What LaTeX commands mean.</summary>
internal static class LatexNames
{
    /// <summary>Commands that stand for one sign of the language.</summary>
    public static readonly Dictionary<string, (TokenKind Kind, string Text)> Signs = new()
    {
        ["cdot"] = (TokenKind.Times, "*"), ["times"] = (TokenKind.Times, "*"), ["ast"] = (TokenKind.Times, "*"), ["div"] = (TokenKind.Divide, "/"),
        ["le"] = (TokenKind.Comparison, "<="), ["leq"] = (TokenKind.Comparison, "<="), ["leqslant"] = (TokenKind.Comparison, "<="),
        ["ge"] = (TokenKind.Comparison, ">="), ["geq"] = (TokenKind.Comparison, ">="), ["geqslant"] = (TokenKind.Comparison, ">="),
        ["ne"] = (TokenKind.Comparison, "!="), ["neq"] = (TokenKind.Comparison, "!="), ["lt"] = (TokenKind.Comparison, "<"), ["gt"] = (TokenKind.Comparison, ">"),
        ["land"] = (TokenKind.And, "and"), ["wedge"] = (TokenKind.And, "and"), ["lor"] = (TokenKind.Or, "or"), ["vee"] = (TokenKind.Or, "or"),
        ["lnot"] = (TokenKind.Not, "not"), ["neg"] = (TokenKind.Not, "not"), ["lbrack"] = (TokenKind.OpenBracket, "["), ["rbrack"] = (TokenKind.CloseBracket, "]"),
        ["{"] = (TokenKind.OpenParenthesis, "("), ["}"] = (TokenKind.CloseParenthesis, ")"), ["lbrace"] = (TokenKind.OpenParenthesis, "("), ["rbrace"] = (TokenKind.CloseParenthesis, ")"),
        ["lvert"] = (TokenKind.Bar, @"\left|"), ["rvert"] = (TokenKind.Bar, @"\right|"), ["vert"] = (TokenKind.Bar, "|"), ["mid"] = (TokenKind.Bar, "|"), ["prime"] = (TokenKind.Prime, "'"),
    };

    /// <summary>Commands that only guide layout.</summary>
    public static readonly HashSet<string> Spaces =
        ["space", ",", ";", ":", "!", " ", ">", "quad", "qquad", "limits", "nolimits", "displaystyle", "textstyle", "(", ")", "[", "]", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "thinspace", "mathstrut", "allowbreak"];

    /// <summary>Commands whose argument is text.</summary>
    public static readonly HashSet<string> Words =
        ["mathrm", "operatorname", "mathit", "text", "mathbf", "mathsf", "mathtt", "textrm", "textit", "textbf", "mbox", "boldsymbol"];

    /// <summary>Commands with a grammar of their own.</summary>
    public static readonly Dictionary<string, string> Structures = new()
    {
        ["frac"] = "frac", ["dfrac"] = "frac", ["tfrac"] = "frac", ["cfrac"] = "frac", ["sqrt"] = "sqrt", ["sum"] = "sum", ["prod"] = "prod",
        ["lfloor"] = "lfloor", ["rfloor"] = "rfloor", ["lceil"] = "lceil", ["rceil"] = "rceil",
    };

    /// <summary>Commands that people may have meant.</summary>
    public static IEnumerable<string> All => GreekLetters.ByName.Keys.Concat(Signs.Keys).Concat(Structures.Keys).Concat(Words).Where(c => char.IsAsciiLetter(c[0]));
}
