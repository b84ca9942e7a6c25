using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>Python with NumPy: x has the shape (n, …), all that follows the first axis is a shape of points.</summary>
internal sealed class PythonDialect : Dialect
{
    /// <summary>A function of numbers over arrays. NumPy's numbers divide by 0 and overflow as IEEE arithmetic does.</summary>
    private const string Each = "def _each(f):\n    return np.vectorize(lambda *x: f(*[np.float64(q) for q in x]), otypes=[float])\n\n\n";

    public override string Assignment => "{0} = {1}";

    public override string Sqrt => "np.sqrt({0})";

    public override string Exp => "np.exp({0})";

    public override string Power => "np.power({0}, {1})";

    public override string Log => "np.log({0})";

    public override string PowerLog => "np.where(({0} == 0) & ({1} > 0), 0.0, np.power({0}, {1}){2})";

    public override string Truth => "np.where({0}, 1.0, 0.0)";

    public override string Select => "np.where({0} != 0, {1}, {2})";

    public override string And => "np.where(({0} != 0) & ({1} != 0), 1.0, 0.0)";

    public override string Or => "np.where(({0} != 0) | ({1} != 0), 1.0, 0.0)";

    public override string NotANumber => "np.nan";

    public override string Infinity => "np.inf";

    public override string Variable => "{0} = {1}";

    public override string IndexVariable => Variable;

    public override string Store => "{0} = {1}";

    public override string Increase => "{0} += {1}";

    public override string LoopHead => "for {0} in range({1}, {2} + 1):";

    public override string? LoopEnd => null;

    public override string IndexAsNumber => "float({0})";

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.Python;

    public override string? HelperOf(FunctionSpelling spelling) => spelling.PythonHelper;

    public override SourceLibrary? Library => SourceLibrary.Python;

    public override string LibraryName(string function) => $"SpecialFunctions_{function}";

    public override string LibraryCall(string name) => $"_each({name})";

    public override string Compose(string name, string content, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        var functions = bodies.Select(b =>
        {
            var rows = string.Concat(RowsOf(b).Select(r => $"        {r.Name} = np.zeros({(r.IsIndex ? $"{r.Size}, dtype=int" : $"({r.Size},) + x.shape[1:]")})\n"));
            var results = b.Rows.Select(r => r.Width is { } width ? $"{r.Name}.reshape(({r.Count}, {width}) + x.shape[1:])" : r.Name);
            return $"def {name}{b.Suffix}(x):\n    x = np.asarray(x, dtype=float)\n    with np.errstate(all=\"ignore\"):\n{rows}{b.Indented(8)}"
                + (b.Value is null ? "" : $"        value = {b.Value} + np.zeros(x.shape[1:])\n") + $"    return {string.Join(", ", b.Value is null ? results : results.Prepend("value"))}\n";
        });
        return $"# {content} Each x is a number or an array; results come with the same shape.\nimport math\nimport numpy as np\n\n"
            + string.Concat(helpers.Lines.Select(h => h + "\n")) + (helpers.Pieces.Count > 0 ? Each : "") + string.Concat(helpers.Pieces.Select(p => p.Text + "\n\n\n"))
            + "\n" + string.Join("\n\n", functions);
    }
}

/// <summary>Julia: functions over a vector. Roots and logarithms of negative numbers are NaN, not errors.</summary>
internal sealed class JuliaDialect : Dialect
{
    private const string Prelude = "_sqrt(x) = x < 0 ? NaN : sqrt(x)\n_log(x) = x < 0 ? NaN : log(x)\n_pow(x, y) = x < 0 && y != round(y) ? NaN : x^y\n";

    public override string Assignment => "{0} = {1}";

    public override string Sqrt => "_sqrt({0})";

    public override string Exp => "exp({0})";

    public override string Power => "_pow({0}, {1})";

    public override string Log => "_log({0})";

    public override string PowerLog => "({0} == 0 && {1} > 0 ? 0.0 : _pow({0}, {1}){2})";

    public override string Truth => "({0} ? 1.0 : 0.0)";

    public override string Select => "({0} != 0 ? {1} : {2})";

    public override string And => "({0} != 0 && {1} != 0 ? 1.0 : 0.0)";

    public override string Or => "({0} != 0 || {1} != 0 ? 1.0 : 0.0)";

    public override string NotANumber => "NaN";

    public override string Infinity => "Inf";

    public override string Variable => "{0} = {1}";

    public override string IndexVariable => Variable;

    public override string Store => "{0} = {1}";

    public override string Increase => "{0} += {1}";

    public override string LoopHead => "for {0} in {1}:{2}";

    public override string? LoopEnd => "end";

    public override string IndexAsNumber => "Float64({0})";

    public override int FirstIndex => 1;

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.Julia;

    public override string? HelperOf(FunctionSpelling spelling) => spelling.JuliaHelper;

    public override string Compose(string name, string content, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        // A matrix lies column by column here.
        var functions = bodies.Select(b =>
        {
            var rows = string.Concat(RowsOf(b).Select(r => $"    {r.Name} = zeros({(r.IsIndex ? "Int, " : "")}{r.Size})\n"));
            var results = b.Rows.Select(r => r.Width is { } width ? $"permutedims(reshape({r.Name}, {width}, {r.Count}))" : r.Name);
            return $"function {name}{b.Suffix}(x)\n{rows}{b.Indented(4)}    return {string.Join(", ", b.Value is null ? results : results.Prepend(b.Value))}\nend\n";
        });
        return $"# {content}\n" + string.Concat(helpers.Lines.Select(h => h + "\n")) + Prelude + "\n" + string.Join("\n", functions);
    }
}
