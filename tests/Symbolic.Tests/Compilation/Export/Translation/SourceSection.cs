namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>A piece of source with a name, the names of those that it needs, and what it is: a type, data, or a function.</summary>
internal sealed record SourceSection(string Name, char Kind, IReadOnlyList<string> Needs, string Text)
{
    /// <summary>Sections as they are kept in a file, one after the other.</summary>
    public static string ToFile(IEnumerable<SourceSection> sections) => string.Concat(sections.Select(s => $"@{s.Kind} {string.Join(" ", [s.Name, .. s.Needs])}\n{s.Text}\n"));
}
