using Symbolic.Expressions;

namespace Symbolic.Verification.Diagnosis;

/// <summary>A claim with an edit that may make it right.</summary>
/// <param name="Whole">The edited claim.</param>
/// <param name="Kind">What the edit mends.</param>
/// <param name="Cost">How much is changed: 1 for a sign; among right ones the cheapest is suggested.</param>
/// <param name="Wrong">The part that was changed or left out; null when something was put in.</param>
/// <param name="Right">What stands there now; null when something was left out.</param>
internal readonly record struct Candidate(Expr Whole, MistakeKind Kind, double Cost, Expr? Wrong, Expr? Right);
