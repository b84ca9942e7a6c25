using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.FiniteDifferences;

namespace Symbolic.Verification;

/// <summary>
/// Checks the derivatives of a formula at a point by three routes: the compiled exact derivative, dual numbers over the formula
/// as typed, and finite differences of its value.
/// </summary>
internal sealed class DerivativeCheck
{
    /// <summary>Loops that cost no more than this are written out to be searched for parts that overflow.</summary>
    private const int MaxWork = 20_000;

    private readonly Expr _expr;
    private readonly ImmutableArray<Variable> _variables;
    private readonly double[] _x;
    private readonly int _order;
    private readonly CompiledFormula _compiled;
    private readonly ForwardProgram _forward;
    private readonly KinkFinder _kinks;
    private readonly Func<double[], double> _value;
    private readonly Lazy<RoundingBound> _rounding;

    private DerivativeCheck(Formula formula, ReadOnlySpan<double> at, int order, IReadOnlyList<string>? variables = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(at.Length, variables?.Count ?? formula.Variables.Length, nameof(at));
        _expr = formula.Evaluated;
        _variables = Formula.Symbols(variables ?? formula.Variables);
        _x = at.ToArray();
        _order = order;
        _compiled = formula.Compile(order, variables);
        _forward = new ForwardProgram(_variables, _expr);
        _kinks = new KinkFinder(_expr, _variables);
        _value = x => _compiled.Evaluate(x);
        _rounding = new(() => new RoundingBound(_variables, [_expr]));
    }

    private DerivativeCheck(DerivativeCheck other, ReadOnlySpan<double> at)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(at.Length, other._x.Length, nameof(at));
        (_expr, _variables, _order, _compiled, _forward, _kinks) = (other._expr, other._variables, other._order, other._compiled, other._forward, other._kinks);
        _x = at.ToArray();
        (_value, _rounding) = (other._value, other._rounding);
    }

    /// <summary>A check that is compiled once and run at many points; the variables may be more than those of the formula.</summary>
    public static Func<double[], VerificationReport> AtAnyPoint(Formula formula, IReadOnlyList<string> variables, int order)
    {
        var check = new DerivativeCheck(formula, new double[variables.Count], order, variables);
        return at => new DerivativeCheck(check, at).Report();
    }

    /// <summary>The report for a formula at a point.</summary>
    public static VerificationReport Run(Formula formula, ReadOnlySpan<double> at, int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        return new DerivativeCheck(formula, at, order).Report();
    }

    private VerificationReport Report()
    {
        var n = _x.Length;
        var exact = Derivatives.Of(n, _order, (g, h) => _order == 1 ? _compiled.Evaluate(_x, g) : _compiled.Evaluate(_x, g, h));
        var dual = DualAt(_x);
        var report = new VerificationReport
        {
            Variables = [.. _variables.Select(v => v.Name)],
            At = [.. _x],
            Value = exact.Value,
            Gradient = [],
            Cause = NonFiniteExplanation.Of(_expr, _variables, _x),
        };
        if (!double.IsFinite(exact.Value)) return report with { Gradient = [.. OutsideDomain(exact, dual)] };

        var differences = new DifferenceRoute(_value, _x, _order);
        var gradient = Enumerable.Range(0, n).Select(i => Judge(new Component(i, -1), exact, dual, differences)).ToImmutableArray();
        var hessian = _order == 1 ? [] : Pairs(n).Select(p => Judge(p, exact, dual, differences)).ToImmutableArray();
        return report with { Gradient = gradient, Hessian = hessian, Calls = differences.Calls };
    }

    private static IEnumerable<Component> Pairs(int n)
    {
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column <= row; column++) yield return new Component(row, column);
        }
    }

    private Derivatives DualAt(double[] x) =>
        Derivatives.Of(x.Length, _order, (g, h) => _order == 1 ? _forward.Evaluate(x, g) : _forward.Evaluate(x, g, h));

    private IEnumerable<ComponentReport> OutsideDomain(Derivatives exact, Derivatives dual)
    {
        for (var i = 0; i < _x.Length; i++)
        {
            yield return new ComponentReport
            {
                Variables = [_variables[i].Name],
                Exact = exact.Gradient[i],
                Dual = dual.Gradient[i],
                Difference = double.NaN,
                Error = double.PositiveInfinity,
                Verdict = Verdict.Domain,
                Cause = "the formula itself has no finite value here",
            };
        }
    }

    private ComponentReport Judge(Component component, Derivatives exact, Derivatives dual, DifferenceRoute differences)
    {
        var estimate = BetweenJumps(component, differences.Of(component), differences);
        var evidence = new Evidence
        {
            ValueRounding = () => _rounding.Value.At(_x)[0].Error,
            ExactRounding = () => RoundingOf(component),
            Again = () => differences.Again(component),
            Exact = exact.Of(component),
            Dual = dual.Of(component),
            Estimate = estimate,
            Judgement = DerivativeJudge.Judge(exact.Of(component), estimate, () => differences.Again(component), scale: differences.ScaleOf(component)),
            Kink = KinkAt(component),
            Slopes = distance => OneSided(component, distance),
            JumpNearby = () => JumpWithin(component, estimate.Step),
            WhyNotFinite = () => WhyNotFinite(component),
            OutOfRange = () => LoopExpansion.TryExpand(ExactOf(component), MaxWork) is { } written ? RangeLoss.Find(written, _variables, _x) : null,
            Opinion = claim => Opinion(component, claim, estimate.Step, differences),
            Size = differences.ScaleOf(component),
            IsSecond = component.Column >= 0,
            VariableName = _variables[component.Variable].Name,
            At = _x[component.Variable],
        };
        var decision = VerdictRules.Decide(evidence);
        var opinion = decision.Verdict == Verdict.Inconclusive ? evidence.Opinion(evidence.Exact) : TaylorOpinion.None;
        return new ComponentReport
        {
            Variables = component.Column < 0 ? [_variables[component.Row].Name] : [_variables[component.Row].Name, _variables[component.Column].Name],
            Exact = evidence.Exact,
            Dual = evidence.Dual,
            Difference = estimate.Value,
            Error = estimate.ErrorBound,
            Verdict = decision.Verdict,
            Digits = decision.Digits,
            Left = decision.Left,
            Right = decision.Right,
            Cause = opinion.After(decision.Cause),
            TaylorOrder = opinion.Order,
            Evidence = evidence,
        };
    }

    /// <summary>
    /// Where something jumps within the steps of the differences, but not at the point itself, smaller steps may fit between two jumps.
    /// </summary>
    private DerivativeEstimate BetweenJumps(Component component, DerivativeEstimate estimate, DifferenceRoute differences)
    {
        if (component.Column >= 0 || !(estimate.Step > 0) || JumpWithin(component, estimate.Step) is null) return estimate;
        var least = KinkFinder.StepAt(_x[component.Row]);
        for (var distance = estimate.Step / 4; distance > least; distance /= 4)
        {
            if (JumpWithin(component, distance) is null) return differences.Within(component.Row, distance);
        }

        return estimate;
    }

    private string? KinkAt(Component component) =>
        _kinks.At(_x, component.Row) ?? (component.Column >= 0 && component.Column != component.Row ? _kinks.At(_x, component.Column) : null);

    private string? JumpWithin(Component component, double step) =>
        _kinks.JumpWithin(_x, component.Row, step) ?? (component.Column >= 0 && component.Column != component.Row ? _kinks.JumpWithin(_x, component.Column, step) : null);

    /// <summary>The derivative left and right of the point, by dual numbers, along the coordinate that is varied.</summary>
    private (double Left, double Right) OneSided(Component component, double? distance)
    {
        return (At(-1), At(1));

        double At(int side)
        {
            var neighbour = (double[])_x.Clone();
            neighbour[component.Variable] += side * (distance ?? KinkFinder.StepAt(_x[component.Variable]));
            return DualAt(neighbour).Of(component);
        }
    }

    /// <summary>Taylor's remainder of the value, or for a second derivative that of the slope by dual numbers.</summary>
    private TaylorOpinion Opinion(Component component, double claim, double step, DifferenceRoute differences)
    {
        // Among jumps the remainder follows the trend over them.
        if (JumpWithin(component, step) is not null) return TaylorOpinion.None;

        // Two values are subtracted, and the bound is one of first order.
        var opinion = component.Column < 0
            ? TaylorOpinion.Of(_value, _x, component.Row, claim, 4 * _rounding.Value.At(_x)[0].Error, isBound: true)
            : TaylorOpinion.Of(SlopeBy(component.Row), _x, component.Column, claim, 4 * RoundingOf(new Component(component.Row, -1)), isBound: true);
        differences.Count(opinion.Calls);
        return opinion;
    }

    private Func<double[], double> SlopeBy(int row)
    {
        var gradient = new double[_x.Length];
        return at =>
        {
            _forward.Evaluate(at, gradient);
            return gradient[row];
        };
    }

    private string WhyNotFinite(Component component) => NonFiniteExplanation.Of(ExactOf(component), _variables, _x, "The derivative");

    private double RoundingOf(Component component) => new RoundingBound(_variables, [ExactOf(component)]).At(_x)[0].Error;

    private Expr ExactOf(Component component)
    {
        var derivative = Differentiation.Derivative.Of(_expr, _variables[component.Row]);
        return component.Column < 0 ? derivative : Differentiation.Derivative.Of(derivative, _variables[component.Column]);
    }
}
