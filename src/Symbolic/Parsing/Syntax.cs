using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>What was typed, before names have a meaning. Brackets and the ways to multiply are still told apart here.</summary>
internal abstract class Syntax(SourceSpan span)
{
    public SourceSpan Span { get; } = span;
}

/// <summary>Stands where something could not be read; it has been reported.</summary>
internal sealed class ErrorSyntax(SourceSpan span) : Syntax(span);

internal sealed class NumberSyntax(Number value, SourceSpan span) : Syntax(span)
{
    public Number Value { get; } = value;
}

internal sealed class NameSyntax(string name, SourceSpan span) : Syntax(span)
{
    public string Name { get; } = name;
}

/// <summary><c>x[i+1]</c></summary>
internal sealed class IndexedSyntax(string name, ImmutableArray<Syntax> indices, SourceSpan span) : Syntax(span)
{
    public string Name { get; } = name;

    public ImmutableArray<Syntax> Indices { get; } = indices;
}

/// <summary><c>f(a, b)</c>, <c>f a</c>, <c>f^2(a)</c></summary>
internal sealed class CallSyntax(string name, SourceSpan nameSpan, ImmutableArray<Syntax> arguments, SourceSpan span) : Syntax(span)
{
    public string Name { get; } = name;

    public SourceSpan NameSpan { get; } = nameSpan;

    public ImmutableArray<Syntax> Arguments { get; } = arguments;

    /// <summary>The exponent between name and argument; null when there is none.</summary>
    public Syntax? Exponent { get; init; }
}

/// <summary><c>(a)</c></summary>
internal sealed class GroupSyntax(Syntax inner, SourceSpan span) : Syntax(span)
{
    public Syntax Inner { get; } = inner;
}

/// <summary><c>|a|</c></summary>
internal sealed class BarsSyntax(Syntax inner, SourceSpan span) : Syntax(span)
{
    public Syntax Inner { get; } = inner;
}

/// <summary><c>[a, b]</c></summary>
internal sealed class VectorSyntax(ImmutableArray<Syntax> items, SourceSpan span) : Syntax(span)
{
    public ImmutableArray<Syntax> Items { get; } = items;
}

/// <summary><c>-a</c></summary>
internal sealed class NegateSyntax(Syntax operand, SourceSpan span) : Syntax(span)
{
    public Syntax Operand { get; } = operand;
}

/// <summary><c>a!</c></summary>
internal sealed class FactorialSyntax(Syntax operand, SourceSpan span) : Syntax(span)
{
    public Syntax Operand { get; } = operand;
}

/// <summary><c>a^b</c></summary>
internal sealed class PowerSyntax(Syntax @base, Syntax exponent) : Syntax(@base.Span.To(exponent.Span))
{
    public Syntax Base { get; } = @base;

    public Syntax Exponent { get; } = exponent;
}

internal enum ChainLink
{
    /// <summary>The first factor.</summary>
    First,

    Times,

    Divide,

    /// <summary>Nothing stands between this factor and the one before it.</summary>
    Juxtaposed,
}

/// <summary>Factors and divisors, from left to right.</summary>
internal sealed class ChainSyntax(ImmutableArray<(ChainLink Link, Syntax Factor)> items) : Syntax(items[0].Factor.Span.To(items[^1].Factor.Span))
{
    public ImmutableArray<(ChainLink Link, Syntax Factor)> Items { get; } = items;
}

/// <summary>Terms, added or taken away.</summary>
internal sealed class SumSyntax(ImmutableArray<(bool IsNegative, Syntax Term)> items) : Syntax(items[0].Term.Span.To(items[^1].Term.Span))
{
    public ImmutableArray<(bool IsNegative, Syntax Term)> Items { get; } = items;
}

/// <summary><c>a &lt; b &lt;= c</c>; one sign fewer than operands.</summary>
internal sealed class ComparisonSyntax(ImmutableArray<Syntax> operands, ImmutableArray<Token> signs) : Syntax(operands[0].Span.To(operands[^1].Span))
{
    public ImmutableArray<Syntax> Operands { get; } = operands;

    public ImmutableArray<Token> Signs { get; } = signs;
}

/// <summary><c>a and b and c</c>, or the same with <c>or</c>.</summary>
internal sealed class LogicSyntax(bool isAnd, ImmutableArray<Syntax> operands) : Syntax(operands[0].Span.To(operands[^1].Span))
{
    public bool IsAnd { get; } = isAnd;

    public ImmutableArray<Syntax> Operands { get; } = operands;
}

/// <summary><c>not a</c></summary>
internal sealed class NotSyntax(Syntax operand, SourceSpan span) : Syntax(span)
{
    public Syntax Operand { get; } = operand;
}

/// <summary>A LaTeX fraction, which is a quotient without brackets: <c>\frac{2x}{y}</c> is 2·x/y.</summary>
internal sealed class FractionSyntax(Syntax dividend, Syntax divisor, SourceSpan span) : Syntax(span)
{
    public Syntax Dividend { get; } = dividend;

    public Syntax Divisor { get; } = divisor;
}

/// <summary>One statement: an expression, or a definition with a head.</summary>
internal sealed record StatementSyntax(DefinitionHead? Head, Syntax Body);

/// <summary>The left side of a definition; <see cref="Parameters"/> is empty for a value.</summary>
internal sealed record DefinitionHead(Token Name, ImmutableArray<Token> Parameters);

/// <summary>LaTeX cases.</summary>
internal sealed class PiecewiseSyntax(ImmutableArray<(Syntax Condition, Syntax Value)> branches, Syntax? otherwise, SourceSpan span) : Syntax(span)
{
    public ImmutableArray<(Syntax Condition, Syntax Value)> Branches { get; } = branches;

    public Syntax? Otherwise { get; } = otherwise;
}

/// <summary>A sum or product over an index.</summary>
internal sealed class ReductionSyntax(bool isSum, Syntax body, NameSyntax index, Syntax from, Syntax to, SourceSpan span) : Syntax(span)
{
    public bool IsSum { get; } = isSum;

    public Syntax Body { get; } = body;

    public NameSyntax Index { get; } = index;

    public Syntax From { get; } = from;

    public Syntax To { get; } = to;
}
