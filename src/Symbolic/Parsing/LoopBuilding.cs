using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>Sums, products, means, derivatives and indexed names.</summary>
internal sealed partial class TreeBuilder
{
    /// <summary>Highest order of a derivative that a formula may ask for.</summary>
    private const int MaxOrder = 100;

    private Expr Form(CallSyntax call)
    {
        var arguments = call.Arguments;
        switch (call.Name, arguments.Length)
        {
            case ("diff", >= 2): return Derivative(call);
            case ("sum" or "mean", 1):
                var kind = call.Name == "sum" ? ReductionKind.Sum : ReductionKind.Mean;
                return Expressions.Reduction.OverRows(kind, Value(arguments[0]));
            case ("sum" or "prod", 4) when arguments[1] is NameSyntax index:
                return Reduction(new ReductionSyntax(call.Name == "sum", arguments[0], index, arguments[2], arguments[3], call.Span));
            case ("sum" or "prod", 4):
                if (arguments[1] is not ErrorSyntax) Report("index", SyntaxMessages.IndexNameExpected, arguments[1].Span);
                return Constant.One;
            default:
                foreach (var argument in arguments) Value(argument);
                return Report("arity", SyntaxMessages.FormArity(call.Name, arguments.Length), call.NameSpan);
        }
    }

    private Expr Reduction(ReductionSyntax syntax)
    {
        var name = syntax.Index.Name;
        var from = Bound(syntax.From);
        var to = Bound(syntax.To);
        if (NameTable.IsReserved(name)) return Report("name", SyntaxMessages.Reserved(name), syntax.Index.Span);
        if (_indices.ContainsKey(name) || _parameters.Contains(name)) return Report("index", SyntaxMessages.IndexTwice(name), syntax.Index.Span);
        _indices[name] = new Variable(name, isIndex: true);
        var body = Value(syntax.Body);
        _indices.Remove(name);
        return Expressions.Reduction.Over(syntax.IsSum ? ReductionKind.Sum : ReductionKind.Product, body, name, from, to);
    }

    /// <summary>A bound: a whole number, or an expression whose value is known later.</summary>
    private Expr Bound(Syntax syntax)
    {
        var value = Value(syntax);
        return IsPossibleBound(ref value) ? value : Report("index", SyntaxMessages.NotWhole(SyntaxMessages.Bound), syntax.Span);
    }

    private static bool IsPossibleBound(ref Expr value)
    {
        if (value.IsVariable) return true;
        value = ConstantFolding.Fold(value);
        return value is Constant { Value.IsInteger: true };
    }

    private Expr Indexed(IndexedSyntax syntax)
    {
        var indices = syntax.Indices.Select(i => WholeNumber(Value(i), i.Span, SyntaxMessages.Index)).ToImmutableArray();
        if (NameTable.IsReserved(syntax.Name)) return Report("name", SyntaxMessages.Reserved(syntax.Name), syntax.Span);
        var element = Element.Of(syntax.Name, indices);
        var isDeclared = !_options.OnlyDeclared || _options.Variables.Contains(syntax.Name) || (element is Variable v && _options.Variables.Contains(v.Name));
        if (!isDeclared)
        {
            var suggestions = NameSuggestions.For(syntax.Name, _names.ValueNames);
            return Report("name", SyntaxMessages.UnknownName(syntax.Name, suggestions), syntax.Span);
        }

        _occurrences.Add(new VariableOccurrence(element is Variable variable ? variable.Name : syntax.Name, syntax.Span));
        return element is Variable known ? VariableNamed(known.Name) : element;
    }

    /// <summary>In LaTeX <c>x_{i}</c> under a sum over i is the element x[i].</summary>
    private Expr? ElementOf(string name, bool isDeclared, SourceSpan span)
    {
        var bar = name.IndexOf('_', StringComparison.Ordinal);
        if (!_isLatex || isDeclared || bar <= 0 || !_indices.TryGetValue(name[(bar + 1)..], out var index)) return null;
        _occurrences.Add(new VariableOccurrence(name[..bar], span));
        return Element.Of(name[..bar], [index]);
    }

    /// <summary><c>diff(f, x, 3)</c>, <c>diff(f, x, y)</c>, <c>diff(f, x, 2, y)</c></summary>
    private Expr Derivative(CallSyntax call)
    {
        var body = Value(call.Arguments[0]);
        var variables = new List<Variable>();
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (argument is NumberSyntax number)
            {
                if (variables.Count == 0 || !number.Value.TryGetInt32(out var order) || order is < 1 or > MaxOrder)
                    return Report("index", SyntaxMessages.OrderExpected(MaxOrder), argument.Span);
                for (var i = 1; i < order; i++) variables.Add(variables[^1]);
            }
            else if (argument is NameSyntax or IndexedSyntax && Value(argument) is Variable { IsIndex: false } variable)
            {
                variables.Add(variable);
            }
            else
            {
                return argument is ErrorSyntax ? Constant.One : Report("name", SyntaxMessages.VariableExpected, argument.Span);
            }
        }

        return variables.Count > MaxOrder ? Report("index", SyntaxMessages.OrderExpected(MaxOrder), call.NameSpan) : PendingDerivative.Of(body, variables);
    }
}
