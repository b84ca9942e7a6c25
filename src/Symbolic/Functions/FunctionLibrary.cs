using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>
/// A set of functions that formulas may use, looked up by name or alias. Immutable, so it may be shared by threads; adding gives
/// a new library.
/// </summary>
public sealed class FunctionLibrary
{
    /// <summary>Words that have a meaning of their own in formulas.</summary>
    private static readonly string[] ReservedWords = ["and", "or", "not", "sum", "prod", "mean", "diff"];

    private readonly Dictionary<string, FunctionDefinition> _byName = [];

    private FunctionLibrary(ImmutableArray<FunctionDefinition> definitions)
    {
        Definitions = definitions;
        foreach (var definition in definitions)
        {
            _byName.Add(definition.Name, definition);
            foreach (var alias in definition.Aliases) _byName.Add(alias, definition);
        }
    }

    /// <summary>Every function of the catalogue.</summary>
    public static FunctionLibrary Standard { get; } = new(Catalogue.All);

    /// <summary>The functions, in the order of the catalogue.</summary>
    public ImmutableArray<FunctionDefinition> Definitions { get; }

    /// <summary>Every name and alias.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The function of this name or alias; null when there is none. Case matters.</summary>
    public FunctionDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The function that is called by this name in other countries or programs, to be suggested; null when none is.</summary>
    public FunctionDefinition? KnownElsewhereAs(string name)
    {
        foreach (var definition in Definitions)
        {
            if (definition.ForeignNames.Contains(name)) return definition;
        }

        return null;
    }

    /// <summary>This library and one function more.</summary>
    /// <exception cref="ArgumentException">
    /// A name is taken, reserved or no name; or the definition has neither an expansion nor both an evaluation, a delegate over
    /// doubles for its number of arguments, and a derivative rule.
    /// </exception>
    public FunctionLibrary With(FunctionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var names = definition.Aliases.Prepend(definition.Name).ToList();
        foreach (var name in names)
        {
            if (!IsName(name)) throw new ArgumentException($"'{name}' is not a name: a letter, then letters, digits and '_'.", nameof(definition));
            if (ReservedWords.Contains(name)) throw new ArgumentException($"'{name}' is a reserved word.", nameof(definition));
            if (Find(name) is not null) throw new ArgumentException($"A function named '{name}' exists.", nameof(definition));
        }

        if (names.Distinct().Count() < names.Count) throw new ArgumentException($"'{definition.Name}' has the same name twice.", nameof(definition));
        if (definition.Expansion is null && definition.Notation is null) CheckRule(definition);
        return new FunctionLibrary(Definitions.Add(definition));
    }

    private static void CheckRule(FunctionDefinition definition)
    {
        if (definition.Evaluate is null || (definition.Partials is null && !definition.IsCondition))
            throw new ArgumentException($"'{definition.Name}' needs either an expansion, or an evaluation and a derivative rule.", nameof(definition));
        if (!TakesDoubles(definition.Evaluate, definition.MinArity == definition.MaxArity ? definition.MinArity : 2))
            throw new ArgumentException($"The evaluation of '{definition.Name}' must take and return doubles, one for each argument (two when their number varies).", nameof(definition));
    }

    private static bool TakesDoubles(Delegate evaluate, int count) => count switch
    {
        0 => evaluate is Func<double>,
        1 => evaluate is Func<double, double>,
        2 => evaluate is Func<double, double, double>,
        3 => evaluate is Func<double, double, double, double>,
        _ => false,
    };

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
