using System.Collections.Frozen;

namespace Symbolic.Compilation.Export;

/// <summary>
/// The sources of our own special functions in one language, in pieces that know which others they need. They are made from those in
/// Numerics, by a test that also sees that they stay the same.
/// </summary>
internal sealed class SourceLibrary
{
    private static readonly Lazy<SourceLibrary> LoadedCSharp = new(() => Load("special-csharp.txt"));
    private static readonly Lazy<SourceLibrary> LoadedC = new(() => Load("special-c.txt"));

    private static readonly Lazy<SourceLibrary> LoadedPython = new(() => Load("special-python.txt"));

    private readonly FrozenDictionary<string, SourcePiece> _pieces;

    private SourceLibrary(List<SourcePiece> pieces) => _pieces = pieces.ToFrozenDictionary(p => p.Name);

    public static SourceLibrary CSharp => LoadedCSharp.Value;

    public static SourceLibrary C => LoadedC.Value;

    public static SourceLibrary Python => LoadedPython.Value;

    public bool Has(string name) => _pieces.ContainsKey(name);

    /// <summary>Some pieces and all that they need, types first, then tables, then functions.</summary>
    public IReadOnlyList<SourcePiece> With(IEnumerable<string> names)
    {
        var pending = new Stack<string>(names);
        var found = new HashSet<SourcePiece>();
        while (pending.TryPop(out var name))
        {
            if (!found.Add(_pieces[name])) continue;
            foreach (var need in _pieces[name].Needs) pending.Push(need);
        }

        return [.. found.OrderBy(p => p.Position)];
    }

    /// <summary>Reads the pieces; each begins with a line «@kind name needs …».</summary>
    private static SourceLibrary Load(string file)
    {
        using var stream = typeof(SourceLibrary).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var pieces = new List<SourcePiece>();
        foreach (var section in ("\n" + reader.ReadToEnd()).Split("\n@", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            var words = section[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            pieces.Add(new SourcePiece(pieces.Count, section[0], words[0], words[1..], section[(end + 1)..].TrimEnd('\n')));
        }

        return new SourceLibrary(pieces);
    }
}

/// <summary>A type (t), data (d) or function (f).</summary>
internal sealed record SourcePiece(int Position, char Kind, string Name, string[] Needs, string Text);
