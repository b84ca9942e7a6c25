using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Simplification;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// <c>f'(2)</c>, <c>f''</c>, <c>sin'(x)</c>: each prime is replaced by a letter that looks like one, so that every position in the
/// text stays where it was, and the derivative is defined under the name that this makes.
/// </summary>
internal static class PrimeNotation
{
    private const char Applied = 'ʹ';
    private const char Alone = 'ˈ';
    private const int MaxOrder = 12;

    /// <summary>The text with primes as letters, and the definitions that it then needs.</summary>
    public static string Rewrite(string text, ImmutableArray<FormulaDefinition> known, out ImmutableArray<FormulaDefinition> derivatives)
    {
        derivatives = [];
        if (text.AsSpan().IndexOfAny('\'', '′') < 0 || Lexer.IsLatex(text)) return text;
        var tokens = Lexer.Tokenize(text);
        var result = text.ToCharArray();
        var made = ImmutableArray.CreateBuilder<FormulaDefinition>();
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            var order = OrderAt(tokens, i);
            if (order == 0 || order > MaxOrder || Function(tokens[i].Text, known) is not { } function) continue;
            var isApplied = tokens[i + order + 1].Kind == TokenKind.OpenParenthesis;
            for (var k = 1; k <= order; k++) result[tokens[i + k].Span.Start] = isApplied ? Applied : Alone;
            var name = tokens[i].Text + new string(isApplied ? Applied : Alone, order);
            if (made.All(d => d.Name != name)) made.Add(Derivative(function, name, order, isApplied));
        }

        derivatives = made.ToImmutable();
        return new string(result);
    }

    /// <summary>Messages show primes as they were typed.</summary>
    public static string Restore(string message) => message.Replace(Applied, '\'').Replace(Alone, '\'');

    /// <summary>Number of primes directly behind a name.</summary>
    private static int OrderAt(ImmutableArray<Token> tokens, int i)
    {
        if (tokens[i].Kind != TokenKind.Name) return 0;
        var order = 0;
        while (tokens[i + order + 1].Kind == TokenKind.Prime && tokens[i + order + 1].Span.Start == tokens[i + order].Span.End) order++;
        return order;
    }

    private static FormulaDefinition? Function(string name, ImmutableArray<FormulaDefinition> known)
    {
        if (known.FirstOrDefault(d => d.Name == name) is { IsVector: false } definition) return definition;
        return FunctionLibrary.Standard.Find(name) is { MinArity: 1, IsCondition: false } f
            ? new FormulaDefinition(name, ["x"], [f.AsTyped(new Variable("x"))], IsVector: false)
            : null;
    }

    private static FormulaDefinition Derivative(FormulaDefinition function, string name, int order, bool isApplied)
    {
        var free = Traversal.FreeVariables(function.Body).Select(v => v.Name).ToArray();
        var variables = function.IsFunction ? function.Parameters : [.. free];
        if (variables.Length > 1)
            throw new UserErrorException($"{function.Name} has several variables ({string.Join(", ", variables)}): say by which, as in diff {function.Name} {variables[0]}, or grad {function.Name}.");
        var variable = new Variable(variables.IsEmpty ? "x" : variables[0]);
        var body = function.Body;
        for (var i = 0; i < order; i++) body = Simplifier.Simplify(Differentiation.Derivative.Of(body, variable));
        return new FormulaDefinition(name, isApplied ? [variable.Name] : [], [body], IsVector: false);
    }
}
