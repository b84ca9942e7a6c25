using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>Members of Numerics in Python, each a section with the names that it needs.</summary>
internal sealed class PythonSources(NumericsModel model)
{
    // Without a fused multiplication the error of the product is had by splitting the factors (T. J. Dekker, Numer. Math. 18 (1971) 224).
    private const string FusedMultiplyAdd = """
        def fused_multiply_add(a, b, c):
            product = a * b
            if not (abs(a) < 1e290 and abs(b) < 1e290 and 1e-250 < abs(product) < 1e290):
                return product + c
            split_a, split_b = 134217729.0 * a, 134217729.0 * b
            high_a, high_b = split_a - (split_a - a), split_b - (split_b - b)
            low_a, low_b = a - high_a, b - high_b
            error = low_a * low_b - (((product - high_a * high_b) - low_a * high_b) - high_a * low_b)
            total = product + c
            rest = total - product
            return total + (((product - (total - rest)) + (c - rest)) + error)
        """;

    private static readonly Dictionary<string, string> Helpers = new(StringComparer.Ordinal)
    {
        ["fused_multiply_add"] = FusedMultiplyAdd.ReplaceLineEndings("\n"),
        ["round_half_away"] = "def round_half_away(x):\n    return np.copysign(np.floor(abs(x) + 0.5) if abs(x) < 4503599627370496.0 and abs(x) != 0.49999999999999994 else np.trunc(x), x)",
        ["ieee_remainder"] = "def ieee_remainder(x, y):\n    return np.float64(math.remainder(x, y)) if np.isfinite(x) and np.isfinite(y) and y != 0 else np.nan if np.isnan(y) or not np.isfinite(x) or y == 0 else x",
    };

    private readonly Dictionary<string, SourceSection> _sections = new(StringComparer.Ordinal);
    private readonly Queue<ISymbol> _pending = new();

    /// <summary>All sections that the roots need: tables, functions.</summary>
    public IReadOnlyList<SourceSection> Write(IEnumerable<ISymbol> roots)
    {
        foreach (var root in roots) _pending.Enqueue(root);
        while (_pending.TryDequeue(out var member))
        {
            var name = CNames.NameOf(member);
            if (_sections.ContainsKey(name)) continue;
            var declaration = NumericsModel.DeclarationOf(member) ?? throw new NotSupportedException($"{member}");
            var names = new CNames();
            var isTable = member is IPropertySymbol { Type.Name: "ReadOnlySpan" };
            var text = isTable ? Table(name, (PropertyDeclarationSyntax)declaration) : Function(member, declaration, names);
            names.Members.ForEach(_pending.Enqueue);
            foreach (var helper in names.Used.Where(Helpers.ContainsKey)) _sections.TryAdd(helper, new SourceSection(helper, 'f', [], Helpers[helper]));
            _sections[name] = new SourceSection(name, isTable ? 'd' : 'f', [.. names.Used.Where(n => n != name)], text);
        }

        return [.. _sections.Values.OrderBy(s => s.Kind).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    private string Table(string name, PropertyDeclarationSyntax property)
    {
        var semantics = model.ModelOf(property);
        var elements = ((CollectionExpressionSyntax)property.ExpressionBody!.Expression).Elements.Select(e => semantics.GetConstantValue(((ExpressionElementSyntax)e).Expression).Value!);
        var rows = elements.Select(v => PythonExpressions.Literal(Convert.ToDouble(v)).Trim('(', ')')).Chunk(6).Select(row => "    " + string.Join(", ", row) + ",\n");
        return $"{name} = (\n{string.Concat(rows)})";
    }

    private string Function(ISymbol member, SyntaxNode declaration, CNames names)
    {
        SyntaxNode body = declaration is PropertyDeclarationSyntax { ExpressionBody: { } arrow } ? arrow : declaration;
        var operation = model.ModelOf(body).GetOperation(body) ?? throw new NotSupportedException($"{member}");
        var all = (member as IMethodSymbol)?.Parameters ?? [];
        var parameters = all.Where(p => p.RefKind == RefKind.None).Select(PythonExpressions.Name).ToList();
        if (!member.IsStatic) parameters.Insert(0, "self_");
        var output = all.SingleOrDefault(p => p.RefKind == RefKind.Out);
        var lines = new PythonStatements(names, output is null ? null : PythonExpressions.Name(output)).Write(operation);
        return $"def {CNames.NameOf(member)}({string.Join(", ", parameters)}):\n{string.Join("\n", lines)}";
    }
}

/// <summary>The body of a function in Python.</summary>
internal sealed class PythonStatements(CNames names, string? output)
{
    private readonly PythonExpressions _expressions = new(names);
    private readonly List<string> _lines = [];
    private int _depth = 1;

    public IEnumerable<string> Write(IOperation body)
    {
        Statement(body);
        return _lines;
    }

    private string Value(IOperation operation) => _expressions.Write(operation);

    private void Line(string text) => _lines.Add(new string(' ', 4 * _depth) + text);

    private void Statement(IOperation operation)
    {
        switch (operation)
        {
            case IMethodBodyOperation o: Statement(o.BlockBody ?? o.ExpressionBody!); break;
            case IBlockOperation o: foreach (var s in o.Operations) Statement(s); break;
            case IReturnOperation { ReturnedValue: { } value }: Line(output is null ? $"return {Value(value)}" : $"return ({Value(value)}, {output})"); break;
            case IVariableDeclarationGroupOperation o: foreach (var d in o.Declarations.SelectMany(d => d.Declarators)) Declaration(d); break;
            case IExpressionStatementOperation o: Line(Assignment(o.Operation)); break;
            case IConditionalOperation o:
                Nested($"if {Value(o.Condition)}:", () => Statement(o.WhenTrue));
                if (o.WhenFalse is not null) Nested("else:", () => Statement(o.WhenFalse));
                break;
            case IForLoopOperation o: For(o); break;
            case IWhileLoopOperation { ConditionIsTop: true } o: Nested($"while {Value(o.Condition!)}:", () => Statement(o.Body)); break;
            case IBranchOperation { BranchKind: BranchKind.Break }: Line("break"); break;
            case IEmptyOperation: break;
            default: throw new NotSupportedException($"{operation.Kind}: {operation.Syntax}");
        }
    }

    private void Nested(string head, Action body)
    {
        Line(head);
        _depth++;
        var before = _lines.Count;
        body();
        if (_lines.Count == before) Line("pass");
        _depth--;
    }

    private void For(IForLoopOperation o)
    {
        foreach (var s in o.Before) Statement(s);
        Nested($"while {(o.Condition is null ? "True" : Value(o.Condition))}:", () =>
        {
            Statement(o.Body);
            foreach (var s in o.AtLoopBottom) Statement(s);
        });
    }

    private void Declaration(IVariableDeclaratorOperation d)
    {
        var initial = (d.Initializer ?? (d.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
        while (initial is IConversionOperation conversion && d.Symbol.Type.Name == "ReadOnlySpan") initial = conversion.Operand;
        if (initial is null) return;
        var value = initial is ICollectionExpressionOperation table ? $"({string.Join(", ", table.Elements.Select(Value))})" : Value(initial);
        Line($"{PythonExpressions.Name(d.Symbol)} = {value}");
    }

    private string Assignment(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation o => $"{string.Join(", ", ((ITupleOperation)(o.Target is IDeclarationExpressionOperation d ? d.Expression : o.Target)).Elements.Select(t => t is IDiscardOperation ? "_" : Value(t)))} = {Value(o.Value is IConversionOperation { Operand: ITupleOperation tuple } ? tuple : o.Value)}",
        ISimpleAssignmentOperation o => $"{Value(o.Target)} = {Value(o.Value)}",
        ICompoundAssignmentOperation { OperatorMethod: { } method } o => $"{Value(o.Target)} = {names.Of(method)}({Value(o.Target)}, {Value(o.Value)})",
        ICompoundAssignmentOperation { OperatorKind: not (BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder) } o => $"{Value(o.Target)} {CExpressions.SignOf(o.OperatorKind)}= {Value(o.Value)}",
        IIncrementOrDecrementOperation o => $"{Value(o.Target)} {(o.Kind == OperationKind.Increment ? "+=" : "-=")} 1",
        _ => throw new NotSupportedException($"{operation.Kind}: {operation.Syntax}"),
    };
}
