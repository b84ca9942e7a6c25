using Symbolic.Expressions;

namespace Symbolic.Tests.Parsing;

/// <summary>Writes a tree with every bracket, so that tests can say which tree a text was read as.</summary>
internal static class Shape
{
    public static string Of(Expr e) => e switch
    {
        Constant c => c.Value.ToString(),
        Variable v => v.IsIndex ? "#" + v.Name : v.Name,
        Element x => $"{x.Name}[{List(x)}]",
        Sum => $"(+ {List(e)})",
        Product => $"(* {List(e)})",
        Power => $"(^ {List(e)})",
        Call { Children.IsEmpty: true } c => c.Function.Name,
        Call c => $"({c.Function.Name} {List(e)})",
        Piecewise => $"(piecewise {List(e)})",
        Reduction r => $"({r.Kind} {(r.Index is null ? "" : "#" + r.Index + " ")}{List(e)})",
        PendingDerivative => $"(diff {List(e)})",
        _ => throw new ArgumentException(e.GetType().Name, nameof(e)),
    };

    private static string List(Expr e) => string.Join(' ', e.Children.Select(Of));
}
