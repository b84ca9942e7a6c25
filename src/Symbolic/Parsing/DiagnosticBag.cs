using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>Collects what is wrong: at most one thing for each place, so that one mistake is not reported twice, and a bounded number.</summary>
internal sealed class DiagnosticBag
{
    private const int MaxCount = 20;
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<int> _places = [];

    public int Count => _items.Count;

    public bool IsEmpty => _items.Count == 0;

    /// <summary>True when a limit was hit: reading stops there and nothing more is reported.</summary>
    public bool IsClosed { get; private set; }

    public void Add(string kind, string message, SourceSpan span, ImmutableArray<string> expected = default, params ImmutableArray<string> suggestions)
    {
        if (IsClosed || _items.Count >= MaxCount || !_places.Add(span.Start)) return;
        _items.Add(new Diagnostic(kind, message, span) { Expected = expected.IsDefault ? [] : expected, Suggestions = suggestions });
    }

    /// <summary>Reports that a limit was hit, in place of whatever follows from stopping early.</summary>
    public void Stop(string message, SourceSpan span)
    {
        if (IsClosed) return;
        _items.Add(new Diagnostic("limit", message, span));
        IsClosed = true;
    }

    public ImmutableArray<Diagnostic> ToImmutable() => _items.Count == 0 ? [] : [.. _items.OrderBy(d => d.Span.Start)];
}
