using System.Globalization;
using System.Reflection;
using System.Text;
using Xunit;

namespace Symbolic.Tests;

/// <summary>
/// The public names of the libraries, compared with <c>PublicApi.approved.txt</c> and <c>PublicApi.Solvers.approved.txt</c>. After a change that is meant, run the tests with
/// SYMBOLIC_APPROVE=1 and commit the files.
/// </summary>
public class PublicApiTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData(typeof(Formula), "PublicApi.approved.txt")]
    [InlineData(typeof(Symbolic.Solvers.Objective), "PublicApi.Solvers.approved.txt")]
    public void The_public_names_are_the_approved_ones(Type member, string file)
    {
        ArgumentNullException.ThrowIfNull(member);
        var path = Path.Combine(SourceTree.Tests, file);
        var actual = Describe(member.Assembly);
        if (Environment.GetEnvironmentVariable("SYMBOLIC_APPROVE") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            var members = type.IsEnum ? Enum.GetNames(type).Select(n => n) : type.IsSubclassOf(typeof(MulticastDelegate)) ? [] : type.GetMembers(Own).Where(IsVisible).Select(Text);
            foreach (var member in members.Where(m => m.Length > 0).Distinct().Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) => !member.Name.Contains('<', StringComparison.Ordinal) && member switch
    {
        MethodBase m => (m.IsPublic || m.IsFamily) && (!m.IsSpecialName || m is ConstructorInfo || m.Name.StartsWith("op_", StringComparison.Ordinal)) && m.Name is not ("Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct"),
        PropertyInfo p => p.GetMethod is { } get && (get.IsPublic || get.IsFamily) && p.Name != "EqualityContract",
        FieldInfo f => f.IsPublic,
        _ => false,
    };

    private static string Text(MemberInfo member) => member switch
    {
        MethodBase m => string.Create(CultureInfo.InvariantCulture, $"{(m.IsStatic ? "static " : "")}{m.Name}({string.Join(", ", m.GetParameters().Select(p => Name(p.ParameterType)))}){(m is MethodInfo i ? " : " + Name(i.ReturnType) : "")}"),
        PropertyInfo p => $"{p.Name} : {Name(p.PropertyType)}{(p.SetMethod is { IsPublic: true } ? " { get; set; }" : "")}",
        FieldInfo f => $"{f.Name} : {Name(f.FieldType)}",
        _ => "",
    };

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.IsByRef ? "ref " + Name(type.GetElementType()!) : type.Name;
}
