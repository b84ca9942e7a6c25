using System.Collections.Frozen;
using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>A set of functions that formulas may use, looked up by name or alias. Immutable; adding gives a new library.</summary>
public sealed class FunctionLibrary
{
    private readonly FrozenDictionary<string, FunctionDefinition> _byName;

    private FunctionLibrary(ImmutableArray<FunctionDefinition> definitions)
    {
        Definitions = definitions;
        _byName = definitions.SelectMany(d => d.Aliases.Prepend(d.Name), (d, name) => KeyValuePair.Create(name, d)).ToFrozenDictionary();
    }

    /// <summary>Every function of the catalogue.</summary>
    public static FunctionLibrary Standard { get; } = new(Catalogue.All);

    /// <summary>The functions, in the order of the catalogue.</summary>
    public ImmutableArray<FunctionDefinition> Definitions { get; }

    /// <summary>Every name and alias.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The function of this name or alias; null when there is none. Case matters.</summary>
    public FunctionDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>This library and one function more.</summary>
    /// <exception cref="ArgumentException">A function of that name exists, or the definition has neither a derivative rule nor an expansion.</exception>
    public FunctionLibrary With(FunctionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        foreach (var name in definition.Aliases.Prepend(definition.Name))
        {
            if (Find(name) is not null) throw new ArgumentException($"A function named '{name}' exists.", nameof(definition));
        }

        if (definition.Expansion is null && (definition.Evaluate is null || definition.Partials is null))
            throw new ArgumentException($"'{definition.Name}' needs either an expansion, or an evaluation and a derivative rule.", nameof(definition));
        return new FunctionLibrary(Definitions.Add(definition));
    }
}
