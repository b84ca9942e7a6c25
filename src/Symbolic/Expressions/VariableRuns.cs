using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>
/// The free variables in the order of <see cref="VariableOrder"/>, the elements that loops run over as ranges: known without writing a
/// loop out, whatever the number of its terms.
/// </summary>
internal sealed class VariableRuns
{
    /// <summary>Most variables whose names are listed.</summary>
    private const int MaxNames = 50_000_000;

    private readonly Lazy<Dictionary<string, int>> _places;
    private readonly Lazy<ILookup<(string Name, int IndexCount), VariableRun>> _vectors;

    private VariableRuns(ImmutableArray<VariableRun> runs)
    {
        Runs = runs;
        Count = runs.IsEmpty ? 0 : runs[^1].Start + runs[^1].Count;
        _places = new(() => Runs.Where(r => !r.IsVector).ToDictionary(r => r.Name, r => r.Start));
        _vectors = new(() => Runs.Where(r => r.IsVector).ToLookup(r => (r.Name, r.Ranges.Length)));
    }

    /// <summary>The runs, in order.</summary>
    public ImmutableArray<VariableRun> Runs { get; }

    /// <summary>Number of variables.</summary>
    public int Count { get; }

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
    /// form c + Σ aₖ·iₖ, a condition decides which occur, or those that occur are no rectangles.
    /// </summary>
    public static VariableRuns? Of(IEnumerable<Expr> roots)
    {
        var ranges = new ElementRanges();
        foreach (var root in roots)
        {
            if (!ranges.TryAdd(root)) return null;
        }

        return ranges.Vectors() is { } vectors ? InOrder(ranges.Names, vectors) : null;
    }

    /// <summary>Variables one by one, in the order given.</summary>
    public static VariableRuns Of(IReadOnlyList<string> names) => new([.. names.Select((n, i) => VariableRun.Single(n) with { Start = i })]);

    /// <summary>The vector of a name such as <c>x[3]</c> or <c>a[1,-2]</c>, and the indices.</summary>
    public static bool IsElement(string name, out string vector, out long[] indices)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        (vector, indices) = (bracket < 0 ? name : name[..bracket], []);
        if (bracket <= 0) return false;
        var parts = name[(bracket + 1)..^1].Split(',');
        indices = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)) return false;
            indices[i] = index;
        }

        return true;
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
        return IsElement(name, out var vector, out var indices) ? RunsOf(vector, indices.Length).Select(run => run.PlaceOf(indices)).FirstOrDefault(p => p >= 0, -1) : -1;
    }

    /// <summary>The runs of a vector whose elements have so many indices, in order.</summary>
    public IEnumerable<VariableRun> RunsOf(string name, int indexCount) => _vectors.Value[(name, indexCount)];

    private static VariableRuns? InOrder(IEnumerable<string> names, Dictionary<(string Name, int IndexCount), List<ImmutableArray<IndexRange>>> vectors)
    {
        if (vectors.Values.Any(v => v.Exists(ranges => ranges.Aggregate(1.0, (count, r) => count * r.Count) > int.MaxValue))) return null;
        var runs = names.Where(n => !IsElement(n, out var vector, out var indices) || !vectors.ContainsKey((vector, indices.Length))).Select(VariableRun.Single)
            .Concat(vectors.SelectMany(v => v.Value.Select(ranges => new VariableRun(v.Key.Name, ranges))))
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
