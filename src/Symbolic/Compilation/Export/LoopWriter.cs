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

    /// <summary>The place of the next entry in a list of second derivatives.</summary>
    private const string Next = "n";

    private readonly List<string> _statements = [];
    private int _values;
    private int _depth;

    /// <summary>What has been written.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>The body that adds up nests of loops.</summary>
    public SourceBody Write(IReadOnlyList<NestPlan> nests, int size, int order)
    {
        var isSparse = order == 2 && SparseHessian.IsUsedFor(size);
        var rows = SourceWriter.RowsOf(isSparse ? 1 : order, size);
        Begin(rows);
        if (isSparse) Line(SourceWriter.Format(dialect.IndexVariable, Next, $"{dialect.FirstIndex}"));
        foreach (var nest in nests) AddUp(nest, LoopRows.OfFormula, "total", isSparse ? null : size);
        return new SourceBody(SourceWriter.Suffixes[order], isSparse ? [.. rows, .. SparseHessian.Rows(SparseHessian.CountOf(nests))] : rows, _statements, "total");
    }

    /// <summary>Sets rows and the total to 0.</summary>
    public void Begin(IEnumerable<SourceRow> rows)
    {
        foreach (var row in rows)
        {
            if (dialect.Clear(row.Name, row.Size) is { } clear) Line(clear);
        }

        Line(SourceWriter.Format(dialect.Variable, "total", "0.0"));
    }

    /// <summary>Loops that add the terms of a nest to a variable, and its derivatives to where they belong.</summary>
    /// <param name="plan">The nest.</param>
    /// <param name="rows">Where variables and derivatives are.</param>
    /// <param name="total">What the terms are added to; null when only derivatives are wanted.</param>
    /// <param name="width">The width of the Hessian that second derivatives are added to; null when they are appended to a list.</param>
    public void AddUp(NestPlan plan, LoopRows rows, string? total, int? width = null)
    {
        var names = new ValueNames(plan.Tape, dialect, i => Input(plan, rows, i), _values);
        var sums = SumsOf(plan, rows, total).ToArray();
        var isNeeded = plan.Tape.WhatIsNeeded(sums.Select(s => s.Output).Concat(Enumerable.Range(0, plan.SecondDerivatives.Length).Select(k => SecondOf(plan, k))));
        _values += plan.Tape.InstructionCount;
        for (var level = 0; level <= plan.Depth; level++)
        {
            for (var i = plan.LevelStarts[level]; i < plan.LevelStarts[level + 1]; i++)
            {
                if (isNeeded[plan.Tape.FirstResult + i]) Line(writer.Statement(names, plan.Tape.Instructions[i]));
            }

            if (level == plan.Depth) break;
            if (width is null) foreach (var k in plan.PairsAt(level)) Declare(SumOf(names, k), "0.0");
            var index = plan.Nest.Indices[level];
            Open(level, Text(plan, index.From), Text(plan, index.To));
        }

        foreach (var (target, output) in sums) Increase(target, names.Of(plan.Tape.Outputs[output]));
        for (var k = 0; k < plan.SecondDerivatives.Length; k++) AddSecond(plan, k, names, width);
        for (var level = plan.Depth; level >= 0; level--)
        {
            if (width is null && level < plan.Depth) foreach (var k in plan.PairsAt(level)) Append(plan, k, SumOf(names, k));
            if (level > 0) Close();
        }
    }

    /// <summary>A loop over all places of a row; <paramref name="write"/> gets the name of the index, which counts from 0.</summary>
    public void ForEach(int count, Action<string> write)
    {
        Open(_depth, "0", $"{count - 1}");
        write(Indices[_depth - 1]);
        Close();
    }

    /// <summary>{1} stored in {0}.</summary>
    public void Store(string target, string value) => Line(SourceWriter.Format(dialect.Store, target, value));

    /// <summary>A variable that changes.</summary>
    public void Declare(string name, string value) => Line(SourceWriter.Format(dialect.Variable, name, value));

    private void Open(int level, string from, string to)
    {
        Line(SourceWriter.Format(dialect.LoopHead, Indices[level], from, to));
        _depth++;
    }

    private void Close()
    {
        _depth--;
        if (dialect.LoopEnd is { } end) Line(end);
    }

    /// <summary>What is added to in each round, and which output of the program is added.</summary>
    private IEnumerable<(string Target, int Output)> SumsOf(NestPlan plan, LoopRows rows, string? total)
    {
        if (total is not null) yield return (total, 0);
        var output = 1;
        foreach (var k in plan.FirstDerivatives) yield return (Place(plan, k, rows.DerivativeBy(plan.Nest.Variables[k])), output++);
    }

    /// <summary>Adds a second derivative to the matrix or, where its place is known in the innermost loop only, to the list; else to the sum that goes there.</summary>
    private void AddSecond(NestPlan plan, int pair, ValueNames names, int? width)
    {
        var (row, column) = plan.SecondDerivatives[pair];
        var value = names.Of(plan.Tape.Outputs[SecondOf(plan, pair)]);
        if (width is null)
        {
            if (plan.LevelOf((row, column)) == plan.Depth) Append(plan, pair, value);
            else Increase(SumOf(names, pair), value);
            return;
        }

        // The other triangle; where both are one variable, its derivative counts twice.
        Increase(Entry(row, column), value);
        if (row != column) Increase(Entry(column, row), value);

        string Entry(int a, int b) => $"hessian[{Factor(Place(plan, a, 0))} * {width} + {Place(plan, b, dialect.FirstIndex)}]";
    }

    private void Append(NestPlan plan, int pair, string value)
    {
        var (row, column) = (Place(plan, plan.SecondDerivatives[pair].Row, dialect.FirstIndex), Place(plan, plan.SecondDerivatives[pair].Column, dialect.FirstIndex));
        AppendOne(row, column);
        if (plan.SecondDerivatives[pair].Row != plan.SecondDerivatives[pair].Column) AppendOne(column, row);

        void AppendOne(string a, string b)
        {
            foreach (var (target, number) in SparseHessian.Entry(Next, a, b, value)) Store(target, number);
            Increase(Next, "1");
        }
    }

    private void Increase(string target, string value) => Line(SourceWriter.Format(dialect.Increase, target, value));

    /// <summary>The output of the program that is a second derivative.</summary>
    private static int SecondOf(NestPlan plan, int pair) => 1 + plan.FirstDerivatives.Length + pair;

    private static string SumOf(ValueNames names, int pair) => $"h{names.First}_{pair}";

    private string Input(NestPlan plan, LoopRows rows, int input) => input < plan.Nest.Variables.Length
        ? Place(plan, input, rows.ValueOf(plan.Nest.Variables[input]))
        : SourceWriter.Format(dialect.IndexAsNumber, Indices[plan.ReadIndices[input - plan.Nest.Variables.Length]]);

    private string Place(NestPlan plan, int variable, RowPlace place) => $"{place.Row}[{Place(plan, variable, place.Shift + dialect.FirstIndex)}]";

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
