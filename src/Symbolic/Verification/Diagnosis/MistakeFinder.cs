using System.Collections.Immutable;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Printing;
using Symbolic.Simplification;
using Symbolic.Verification.Claims;

namespace Symbolic.Verification.Diagnosis;

/// <summary>
/// Says what is wrong with hand-written derivatives: which component, which part of it, and the smallest edit that makes it right.
/// Every suggestion is proven: its difference to the exact derivative simplifies to 0, or, where simplifying cannot decide, is no
/// more than rounding at many points.
/// </summary>
public sealed class MistakeFinder
{
    private const int MaxProofs = 8;
    private const long MaxTreeSize = 400;

    /// <summary>With more variables components are not compared with each other.</summary>
    private const int MaxCompared = 12;

    private readonly Expr _formula;
    private readonly DerivativeClaim _claim;
    private readonly ImmutableArray<Variable> _variables;
    private readonly double[]? _near;
    private readonly ulong _seed;
    private readonly Dictionary<(int Row, int Column), Expr> _exact = [];

    private MistakeFinder(Formula formula, DerivativeClaim claim, double[]? near, ulong seed)
    {
        (_formula, _claim, _near, _seed) = (formula.Evaluated, claim, near, seed);
        _variables = Formula.Symbols(claim.Variables);
    }

    /// <summary>The mistakes in a claim, in the order of its components; none when it is right as a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="claim">The claimed derivatives, as formulas; numbers are passed over.</param>
    /// <param name="near">A point in the domain, if one is known.</param>
    /// <param name="only">The components to be looked at, as <see cref="Mistake.Of"/> names them; all when null.</param>
    /// <param name="seed">Seed of the points at which edits are tried.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ImmutableArray<Mistake> Find(Formula formula, DerivativeClaim claim, ReadOnlySpan<double> near = default, IReadOnlyCollection<string>? only = null, ulong seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(claim);
        var finder = new MistakeFinder(formula, claim, near.IsEmpty ? null : near.ToArray(), seed);
        var mistakes = ImmutableArray.CreateBuilder<Mistake>();
        var n = claim.Variables.Length;
        for (var k = 0; k < n + (n * n); k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (row, column) = k < n ? (k, -1) : ((k - n) / n, (k - n) % n);
            var of = column < 0 ? claim.Variables[row] : $"{claim.Variables[row]},{claim.Variables[column]}";
            if (only?.Contains(of) == false) continue;
            if (claim[row, column] is { } claimed && finder.Diagnose(claimed, row, column) is { } mistake) mistakes.Add(mistake);
        }

        return mistakes.ToImmutable();
    }

    private Mistake? Diagnose(Formula claimed, int row, int column)
    {
        var exact = Exact(row, column);
        var tree = claimed.Evaluated;
        if (Prove(tree, exact) is not null) return null;
        var best = Swapped(tree, row, column, exact) ?? Search(tree, exact, row, column) ?? (new Candidate(exact, MistakeKind.Unrelated, 100, tree, exact), ProofOfExact(tree, exact));
        var (edit, proof) = best;
        var suggestion = Formula.Of(edit.Whole);
        var text = TextPrinter.Print(tree);
        var (wrong, right) = EditText.Difference(text, suggestion.ToString());
        return new Mistake
        {
            Variables = column < 0 ? [_claim.Variables[row]] : [_claim.Variables[row], _claim.Variables[column]],
            Kind = edit.Kind,
            Claimed = text,
            Suggestion = suggestion,
            Wrong = wrong,
            Right = right,
            Explanation = MistakeText.Explain(edit, tree, _claim.Variables, row, column),
            Proof = proof,
        };
    }

    private static Proof ProofOfExact(Expr claimed, Expr exact) => Equals(claimed, exact) ? Proof.Numeric : Proof.Exact;

    private Expr Exact(int row, int column)
    {
        if (_exact.TryGetValue((row, column), out var known)) return known;
        var derivative = column < 0 ? Derivative.Of(_formula, _variables[row]) : Derivative.Of(Exact(row, -1), _variables[column]);
        return _exact[(row, column)] = Simplifier.Simplify(derivative);
    }

    /// <summary>Whether a component is the exact derivative by another variable; two that are each other's have been swapped.</summary>
    private (Candidate, Proof)? Swapped(Expr tree, int row, int column, Expr exact)
    {
        if (column >= 0 || _variables.Length > MaxCompared) return null;
        for (var other = 0; other < _variables.Length; other++)
        {
            if (other == row || _claim[other] is not { } theirs) continue;
            if (Prove(tree, Exact(other, -1)) is not { } proof || Prove(theirs.Evaluated, exact) is null) continue;
            return (new Candidate(theirs.Evaluated, MistakeKind.SwappedComponents, 1, tree, _variables[other]), proof);
        }

        return null;
    }

    private (Candidate, Proof)? Search(Expr tree, Expr exact, int row, int column)
    {
        if (tree.TreeSize > MaxTreeSize || exact.TreeSize > 10 * MaxTreeSize || tree.HasLoop) return null;
        var sieve = new CandidateSieve(_variables, exact, _near, _seed);
        var by = column < 0 ? ImmutableArray.Create(_variables[row]) : [_variables[row], _variables[column]];
        var vocabulary = new EditVocabulary(_formula, exact, tree, by, _variables);
        var candidates = new LocalEdits(vocabulary).Of(tree).Prepend(new Candidate(tree, MistakeKind.Factor, 0, null, null)).Concat(OtherDerivatives(tree, exact, row, column)).ToList();
        var found = sieve.Pass(candidates).Where(c => !Equals(c.Whole, tree)).ToList();
        if ((found.Count == 0 || found.Min(c => c.Cost) > 2.2) && new TermMatching(vocabulary, _variables, _seed).Of(tree, exact, sieve) is { } mended) found.Add(mended);
        foreach (var candidate in found.OrderBy(c => c.Cost).ThenBy(c => c.Whole.TreeSize).Take(MaxProofs))
        {
            if (Prove(candidate.Whole, exact) is { } proof) return (candidate, proof);
        }

        return null;
    }

    /// <summary>The claim may be right for something else: for the formula itself, or another derivative of it.</summary>
    private IEnumerable<Candidate> OtherDerivatives(Expr tree, Expr exact, int row, int column)
    {
        var others = new List<(Expr Derivative, double Cost)> { (_formula, 2.4) };
        for (var i = 0; i < _variables.Length && _variables.Length <= MaxCompared; i++)
        {
            if (column >= 0 || i != row) others.Add((Exact(i, -1), 2.3));
        }

        foreach (var (derivative, cost) in others)
        {
            if (!Equals(derivative, exact) && Prove(tree, derivative) is not null) yield return new Candidate(exact, MistakeKind.OtherDerivative, cost, derivative, exact);
        }
    }

    /// <summary>Whether two expressions are the same, and how that is known; null when they differ, or it cannot be told.</summary>
    private Proof? Prove(Expr a, Expr b)
    {
        if (Algebra.Canonical(a) == Algebra.Canonical(b)) return Proof.Exact;
        if (!AgreeAtPoints(a, b)) return null;
        return Identity.IsZero(a, b) ? Proof.Exact : Proof.Numeric;
    }

    private bool AgreeAtPoints(Expr a, Expr b)
    {
        var bound = new RoundingBound(_variables, [a, b]);
        var random = new RandomPoints(_seed + 17);
        var (agreed, one) = (0, 0);
        for (var trial = 0; trial < 80; trial++)
        {
            var point = _near is not null && trial % 2 == 0 ? random.Near(_near, 0.5) : random.Within([.. _variables.Select(_ => trial % 4 < 2 ? (0.2, 2.5) : (-2.0, 2.0))]);
            var values = bound.At(point);
            if (!double.IsFinite(values[0].Value) || !double.IsFinite(values[1].Value))
            {
                one += double.IsFinite(values[0].Value) != double.IsFinite(values[1].Value) ? 1 : 0;
                continue;
            }

            var size = Math.Max(Math.Abs(values[0].Value), Math.Abs(values[1].Value));
            if (Math.Abs(values[0].Value - values[1].Value) > Math.Max(10 * (values[0].Error + values[1].Error), 1e-13 * size)) return false;
            // Where rounding swallows everything, nothing has been compared.
            if (values[0].Error + values[1].Error <= 1e-6 * size || size == 0) agreed++;
        }

        return agreed >= 6 && one <= agreed;
    }
}
