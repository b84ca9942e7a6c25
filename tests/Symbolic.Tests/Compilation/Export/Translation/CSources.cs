using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>Members of Numerics in C99, each a section with the names that it needs.</summary>
internal sealed class CSources(NumericsModel model)
{
    private static readonly (string Name, string Text)[] Helpers =
    [
        ("DoubleDouble", "typedef struct { double Hi, Lo; } DoubleDouble;"),
        ("Span", "typedef struct { const double *first; int Length; } Span;"),
        ("double_to_bits", "static long long double_to_bits(double x) {\n    long long bits;\n    memcpy(&bits, &x, sizeof bits);\n    return bits;\n}"),
        ("bits_to_double", "static double bits_to_double(long long bits) {\n    double x;\n    memcpy(&x, &bits, sizeof x);\n    return x;\n}"),
        ("math_min", "static double math_min(double x, double y) {\n    return isnan(x) || isnan(y) ? x + y : x < y || (x == y && signbit(x)) ? x : y;\n}"),
        ("math_max", "static double math_max(double x, double y) {\n    return isnan(x) || isnan(y) ? x + y : x > y || (x == y && signbit(y)) ? x : y;\n}"),
        ("math_sincos", "static Tuple_dd math_sincos(double x) {\n    return (Tuple_dd){sin(x), cos(x)};\n}"),
    ];

    private readonly Dictionary<string, SourceSection> _sections = new(StringComparer.Ordinal);
    private readonly Queue<ISymbol> _pending = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>All sections that the roots need: types, tables, functions.</summary>
    public IReadOnlyList<SourceSection> Write(IEnumerable<ISymbol> roots)
    {
        foreach (var root in roots) Enqueue(root);
        while (_pending.TryDequeue(out var member)) Write(member);
        foreach (var name in _sections.Values.SelectMany(s => s.Needs).Distinct().ToArray()) AddType(name);
        return [.. _sections.Values.OrderBy(s => "tdf".IndexOf(s.Kind)).ThenBy(s => s.Name.StartsWith("Tuple", StringComparison.Ordinal)).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    private void Enqueue(ISymbol member)
    {
        if (_seen.Add(CNames.NameOf(member))) _pending.Enqueue(member);
    }

    private void AddType(string name)
    {
        if (_sections.ContainsKey(name)) return;
        if (name.StartsWith("Tuple_", StringComparison.Ordinal))
        {
            var codes = name["Tuple_".Length..];
            var fields = codes.Select((c, i) => $"{(c == 'd' ? "double" : c == 'i' ? "int" : "DoubleDouble")} Item{i + 1};");
            if (codes.Contains('e', StringComparison.Ordinal)) AddType("DoubleDouble");
            _sections[name] = new SourceSection(name, 't', codes.Contains('e', StringComparison.Ordinal) ? ["DoubleDouble"] : [], $"typedef struct {{ {string.Join(" ", fields)} }} {name};");
            return;
        }

        var helper = Helpers.FirstOrDefault(h => h.Name == name) is { Name: not null } known ? known : throw new NotSupportedException(name);
        string[] needs = name == "math_sincos" ? ["Tuple_dd"] : [];
        foreach (var need in needs) AddType(need);
        _sections[name] = new SourceSection(name, helper.Text.StartsWith("typedef", StringComparison.Ordinal) ? 't' : 'f', needs, helper.Text);
    }

    private void Write(ISymbol member)
    {
        var declaration = NumericsModel.DeclarationOf(member) ?? throw new NotSupportedException($"{member}");
        var names = new CNames();
        var isTable = member is IPropertySymbol { Type.Name: "ReadOnlySpan" };
        var text = isTable ? Table((PropertyDeclarationSyntax)declaration) : Function(member, declaration, names);
        names.Members.ForEach(Enqueue);
        var name = CNames.NameOf(member);
        _sections[name] = new SourceSection(name, isTable ? 'd' : 'f', [.. names.Used.Where(n => n != name)], text);
    }

    private string Table(PropertyDeclarationSyntax property)
    {
        var semantics = model.ModelOf(property);
        var elements = ((CollectionExpressionSyntax)property.ExpressionBody!.Expression).Elements.Select(e => semantics.GetConstantValue(((ExpressionElementSyntax)e).Expression).Value!).Select(v => CExpressions.Literal(Convert.ToDouble(v)).Trim('(', ')'));
        var rows = elements.Chunk(6).Select(row => "    " + string.Join(", ", row) + ",\n");
        return $"static const double {CNames.NameOf(semantics.GetDeclaredSymbol(property)!)}[] = {{\n{string.Concat(rows)}}};";
    }

    private string Function(ISymbol member, SyntaxNode declaration, CNames names)
    {
        var body = declaration is PropertyDeclarationSyntax { ExpressionBody: { } arrow } ? arrow : declaration;
        var operation = model.ModelOf(body).GetOperation(body) ?? throw new NotSupportedException($"{member}");
        var method = member as IMethodSymbol;
        var type = method?.ReturnType ?? ((IPropertySymbol)member).Type;
        var parameters = method?.Parameters.Select(p => $"{names.Of(p.Type)} {(p.RefKind == RefKind.Out ? "*" : "")}{CNames.OfVariable(p)}").ToList() ?? [];
        var lines = new CStatements(names).Write(operation).ToArray();
        if (!member.IsStatic)
        {
            parameters.Insert(0, $"{names.Of(member.ContainingType)} self");
        }

        return $"static {names.Of(type)} {CNames.NameOf(member)}({(parameters.Count == 0 ? "void" : string.Join(", ", parameters))}) {{\n{string.Join("\n", lines)}\n}}";
    }
}
