using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>One component of a gradient or Hessian, by every route, with the verdict.</summary>
public sealed record ComponentReport
{
    /// <summary>The variables of the derivative: one name for a slope, two for a second derivative.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The compiled exact derivative.</summary>
    public required double Exact { get; init; }

    /// <summary>Forward-mode dual numbers over the formula as typed.</summary>
    public required double Dual { get; init; }

    /// <summary>Finite differences of the value.</summary>
    public required double Difference { get; init; }

    /// <summary>Bound of the error of <see cref="Difference"/>.</summary>
    public required double Error { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Decimal digits to which the routes agree.</summary>
    public double Digits { get; init; }

    /// <summary>Order at which the remainder of Taylor's formula falls, asked for where differences decide nothing: 2 for a right derivative; NaN elsewhere.</summary>
    public double TaylorOrder { get; init; } = double.NaN;

    /// <summary>Slope from the left at a kink; NaN elsewhere.</summary>
    public double Left { get; init; } = double.NaN;

    /// <summary>Slope from the right at a kink; NaN elsewhere.</summary>
    public double Right { get; init; } = double.NaN;

    /// <summary>Why the verdict is not «verified», in one sentence; "" otherwise.</summary>
    public string Cause { get; init; } = "";

    /// <summary>What the verdict was made from; null where the formula has no value.</summary>
    internal Evidence? Evidence { get; init; }

    /// <summary>The variables as written in answers: <c>x</c> or <c>x,y</c>.</summary>
    public string Of => string.Join(",", Variables);
}

/// <summary>The verdict on value, gradient and Hessian of a formula at a point.</summary>
public sealed record VerificationReport
{
    /// <summary>Names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The point.</summary>
    public required ImmutableArray<double> At { get; init; }

    /// <summary>The value of the formula.</summary>
    public required double Value { get; init; }

    /// <summary>The components of the gradient, one for each variable.</summary>
    public required ImmutableArray<ComponentReport> Gradient { get; init; }

    /// <summary>The second derivatives of the lower triangle, row by row; empty when they were not asked for.</summary>
    public ImmutableArray<ComponentReport> Hessian { get; init; } = [];

    /// <summary>How often the formula was evaluated for finite differences.</summary>
    public int Calls { get; init; }

    /// <summary>Why the value is not finite; "" when it is.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Every component, those of the gradient first.</summary>
    public ImmutableArray<ComponentReport> Components => [.. Gradient, .. Hessian];

    /// <summary>The worst verdict of all components; <see cref="Verdict.Domain"/> when the value itself is not finite.</summary>
    public Verdict Verdict => !double.IsFinite(Value) ? Verdict.Domain
        : Components.IsEmpty ? Verdict.Verified
        : Components.Max(c => c.Verdict);
}
