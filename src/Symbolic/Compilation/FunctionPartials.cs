using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// The derivative rule of a function as a program of its own. Run on dual numbers it gives second derivatives, without any symbolic
/// differentiation. Kept for as long as the definition lives.
/// </summary>
internal sealed class FunctionPartials
{
    private static readonly ConditionalWeakTable<FunctionDefinition, ConcurrentDictionary<string, FunctionPartials>> Cache = new();

    /// <summary>Rules kept per function; a service sees ever new parameters.</summary>
    private const int MaxKept = 100;

    private readonly Lazy<(SlotProgram Program, bool MayLeaveOut)?> _rules;

    private FunctionPartials(FunctionDefinition definition, ImmutableArray<Expr?> parameters) => _rules = new(() => Build(definition, parameters));

    /// <summary>Whether a derivative that is 0 says that the argument does not count, whatever its own slope is.</summary>
    public bool MayLeaveOut => _rules.Value is { MayLeaveOut: true };

    /// <summary>The rule for a call in which some arguments (the non-null ones) are fixed parameters.</summary>
    public static FunctionPartials Of(FunctionDefinition definition, ImmutableArray<Expr?> parameters)
    {
        var key = string.Join(';', parameters.Select(p => p is Constant c ? c.Value.ToString() : ""));
        var known = Cache.GetOrCreateValue(definition);
        if (known.Count >= MaxKept) known.Clear();
        return known.GetOrAdd(key, _ => new FunctionPartials(definition, parameters));
    }

    public void Evaluate<T>(ReadOnlySpan<T> arguments, Span<T> partials)
        where T : unmanaged, IScalar<T>
    {
        if (_rules.Value is var (program, _)) Interpreter.Run(program, arguments, partials);
        else partials.Fill(T.From(double.NaN));
    }

    private static (SlotProgram Program, bool MayLeaveOut)? Build(FunctionDefinition definition, ImmutableArray<Expr?> parameters)
    {
        if (definition.Partials is null) return null;
        var placeholders = Enumerable.Range(1, parameters.Length).Select(i => new Variable($"argument{i}")).ToImmutableArray();
        var arguments = parameters.Select((p, i) => p ?? placeholders[i]).ToImmutableArray();
        var rules = definition.Partials(arguments, new Call(definition, arguments));
        return (SlotProgram.Of(TapeBuilder.Build(placeholders, [.. rules])), LocalRules.MayLeaveOut(definition, rules));
    }
}
