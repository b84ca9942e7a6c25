using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Parsing;

/// <summary>
/// Turns <see cref="Syntax"/> into trees: looks names up, puts definitions in, checks arguments, conditions, indices and divisors.
/// What cannot be built is reported and stands as the number 1, which causes no further report.
/// </summary>
internal sealed partial class TreeBuilder
{
    private readonly NameTable _names;
    private readonly DiagnosticBag _errors;
    private readonly ParseOptions _options;
    private readonly NoteCollector? _notes;
    private readonly Replacement? _replacement;
    private readonly ConstantValues _constants = new();
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly Dictionary<string, Variable> _indices = [];
    private readonly HashSet<string> _parameters = [];
    private readonly List<VariableOccurrence> _occurrences = [];
    private readonly bool _isLatex;
    private readonly long _started;
    private int _nodes;

    public TreeBuilder(ParseOptions options, NameTable names, DiagnosticBag errors, NoteCollector? notes, Replacement? replacement, bool isLatex, long started)
    {
        (_options, _names, _errors, _notes, _replacement, _isLatex, _started) = (options, names, errors, notes, replacement, isLatex, started);
        foreach (var definition in options.Definitions) _definitions[definition.Name] = new DefinitionState(definition);
    }

    /// <summary>Every node built counts, with those of definitions that are called; false when a limit is passed.</summary>
    private bool Count(int nodes, SourceSpan span)
    {
        if (_errors.IsClosed) return false;
        _nodes += nodes;
        if (_nodes > _options.Limits.Nodes) _errors.Stop(SyntaxMessages.TooManyNodes(_options.Limits.Nodes), span);
        if (nodes > 1 || (_nodes & 0x3FF) == 0)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(_started) > _options.Limits.Time) _errors.Stop(SyntaxMessages.TooSlow(_options.Limits.Time), span);
        }

        return !_errors.IsClosed;
    }

    /// <summary>An expression that stands for a number.</summary>
    private Expr Value(Syntax syntax)
    {
        if (!Count(1, syntax.Span)) return Constant.One;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _errors.Stop(SyntaxMessages.TooDeepForThread, syntax.Span);
            return Constant.One;
        }

        if (_replacement is not null) syntax = _replacement.For(syntax);
        return syntax switch
        {
            NumberSyntax number => new Constant(number.Value),
            NameSyntax name => Name(name),
            GroupSyntax group => Value(group.Inner),
            ChainSyntax chain => Chain(chain),
            SumSyntax sum => Sum(sum),
            PowerSyntax power => Power(power),
            NegateSyntax negate => AsTyped.Negate(Value(negate.Operand)),
            CallSyntax call => Call(call),
            FractionSyntax fraction => Fraction(fraction),
            IndexedSyntax indexed => Indexed(indexed),
            BarsSyntax bars => Apply("abs", Value(bars.Inner), bars.Span),
            FactorialSyntax factorial => Apply("factorial", Value(factorial.Operand), factorial.Span),
            PiecewiseSyntax cases => Cases(cases),
            ReductionSyntax reduction => Reduction(reduction),
            ErrorSyntax => Constant.One,
            VectorSyntax => Report("syntax", SyntaxMessages.VectorInside, syntax.Span),
            ComparisonSyntax comparison => UnexpectedCondition(comparison),
            LogicSyntax or NotSyntax => UnexpectedCondition(syntax),
            _ => throw new UnreachableException(),
        };
    }

    private Constant Report(string kind, string message, SourceSpan span, params ImmutableArray<string> suggestions)
    {
        _errors.Add(kind, message, span, default, suggestions);
        return Constant.One;
    }

    private Expr Sum(SumSyntax sum)
    {
        var terms = ImmutableArray.CreateBuilder<Expr>(sum.Items.Length);
        foreach (var (isNegative, term) in sum.Items)
        {
            var value = Value(term);
            terms.Add(isNegative ? AsTyped.Negate(value) : value);
        }

        return AsTyped.Sum(terms.MoveToImmutable());
    }

    /// <summary>A factor 1 that is only there to be divided is left out: <c>1/x</c> is the reciprocal alone.</summary>
    private Expr Chain(ChainSyntax chain)
    {
        _notes?.Look(chain);
        var factors = ImmutableArray.CreateBuilder<Expr>(chain.Items.Length);
        foreach (var (link, factor) in chain.Items)
        {
            if (link != ChainLink.Divide && factor is FractionSyntax fraction)
            {
                AddFraction(fraction, factors);
                continue;
            }

            var value = Value(factor);
            if (link != ChainLink.Divide)
            {
                factors.Add(value);
                continue;
            }

            if (factors is [Constant { Value.IsOne: true }]) factors.Clear();
            factors.Add(Reciprocal(value, factor.Span));
        }

        return AsTyped.Product(factors.ToImmutable());
    }

    private Expr Reciprocal(Expr divisor, SourceSpan span)
    {
        if (_constants.IsZero(divisor)) return Report("domain", SyntaxMessages.DivisionByZero, span);
        // 1/x^(1/3): the exponent is a quotient of numbers, which is one number here, so that the divisor is the power x^(−1/3).
        return divisor is Power { Exponent: not Constant } power && _constants.Of(power.Exponent) is { IsExact: true, Sign: > 0 } exponent
            ? AsTyped.Reciprocal(AsTyped.Power(power.Base, new Constant(exponent)))
            : AsTyped.Reciprocal(divisor);
    }

    /// <summary>A LaTeX fraction is a dividend and a divisor side by side, in a longer product too.</summary>
    private Expr Fraction(FractionSyntax fraction)
    {
        var factors = ImmutableArray.CreateBuilder<Expr>();
        AddFraction(fraction, factors);
        return AsTyped.Product(factors.ToImmutable());
    }

    private void AddFraction(FractionSyntax fraction, ImmutableArray<Expr>.Builder factors)
    {
        var dividend = Value(fraction.Dividend);
        if (dividend is Product product && fraction.Dividend is ChainSyntax or NegateSyntax or FractionSyntax) factors.AddRange(product.Children);
        else if (dividend is not Constant { Value.IsOne: true }) factors.Add(dividend);
        factors.Add(Reciprocal(Value(fraction.Divisor), fraction.Divisor.Span));
    }

    private Expr Power(PowerSyntax power) => Power(Value(power.Base), Value(power.Exponent), power.Span);

    private Expr Power(Expr @base, Expr exponent, SourceSpan span) => _constants.IsZero(@base) && _constants.Of(exponent) is { Sign: < 0 }
        ? Report("domain", SyntaxMessages.DivisionByZero, span)
        : AsTyped.Power(@base, exponent);

    private Expr Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (NameTable.IsReserved(name)) return (name == "e" ? NamedConstants.E : NamedConstants.Pi).AsTyped();
        if (_indices.TryGetValue(name, out var index)) return index;
        if (!_parameters.Contains(name))
        {
            if (_definitions.TryGetValue(name, out var definition)) return DefinedValue(definition, syntax.Span);
            var isDeclared = _options.Variables.Contains(name);
            if (ElementOf(name, isDeclared, syntax.Span) is { } element) return element;
            if (!isDeclared && _options.Library.Find(name) is { MaxArity: 0 } constant) return constant.AsTyped();
            if (!isDeclared && _options.OnlyDeclared)
            {
                var suggestions = NameSuggestions.For(name, _names.ValueNames);
                return Report("name", SyntaxMessages.UnknownName(name, suggestions), syntax.Span, suggestions);
            }

            _notes?.Look(syntax);
            _occurrences.Add(new VariableOccurrence(name, syntax.Span));
        }

        return VariableNamed(name);
    }

    private Variable VariableNamed(string name)
    {
        if (!_variables.TryGetValue(name, out var variable)) _variables[name] = variable = new Variable(name);
        return variable;
    }
}
