using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>
/// Sums as loops of the language: each round computes a term with its derivatives and adds them to where they belong. What a loop does
/// not change is computed outside it.
/// </summary>
internal sealed class LoopWriter(SourceWriter writer, Dialect dialect)
{
    /// <summary>Names of the indices, the outermost first; those of the formula might be names of something else.</summary>
    private static readonly string[] Indices = ["i", "j", "k", "l"];

    private readonly List<string> _statements = [];
    private int _values;
    private int _depth;

    /// <summary>The body that adds up nests of loops.</summary>
    public SourceBody Write(IEnumerable<NestPlan> nests, int size, int order)
    {
        var rows = SourceWriter.RowsOf(order, size);
        foreach (var row in rows)
        {
            if (dialect.Clear(row.Name, row.Size) is { } clear) Line(clear);
        }

        Line(SourceWriter.Format(dialect.Variable, "total", "0.0"));
        foreach (var nest in nests) Write(nest, size);
        return new SourceBody(SourceWriter.Suffixes[order], rows, _statements, "total");
    }

    private void Write(NestPlan plan, int size)
    {
        var names = new ValueNames(plan.Tape, dialect, i => Input(plan, i), _values);
        _values += plan.Tape.InstructionCount;
        for (var level = 0; level <= plan.Depth; level++)
        {
            for (var i = plan.LevelStarts[level]; i < plan.LevelStarts[level + 1]; i++) Line(writer.Statement(names, plan.Tape.Instructions[i]));
            if (level == plan.Depth) break;
            var index = plan.Nest.Indices[level];
            Line(SourceWriter.Format(dialect.LoopHead, Indices[level], Text(plan, index.From), Text(plan, index.To)));
            _depth++;
        }

        Add(plan, names, size);
        for (; _depth > 0;)
        {
            _depth--;
            if (dialect.LoopEnd is { } end) Line(end);
        }
    }

    /// <summary>Adds what a round has computed.</summary>
    private void Add(NestPlan plan, ValueNames names, int size)
    {
        var output = 0;
        Increase("total");
        foreach (var k in plan.FirstDerivatives) Increase($"gradient[{Place(plan, k, dialect.FirstIndex)}]");
        foreach (var (row, column) in plan.SecondDerivatives)
        {
            Increase(Entry(row, column));
            if (row == column) continue;
            // The other triangle; where both are one variable, its derivative counts twice.
            output--;
            Increase(Entry(column, row));
        }

        string Entry(int a, int b) => $"hessian[{Factor(Place(plan, a, 0))} * {size} + {Place(plan, b, dialect.FirstIndex)}]";

        void Increase(string target) => Line(SourceWriter.Format(dialect.Increase, target, names.Of(plan.Tape.Outputs[output++])));
    }

    private string Input(NestPlan plan, int input) => input < plan.Nest.Variables.Length
        ? $"x[{Place(plan, input, dialect.FirstIndex)}]"
        : SourceWriter.Format(dialect.IndexAsNumber, Indices[plan.ReadIndices[input - plan.Nest.Variables.Length]]);

    /// <summary>The place of a variable, where the first has the place <paramref name="first"/>.</summary>
    private static string Place(NestPlan plan, int variable, int first)
    {
        var place = plan.Nest.Variables[variable].Place;
        return Text(plan, place with { Offset = place.Offset + first });
    }

    private static string Factor(string sum) => sum.All(char.IsAsciiLetterOrDigit) ? sum : $"({sum})";

    /// <summary>c + Σ aₖ·iₖ.</summary>
    private static string Text(NestPlan plan, AffineIndex index)
    {
        var text = "";
        foreach (var (name, coefficient) in index.Coefficients)
        {
            var level = plan.Nest.Indices.TakeWhile(i => i.Name != name).Count();
            var size = Math.Abs((long)coefficient);
            text += (coefficient < 0 ? text.Length == 0 ? "-" : " - " : text.Length == 0 ? "" : " + ") + (size == 1 ? "" : $"{size} * ") + Indices[level];
        }

        return text.Length == 0 ? $"{index.Offset}" : index.Offset == 0 ? text : $"{text} {(index.Offset < 0 ? "-" : "+")} {Math.Abs(index.Offset)}";
    }

    private void Line(string text) => _statements.Add(new string(' ', 4 * _depth) + text);
}
