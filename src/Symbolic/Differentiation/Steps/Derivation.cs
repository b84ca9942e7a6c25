using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation.Steps;

/// <summary>
/// How a derivative comes about, rule by rule, at the level of detail of a teacher: constants and the variable itself need no words,
/// a power of the variable with its coefficient is one step. The results are read from the derivatives that
/// <see cref="Derivative"/> has computed for every part, so explanation and derivative cannot differ.
/// </summary>
public sealed class Derivation
{
    /// <summary>Larger formulas are nothing that a person reads step by step.</summary>
    private const int MaxNodes = 400;
    private const int MaxDepth = 100;

    private readonly Variable _variable;
    private readonly Dictionary<Expr, Expr> _tangents;
    private readonly HashSet<Expr> _dependent = [];
    private readonly HashSet<Expr> _explained = [];
    private readonly ImmutableArray<string> _letters;

    private Derivation(Expr formula, Variable variable)
    {
        (Formula, _variable) = (formula, variable);
        _tangents = Derivative.Tangents(formula, variable);
        foreach (var node in Traversal.PostOrder(formula))
        {
            if (node.Equals(variable) || node.Children.Any(_dependent.Contains)) _dependent.Add(node);
        }

        var used = Traversal.FreeVariables(formula).Select(v => v.Name).ToHashSet();
        _letters = [.. ((string[])["u", "v", "w", "p", "q", "r", "s", "u1", "v1", "w1", "p1", "q1", "r1", "s1"]).Where(l => !used.Contains(l))];
        Root = Explain(formula);
    }

    /// <summary>The formula that is differentiated, with its loops as they are differentiated.</summary>
    public Expr Formula { get; }

    /// <summary>The first step; null when the formula is the variable or does not depend on it.</summary>
    public DerivationStep? Root { get; }

    /// <summary>The derivative before it is simplified for reading.</summary>
    public Expr Result => _tangents[Formula];

    /// <summary>The derivation of ∂<paramref name="expr"/>/∂<paramref name="variable"/>.</summary>
    /// <exception cref="NotSupportedException">The formula is too large to be explained.</exception>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static Derivation Of(Expr expr, Variable variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentNullException.ThrowIfNull(variable);
        expr = Loops.Prepare(expr);
        if (expr.Depth > MaxDepth || expr.TreeSize > MaxNodes) throw new NotSupportedException("The formula is too large to be explained step by step.");
        return new Derivation(expr, variable);
    }

    private DerivationStep? Explain(Expr node)
    {
        if (!_dependent.Contains(node) || node.Equals(_variable)) return null;
        if (!_explained.Add(node)) return null; // said before
        return node switch
        {
            Sum => Step("sum rule", $"({U} + {V})' = {U}' + {V}'", node, [], node.Children),
            Product p => OfProduct(p),
            Power p => OfPower(p),
            Call c => OfCall(c),
            Piecewise p => Step("each branch by itself", "", node, [], [.. Enumerable.Range(0, p.Count).Select(p.Value), p.Otherwise]),
            Reduction r => Step("term by term", "", node, [], [r.Body]),
            _ => null,
        };
    }

    private string U => _letters[0];

    private string V => _letters[1];

    private DerivationStep Step(string rule, string identity, Expr subject, ImmutableArray<(string, Expr)> parts, IEnumerable<Expr> inner) => new()
    {
        Rule = rule,
        Identity = identity,
        Subject = subject,
        Result = _tangents[subject],
        Parts = parts,
        Inner = [.. inner.Select(Explain).OfType<DerivationStep>()],
    };

    private DerivationStep OfProduct(Product product)
    {
        var factors = product.Children.Where(_dependent.Contains).ToImmutableArray();
        if (factors.Length == 1)
        {
            // 3·x^2 and 5·x are one step
            if (factors[0].Equals(_variable)) return Step("constant factor", $"(c*{_variable.Name})' = c", product, [], []);
            if (factors[0] is Power { Exponent: Constant } p && p.Base.Equals(_variable))
                return Step("power rule with a constant factor", $"(c*{_variable.Name}^n)' = c*n*{_variable.Name}^(n-1)", product, [], []);
            return Step("constant factor", $"(c*{U})' = c*{U}'", product, [], factors);
        }

        var divisors = factors.Where(IsDivisor).ToImmutableArray();
        if (factors.Length == 2 && divisors.Length == 1)
        {
            var (above, below) = (factors.First(f => !IsDivisor(f)), AsTyped.Power(((Power)divisors[0]).Base, new Constant(-((Constant)((Power)divisors[0]).Exponent).Value)));
            below = below is Power { Exponent: Constant { Value.IsOne: true } } plain ? plain.Base : below;
            return Step("quotient rule", $"({U}/{V})' = {U}'/{V} - {U}*{V}'/{V}^2", product, [(U, above), (V, below)], factors);
        }

        var letters = _letters.Take(factors.Length).ToArray();
        var identity = letters.Length < factors.Length ? "each factor in turn, the others as they are"
            : $"({string.Join("*", letters)})' = {string.Join(" + ", letters.Select((l, i) => string.Join("*", letters.Select((m, j) => i == j ? m + "'" : m))))}";
        return Step("product rule", identity, product, [.. letters.Zip(factors)], factors);
    }

    private static bool IsDivisor(Expr factor) => factor is Power { Exponent: Constant { Value: { Sign: < 0, IsExact: true } } };

    private DerivationStep OfPower(Power power)
    {
        var x = _variable.Name;
        if (!_dependent.Contains(power.Exponent))
        {
            if (power.Base.Equals(_variable)) return Step("power rule", $"({x}^n)' = n*{x}^(n-1)", power, [], []);
            var (rule, identity) = power.Exponent switch
            {
                Constant { Value: var n } when n.IsMinusOne => ("reciprocal rule", $"(1/{U})' = -{U}'/{U}^2"),
                Constant { Value: var n } when n == Constant.Half.Value => ("chain rule with the square root", $"sqrt({U})' = {U}'/(2*sqrt({U}))"),
                _ => ("chain rule with a power", $"({U}^n)' = n*{U}^(n-1)*{U}'"),
            };
            return Step(rule, identity, power, [(U, power.Base)], [power.Base]);
        }

        if (!_dependent.Contains(power.Base))
            return Step("exponential rule", power.Exponent.Equals(_variable) ? $"(a^{x})' = a^{x}*ln(a)" : $"(a^{U})' = a^{U}*ln(a)*{U}'", power, power.Exponent.Equals(_variable) ? [] : [(U, power.Exponent)], [power.Exponent]);
        return Step("power with a variable exponent", $"({U}^{V})' = {V}*{U}^({V}-1)*{U}' + {U}^{V}*ln({U})*{V}'", power, [(U, power.Base), (V, power.Exponent)], [power.Base, power.Exponent]);
    }

    /// <summary>A function of one dependent argument is shown with its own rule; others by their partial derivatives.</summary>
    private DerivationStep OfCall(Call call)
    {
        var dependent = Enumerable.Range(0, call.Children.Length).Where(i => _dependent.Contains(call.Children[i])).ToArray();
        if (dependent.Length != 1) return Step($"chain rule for {call.Function.Name}, one argument after another", "", call, [.. _letters.Zip(call.Children)], call.Children);
        var inner = call.Children[dependent[0]];
        var isPlain = inner.Equals(_variable);
        var letter = isPlain ? _variable : new Variable(U);
        var general = (Call)call.WithChildren(call.Children.SetItem(dependent[0], letter));
        var step = Step(isPlain ? $"derivative of {call.Function.Name}" : "chain rule", isPlain ? "" : $"times {U}'", call, isPlain ? [] : [(U, inner)], [inner]);
        return step with { Function = (general, LocalRules.OfCall(general)[dependent[0]]) };
    }
}
