using System.Collections.Immutable;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// Adds and removes definitions. What depends on a definition that changes is read again, so that a session means what its
/// definitions say, in whatever order they were typed.
/// </summary>
internal static class DefinitionList
{
    /// <summary>The state with the definitions of a text. Names whose meaning changed along with them are returned, too.</summary>
    /// <exception cref="FormulaSyntaxException">A definition that depends on a new one cannot be read any more.</exception>
    public static (SessionState State, IReadOnlyList<string> AlsoChanged) Add(SessionState state, string text, ParsedFormula parsed)
    {
        var statements = Statements(text);
        var changed = new List<string>();
        foreach (var definition in parsed.Definitions)
        {
            var source = statements.GetValueOrDefault(definition.Name) ?? text;
            var others = state.Definitions.RemoveAll(d => d.Name == definition.Name);
            var dependents = DependentsOf(definition.Name, others);
            state = state with { Definitions = [.. others.Except(dependents), new SessionDefinition(source, definition)] };
            foreach (var dependent in dependents) state = Restore(state, dependent, definition.Name);
            changed.AddRange(dependents.Select(d => d.Name));
        }

        return (state, [.. changed.Distinct().Except(parsed.Definitions.Select(d => d.Name))]);
    }

    /// <summary>The state without a definition.</summary>
    /// <exception cref="UserErrorException">Others depend on it, or there is none.</exception>
    public static SessionState Remove(SessionState state, string name)
    {
        if (state.Find(name) is not { } definition)
            throw new UserErrorException($"'{name}' is not defined.{Suggestion.For(name, state.Definitions.Select(d => d.Name))}");
        return state with { Definitions = state.Definitions.Remove(definition) };
    }

    /// <summary>Definitions that name another, directly or through others; in their order.</summary>
    public static ImmutableArray<SessionDefinition> DependentsOf(string name, ImmutableArray<SessionDefinition> definitions)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { name };
        var dependents = ImmutableArray.CreateBuilder<SessionDefinition>();
        foreach (var definition in definitions)
        {
            if (!Lexer.Tokenize(definition.Text).Any(t => t.Kind == TokenKind.Name && names.Contains(t.Text))) continue;
            if (definition.Definition.Parameters.Contains(name)) continue;
            names.Add(definition.Name);
            dependents.Add(definition);
        }

        return dependents.ToImmutable();
    }

    private static SessionState Restore(SessionState state, SessionDefinition definition, string because)
    {
        if (!SessionReader.TryParse(state, definition.Text, out var parsed, out var diagnostics))
            throw new UserErrorException($"With this, {definition.Head} could no longer be read: {diagnostics[0].Message} Forget {definition.Name} first, or choose another name than {because}.");
        return state with { Definitions = state.Definitions.Add(definition with { Definition = parsed!.Definitions[0] }) };
    }

    /// <summary>The text of each definition in a text of several statements.</summary>
    private static Dictionary<string, string> Statements(string text)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var statement in SourceText.Statements(text))
        {
            var name = Lexer.Tokenize(statement).FirstOrDefault(t => t.Kind == TokenKind.Name).Text;
            if (name is not null) result.TryAdd(name, statement);
        }

        return result;
    }
}
