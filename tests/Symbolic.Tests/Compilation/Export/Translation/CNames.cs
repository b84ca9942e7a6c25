using Microsoft.CodeAnalysis;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>Names of members and types in C, and what a member needs to be declared before it.</summary>
internal sealed class CNames
{
    /// <summary>Names of C and of its mathematics that are names of variables in Numerics.</summary>
    private static readonly HashSet<string> Reserved = ["floor", "signed", "round", "exp", "log", "sin", "cos", "erf", "gamma", "remainder", "j0", "j1", "y0", "y1", "small", "long", "short"];

    /// <summary>Names that the code written so far refers to, in the order in which it does.</summary>
    public List<string> Used { get; } = [];

    /// <summary>The members among them.</summary>
    public List<ISymbol> Members { get; } = [];

    /// <summary>The C name of a method, of a property (then a function without arguments) or of a table.</summary>
    public string Of(ISymbol member)
    {
        var name = NameOf(member);
        Use(name);
        if (!Members.Contains(member, SymbolEqualityComparer.Default)) Members.Add(member);
        return name;
    }

    /// <summary>The C type.</summary>
    public string Of(ITypeSymbol type)
    {
        var name = type switch
        {
            { SpecialType: SpecialType.System_Double } => "double",
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_Boolean } => "int",
            { SpecialType: SpecialType.System_Int64 } => "long long",
            { Name: "DoubleDouble" } => "DoubleDouble",
            { Name: "ReadOnlySpan" } => "Span",
            INamedTypeSymbol { IsTupleType: true } tuple => "Tuple_" + string.Concat(tuple.TupleElements.Select(e => CodeOf(e.Type))),
            _ => throw new NotSupportedException(type.ToDisplayString()),
        };
        if (!name.Contains("double", StringComparison.Ordinal) && name is not "int" and not "long long") Use(name);
        return name;
    }

    /// <summary>The C name of a parameter or local variable.</summary>
    public static string OfVariable(ISymbol variable) => Reserved.Contains(variable.Name) ? variable.Name + "_" : variable.Name;

    public static string NameOf(ISymbol member)
    {
        var name = $"{member.ContainingType.Name}_{member.Name}";
        var overloads = member.ContainingType.GetMembers(member.Name).OfType<IMethodSymbol>().Count();
        return overloads > 1 && member is IMethodSymbol method ? $"{name}_{string.Concat(method.Parameters.Select(p => CodeOf(p.Type)))}" : name;
    }

    private static char CodeOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => 'd',
        { SpecialType: SpecialType.System_Int32 } => 'i',
        { Name: "DoubleDouble" } => 'e',
        _ => throw new NotSupportedException(type.ToDisplayString()),
    };

    private void Use(string name)
    {
        if (!Used.Contains(name)) Used.Add(name);
    }
}
