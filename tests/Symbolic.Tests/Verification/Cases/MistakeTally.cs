using System.Globalization;
using Symbolic.Expressions;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;

namespace Symbolic.Tests.Verification.Cases;

/// <summary>How many random mistakes were found and mended.</summary>
internal sealed class MistakeTally
{
    private static readonly string[] Names = ["x", "y", "z"];

    /// <summary>Wrong claims that were looked at.</summary>
    public int Count { get; private set; }

    /// <summary>Those for which an edit was found, not only the right derivative shown.</summary>
    public int Mended { get; private set; }

    /// <summary>Those with a single edit.</summary>
    public int Single { get; private set; }

    /// <summary>Claims that were taken for right.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>Suggestions that are not the derivative.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Claims for which only the right derivative was shown.</summary>
    public List<string> Unrelated { get; } = [];

    public static MistakeTally Of(IEnumerable<int> seeds)
    {
        var tally = new MistakeTally();
        foreach (var seed in seeds) tally.Add(seed);
        return tally;
    }

    private void Add(int seed)
    {
        var random = new RandomFormulas(seed);
        var formula = Formula.Of(random.Next(random.Random.Next(3, 16)));
        var by = random.Random.Next(Names.Length);
        var right = formula.Differentiate(Names[by]).Expression;
        var kind = Corruption.All[random.Random.Next(Corruption.All.Count)];
        if (!right.IsVariable || right.TreeSize > 120 || Corruption.Of(right, kind, random.Random) is not { } claimed || IsSame(claimed, right)) return;
        Count++;
        var claim = new Formula?[Names.Length];
        claim[by] = Formula.Of(claimed);
        var mistakes = MistakeFinder.Find(formula, DerivativeClaim.Of(Names, claim));
        var text = $"#{seed} {kind}: {formula} claimed {Formula.Of(claimed)}, right {Formula.Of(right)}";
        if (mistakes is not [var mistake])
        {
            Missed.Add(text);
            return;
        }

        if (!IsSame(mistake.Suggestion.Expression, right)) Wrong.Add($"{text}, suggested {mistake.Suggestion}");
        if (mistake.Kind == MistakeKind.Unrelated) Unrelated.Add(text);
        else Mended++;
        if (mistake.Kind is not (MistakeKind.Unrelated or MistakeKind.Several)) Single++;
    }

    /// <summary>Whether two formulas have the same values at many points, by a way of its own.</summary>
    private static bool IsSame(Expr a, Expr b)
    {
        var values = new Symbolic.Verification.RoundingBound(Formula.Symbols(Names), [a, b]);
        var random = new Random(12345);
        for (var trial = 0; trial < 40; trial++)
        {
            var at = values.At([.. Names.Select(_ => 0.1 + (2 * random.NextDouble()))]);
            if (!double.IsFinite(at[0].Value) || !double.IsFinite(at[1].Value)) continue;
            if (Math.Abs(at[0].Value - at[1].Value) > (20 * (at[0].Error + at[1].Error)) + (1e-12 * Math.Abs(at[1].Value))) return false;
        }

        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mended} of {Count} mended ({100.0 * Mended / Count:F1} %), {Single} by one edit; {Missed.Count} missed, {Wrong.Count} wrong suggestions\n{string.Join("\n", Missed.Concat(Wrong).Concat(Unrelated).Take(20))}");
}
