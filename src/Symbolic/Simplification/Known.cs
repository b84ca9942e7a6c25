using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Simplification;

/// <summary>The functions that identities speak of.</summary>
internal static class Known
{
    public static readonly FunctionDefinition Exp = Find("exp");
    public static readonly FunctionDefinition Ln = Find("ln");
    public static readonly FunctionDefinition Sin = Find("sin");
    public static readonly FunctionDefinition Cos = Find("cos");
    public static readonly FunctionDefinition Tan = Find("tan");
    public static readonly FunctionDefinition Cot = Find("cot");
    public static readonly FunctionDefinition Sec = Find("sec");
    public static readonly FunctionDefinition Csc = Find("csc");
    public static readonly FunctionDefinition Asin = Find("asin");
    public static readonly FunctionDefinition Acos = Find("acos");
    public static readonly FunctionDefinition Atan = Find("atan");
    public static readonly FunctionDefinition Sinh = Find("sinh");
    public static readonly FunctionDefinition Cosh = Find("cosh");
    public static readonly FunctionDefinition Tanh = Find("tanh");
    public static readonly FunctionDefinition Abs = Find("abs");
    public static readonly FunctionDefinition Sign = Find("sign");
    public static readonly FunctionDefinition Sigmoid = Find("sigmoid");

    public static bool Is(this Expr e, FunctionDefinition function) => e is Call c && ReferenceEquals(c.Function, function);

    /// <summary>A factor as base and constant exponent.</summary>
    public static (Expr Base, Number Exponent) BaseAndExponent(Expr factor) => factor is Power { Exponent: Constant n } p ? (p.Base, n.Value) : (factor, Number.One);

    private static FunctionDefinition Find(string name) => FunctionLibrary.Standard.Find(name) ?? throw new InvalidOperationException($"The catalogue lacks {name}.");
}
