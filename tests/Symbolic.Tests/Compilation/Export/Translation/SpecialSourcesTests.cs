using Microsoft.CodeAnalysis;
using Symbolic.Compilation.Export;
using Symbolic.Functions;
using Symbolic.Tests.Cli;
using Xunit;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>
/// The sources of special functions that exported formulas take along are made from those in src/Symbolic/Numerics. SYMBOLIC_UPDATE_GOLDEN=1
/// writes them anew.
/// </summary>
public class SpecialSourcesTests
{
    private const string Folder = "src/Symbolic/Compilation/Export/Sources";

    [Fact]
    public void The_sources_that_are_exported_are_those_that_are_run()
    {
        var model = NumericsModel.Load();
        var names = FunctionLibrary.Standard.Definitions.Select(f => f.Evaluate?.Method).Where(m => m?.DeclaringType == typeof(Symbolic.Numerics.SpecialFunctions)).Select(m => m!.Name).ToHashSet();
        ISymbol[] roots = [.. model.SpecialFunctions.GetMembers().Where(m => names.Contains(m.Name))];
        Compare("special-csharp.txt", CSharpSources.Write(model, roots));
        Compare("special-c.txt", new CSources(model).Write(roots));
        Compare("special-python.txt", new PythonSources(model).Write(roots));
    }

    private static void Compare(string name, IReadOnlyList<SourceSection> sections)
    {
        var path = Project.Path($"{Folder}/{name}");
        var text = SourceSection.ToFile(sections);
        if (Project.Updates) File.WriteAllText(path, text);
        else Assert.Equal(File.ReadAllText(path), text);
    }
}
