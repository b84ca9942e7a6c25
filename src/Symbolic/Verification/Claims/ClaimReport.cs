using System.Collections.Immutable;

namespace Symbolic.Verification.Claims;

/// <summary>A claimed derivative, judged.</summary>
public sealed record ClaimComponentReport
{
    /// <summary>The variables of the derivative: one name for a slope, two for a second derivative.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>What was claimed; null when it came from a delegate.</summary>
    public Formula? Formula { get; init; }

    /// <summary>The claim as a number.</summary>
    public required double Claimed { get; init; }

    /// <summary>The exact derivative; NaN when only a delegate is known.</summary>
    public double Exact { get; init; } = double.NaN;

    /// <summary>Forward-mode dual numbers over the formula as typed; NaN when only a delegate is known.</summary>
    public double Dual { get; init; } = double.NaN;

    /// <summary>Finite differences of the value.</summary>
    public required double Difference { get; init; }

    /// <summary>Bound of the error of <see cref="Difference"/>.</summary>
    public required double Error { get; init; }

    /// <summary>The verdict on the claim.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Decimal digits of the claim that are confirmed.</summary>
    public double Digits { get; init; }

    /// <summary>Claim minus exact derivative, relative to the larger of them; against the differences when nothing exact is known.</summary>
    public double RelativeError { get; init; }

    /// <summary>Order at which the remainder of Taylor's formula falls, asked for where differences decide nothing: 2 for a right derivative; NaN elsewhere.</summary>
    public double TaylorOrder { get; init; } = double.NaN;

    /// <summary>Slope from the left at a kink; NaN elsewhere.</summary>
    public double Left { get; init; } = double.NaN;

    /// <summary>Slope from the right at a kink; NaN elsewhere.</summary>
    public double Right { get; init; } = double.NaN;

    /// <summary>Why the verdict is not «verified», in one sentence; "" otherwise.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The variables as written in answers: <c>x</c> or <c>x,y</c>.</summary>
    public string Of => string.Join(",", Variables);
}

/// <summary>The verdict on claimed derivatives at a point.</summary>
public sealed record ClaimReport
{
    /// <summary>Names of the variables; numbered from 0 for a delegate.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The point.</summary>
    public required ImmutableArray<double> At { get; init; }

    /// <summary>The value of the function.</summary>
    public required double Value { get; init; }

    /// <summary>What was claimed, those of the gradient first, then the Hessian row by row.</summary>
    public required ImmutableArray<ClaimComponentReport> Components { get; init; }

    /// <summary>How often the function was evaluated.</summary>
    public int Calls { get; init; }

    /// <summary>Seed of random directions and points; with it a run can be repeated.</summary>
    public ulong Seed { get; init; }

    /// <summary>Why the value is not finite; "" when it is.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The worst verdict.</summary>
    public Verdict Verdict => Components.IsEmpty ? Verdict.Verified : Components.Max(c => c.Verdict);
}
