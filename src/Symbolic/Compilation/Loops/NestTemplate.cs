using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// What the term of a nest is differentiated by: an element of a vector, one variable for all terms, or a variable of its own for each round, listed in a table.
/// </summary>
/// <param name="Run">The run of variables that it is in.</param>
/// <param name="Place">Place among the variables, which for an element depends on the indices of the nest.</param>
/// <param name="Name">What stands for it in the term.</param>
internal sealed record TermVariable(VariableRun Run, AffineIndex Place, Variable Name)
{
    /// <summary>The indices of an element; none for a variable.</summary>
    public ImmutableArray<AffineIndex> Indices { get; init; } = [];

    /// <summary>The place in each round; then the nest has a single index, which counts the rounds from 0. The array stays where it is in memory.</summary>
    public int[]? Places { get; init; }

    /// <summary>Whether it is the same variable in all terms.</summary>
    public bool IsSingle => Places is null && Place.IsConstant;

    /// <summary>The place among the variables.</summary>
    public int PlaceAt(Func<string, long> indices) => Places is { } places ? places[(int)indices(LoopNest.RoundIndex)] : (int)Place.At(indices);
}

/// <summary>A number of its own for each round of a nest.</summary>
/// <param name="Name">What stands for it in the term.</param>
/// <param name="Values">The numbers; the array stays where it is in memory.</param>
internal sealed record TermNumber(Variable Name, double[] Values);

/// <summary>The term of a nest over names for its elements, with its derivatives: known without writing any term out.</summary>
internal sealed class NestTemplate
{
    private NestTemplate(ImmutableArray<LoopIndex> indices, Expr term, ImmutableArray<TermVariable> variables, int order, Func<VariableRun, bool> isDifferentiated)
    {
        (Indices, Term, Variables, Order) = (indices, term, variables, order);
        var names = variables.Select(v => v.Name).ToImmutableArray();
        if (order == 0) return;
        First = Differentiation.Gradient.Of(term, names);
        IsDifferentiated = [.. variables.Select(v => isDifferentiated(v.Run))];
        First = [.. First.Zip(IsDifferentiated, (e, isWanted) => isWanted ? e : Constant.Zero)];
        for (var row = 0; order > 1 && row < First.Length; row++)
        {
            var entries = Differentiation.Gradient.Of(First[row], names);
            for (var column = 0; column <= row; column++)
            {
                if (!IsZero(entries[column])) Second.Add((row, column), entries[column]);
            }
        }
    }

    /// <summary>The indices, the outermost first.</summary>
    public ImmutableArray<LoopIndex> Indices { get; }

    /// <summary>The term.</summary>
    public Expr Term { get; }

    /// <summary>What occurs in the term.</summary>
    public ImmutableArray<TermVariable> Variables { get; }

    /// <summary>The numbers that differ from round to round.</summary>
    public ImmutableArray<TermNumber> Numbers { get; private init; } = [];

    /// <summary>Highest derivative that is known.</summary>
    public int Order { get; }

    /// <summary>The derivative by each of <see cref="Variables"/>.</summary>
    public ImmutableArray<Expr> First { get; } = [];

    /// <summary>Whether each of <see cref="Variables"/> is differentiated by.</summary>
    public ImmutableArray<bool> IsDifferentiated { get; } = [];

    /// <summary>The second derivatives that are not identically 0, by two of <see cref="Variables"/>, the second not after the first.</summary>
    public Dictionary<(int Row, int Column), Expr> Second { get; } = [];

    /// <summary>The variable that stands for an index in the term.</summary>
    public static Variable NameOf(string index) => new($"#index:{index}");

    /// <summary>Whether an expression is the number 0.</summary>
    public static bool IsZero(Expr e) => e is Constant { Value.IsZero: true };

    /// <summary>
    /// The template of a nest; null when the places of an element are not of the form c + Σ aₖ·iₖ, or not all of variables. Derivatives by variables that are not differentiated by are 0.
    /// </summary>
    public static NestTemplate? Of(LoopNest nest, VariableRuns runs, int order, Func<VariableRun, bool>? isDifferentiated = null)
    {
        if (nest.Table is { } table) return new NestTemplate(nest.Indices, nest.Term, table.Variables, order, isDifferentiated ?? (static _ => true)) { Numbers = table.Numbers };
        var variables = new List<TermVariable>();
        var names = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(nest.Term))
        {
            if (node is Variable { IsIndex: true, Data: null } index)
            {
                if (nest.Indices.All(i => i.Name != index.Name)) return null;
                names[node] = NameOf(index.Name);
            }
            else if (node is Variable variable)
            {
                var place = runs.PlaceOf(variable.Name);
                if (place < 0) return null;
                variables.Add(new TermVariable(RunAt(runs, place), AffineIndex.Constant(place), Named(node)));
            }
            else if (node is Element element)
            {
                var indices = element.Children.Select(AffineIndex.Of).ToArray();
                if (Array.Exists(indices, at => at is null || at.Coefficients.Keys.Any(name => nest.Indices.All(i => i.Name != name)))) return null;
                if (PlaceOf(nest, runs, element.Name, [.. indices!]) is not var (run, place)) return null;
                // Two ways of writing one index, i+1 and 1+i, are one element.
                if (variables.Find(v => v.Place.Equals(place)) is { } known) names[node] = known.Name;
                else variables.Add(new TermVariable(run, place, Named(node)) { Indices = [.. indices!] });
            }
        }

        var terms = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(nest.Term)) terms[node] = names.TryGetValue(node, out var name) ? name : node.Map(terms);
        var term = terms[nest.Term];
        return term.HasLoop ? null : new NestTemplate(nest.Indices, term, [.. variables.OrderBy(v => v.Run.Start).ThenBy(v => v.Place.Offset)], order, isDifferentiated ?? (static _ => true));

        Variable Named(Expr node)
        {
            var name = new Variable($"#{variables.Count}");
            names[node] = name;
            return name;
        }
    }

    /// <summary>The run that the elements with these indices are in, and their places; null when there is none.</summary>
    private static (VariableRun Run, AffineIndex Place)? PlaceOf(LoopNest nest, VariableRuns runs, string vector, ImmutableArray<AffineIndex> indices)
    {
        foreach (var run in runs.RunsOf(vector, indices.Length))
        {
            if (run.PlaceOf(indices) is { } place && NestReach.IsInside(nest.Indices, run, indices)) return (run, place);
        }

        return null;
    }

    private static VariableRun RunAt(VariableRuns runs, int place)
    {
        var (low, high) = (0, runs.Runs.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs.Runs[middle].Start <= place) low = middle;
            else high = middle - 1;
        }

        return runs.Runs[low];
    }
}
