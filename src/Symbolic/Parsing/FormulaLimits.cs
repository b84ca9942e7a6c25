namespace Symbolic.Parsing;

/// <summary>Bounds on what a text may cost. A text beyond a bound is refused with a diagnostic of kind <c>limit</c>.</summary>
public sealed record FormulaLimits
{
    /// <summary>Bounds for input from strangers; generous for what people type.</summary>
    public static FormulaLimits Default { get; } = new();

    /// <summary>Longest text, in UTF-16 code units.</summary>
    public int TextLength { get; init; } = 2_000_000;

    /// <summary>Deepest nesting of brackets, exponents, signs and function arguments. A thread with little stack stops earlier, with the same message.</summary>
    public int Nesting { get; init; } = 1_000;

    /// <summary>Largest number of nodes that are built, those of called definitions included.</summary>
    public int Nodes { get; init; } = 2_000_000;

    /// <summary>Longest path from the root of a tree to a leaf.</summary>
    public int TreeDepth { get; init; } = 20_000;

    /// <summary>Longest number, in characters.</summary>
    public int NumberLength { get; init; } = 10_000;

    /// <summary>Longest time for one text.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);
}
