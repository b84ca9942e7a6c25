using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Symbolic.Tests.Cli;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>The scalar sources of src/Symbolic/Numerics as the compiler understands them.</summary>
internal sealed class NumericsModel
{
    private readonly CSharpCompilation _compilation;

    private NumericsModel(CSharpCompilation compilation) => _compilation = compilation;

    public INamedTypeSymbol SpecialFunctions => _compilation.GetTypeByMetadataName("Symbolic.Numerics.SpecialFunctions")!;

    public static NumericsModel Load()
    {
        var sources = Directory.GetFiles(Project.Path("src/Symbolic/Numerics"), "*.cs").Order(StringComparer.Ordinal).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: f))
            .Append(CSharpSyntaxTree.ParseText("global using System;"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Memory.dll" or "System.Runtime.InteropServices.dll")
            .Select(p => MetadataReference.CreateFromFile(p));
        return new NumericsModel(CSharpCompilation.Create("Numerics", sources, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>Where a member is declared; null for one that the compiler made.</summary>
    public static SyntaxNode? DeclarationOf(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    public SemanticModel ModelOf(SyntaxNode node) => _compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>The members of our own that a member uses, in the order in which it names them.</summary>
    public IEnumerable<ISymbol> UsesOf(SyntaxNode declaration)
    {
        var model = ModelOf(declaration);
        var found = new List<ISymbol>();
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax)) continue;
            if (model.GetSymbolInfo(node).Symbol is { } symbol && IsOurs(symbol) && !found.Contains(symbol, SymbolEqualityComparer.Default)) found.Add(symbol);
        }

        return found;
    }

    /// <summary>Whether a symbol is a member of a type in Numerics.</summary>
    public static bool IsOurs(ISymbol symbol) =>
        symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol && symbol.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false } type
        && type.ContainingNamespace?.ToDisplayString() == "Symbolic.Numerics";
}
