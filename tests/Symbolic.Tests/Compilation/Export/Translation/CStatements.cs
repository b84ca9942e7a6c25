using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>The body of a function in C99.</summary>
internal sealed class CStatements
{
    private readonly CNames _names;
    private readonly CExpressions _expressions;
    private readonly List<string> _head = [];
    private readonly List<string> _lines = [];
    private int _depth = 1;
    private int _temporaries;

    public CStatements(CNames names) => (_names, _expressions) = (names, new CExpressions(names, _head));

    /// <summary>The lines of a body.</summary>
    public IEnumerable<string> Write(IOperation body)
    {
        Statement(body);
        return _head.Select(d => "    " + d).Concat(_lines);
    }

    private void Statement(IOperation operation)
    {
        switch (operation)
        {
            case IMethodBodyOperation o: Statement(o.BlockBody ?? o.ExpressionBody!); break;
            case IBlockOperation o: foreach (var s in o.Operations) Statement(s); break;
            case IReturnOperation { ReturnedValue: { } value }: Line($"return {Value(value)};"); break;
            case IReturnOperation: Line("return;"); break;
            case IVariableDeclarationGroupOperation o: foreach (var d in o.Declarations.SelectMany(d => d.Declarators)) Declaration(d); break;
            case IExpressionStatementOperation o: Effect(o.Operation); break;
            case IConditionalOperation o: Choice(o); break;
            case IForLoopOperation o: For(o); break;
            case IWhileLoopOperation { ConditionIsTop: true } o: Nested($"while ({Value(o.Condition!)})", o.Body); break;
            case IBranchOperation o: Line(o.BranchKind == BranchKind.Break ? "break;" : "continue;"); break;
            case IEmptyOperation: break;
            default: throw new NotSupportedException($"{operation.Kind}: {operation.Syntax}");
        }
    }

    private string Value(IOperation operation)
    {
        var outputs = operation.DescendantsAndSelf().OfType<IArgumentOperation>().Where(a => a.Parameter!.RefKind == RefKind.Out).ToArray();
        var written = outputs.SelectMany(a => a.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>()).ToArray();
        var read = operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Except(written);
        if (read.Any(r => written.Any(w => SymbolEqualityComparer.Default.Equals(w.Local, r.Local)))) throw new NotSupportedException($"The order matters in: {operation.Syntax}");
        return _expressions.Write(operation);
    }

    private void Line(string text) => _lines.Add(new string(' ', 4 * _depth) + text);

    private void Nested(string head, IOperation body)
    {
        Line(head + " {");
        _depth++;
        Statement(body);
        _depth--;
        Line("}");
    }

    private void Choice(IConditionalOperation o)
    {
        Nested($"if ({Value(o.Condition)})", o.WhenTrue);
        if (o.WhenFalse is not null) Nested("else", o.WhenFalse);
    }

    private void For(IForLoopOperation o)
    {
        Line("{");
        _depth++;
        foreach (var s in o.Before) Statement(s);
        var step = string.Join(", ", o.AtLoopBottom.Select(s => Assignment(((IExpressionStatementOperation)s).Operation)));
        Nested($"for (; {(o.Condition is null ? "" : Value(o.Condition))}; {step})", o.Body);
        _depth--;
        Line("}");
    }

    private void Declaration(IVariableDeclaratorOperation d)
    {
        var initial = (d.Initializer ?? (d.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
        while (initial is IConversionOperation { Operand: ICollectionExpressionOperation or IArrayCreationOperation or IConversionOperation } conversion && d.Symbol.Type.Name == "ReadOnlySpan") initial = conversion.Operand;
        if (initial is ICollectionExpressionOperation table)
        {
            Line($"static const double {CNames.OfVariable(d.Symbol)}_data[] = {{{string.Join(", ", table.Elements.Select(Value))}}};");
            Line($"{_names.Of(d.Symbol.Type)} {CNames.OfVariable(d.Symbol)} = {{{CNames.OfVariable(d.Symbol)}_data, {table.Elements.Length}}};");
            return;
        }

        Line($"{_names.Of(d.Symbol.Type)} {CNames.OfVariable(d.Symbol)}{(initial is null ? "" : " = " + Value(initial))};");
    }

    private void Effect(IOperation operation)
    {
        if (operation is IDeconstructionAssignmentOperation deconstruction) Deconstruct(deconstruction);
        else Line(Assignment(operation) + ";");
    }

    private string Assignment(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation o => $"{Value(o.Target)} = {Value(o.Value)}",
        ICompoundAssignmentOperation { OperatorMethod: { } method } o => $"{Value(o.Target)} = {_names.Of(method)}({Value(o.Target)}, {Value(o.Value)})",
        ICompoundAssignmentOperation o => $"{Value(o.Target)} {CExpressions.SignOf(o.OperatorKind)}= {Value(o.Value)}",
        IIncrementOrDecrementOperation o => $"{Value(o.Target)}{(o.Kind == OperationKind.Increment ? "++" : "--")}",
        _ => Value(operation),
    };

    /// <summary>The whole right side is worked out before anything is assigned.</summary>
    private void Deconstruct(IDeconstructionAssignmentOperation o)
    {
        var value = o.Value is IConversionOperation { Operand: ITupleOperation inner } ? inner : o.Value;
        var types = ((INamedTypeSymbol)value.Type!).TupleElements.Select(e => e.Type).ToArray();
        var isDeclaration = o.Target is IDeclarationExpressionOperation;
        var targets = ((ITupleOperation)(o.Target is IDeclarationExpressionOperation d ? d.Expression : o.Target)).Elements;
        var temporary = $"values{_temporaries++}";
        if (value is ITupleOperation tuple && !SymbolEqualityComparer.Default.Equals(tuple.Type, o.Target.Type)) types = [.. tuple.Elements.Select(e => e.Type!)];
        Line($"{_names.Of(value.Type!)} {temporary} = {Value(value)};");
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] is IDiscardOperation) continue;
            Line($"{(isDeclaration ? _names.Of(types[i]) + " " : "")}{Value(targets[i])} = {temporary}.Item{i + 1};");
        }
    }
}
