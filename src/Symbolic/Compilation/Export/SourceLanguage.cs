namespace Symbolic.Compilation;

/// <summary>A language that compiled formulas are exported to.</summary>
public enum SourceLanguage
{
    /// <summary>A static class over spans; needs nothing but the base library.</summary>
    CSharp,

    /// <summary>C99 with <c>math.h</c>.</summary>
    C,

    /// <summary>Python with NumPy; each variable may be an array, all of one shape.</summary>
    Python,

    /// <summary>Julia.</summary>
    Julia,
}
