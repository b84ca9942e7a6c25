using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>Neighbours in the list of variables: a name alone, or the elements of a vector from one index to another.</summary>
/// <param name="Name">The name; of a vector the name before the bracket.</param>
/// <param name="IsVector">Whether it is a vector.</param>
/// <param name="First">Index of the first element.</param>
/// <param name="Count">Number of elements; 1 for a name alone.</param>
/// <param name="Start">Place of the first in the list of variables.</param>
internal sealed record VariableRun(string Name, bool IsVector, int First, int Count, int Start)
{
    /// <summary>The name of an element, counted from 0.</summary>
    public string NameOf(int place) => IsVector ? string.Create(CultureInfo.InvariantCulture, $"{Name}[{First + place}]") : Name;
}

/// <summary>
/// The free variables in the order of <see cref="VariableOrder"/>, the elements that loops run over as ranges: known without writing a
/// loop out, whatever the number of its terms.
/// </summary>
internal sealed class VariableRuns
{
    /// <summary>Most variables whose names are listed.</summary>
    private const int MaxNames = 50_000_000;

    private readonly Lazy<Dictionary<string, int>> _places;

    private VariableRuns(ImmutableArray<VariableRun> runs)
    {
        Runs = runs;
        _places = new(() => Runs.Where(r => !r.IsVector).ToDictionary(r => r.Name, r => r.Start));
    }

    /// <summary>The runs, in order.</summary>
    public ImmutableArray<VariableRun> Runs { get; }

    /// <summary>Number of variables.</summary>
    public int Count => Runs.IsEmpty ? 0 : Runs[^1].Start + Runs[^1].Count;

    /// <summary>The names of all.</summary>
    /// <exception cref="ExpansionLimitException">There are too many to be listed.</exception>
    public ImmutableArray<string> Names
    {
        get
        {
            if (Count > MaxNames) throw new ExpansionLimitException(string.Create(CultureInfo.InvariantCulture, $"{Count:N0} variables are too many to be listed by name."));
            var names = ImmutableArray.CreateBuilder<string>(Count);
            foreach (var run in Runs)
            {
                for (var i = 0; i < run.Count; i++) names.Add(run.NameOf(i));
            }

            return names.MoveToImmutable();
        }
    }

    /// <summary>
    /// The variables of some expressions; null when the elements in loops cannot be told from their indices: these are not of the
    /// form c + Σ aₖ·iₖ, a condition decides which occur, or those that occur have gaps.
    /// </summary>
    public static VariableRuns? Of(IEnumerable<Expr> roots)
    {
        var ranges = new ElementRanges();
        foreach (var root in roots)
        {
            if (!ranges.TryAdd(root)) return null;
        }

        return ranges.TryGetVectors(out var vectors) ? InOrder(ranges.Names, vectors) : null;
    }

    /// <summary>Variables one by one, in the order given.</summary>
    public static VariableRuns Of(IReadOnlyList<string> names) => new([.. names.Select((n, i) => new VariableRun(n, IsVector: false, 0, 1, i))]);

    /// <summary>The vector of a name such as <c>x[3]</c>, and the index.</summary>
    public static bool IsElement(string name, out string vector, out int index)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        (vector, index) = (bracket < 0 ? name : name[..bracket], 0);
        return bracket > 0 && int.TryParse(name.AsSpan(bracket + 1, name.Length - bracket - 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index);
    }

    /// <summary>These variables and more behind them, whose names no formula can have.</summary>
    public VariableRuns Append(IEnumerable<VariableRun> runs)
    {
        var (all, start) = (Runs.ToBuilder(), Count);
        foreach (var run in runs)
        {
            all.Add(run with { Start = start });
            start = checked(start + run.Count);
        }

        return new VariableRuns(all.ToImmutable());
    }

    /// <summary>The places of a run.</summary>
    public Range RangeOf(string name)
    {
        var run = Runs.First(r => r.Name == name);
        return run.Start..(run.Start + run.Count);
    }

    /// <summary>The place of a variable; −1 when it is not in the list.</summary>
    public int PlaceOf(string name)
    {
        if (_places.Value.TryGetValue(name, out var place)) return place;
        return IsElement(name, out var vector, out var index) && TryGetVector(vector, out var found) && index >= found.First && index < found.First + found.Count
            ? found.Start + index - found.First
            : -1;
    }

    /// <summary>The run of a vector.</summary>
    public bool TryGetVector(string name, [NotNullWhen(true)] out VariableRun? run)
    {
        run = Runs.FirstOrDefault(r => r.IsVector && r.Name == name);
        return run is not null;
    }

    private static VariableRuns? InOrder(IEnumerable<string> names, Dictionary<string, (int First, int Count)> vectors)
    {
        var runs = names.Where(n => !IsElement(n, out var vector, out _) || !vectors.ContainsKey(vector)).Select(n => new VariableRun(n, IsVector: false, 0, 1, 0))
            .Concat(vectors.Select(v => new VariableRun(v.Key, IsVector: true, v.Value.First, v.Value.Count, 0)))
            .OrderBy(r => r.NameOf(0), VariableOrder.Comparer).ToArray();
        var start = 0L;
        for (var i = 0; i < runs.Length; i++)
        {
            if (i > 0 && VariableOrder.Compare(runs[i - 1].NameOf(runs[i - 1].Count - 1), runs[i].NameOf(0)) >= 0) return null;
            runs[i] = runs[i] with { Start = (int)start };
            start += runs[i].Count;
            if (start > int.MaxValue) return null;
        }

        return new VariableRuns([.. runs]);
    }
}
