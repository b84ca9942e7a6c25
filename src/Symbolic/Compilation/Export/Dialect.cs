using System.Globalization;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>How one language writes the operations of a tape.</summary>
internal abstract class Dialect
{
    /// <summary>What a value is assigned with: <c>double v1 = …;</c>, with {0} for the name and {1} for the expression.</summary>
    public abstract string Assignment { get; }

    public abstract string Sqrt { get; }

    public abstract string Exp { get; }

    public abstract string Power { get; }

    public abstract string Log { get; }

    /// <summary>u^v·ln(u)^k of {0} and {1}, with k factors ln(u), each with a sign before it, as {2}.</summary>
    public abstract string PowerLog { get; }

    /// <summary>1 where the condition {0} holds, else 0.</summary>
    public abstract string Truth { get; }

    /// <summary>{1} where {0} is not 0, else {2}.</summary>
    public abstract string Select { get; }

    public abstract string And { get; }

    public abstract string Or { get; }

    public abstract string NotANumber { get; }

    public abstract string Infinity { get; }

    /// <summary>A variable {0} that begins as {1} and changes.</summary>
    public abstract string Variable { get; }

    /// <summary>An index {0} that begins as {1} and changes.</summary>
    public abstract string IndexVariable { get; }

    /// <summary>{1} stored in {0}.</summary>
    public abstract string Store { get; }

    /// <summary>{1} added to {0}.</summary>
    public abstract string Increase { get; }

    /// <summary>The head of a loop over {0} from {1} to {2}, both included.</summary>
    public abstract string LoopHead { get; }

    /// <summary>What closes a loop; null where the margin does.</summary>
    public abstract string? LoopEnd { get; }

    /// <summary>The index {0} of a loop as a number that is calculated with.</summary>
    public abstract string IndexAsNumber { get; }

    /// <summary>The index of the first number of a row.</summary>
    public virtual int FirstIndex => 0;

    /// <summary>Sets a row to 0; null where it is made anew.</summary>
    public virtual string? Clear(string row, long count) => null;

    public abstract string? SpellingOf(FunctionSpelling spelling);

    public virtual string? HelperOf(FunctionSpelling spelling) => null;

    /// <summary>Our own special functions in this language; null where there are none.</summary>
    public virtual SourceLibrary? Library => null;

    /// <summary>The name in <see cref="Library"/> of a function of <see cref="Symbolic.Numerics.SpecialFunctions"/>.</summary>
    public virtual string LibraryName(string function) => function;

    /// <summary>What is called to call a function of <see cref="Library"/>.</summary>
    public virtual string LibraryCall(string name) => name;

    /// <summary>The whole source; <paramref name="content"/> says what the input holds.</summary>
    public abstract string Compose(string name, string content, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies);

    /// <summary>The rows that a function makes: its results, and what it works on.</summary>
    protected static IEnumerable<SourceRow> RowsOf(SourceBody body) => body.Workspace is { } row ? body.Rows.Append(row) : body.Rows;

    /// <summary>A number that reads back as the same double.</summary>
    public string Number(double value)
    {
        if (double.IsNaN(value)) return NotANumber;
        if (double.IsInfinity(value)) return value > 0 ? Infinity : $"(-{Infinity})";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.AsSpan().IndexOfAny(".E") < 0) text += ".0";
        return value < 0 || double.IsNegative(value) ? $"({text})" : text;
    }
}

/// <summary>A function of an exported source.</summary>
/// <param name="Suffix">What its name has behind that of the source, where functions cannot share one.</param>
/// <param name="Rows">The rows that it fills.</param>
/// <param name="Statements">The statements that compute them.</param>
/// <param name="Value">What it returns; null for nothing but the rows.</param>
internal sealed record SourceBody(string Suffix, IReadOnlyList<SourceRow> Rows, IReadOnlyList<string> Statements, string? Value)
{
    /// <summary>A row of numbers, 0 at first, that the statements work on.</summary>
    public SourceRow? Workspace { get; init; }

    /// <summary>The statements with an indentation.</summary>
    public string Indented(int columns) => string.Concat(Statements.Select(s => new string(' ', columns) + s + "\n"));
}

/// <summary>A row of results; with a width it is a matrix, row by row.</summary>
internal sealed record SourceRow(string Name, int Count, int? Width = null)
{
    /// <summary>Whether it holds whole numbers: rows or columns of a matrix.</summary>
    public bool IsIndex { get; init; }

    /// <summary>Number of numbers.</summary>
    public long Size => (long)Count * (Width ?? 1);
}

/// <summary>What an exported source needs beside its own functions: lines of the dialect, and pieces of its library.</summary>
internal sealed record SourceHelpers(IReadOnlyList<string> Lines, IReadOnlyList<SourcePiece> Pieces);
