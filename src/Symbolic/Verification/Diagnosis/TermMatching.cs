using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Verification.Diagnosis;

/// <summary>
/// Mends a sum term by term: terms that the claim and the exact derivative have in common are set aside; of the others each claimed
/// one is paired with the exact one that it is the fewest edits away from, and what is left over is a term too many or missing.
/// </summary>
internal sealed class TermMatching(EditVocabulary vocabulary, ImmutableArray<Variable> variables, ulong seed)
{
    private const int MaxTerms = 12;
    private const int MaxMended = 4;

    /// <summary>More than this, and no term that was right, is another formula.</summary>
    private const double MaxCost = 4.6;

    /// <summary>The claim with its terms mended; null when the terms have nothing to do with each other.</summary>
    public Candidate? Of(Expr claimed, Expr exact, CandidateSieve sieve)
    {
        Candidate? best = null;
        foreach (var form in EditVocabulary.Forms(exact))
        {
            if (Mend(TypedTrees.Terms(claimed), TypedTrees.Terms(form), sieve) is { } found && !(best?.Cost <= found.Cost)) best = found;
        }

        return best;
    }

    private Candidate? Mend(ImmutableArray<Expr> claimed, ImmutableArray<Expr> exact, CandidateSieve sieve)
    {
        if (claimed.Length > MaxTerms || exact.Length > MaxTerms || sieve.Points.Length < 3) return null;
        var values = sieve.Values([.. claimed, .. exact]);
        var missing = Enumerable.Range(0, exact.Length).ToList();
        var wrong = new List<int>();
        for (var i = 0; i < claimed.Length; i++)
        {
            var same = missing.FindIndex(j => CandidateSieve.IsRatio(values[i], values[claimed.Length + j], out var ratio) && Math.Abs(ratio - 1) < 1e-9);
            if (same >= 0) missing.RemoveAt(same);
            else wrong.Add(i);
        }

        // Nothing in common and several of each: another formula, not a mistake in this one.
        if (wrong.Count == claimed.Length && missing.Count > 1 && wrong.Count > 1 || wrong.Count > MaxMended || missing.Count > MaxMended) return null;
        return Pair(claimed, exact, wrong, missing) is { } mended && (mended.Cost <= MaxCost || wrong.Count < claimed.Length) ? mended : null;
    }

    private Candidate? Pair(ImmutableArray<Expr> claimed, ImmutableArray<Expr> exact, List<int> wrong, List<int> missing)
    {
        var pairs = (from i in wrong from j in missing let edit = Cheapest(claimed[i], exact[j]) where edit is not null orderby edit.Value.Cost select (i, j, Edit: edit.Value)).ToList();
        var terms = claimed.ToArray();
        var edits = new List<Candidate>();
        foreach (var (i, j, edit) in pairs)
        {
            if (!wrong.Contains(i) || !missing.Contains(j)) continue;
            wrong.Remove(i);
            missing.Remove(j);
            terms[i] = edit.Whole;
            edits.Add(edit);
        }

        var extra = wrong.Select(i => new Candidate(Constant.Zero, MistakeKind.ExtraTerm, 1.5, claimed[i], null)).ToList();
        var added = missing.Select(j => new Candidate(Constant.Zero, MistakeKind.MissingTerm, 2 + (0.03 * exact[j].TreeSize), null, exact[j])).ToList();
        edits.AddRange(extra);
        edits.AddRange(added);
        if (edits.Count == 0) return null;
        var kept = terms.Where((_, i) => !wrong.Contains(i)).Concat(missing.Select(j => exact[j])).ToImmutableArray();
        var whole = TypedTrees.Tidy(kept.IsEmpty ? Constant.Zero : AsTyped.Sum([.. kept.SelectMany(t => TypedTrees.Terms(t))]));
        return edits.Count == 1
            ? edits[0] with { Whole = whole }
            : new Candidate(whole, MistakeKind.Several, edits.Sum(e => e.Cost), null, null);
    }

    private Candidate? Cheapest(Expr claimed, Expr exact)
    {
        var sieve = new CandidateSieve(variables, exact, null, seed);
        var edits = new LocalEdits(vocabulary).Of(claimed).Where(c => c.Kind != MistakeKind.MissingTerm).Prepend(new Candidate(claimed, MistakeKind.Factor, 0, null, null)).ToList();
        // To replace the term as a whole is no edit of it.
        var found = sieve.Pass(edits).Where(c => c.Kind != MistakeKind.Part || !Equals(c.Wrong, claimed)).OrderBy(c => c.Cost).ToList();
        return found.Count > 0 ? found[0] : null;
    }
}
