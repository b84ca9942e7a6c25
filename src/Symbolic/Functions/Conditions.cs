using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>Comparisons, connectives and the notations for values that depend on them.</summary>
public static class Conditions
{
    private const string FamilyName = "Conditions";

    /// <summary>a &lt; b.</summary>
    public static readonly FunctionDefinition Less = Comparison("less", "<", IsLess, "<");

    /// <summary>a ≤ b.</summary>
    public static readonly FunctionDefinition LessOrEqual = Comparison("lessorequal", "<=", IsLessOrEqual, @"\le");

    /// <summary>a &gt; b.</summary>
    public static readonly FunctionDefinition Greater = Comparison("greater", ">", IsGreater, ">");

    /// <summary>a ≥ b.</summary>
    public static readonly FunctionDefinition GreaterOrEqual = Comparison("greaterorequal", ">=", IsGreaterOrEqual, @"\ge");

    /// <summary>a = b.</summary>
    public static readonly FunctionDefinition Equal = Comparison("equal", "==", IsEqual, "=");

    /// <summary>a ≠ b.</summary>
    public static readonly FunctionDefinition NotEqual = Comparison("notequal", "!=", IsNotEqual, @"\ne");

    /// <summary>Both hold.</summary>
    public static readonly FunctionDefinition And = Comparison("and", "and", Both, @"\land");

    /// <summary>At least one holds.</summary>
    public static readonly FunctionDefinition Or = Comparison("or", "or", Either, @"\lor");

    /// <summary>Does not hold.</summary>
    public static readonly FunctionDefinition Not = new("not", 1)
    {
        Evaluate = Negation,
        IsCondition = true,
        Infix = "not",
        Latex = @"\lnot {0}",
        Summary = "Negation of a condition",
        Family = FamilyName,
    };

    /// <summary><c>if(c, a, b)</c>.</summary>
    public static readonly FunctionDefinition If = new("if", 3)
    {
        Notation = AsTyped.Piecewise,
        Summary = "if(c, a, b) is a where the condition c holds, b elsewhere",
        Example = "if(x < 0, -x, x^2)",
        Family = FamilyName,
    };

    /// <summary><c>piecewise(c1, v1, c2, v2, …, otherwise)</c>.</summary>
    public static readonly FunctionDefinition PiecewiseNotation = new("piecewise", 3, int.MaxValue)
    {
        Notation = AsTyped.Piecewise,
        Summary = "piecewise(c1, v1, c2, v2, …, otherwise): the value of the first condition that holds",
        Example = "piecewise(x < 0, 0, x < 1, x^2, 2*x - 1)",
        Family = FamilyName,
    };

    /// <summary>Comparisons and connectives; they are written as signs, not as calls.</summary>
    public static ImmutableArray<FunctionDefinition> Signs => [Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or, Not];

    /// <summary>What can be called by name.</summary>
    public static ImmutableArray<FunctionDefinition> All => [If, PiecewiseNotation];

    private static FunctionDefinition Comparison(string name, string sign, Func<double, double, double> evaluate, string latex) => new(name, 2)
    {
        Evaluate = evaluate,
        IsCondition = true,
        Infix = sign,
        Latex = $"{{0}} {latex} {{1}}",
        Summary = $"Condition a {sign} b",
        Family = FamilyName,
    };

    private static double IsLess(double a, double b) => a < b ? 1 : 0;

    private static double IsLessOrEqual(double a, double b) => a <= b ? 1 : 0;

    private static double IsGreater(double a, double b) => a > b ? 1 : 0;

    private static double IsGreaterOrEqual(double a, double b) => a >= b ? 1 : 0;

    private static double IsEqual(double a, double b) => a == b ? 1 : 0;

    private static double IsNotEqual(double a, double b) => a != b ? 1 : 0;

    private static double Both(double a, double b) => a != 0 && b != 0 ? 1 : 0;

    private static double Either(double a, double b) => a != 0 || b != 0 ? 1 : 0;

    private static double Negation(double a) => a == 0 ? 1 : 0;
}
