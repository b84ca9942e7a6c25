using System.Globalization;
using Symbolic.Compilation.Export;
using Symbolic.Numerics;

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
        return dialect.Compose(name, [.. formula.Variables.Select(v => v.Name)], new SourceHelpers(writer.Lines, dialect.Library?.With(writer.LibraryNames) ?? []), bodies);
    }

    /// <summary>Turns tapes into statements of a dialect and collects the helpers that they need.</summary>
    private sealed class SourceWriter(Dialect dialect)
    {
        /// <summary>Lines of the dialect that are needed.</summary>
        public List<string> Lines { get; } = [];

        /// <summary>Functions of its library that are called.</summary>
        public HashSet<string> LibraryNames { get; } = [];

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
                TapeOp.PowerLog => Format(dialect.PowerLog, a, b, string.Concat(Enumerable.Repeat(" * " + Format(dialect.Log, a), i.C))),
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
            var template = TemplateOf(function);
            var result = Name(tape, i.Operand(0, table));
            var count = i.OperandCount(table);
            if (function.Ternary is not null) return Format(template, result, Name(tape, i.Operand(1, table)), Name(tape, i.Operand(2, table)));
            if (count == 1) return function.Binary is null ? Format(template, result) : result;
            for (var j = 1; j < count; j++) result = Format(template, result, Name(tape, i.Operand(j, table)));
            return result;
        }

        /// <summary>How a function is called: as the language does, or by our own implementation.</summary>
        private string TemplateOf(TapeFunction function)
        {
            var definition = function.Definition;
            if (definition.Spelling is { } spelling && dialect.SpellingOf(spelling) is { } template)
            {
                if (dialect.HelperOf(spelling) is { } lines && !Lines.Contains(lines)) Lines.Add(lines);
                return template;
            }

            var method = definition.Evaluate!.Method;
            if (method.DeclaringType != typeof(SpecialFunctions) || dialect.Library?.Has(dialect.LibraryName(method.Name)) != true)
                throw new UnsupportedFormulaException($"The function '{definition.Name}' cannot be exported to this language.");
            LibraryNames.Add(dialect.LibraryName(method.Name));
            return $"{dialect.LibraryCall(dialect.LibraryName(method.Name))}({string.Join(", ", Enumerable.Range(0, method.GetParameters().Length).Select(p => $"{{{p}}}"))})";
        }
    }
}
