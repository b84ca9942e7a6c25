using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>Members of Numerics as they stand, without their documentation, each a section with the names that it needs. Overloads make one section.</summary>
internal static class CSharpSources
{
    public static IReadOnlyList<SourceSection> Write(NumericsModel model, IEnumerable<ISymbol> roots)
    {
        var sections = new SortedDictionary<string, SourceSection>(StringComparer.Ordinal);
        var pending = new Queue<ISymbol>(roots);
        while (pending.TryDequeue(out var member))
        {
            var name = NameOf(member);
            if (sections.ContainsKey(name)) continue;
            var declarations = DeclarationsOf(member);
            var uses = declarations.SelectMany(model.UsesOf).Where(s => NameOf(s) != name).ToArray();
            foreach (var use in uses) pending.Enqueue(use);
            sections[name] = new SourceSection(name, name.Contains('.', StringComparison.Ordinal) ? 'f' : 't', [.. uses.Select(NameOf).Distinct()], string.Join("\n\n", declarations.Select(TextOf)));
        }

        return [.. sections.Values];
    }

    /// <summary>A structure is taken as a whole.</summary>
    private static string NameOf(ISymbol member) => member.ContainingType.IsValueType ? member.ContainingType.Name : $"{member.ContainingType.Name}.{member.Name}";

    private static SyntaxNode[] DeclarationsOf(ISymbol member) => member.ContainingType.IsValueType
        ? [NumericsModel.DeclarationOf(member.ContainingType)!]
        : [.. member.ContainingType.GetMembers(member.Name).Select(m => NumericsModel.DeclarationOf(m)!).Select(d => d is VariableDeclaratorSyntax ? d.Parent!.Parent! : d)];

    private static string TextOf(SyntaxNode declaration)
    {
        var bare = new WithoutDocumentation().Visit(declaration is TypeDeclarationSyntax type ? type.WithAttributeLists([]) : declaration);
        var lines = bare.ToFullString().ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(l => l.TrimEnd()).ToList();
        while (lines[0].Length == 0) lines.RemoveAt(0);
        var margin = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join("\n", lines.Select(l => l.Length >= margin ? l[margin..] : l.TrimStart())).TrimEnd();
    }

    private sealed class WithoutDocumentation : CSharpSyntaxRewriter
    {
        public override SyntaxToken VisitToken(SyntaxToken token)
        {
            var trivia = token.LeadingTrivia;
            return token.WithLeadingTrivia(trivia.Where((t, i) => !IsDocumentation(t) && !(i + 1 < trivia.Count && IsDocumentation(trivia[i + 1]))));
        }

        private static bool IsDocumentation(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);
    }
}
