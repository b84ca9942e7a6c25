using System.Text.RegularExpressions;
using Xunit;

namespace Symbolic.Tests;

/// <summary>A room uses only the rooms that its row names: by a <c>using</c> line or by a name such as <c>Differentiation.Gradient</c>.</summary>
public partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Numerics"] = [],
        ["Expressions"] = [],
        ["Functions"] = ["Expressions", "Numerics"],
        ["Parsing"] = ["Expressions", "Functions"],
        ["Printing"] = ["Expressions"],
        ["Simplification"] = ["Expressions", "Functions"],
        ["Differentiation"] = ["Expressions", "Functions"],
        ["Compilation"] = ["Expressions", "Functions", "Numerics", "Differentiation"],
        ["FiniteDifferences"] = ["Numerics"],
        ["Verification"] = ["Expressions", "Functions", "Parsing", "Printing", "Simplification", "Differentiation", "Compilation", "FiniteDifferences"],
    };

    public static TheoryData<string> Rooms => [.. Uses.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_of_its_row(string room)
    {
        var files = Directory.GetFiles(Path.Combine(SourceTree.Library, room), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        var others = Uses.Keys.Except([room, .. Uses[room]]).ToArray();
        var broken = files.SelectMany(file => others.Where(other => Mentions(File.ReadAllText(file), other)).Select(other => $"{Path.GetFileName(file)} uses {other}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_folder_of_the_library_is_a_room_with_a_row() =>
        Assert.Equal(Uses.Keys.Order(StringComparer.Ordinal), Directory.GetDirectories(SourceTree.Library).Select(d => Path.GetFileName(d)).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("using Symbolic.Parsing;", true)]
    [InlineData("using static Symbolic.Parsing.Lexer;", true)]
    [InlineData("var x = Parsing.Lexer.Read(text);", true)]
    [InlineData("/// <see cref=\"Parsing.Lexer\"/>", false)]
    [InlineData("// Parsing. Reading", false)]
    [InlineData("var x = node.Parsing.Length;", false)]
    public void Mentions_are_found_in_code_and_not_in_comments(string line, bool expected) => Assert.Equal(expected, Mentions(line, "Parsing"));

    private static bool Mentions(string source, string room) =>
        Regex.IsMatch(Comment().Replace(source, ""), $@"(?<![\w.])(Symbolic\.)?{room}\.({string.Join('|', Types(room))})\b|using (static )?Symbolic\.{room}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static IEnumerable<string> Types(string room) =>
        Directory.GetFiles(Path.Combine(SourceTree.Library, room), "*.cs").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct();

    [GeneratedRegex("//.*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
