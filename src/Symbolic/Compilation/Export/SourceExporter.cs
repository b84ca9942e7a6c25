using System.Globalization;
using Symbolic.Compilation.Export;

namespace Symbolic.Compilation;

/// <summary>
/// Writes a compiled formula as source in another language: the same optimised program, statement by statement, with no dependencies
/// beyond the language's mathematics.
/// </summary>
public static class SourceExporter
{
    /// <summary>
    /// The source. C#: a static class <paramref name="name"/> with <c>Evaluate(x)</c>, <c>Evaluate(x, gradient)</c>, <c>Evaluate(x, gradient, hessian)</c> over spans.
    /// C, Python and Julia: functions <c>name</c>, <c>name_gradient</c>, <c>name_hessian</c>. As many of them as the formula has derivatives.
    /// </summary>
    /// <param name="formula">The formula, with the derivatives that are wanted.</param>
    /// <param name="language">The language.</param>
    /// <param name="name">Name of the class or function: letters, digits and _.</param>
    /// <exception cref="ArgumentException">The name is no name in every language.</exception>
    /// <exception cref="UnsupportedFormulaException">The language lacks a function that the formula calls.</exception>
    public static string Export(CompiledFormula formula, SourceLanguage language, string name = "formula")
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) throw new ArgumentException($"'{name}' is no name.", nameof(name));
        Dialect dialect = language switch
        {
            SourceLanguage.CSharp => new CSharpDialect(),
            SourceLanguage.C => new CDialect(),
            SourceLanguage.Python => new PythonDialect(),
            SourceLanguage.Julia => new JuliaDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(language)),
        };
        var writer = new SourceWriter(dialect);
        var bodies = Enumerable.Range(0, formula.Order + 1).Select(order => writer.Write(formula, order)).ToArray();
        return dialect.Compose(name, [.. formula.Variables.Select(v => v.Name)], writer.Helpers, bodies);
    }

    /// <summary>Turns tapes into statements of a dialect and collects the helpers that they need.</summary>
    private sealed class SourceWriter(Dialect dialect)
    {
        public List<string> Helpers { get; } = [];

        public SourceBody Write(CompiledFormula formula, int order)
        {
            var (tape, destinations) = formula.ProgramOf(order);
            var statements = tape.Instructions.Select(i => Format(dialect.Assignment, Name(tape, i.Target), Expression(tape, i))).ToList();
            long size = formula.Variables.Length;
            var stored = destinations.Where(d => d.Section == 2).Select(d => d.Offset).Distinct().Count();
            if (order == 2 && stored < size * size && dialect.ClearHessian(size * size) is { } clear) statements.Insert(0, clear);
            string[] rows = ["", "gradient", "hessian"];
            foreach (var goal in destinations.Where(d => d.Section > 0)) statements.Add(dialect.Store(rows[goal.Section], goal.Offset, Name(tape, tape.Outputs[goal.Output])));
            return new SourceBody(order, formula.Variables.Length, statements, Name(tape, tape.Outputs[0]));
        }

        private static string Format(string template, params string[] parts) => string.Format(CultureInfo.InvariantCulture, template, parts);

        private string Name(Tape tape, int value) =>
            tape.IsInput(value) ? dialect.Input(value) : tape.IsConstant(value) ? dialect.Number(tape.ConstantOf(value)) : $"v{value - tape.FirstResult}";

        private string Expression(Tape tape, Instruction i)
        {
            var (a, b) = i.DirectOperands == 0 ? ("", "") : (Name(tape, i.A), i.DirectOperands > 1 ? Name(tape, i.B) : "");
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
                TapeOp.PowerLog => Format(dialect.PowerLog, a, b, $"{i.C}"),
                TapeOp.Less => Format(dialect.Truth, $"{a} < {b}"),
                TapeOp.LessOrEqual => Format(dialect.Truth, $"{a} <= {b}"),
                TapeOp.Equal => Format(dialect.Truth, $"{a} == {b}"),
                TapeOp.NotEqual => Format(dialect.Truth, $"{a} != {b}"),
                TapeOp.Not => Format(dialect.Truth, $"{a} == 0"),
                TapeOp.And => Format(dialect.And, a, b),
                TapeOp.Or => Format(dialect.Or, a, b),
                TapeOp.Select => Format(dialect.Select, a, b, Name(tape, i.C)),
                _ => Call(tape, i),
            };
        }

        private string Call(Tape tape, Instruction i)
        {
            var table = tape.OperandTable.AsSpan();
            var function = tape.Functions[i.Function(table)];
            var spelling = function.Definition.Spelling;
            if (spelling is null || dialect.SpellingOf(spelling) is not { } template)
                throw new UnsupportedFormulaException($"The function '{function.Definition.Name}' cannot be exported to this language.");
            if (dialect.HelperOf(spelling) is { } helper && !Helpers.Contains(helper)) Helpers.Add(helper);
            var result = Name(tape, i.Operand(0, table));
            var count = i.OperandCount(table);
            if (count == 1) return function.Binary is null ? Format(template, result) : result;
            for (var j = 1; j < count; j++) result = Format(template, result, Name(tape, i.Operand(j, table)));
            return result;
        }
    }
}
