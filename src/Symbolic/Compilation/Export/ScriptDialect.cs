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

    public override string Compose(string name, string variables, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        string[] suffixes = ["", "_gradient", "_hessian"];
        string[] results = ["value", "value, gradient", "value, gradient, hessian.reshape((n, n) + x.shape[1:])"];
        var functions = bodies.Select(b =>
        {
            var rows = (b.Order > 0 ? $"        gradient = np.zeros((n,) + x.shape[1:])\n" : "") + (b.Order > 1 ? "        hessian = np.zeros((n * n,) + x.shape[1:])\n" : "");
            return $"def {name}{suffixes[b.Order]}(x):\n    x = np.asarray(x, dtype=float)\n    n = {b.Size}\n    with np.errstate(all=\"ignore\"):\n{rows}{b.Indented(8)}"
                + $"        value = {b.Value} + np.zeros(x.shape[1:])\n    return {results[b.Order]}\n";
        });
        return $"# x holds {variables}, each a number or an array; derivatives come with the same shape.\nimport math\nimport numpy as np\n\n"
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

    public override string Store => "{0} = {1}";

    public override string Increase => "{0} += {1}";

    public override string LoopHead => "for {0} in {1}:{2}";

    public override string? LoopEnd => "end";

    public override string IndexAsNumber => "Float64({0})";

    public override int FirstIndex => 1;

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.Julia;

    public override string? HelperOf(FunctionSpelling spelling) => spelling.JuliaHelper;

    public override string Compose(string name, string variables, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        string[] suffixes = ["", "_gradient", "_hessian"];
        string[] results = ["", ", gradient", ", gradient, reshape(hessian, n, n)"];
        var functions = bodies.Select(b =>
            $"function {name}{suffixes[b.Order]}(x)\n    n = {b.Size}\n{(b.Order > 0 ? "    gradient = zeros(n)\n" : "")}{(b.Order > 1 ? "    hessian = zeros(n * n)\n" : "")}{b.Indented(4)}    return {b.Value}{results[b.Order]}\nend\n");
        return $"# x holds {variables}.\n" + string.Concat(helpers.Lines.Select(h => h + "\n")) + Prelude + "\n" + string.Join("\n", functions);
    }
}
