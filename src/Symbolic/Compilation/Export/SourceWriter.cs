using System.Globalization;
using Symbolic.Numerics;

namespace Symbolic.Compilation.Export;

/// <summary>Turns tapes into statements of a dialect and collects the helpers that they need.</summary>
internal sealed class SourceWriter(Dialect dialect)
{
    private readonly List<string> _lines = [];
    private readonly HashSet<string> _libraryNames = [];

    /// <summary>What all that has been written needs: lines of the dialect, functions of its library.</summary>
    public SourceHelpers Helpers => new(_lines, dialect.Library?.With(_libraryNames) ?? []);

    /// <summary>What the names of functions have behind them, by order.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = ["", "_gradient", "_hessian"];

    /// <summary>A text with its parts filled in.</summary>
    public static string Format(string template, params string[] parts) => string.Format(CultureInfo.InvariantCulture, template, parts);

    /// <summary>Value and derivatives of a formula up to an order. Sums that it keeps as loops are loops.</summary>
    public SourceBody Write(CompiledFormula formula, int order)
    {
        if (formula.LoopsOf(order) is { } nests) return new LoopWriter(this, dialect).Write([.. nests], formula.Size, order);
        if (order < 2 && formula.Chain is { } chain) return new ChainWriter(chain, this, dialect).Write(order);
        var (tape, destinations) = formula.ProgramOf(order);
        var names = new ValueNames(tape, dialect, i => $"x[{i + dialect.FirstIndex}]", First: 0);
        var statements = tape.Instructions.Select(i => Statement(names, i)).ToList();
        Destination[] derivatives = [.. destinations.Where(d => d.Section > 0).Select(d => d with { Section = d.Section - 1 })];
        if (order < 2 || !SparseHessian.IsUsedFor(formula))
        {
            var rows = RowsOf(order, formula.Size);
            AddStores(statements, names, derivatives, rows);
            return new SourceBody(Suffixes[order], rows, statements, names.Of(tape.Outputs[0]));
        }

        AddStores(statements, names, [.. derivatives.Where(d => d.Section == 0)], RowsOf(1, formula.Size));
        var entries = derivatives.Where(d => d.Section == 1).ToArray();
        foreach (var (place, (output, _, offset)) in entries.Index())
        {
            foreach (var (target, value) in SparseHessian.Entry($"{place + dialect.FirstIndex}", $"{(offset / formula.Size) + dialect.FirstIndex}", $"{(offset % formula.Size) + dialect.FirstIndex}", names.Of(tape.Outputs[output])))
                statements.Add(Format(dialect.Store, target, value));
        }

        return new SourceBody(Suffixes[order], [.. RowsOf(1, formula.Size), .. SparseHessian.Rows(entries.Length)], statements, names.Of(tape.Outputs[0]));
    }

    /// <summary>The values of a vector, and its Jacobian when asked for.</summary>
    public SourceBody Write(CompiledVector vector, int order)
    {
        var (tape, destinations) = vector.ProgramOf(order);
        var names = new ValueNames(tape, dialect, i => $"x[{i + dialect.FirstIndex}]", First: 0);
        var statements = tape.Instructions.Select(i => Statement(names, i)).ToList();
        SourceRow[] rows = [new("values", vector.Count), new("jacobian", vector.Count, vector.By.Length)];
        AddStores(statements, names, destinations, rows[..(order + 1)]);
        return new SourceBody(order == 0 ? "" : "_jacobian", rows[..(order + 1)], statements, Value: null);
    }

    /// <summary>The rows of a scalar formula.</summary>
    public static IReadOnlyList<SourceRow> RowsOf(int order, int size) => ((SourceRow[])[new("gradient", size), new("hessian", size, size)])[..order];

    /// <summary>One instruction of a tape.</summary>
    public string Statement(ValueNames names, Instruction i) => Format(dialect.Assignment, names.Of(i.Target), Expression(names, i));

    /// <summary>Stores to rows; a row that is not stored to everywhere is cleared first.</summary>
    private void AddStores(List<string> statements, ValueNames names, IReadOnlyList<Destination> destinations, IReadOnlyList<SourceRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var stored = destinations.Where(d => d.Section == i).Select(d => d.Offset).Distinct().Count();
            if (stored < rows[i].Size && dialect.Clear(rows[i].Name, rows[i].Size) is { } clear) statements.Insert(0, clear);
        }

        foreach (var goal in destinations) statements.Add(Format(dialect.Store, $"{rows[goal.Section].Name}[{goal.Offset + dialect.FirstIndex}]", names.Of(names.Tape.Outputs[goal.Output])));
    }

    private string Expression(ValueNames names, Instruction i)
    {
        var (a, b) = i.DirectOperands == 0 ? ("", "") : (names.Of(i.A), i.DirectOperands > 1 ? names.Of(i.B) : "");
        return i.Op switch
        {
            TapeOp.Add => $"{a} + {b}",
            TapeOp.Subtract => $"{a} - {b}",
            TapeOp.Multiply => $"{a} * {b}",
            TapeOp.Divide => $"{a} / {b}",
            TapeOp.Negate => $"-{a}",
            TapeOp.Sqrt => Format(dialect.Sqrt, a),
            TapeOp.Exp => Format(dialect.Exp, a),
            TapeOp.Power => Format(dialect.Power, a, b),
            TapeOp.PowerLog => Format(dialect.PowerLog, a, b, string.Concat(Enumerable.Repeat(" * " + Format(dialect.Log, a), i.C))),
            TapeOp.Less => Format(dialect.Truth, $"{a} < {b}"),
            TapeOp.LessOrEqual => Format(dialect.Truth, $"{a} <= {b}"),
            TapeOp.Equal => Format(dialect.Truth, $"{a} == {b}"),
            TapeOp.NotEqual => Format(dialect.Truth, $"{a} != {b}"),
            TapeOp.Not => Format(dialect.Truth, $"{a} == 0"),
            TapeOp.And => Format(dialect.And, a, b),
            TapeOp.Or => Format(dialect.Or, a, b),
            TapeOp.Select => Format(dialect.Select, a, b, names.Of(i.C)),
            _ => Call(names, i),
        };
    }

    private string Call(ValueNames names, Instruction i)
    {
        var table = names.Tape.OperandTable.AsSpan();
        var function = names.Tape.Functions[i.Function(table)];
        var template = TemplateOf(function);
        var result = names.Of(i.Operand(0, table));
        var count = i.OperandCount(table);
        if (function.Ternary is not null) return Format(template, result, names.Of(i.Operand(1, table)), names.Of(i.Operand(2, table)));
        if (count == 1) return function.Binary is null ? Format(template, result) : result;
        for (var j = 1; j < count; j++) result = Format(template, result, names.Of(i.Operand(j, table)));
        return result;
    }

    /// <summary>How a function is called: as the language does, or by our own implementation.</summary>
    private string TemplateOf(TapeFunction function)
    {
        var definition = function.Definition;
        if (definition.Spelling is { } spelling && dialect.SpellingOf(spelling) is { } template)
        {
            if (dialect.HelperOf(spelling) is { } lines && !_lines.Contains(lines)) _lines.Add(lines);
            return template;
        }

        var method = definition.Evaluate!.Method;
        if (method.DeclaringType != typeof(SpecialFunctions) || dialect.Library?.Has(dialect.LibraryName(method.Name)) != true)
            throw new UnsupportedFormulaException($"The function '{definition.Name}' cannot be exported to this language.");
        _libraryNames.Add(dialect.LibraryName(method.Name));
        return $"{dialect.LibraryCall(dialect.LibraryName(method.Name))}({string.Join(", ", Enumerable.Range(0, method.GetParameters().Length).Select(p => $"{{{p}}}"))})";
    }
}

/// <summary>How the values of a tape are called in a source.</summary>
/// <param name="Tape">The tape.</param>
/// <param name="Dialect">The language.</param>
/// <param name="Input">How an input is read.</param>
/// <param name="First">Number of the first result, where several tapes share a body.</param>
internal sealed record ValueNames(Tape Tape, Dialect Dialect, Func<int, string> Input, int First)
{
    /// <summary>The name, or the number.</summary>
    public string Of(int value) =>
        Tape.IsInput(value) ? Input(value) : Tape.IsConstant(value) ? Dialect.Number(Tape.ConstantOf(value)) : $"v{First + value - Tape.FirstResult}";
}
