using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>
/// Puts arguments in the place of a function's parameters, and checks again what can only be known then: divisors that become
/// zero, whole numbers. An index inside the body that an argument also uses is renamed.
/// </summary>
internal sealed class ParameterSubstitution
{
    private readonly Dictionary<Expr, Expr> _replacements = [];
    private readonly HashSet<string> _usedNames = [];
    private readonly HashSet<string> _parameters;
    private readonly ParseOptions _options;
    private readonly ConstantValues _constants;
    private readonly Func<Expr, Expr?> _wholeNumber;
    private readonly string _function;
    private (string Kind, string Message)? _problem;

    public ParameterSubstitution(FormulaDefinition definition, ImmutableArray<Expr> arguments, ParseOptions options, ConstantValues constants, Func<Expr, Expr?> wholeNumber)
    {
        (_options, _constants, _wholeNumber, _function) = (options, constants, wholeNumber, definition.Name);
        _parameters = [.. definition.Parameters];
        for (var i = 0; i < arguments.Length; i++) _replacements[new Variable(definition.Parameters[i])] = arguments[i];
        foreach (var node in Traversal.PostOrder([.. arguments]))
        {
            if (node is Variable variable) _usedNames.Add(variable.Name);
        }
    }

    /// <summary>The body with the arguments put in. <paramref name="count"/> is told the number of nodes first, and may stop the work.</summary>
    public bool TryApply(Expr body, Func<int, bool> count, out Expr result, out (string Kind, string Message)? problem)
    {
        result = Constant.One;
        if (body.HasLoop) body = CarryOutDerivatives(body);
        var order = Traversal.PostOrder(body);
        problem = _problem;
        if (_problem is not null || !count(order.Count)) return false;
        RenameIndices(order);
        var table = new Dictionary<Expr, Expr>(order.Count);
        foreach (var node in order) table[node] = Rebuild(node, table);
        result = table[body];
        problem = _problem;
        return _problem is null;
    }

    private Expr Rebuild(Expr node, Dictionary<Expr, Expr> table)
    {
        if (_replacements.TryGetValue(node, out var replacement)) return replacement;
        if (node is PendingDerivative pending)
            return PendingDerivative.Of(table[pending.Body], pending.Variables.Select(v => table[v] as Variable ?? v));
        if (node is Reduction { Index: { } index } reduction && _replacements.TryGetValue(new Variable(index, isIndex: true), out var renamed))
            return Check(Reduction.Over(reduction.Kind, table[reduction.Body], ((Variable)renamed).Name, table[reduction.From], table[reduction.To]));
        return Check(node.Map(table));
    }

    private Expr Check(Expr node)
    {
        switch (node)
        {
            case Power power when _constants.IsZero(power.Base) && _constants.Of(power.Exponent) is { Sign: < 0 }:
                _problem ??= ("domain", SyntaxMessages.DivisionByZeroIn(_function));
                break;
            case Call { Function.Parameters.IsEmpty: false } call when !call.Function.Parameters.All(i => i >= call.Children.Length || _wholeNumber(call.Children[i]) is not null):
                _problem ??= ("index", SyntaxMessages.NotWholeIn(_function));
                break;
            case Element element when !element.Children.All(i => _wholeNumber(i) is not null):
                _problem ??= ("index", SyntaxMessages.NotWholeIn(_function));
                break;
            case Reduction { Index: not null } loop when !IsBound(loop.From) || !IsBound(loop.To):
                _problem ??= ("index", SyntaxMessages.NotWholeIn(_function));
                break;
        }

        return node;
    }

    private static bool IsBound(Expr bound) => bound.IsVariable || ConstantFolding.Fold(bound) is Constant { Value.IsInteger: true };

    /// <summary>A derivative by a parameter has to be carried out before the parameter gets a value.</summary>
    private Expr CarryOutDerivatives(Expr body) => Traversal.Rebuild(body, node =>
    {
        if (node is not PendingDerivative pending || !pending.Variables.Any(IsReplaced)) return node;
        if (_options.Differentiate is { } differentiate) return pending.Variables.Aggregate(pending.Body, differentiate);
        _problem ??= ("name", SyntaxMessages.DerivativeByParameter(_function));
        return node;
    });

    private bool IsReplaced(Variable variable) => _parameters.Contains(variable.Name) && !Equals(_replacements[variable], variable);

    private void RenameIndices(IReadOnlyList<Expr> nodes)
    {
        var names = nodes.OfType<Variable>().Select(v => v.Name).Concat(nodes.OfType<Reduction>().Select(r => r.Index ?? "")).ToHashSet();
        foreach (var index in nodes.OfType<Reduction>().Select(r => r.Index).OfType<string>().Distinct().Where(_usedNames.Contains).ToList())
        {
            var number = 1;
            while (!names.Add(index + number) || _usedNames.Contains(index + number)) number++;
            _replacements[new Variable(index, isIndex: true)] = new Variable(index + number, isIndex: true);
        }
    }
}
