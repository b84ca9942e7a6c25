namespace Symbolic.Expressions;

/// <summary>
/// How a call is written in other languages, with {0}, {1} where the arguments go; null where the language has no such function. Then our
/// own implementation is taken along, where there is one in that language.
/// </summary>
/// <param name="CSharp">In C#.</param>
/// <param name="C">In C99 with <c>math.h</c>.</param>
/// <param name="Python">In Python with <c>math</c> and NumPy as <c>np</c>, over arrays.</param>
/// <param name="Julia">In Julia, over numbers.</param>
public sealed record FunctionSpelling(string? CSharp, string? C, string? Python, string? Julia)
{
    /// <summary>Lines that the Python spelling needs.</summary>
    public string? PythonHelper { get; init; }

    /// <summary>Lines that the Julia spelling needs.</summary>
    public string? JuliaHelper { get; init; }

    /// <summary>A function that only Julia has, in its own mathematics or in SpecialFunctions.jl; elsewhere our own implementation is taken along.</summary>
    public static FunctionSpelling OfOwn(string julia) => new(null, null, null, julia);

    /// <summary>A function that all four languages call alike but for a prefix.</summary>
    public static FunctionSpelling Of(string csharp, string c, string python, string julia) =>
        new($"{csharp}({{0}})", $"{c}({{0}})", $"{python}({{0}})", $"{julia}({{0}})");
}
