using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>The values of all parts of an expression at a point; loops are written out.</summary>
internal sealed class NodeValues
{
    private readonly Dictionary<Expr, double> _values;

    /// <exception cref="ArgumentException">A variable or value is missing.</exception>
    /// <exception cref="UnsupportedFormulaException">The expression cannot be compiled.</exception>
    public NodeValues(Expr root, IReadOnlyList<Variable> variables, ReadOnlySpan<double> point)
    {
        Root = LoopUnroller.UnrollAll(root);
        Nodes = Traversal.PostOrder(Root);
        var values = new double[Nodes.Count];
        new CompiledProgram(variables, Nodes, CompilationMode.Interpreted).Evaluate(point, values);
        _values = new Dictionary<Expr, double>(Nodes.Count);
        for (var i = 0; i < values.Length; i++) _values.Add(Nodes[i], values[i]);
    }

    /// <summary>The expression, without loops.</summary>
    public Expr Root { get; }

    /// <summary>Its distinct parts, operands before what they are operands of.</summary>
    public IReadOnlyList<Expr> Nodes { get; }

    /// <summary>The value of a part.</summary>
    public double this[Expr node] => _values[node];
}
