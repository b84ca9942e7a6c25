using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Rolls a long sum up whose terms were written out: terms that differ only in their variables and in numbers become one term with a table
/// of what differs.
/// </summary>
internal static class TermGroups
{
    /// <summary>Fewest nodes for which this pays; shorter formulas run faster as straight code.</summary>
    private const int MinNodes = 1_000;

    /// <summary>Fewest terms that are alike.</summary>
    private const int MinTerms = 32;

    /// <summary>The sum as nests; null when it is short, or when much of it is not alike.</summary>
    public static ImmutableArray<LoopNest>? Of(Expr formula, VariableRuns runs)
    {
        if (!IsCandidate(formula)) return null;
        var sum = SumOf(formula)!;
        var scale = formula is Product product ? Algebra.Product([.. product.Children.Where(c => c != sum)]) : null;
        var groups = TermsOf(sum).Select(t => new Shape(t)).GroupBy(s => s.Key).ToArray();
        var alike = groups.Where(g => g.Key.Length > 0 && g.Count() >= MinTerms).ToArray();
        var rest = groups.Except(alike).SelectMany(g => g).ToArray();
        if (alike.Length == 0 || rest.Sum(s => s.Term.TreeSize) * 10 > sum.TreeSize) return null;
        var nests = alike.Select(g => Nest([.. g], runs, scale)).ToList();
        if (rest.Length > 0) nests.Add(new LoopNest([], Scaled(scale, Algebra.Sum([.. rest.Select(s => s.Term)]))));
        return [.. nests];
    }

    /// <summary>Whether a formula is a long sum, or a number times one.</summary>
    public static bool IsCandidate(Expr formula) =>
        SumOf(formula) is { HasLoop: false, TreeSize: >= MinNodes } sum && TermsOf(sum).Take(MinTerms).Count() == MinTerms;

    private static Sum? SumOf(Expr formula) => formula switch
    {
        Sum sum => sum,
        Product { Children.Length: <= 4 } product when product.Children.Count(c => c.IsVariable) == 1 => product.Children.First(c => c.IsVariable) as Sum,
        _ => null,
    };

    /// <summary>The terms of a sum and of the sums in it.</summary>
    private static IEnumerable<Expr> TermsOf(Sum sum)
    {
        var pending = new Stack<Expr>([sum]);
        while (pending.TryPop(out var node))
        {
            if (node is not Sum inner)
            {
                yield return node;
                continue;
            }

            for (var i = inner.Children.Length - 1; i >= 0; i--) pending.Push(inner.Children[i]);
        }
    }

    private static LoopNest Nest(Shape[] shapes, VariableRuns runs, Expr? scale)
    {
        var first = shapes[0];
        var replacements = new Dictionary<Expr, Expr>();
        var variables = first.Variables.Select((v, k) => new TermVariable(runs.Runs[0], AffineIndex.Constant(0), new Variable($"#{k}")) { Places = Pinned(shapes, s => runs.PlaceOf(s.Variables[k].Name)) }).ToImmutableArray();
        for (var k = 0; k < variables.Length; k++) replacements[first.Variables[k]] = variables[k].Name;

        // Numbers stand in the term at their places, not by their values: two that are equal here may differ in another round.
        var differing = Enumerable.Range(0, first.Numbers.Count).Where(k => !Array.TrueForAll(shapes, s => s.Numbers[k].Equals(first.Numbers[k]))).ToArray();
        var numbers = differing.Select(k => new TermNumber(new Variable($"#number{k}"), Pinned(shapes, s => s.Numbers[k].Value.ToDouble()))).ToImmutableArray();
        var next = 0;
        var term = Scaled(scale, Replace(first.Term));
        var last = AffineIndex.Of(Constant.Of(shapes.Length - 1))!;
        return new LoopNest([new LoopIndex(LoopNest.RoundIndex, AffineIndex.Of(Constant.Zero)!, last)], term) { Table = new TermTable(variables, numbers) };

        Expr Replace(Expr node) => node switch
        {
            Variable v => replacements[v],
            Constant c when Shape.IsData(c) => Array.IndexOf(differing, next++) is >= 0 and var place ? numbers[place].Name : c,
            _ when node.Children.IsEmpty => node,
            _ => node.WithChildren([.. node.Children.Select((c, i) => Shape.IsFixed(node, i) ? c : Replace(c))]),
        };
    }

    private static Expr Scaled(Expr? scale, Expr term) => scale is null ? term : Algebra.Multiply(scale, term);

    private static T[] Pinned<T>(Shape[] shapes, Func<Shape, T> value)
    {
        var table = GC.AllocateUninitializedArray<T>(shapes.Length, pinned: true);
        for (var round = 0; round < table.Length; round++) table[round] = value(shapes[round]);
        return table;
    }

    /// <summary>A term as a text in which its variables are numbered in the order in which they occur, and data are left open.</summary>
    private sealed class Shape
    {
        /// <summary>Longer terms are not compared.</summary>
        private const int MaxNodes = 400;

        private readonly Dictionary<Expr, int> _numbers = [];

        public Shape(Expr term)
        {
            Term = term;
            if (term.TreeSize > MaxNodes || term.Depth > MaxNodes / 4)
            {
                return;
            }

            var text = new StringBuilder();
            Describe(term, text);
            Key = text.ToString();
        }

        public Expr Term { get; }

        /// <summary>The text; empty for a term that is too long to be compared.</summary>
        public string Key { get; } = "";

        public List<Variable> Variables { get; } = [];

        public List<Constant> Numbers { get; } = [];

        /// <summary>Whether a number may differ from term to term; −1 is a sign.</summary>
        public static bool IsData(Constant number) => !number.Equals(Constant.MinusOne);

        /// <summary>Whether an operand is a number that says what a formula is, whole or not: an exponent, the order of a function.</summary>
        public static bool IsFixed(Expr node, int operand) =>
            node.Children[operand] is Constant && (node is Power ? operand == 1 : node is Call call && call.Function.Parameters.Contains(operand));

        private void Describe(Expr node, StringBuilder text)
        {
            switch (node)
            {
                case Variable v:
                    if (!_numbers.TryGetValue(v, out var number))
                    {
                        _numbers.Add(v, number = _numbers.Count);
                        Variables.Add(v);
                    }

                    text.Append('v').Append(number);
                    return;
                case Constant c when IsData(c):
                    Numbers.Add(c);
                    text.Append('#');
                    return;
                case Constant c:
                    text.Append(CultureInfo.InvariantCulture, $"{c.Value}");
                    return;
            }

            text.Append(node is Call call ? $"{call.Function.Name}{RuntimeHelpers.GetHashCode(call.Function)}" : node.GetType().Name).Append('(');
            for (var i = 0; i < node.Children.Length; i++)
            {
                if (IsFixed(node, i)) text.Append('=').Append(((Constant)node.Children[i]).Value);
                else Describe(node.Children[i], text);
                text.Append(',');
            }

            text.Append(')');
        }
    }
}
