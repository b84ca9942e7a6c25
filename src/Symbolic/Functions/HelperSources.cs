namespace Symbolic.Functions;

/// <summary>Sources that are emitted beside exported formulas, for functions that a language lacks.</summary>
internal static class HelperSources
{
    /// <summary>erf and erfc over arrays.</summary>
    public const string PythonErf = """
        _erf = np.vectorize(math.erf, otypes=[float])
        _erfc = np.vectorize(math.erfc, otypes=[float])
        """;

    /// <summary>The package that has the special functions.</summary>
    public const string JuliaSpecial = "using SpecialFunctions";
}
