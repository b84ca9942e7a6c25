using Symbolic.Compilation;
using Symbolic.Expressions;

namespace Symbolic.Cli.Protocol;

/// <summary>A formula made ready for numbers: loop bounds filled in, variables to differentiate by chosen.</summary>
internal sealed class Evaluation
{
    private Evaluation(Formula formula, string[] order, string[] wanted)
    {
        Formula = formula;
        _order = order;
        With = wanted;
    }

    private readonly string[] _order;

    /// <summary>The formula, with numbers for the variables that bound loops.</summary>
    public Formula Formula { get; }

    /// <summary>The variables that derivatives are taken by, in the order asked for.</summary>
    public IReadOnlyList<string> With { get; }

    /// <summary>All variables in the order in which values are passed: those of <see cref="With"/> first.</summary>
    public IReadOnlyList<string> Order => _order;

    /// <summary>Prepares a formula for a point.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="wrt">Names to differentiate by; null for all variables.</param>
    /// <param name="point">Values, from which the bounds of loops are taken.</param>
    public static Evaluation Prepare(Formula formula, IReadOnlyList<string>? wrt, Point point)
    {
        foreach (var bound in LoopBounds(formula))
        {
            if (!point.Has(bound)) continue;
            if (!double.IsInteger(point[bound])) throw new UserErrorException($"'{bound}' bounds a sum or product and must be a whole number.") { Kind = "value", Names = [bound] };
            if (wrt?.Contains(bound) == true) throw new UserErrorException($"'{bound}' bounds a sum or product and cannot be differentiated by.");
            formula = formula.With(bound, point[bound]);
        }

        point.Spread(formula.Variables);
        string[] wanted = wrt is null ? [.. formula.Variables] : [.. wrt];
        if (wanted.Distinct().Count() < wanted.Length) throw new UserErrorException("A variable is named twice in the list of variables to differentiate by.");
        return new Evaluation(formula, [.. wanted, .. formula.Variables.Except(wanted)], wanted);
    }

    /// <summary>The program for value and derivatives up to an order, over <see cref="Order"/>.</summary>
    public CompiledFormula Compile(int order, CompilationMode mode = CompilationMode.Once) => Formula.Compile(order, _order, mode);

    /// <summary>The point in the order of <see cref="Order"/>. A name to differentiate by that the formula does not hold may lack a value.</summary>
    public double[] Values(Point point)
    {
        foreach (var name in With.Except(Formula.Variables))
        {
            if (!point.Has(name)) point[name] = 0;
        }

        return point.In(_order, RowsOfData.In(Formula));
    }

    /// <summary>Variables on which the bounds of loops depend.</summary>
    public static HashSet<string> LoopBounds(Formula formula)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in formula.Outputs.Where(o => o.HasLoop))
        {
            foreach (var loop in Traversal.PostOrder(output).OfType<Reduction>().Where(r => r.Index is not null))
            {
                foreach (var variable in Traversal.FreeVariables(loop.From, loop.To)) names.Add(variable.Name);
            }
        }

        // The bounds of an inner loop may hold the index of an outer one, which is no variable.
        names.IntersectWith(formula.Variables);
        return names;
    }
}
