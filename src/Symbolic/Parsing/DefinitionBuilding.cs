using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>Statements and definitions. A definition is built when it is first needed, so their order does not matter.</summary>
internal sealed partial class TreeBuilder
{
    private readonly Dictionary<string, DefinitionState> _definitions = [];
    private readonly Dictionary<DefinedCall, Expr> _calls = [];

    /// <summary>Builds all statements; the outputs are those of the last one.</summary>
    public ParsedFormula Build(string text, ImmutableArray<StatementSyntax> statements)
    {
        foreach (var statement in statements) Declare(statement);
        var outputs = ImmutableArray<Expr>.Empty;
        var isVector = false;
        var made = ImmutableArray.CreateBuilder<FormulaDefinition>();
        foreach (var statement in statements)
        {
            if (statement.Head is { } head)
            {
                var definition = Resolve(_definitions[head.Name.Text], head.Name.Span);
                if (definition is null) continue;
                made.Add(definition);
                (outputs, isVector) = (definition.Outputs, definition.IsVector);
            }
            else
            {
                var mistakes = _errors.Count;
                (outputs, isVector) = Outputs(statement.Body);
                if (!ReferenceEquals(statement, statements[^1]) && _errors.Count == mistakes && statement.Body is not ErrorSyntax)
                    _errors.Add("syntax", SyntaxMessages.WithoutEffect, statement.Body.Span);
            }
        }

        return new ParsedFormula
        {
            Text = text,
            Outputs = outputs,
            IsVector = isVector,
            DefinedName = statements.IsEmpty ? null : statements[^1].Head?.Name.Text,
            Definitions = made.DrainToImmutable(),
            Occurrences = OccurrencesInOrder(),
        };
    }

    /// <summary>Only what a definition names below the place where it is needed comes too early.</summary>
    private ImmutableArray<VariableOccurrence> OccurrencesInOrder()
    {
        for (var i = 1; i < _occurrences.Count; i++)
        {
            if (_occurrences[i].Span.Start < _occurrences[i - 1].Span.Start) return [.. _occurrences.OrderBy(o => o.Span.Start)];
        }

        return [.. _occurrences];
    }

    private void Declare(StatementSyntax statement)
    {
        if (statement.Head is not { } head) return;
        if (_definitions.TryGetValue(head.Name.Text, out var earlier) && earlier.Syntax is not null)
            _errors.Add("name", SyntaxMessages.DefinedTwice(head.Name.Text), head.Name.Span);
        else
            _definitions[head.Name.Text] = new DefinitionState(statement);
    }

    /// <summary>A vector, a name or call that stands for one, or a single value.</summary>
    private (ImmutableArray<Expr> Outputs, bool IsVector) Outputs(Syntax body)
    {
        switch (body)
        {
            case VectorSyntax vector:
                return ([.. vector.Items.Select(Value)], true);
            case NameSyntax name when !_parameters.Contains(name.Name) && _definitions.TryGetValue(name.Name, out var state)
                                      && Resolve(state, name.Span) is { IsVector: true, IsFunction: false } definition:
                return (definition.Outputs, true);
            case CallSyntax { Exponent: null } call when _names.KindOf(call.Name) == NameKind.DefinedFunction
                                                         && Resolve(_definitions[call.Name], call.NameSpan) is { IsVector: true } function:
                return Arguments(function, call) is { } arguments ? ([.. function.Outputs.Select(o => Substitute(function, o, arguments, call.Span))], true) : ([], true);
            default:
                return ([Value(body)], false);
        }
    }

    /// <summary>The definition, built now if it has not been; null, with a report, when it needs itself.</summary>
    private FormulaDefinition? Resolve(DefinitionState state, SourceSpan span)
    {
        if (state.Result is not null) return state.Result;
        if (state.IsRunning)
        {
            _errors.Add("name", SyntaxMessages.Circular(state.Syntax!.Head!.Name.Text), span);
            return null;
        }

        var head = state.Syntax!.Head!;
        var (indices, parameters) = (_indices.ToArray(), _parameters.ToArray());
        _indices.Clear();
        _parameters.Clear();
        foreach (var parameter in head.Parameters) _parameters.Add(parameter.Text);
        state.IsRunning = true;
        var (outputs, isVector) = Outputs(state.Syntax.Body);
        state.IsRunning = false;
        _parameters.Clear();
        foreach (var parameter in parameters) _parameters.Add(parameter);
        foreach (var (name, index) in indices) _indices[name] = index;

        CheckDepth(outputs, head.Name.Span);
        return state.Result = new FormulaDefinition(head.Name.Text, [.. head.Parameters.Select(p => p.Text)], outputs, isVector);
    }

    private void CheckDepth(ImmutableArray<Expr> outputs, SourceSpan span)
    {
        if (outputs.Any(o => o.Depth > _options.Limits.TreeDepth)) _errors.Stop(SyntaxMessages.TreeTooDeep(_options.Limits.TreeDepth), span);
    }

    private Expr DefinedValue(DefinitionState state, SourceSpan span)
    {
        if (Resolve(state, span) is not { } definition) return Constant.One;
        if (definition.IsFunction) return Report("name", SyntaxMessages.FunctionWithoutArgument(definition.Name, _names), span);
        if (definition.IsVector) return Report("syntax", SyntaxMessages.VectorInside, span);
        foreach (var index in _indices.Keys)
        {
            if (state.FreeNames.Contains(index)) return Report("index", SyntaxMessages.IndexHidden(definition.Name, index), span);
        }

        return definition.Body;
    }

    private Expr CallDefined(CallSyntax call)
    {
        if (Resolve(_definitions[call.Name], call.NameSpan) is not { } definition) return Constant.One;
        if (definition.IsVector) return Report("syntax", SyntaxMessages.VectorInside, call.Span);
        if (Arguments(definition, call) is not { } arguments) return Constant.One;
        foreach (var index in _indices.Keys)
        {
            if (_definitions[call.Name].FreeNames.Contains(index)) return Report("index", SyntaxMessages.IndexHidden(definition.Name, index), call.NameSpan);
        }

        return Substitute(definition, definition.Body, arguments, call.Span);
    }

    private ImmutableArray<Expr>? Arguments(FormulaDefinition definition, CallSyntax call)
    {
        var arguments = call.Arguments.Select(Value).ToImmutableArray();
        if (arguments.Length == definition.Parameters.Length) return arguments;
        Report("arity", SyntaxMessages.WrongArity(definition, arguments.Length), ArgumentSpan(call));
        return null;
    }

    /// <summary>The body with arguments for parameters. The same call is built once, so that repeated calls are shared.</summary>
    private Expr Substitute(FormulaDefinition definition, Expr body, ImmutableArray<Expr> arguments, SourceSpan span)
    {
        if (_errors.IsClosed) return Constant.One;
        var key = new DefinedCall(body, arguments);
        if (_calls.TryGetValue(key, out var known)) return known;
        var substitution = new ParameterSubstitution(definition, arguments, _options, _constants, CheckWholeNumber);
        if (!substitution.TryApply(body, nodes => Count(nodes, span), out var result, out var problem))
        {
            if (problem is not null) Report(problem.Value.Kind, problem.Value.Message, span);
            return Constant.One;
        }

        CheckDepth([result], span);
        return _calls[key] = result;
    }

    private sealed class DefinitionState
    {
        private HashSet<string>? _freeNames;

        public DefinitionState(FormulaDefinition result) => Result = result;

        public DefinitionState(StatementSyntax syntax) => Syntax = syntax;

        public StatementSyntax? Syntax { get; }

        public FormulaDefinition? Result { get; set; }

        public bool IsRunning { get; set; }

        /// <summary>Free variables of the body, without the parameters.</summary>
        public HashSet<string> FreeNames => _freeNames ??= [.. Traversal.FreeVariables([.. Result!.Outputs]).Select(v => v.Name).Except(Result.Parameters)];
    }

    private readonly struct DefinedCall(Expr body, ImmutableArray<Expr> arguments) : IEquatable<DefinedCall>
    {
        private readonly Expr _body = body;
        private readonly ImmutableArray<Expr> _arguments = arguments;

        public bool Equals(DefinedCall other) => ReferenceEquals(_body, other._body) && _arguments.AsSpan().SequenceEqual(other._arguments.AsSpan());

        public override bool Equals(object? obj) => obj is DefinedCall other && Equals(other);

        public override int GetHashCode() => _arguments.Aggregate(_body.GetHashCode(), HashCode.Combine);
    }
}
