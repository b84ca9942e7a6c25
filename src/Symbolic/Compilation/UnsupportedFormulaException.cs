using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>A formula that cannot be turned into a program as it stands; the message says what is missing.</summary>
public sealed class UnsupportedFormulaException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public UnsupportedFormulaException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public UnsupportedFormulaException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public UnsupportedFormulaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal UnsupportedFormulaException(string message, Expr expression)
        : base(message) => Expression = expression;

    /// <summary>The part of the formula that is to blame, where that is known.</summary>
    public Expr? Expression { get; }
}
