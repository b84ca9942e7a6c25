using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Symbolic.Compilation;
using Symbolic.Compilation.Loops;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Printing;
using Symbolic.Simplification;
using Symbolic.Verification;

namespace Symbolic;

/// <summary>
/// A formula: what was typed, how it was read, and what can be asked of it. Immutable and safe to share between threads.
/// </summary>
/// <example><code>
/// var f = Formula.Parse("x^2*sin(y) + exp(x*y)");
/// Formula fx = f.Differentiate("x");               // 2*x*sin(y) + y*exp(x*y)
/// double v = f.Compile(order: 2).Evaluate([1, 2], gradient, hessian);
/// </code></example>
public sealed class Formula
{
    private readonly Lazy<ImmutableArray<Expr>> _ready;
    private readonly Lazy<ImmutableArray<Formula>> _gradient;
    private readonly Lazy<Hessian> _hessian;

    private readonly Lazy<ImmutableArray<Expr>> _outputs;
    private readonly Lazy<VariableRuns?> _runs;
    private readonly Lazy<ImmutableArray<string>> _variables;
    private readonly string? _text;

    private Formula(string? text, ImmutableArray<Expr> typed, bool isVector, ImmutableArray<ReadingNote> notes)
    {
        _text = text;
        Typed = typed;
        IsVector = isVector;
        Notes = notes;
        _outputs = new(() => [.. Typed.Select(ConstantFolding.Fold)]);
        _runs = new(() => Outputs.Any(o => o.HasLoop && Traversal.PostOrder(o).Any(n => n is Reduction { Index: not null })) ? VariableRuns.Of(Outputs) : null);
        _variables = new(() => _runs.Value?.Names ?? [.. Traversal.FreeVariables([.. Outputs.Select(WithElements)]).Select(v => v.Name)]);
        _ready = new(() => [.. Outputs.Select(Derivative.CarryOut)]);
        _gradient = new(Slopes);
        _hessian = new(() => Differentiation.Hessian.Of(Evaluated, Symbols(Variables)));
    }

    /// <summary>The text as typed; for a formula that was computed, its own text.</summary>
    public string Text => _text ?? ToString();

    /// <summary>How the text was read: the same formula with every multiplication written out and <c>log</c> as <c>ln</c>.</summary>
    public string Reading => IsVector ? $"[{string.Join(", ", Typed.Select(e => TextPrinter.Print(e)))}]" : TextPrinter.Print(Typed[0]);

    /// <summary>Names of the free variables, alphabetical with numbers compared as numbers; the order of every gradient and Hessian.</summary>
    /// <exception cref="ExpansionLimitException">Which elements of a vector occur is only known when loops are written out, and they are too long.</exception>
    public ImmutableArray<string> Variables => _variables.Value;

    /// <summary>Places of the text that could have been meant otherwise.</summary>
    public ImmutableArray<ReadingNote> Notes { get; }

    /// <summary>True for <c>[f1, f2, …]</c>.</summary>
    public bool IsVector { get; }

    /// <summary>The expressions: one, or one for each component of a vector. Order and grouping are as typed; neighbouring numbers are folded.</summary>
    public ImmutableArray<Expr> Outputs => _outputs.Value;

    /// <summary>The expression of a scalar formula.</summary>
    /// <exception cref="InvalidOperationException">The formula is a vector.</exception>
    public Expr Expression => IsVector
        ? throw new InvalidOperationException("The formula is a vector; differentiate its components, ask for its Jacobian, or compile it with CompileVector.")
        : Outputs[0];

    /// <summary>The trees before numbers are folded.</summary>
    internal ImmutableArray<Expr> Typed { get; }

    /// <summary>The expression with every <c>diff(…)</c> carried out.</summary>
    public Expr Evaluated => IsVector ? Expression : _ready.Value[0];

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormulaSyntaxException">The text is not a formula; the exception holds everything that is wrong with it.</exception>
    public static Formula Parse(string text, ParseOptions? options = null) => Of(FormulaParser.Parse(text, WithDerivatives(options)));

    /// <summary>Reads a formula, or tells what is wrong with the text.</summary>
    public static bool TryParse(string text, ParseOptions? options, out Formula? formula, out ImmutableArray<Diagnostic> diagnostics)
    {
        formula = FormulaParser.TryParse(text, WithDerivatives(options), out var parsed, out diagnostics) ? Of(parsed!) : null;
        return formula is not null;
    }

    /// <summary>A formula for what the parser has read.</summary>
    public static Formula Of(ParsedFormula parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return new Formula(parsed.Text, parsed.Outputs, parsed.IsVector, parsed.Notes);
    }

    /// <summary>A formula for an expression that was built or computed.</summary>
    public static Formula Of(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new Formula(text: null, [expression], isVector: false, []);
    }

    /// <summary>A vector of expressions that were built or computed.</summary>
    public static Formula OfVector(IEnumerable<Expr> components) => new(text: null, [.. components], isVector: true, []);

    /// <summary>The exact derivative by a variable, simplified for reading. A variable that does not occur gives 0.</summary>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="order">How many times; at least 1.</param>
    /// <exception cref="ExpansionLimitException">The derivative would be too large.</exception>
    public Formula Differentiate(string variable, int order = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        return Differentiate([.. Enumerable.Repeat(new Variable(variable), order)]);
    }

    /// <summary>The partial derivatives by every variable, simplified; in the order of <see cref="Variables"/>.</summary>
    public ImmutableArray<Formula> Gradient() => _gradient.Value;

    /// <summary>The second derivatives, simplified: n×n for n variables, symmetric.</summary>
    public Formula[,] Hessian()
    {
        var size = Variables.Length;
        var result = new Formula[size, size];
        var rewriter = new Rewriter(SimplificationOptions.Default, CancellationToken.None);
        for (var i = 0; i < size; i++)
        {
            var slope = _gradient.Value[i].Evaluated;
            for (var j = 0; j <= i; j++) result[i, j] = result[j, i] = Of(Simplifier.Simplify(Derivative.Of(slope, new Variable(Variables[j])), rewriter));
        }

        return result;
    }

    /// <summary>The first derivatives of every output, simplified: m×n for m outputs and n variables.</summary>
    public Formula[,] Jacobian()
    {
        var result = new Formula[Outputs.Length, Variables.Length];
        for (var i = 0; i < Outputs.Length; i++)
        {
            for (var j = 0; j < Variables.Length; j++) result[i, j] = Of(Simplifier.Simplify(Derivative.Of(_ready.Value[i], new Variable(Variables[j]))));
        }

        return result;
    }

    /// <summary>The derivative in a direction, Σ vᵢ·∂f/∂xᵢ with the components vᵢ in the order of <see cref="Variables"/>, simplified.</summary>
    /// <exception cref="ArgumentException">There is not one component for each variable.</exception>
    public Formula DirectionalDerivative(params ReadOnlySpan<double> direction)
    {
        if (direction.Length != Variables.Length) throw new ArgumentException($"The direction needs {Variables.Length} components.", nameof(direction));
        var pairs = new List<(Variable, Expr)>();
        for (var i = 0; i < direction.Length; i++) pairs.Add((new Variable(Variables[i]), direction[i]));
        return Of(Simplifier.Simplify(Derivative.Along(Evaluated, pairs)));
    }

    /// <summary>The same formula, written shorter where that is possible.</summary>
    public Formula Simplify() => Of(Simplifier.Simplify(Evaluated));

    /// <summary>The formula with a number in place of a variable, for instance of a bound of a sum.</summary>
    public Formula With(string variable, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(variable);
        var replacement = new Dictionary<Expr, Expr> { [new Variable(variable)] = value };
        return new Formula(_text, [.. Typed.Select(e => Traversal.Substitute(e, replacement))], IsVector, Notes);
    }

    /// <summary>
    /// The formula with the rows that its <c>sum(…)</c> and <c>mean(…)</c> run over: there the names of columns are no variables any more.
    /// </summary>
    /// <exception cref="ArgumentException">The formula has no sum or mean over rows, or none that reads a column of the data.</exception>
    public Formula With(RowData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var loops = Traversal.PostOrder([.. Typed]).OfType<Reduction>().Where(r => r.Index is null && r.Data is null).ToArray();
        if (loops.Length == 0) throw new ArgumentException("The formula has no sum(…) or mean(…) over rows of data.", nameof(data));
        if (!loops.Any(r => Traversal.FreeVariables(r).Any(v => data.TryGetColumn(v.Name, out _))))
            throw new ArgumentException($"No sum or mean of the formula reads a column of the data ({string.Join(", ", data.Names.Take(8))}).", nameof(data));
        return new Formula(_text, [.. Typed.Select(e => Reduction.Bind(e, data))], IsVector, Notes);
    }

    /// <summary>
    /// Compiles value (order 0), gradient (1) and Hessian (2) into one program.
    /// </summary>
    /// <param name="order">Highest derivative wanted: 0, 1 or 2.</param>
    /// <param name="variables">The order in which values are passed and derivatives returned; all of <see cref="Variables"/> when null.</param>
    /// <param name="mode">When machine code is made.</param>
    /// <exception cref="ArgumentException">A variable of the formula is missing from <paramref name="variables"/>.</exception>
    /// <exception cref="UnsupportedFormulaException">The formula needs data or bounds that have no value yet.</exception>
    public CompiledFormula Compile(int order = 0, IReadOnlyList<string>? variables = null, CompilationMode mode = CompilationMode.Tiered)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        if (LoopedOf(order, variables, mode) is { } looped) return new CompiledFormula(looped, mode, () => CompileWrittenOut(order, variables, mode));
        return CompileWrittenOut(order, variables, mode);
    }

    internal CompiledFormula CompileWrittenOut(int order, IReadOnlyList<string>? variables, CompilationMode mode)
    {
        var symbols = SymbolsOf(variables);
        if (order == 0) return new CompiledFormula(symbols, Evaluated, mode: mode);
        if (order == 1) return new CompiledFormula(symbols, Evaluated, Differentiation.Gradient.Of(Evaluated, symbols), mode: mode) { Tangents = Derivative.Along };
        var hessian = variables is null ? _hessian.Value : Differentiation.Hessian.Of(Evaluated, symbols);
        return new CompiledFormula(symbols, Evaluated, hessian.Gradient, hessian.Entries, mode) { Tangents = Derivative.Along };
    }

    /// <summary>The formula with its sums and products kept as loops; null when they are better written out, or when the variables have another order.</summary>
    private LoopedFormula? LoopedOf(int order, IReadOnlyList<string>? variables, CompilationMode mode)
    {
        if (IsVector) return null;
        if (TermGroups.IsCandidate(Evaluated))
        {
            var names = SymbolsOf(variables).Select(v => v.Name).ToArray();
            return names.Distinct().Count() == names.Length ? LoopObjective.TryRollUp(Evaluated, VariableRuns.Of(names), order, mode) : null;
        }

        if (_runs.Value is not { } runs || !(variables is null || variables.SequenceEqual(Variables))) return null;
        return (LoopedFormula?)LoopObjective.TryBuild(Evaluated, runs, order, mode) ?? ChainedObjective.TryBuild(Evaluated, runs, order, mode);
    }

    /// <summary>
    /// Compiles the values (order 0) and the Jacobian (1) of a vector <c>[f1, f2, …]</c> into one program; a formula that is no vector is one component.
    /// </summary>
    /// <param name="order">Highest derivative wanted: 0 or 1.</param>
    /// <param name="variables">The order in which values are passed and derivatives returned; all of <see cref="Variables"/> when null.</param>
    /// <param name="mode">When machine code is made.</param>
    /// <param name="by">The variables that the columns of the Jacobian stand for; those of <paramref name="variables"/> when null.</param>
    /// <exception cref="ArgumentException">A variable of the formula is missing from <paramref name="variables"/>.</exception>
    /// <exception cref="UnsupportedFormulaException">The formula needs data or bounds that have no value yet.</exception>
    public CompiledVector CompileVector(int order = 0, IReadOnlyList<string>? variables = null, CompilationMode mode = CompilationMode.Tiered, IReadOnlyList<string>? by = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 1);
        var symbols = SymbolsOf(variables);
        var columns = by is null ? symbols : Symbols(by);
        return VectorSums.TakeOut(_ready.Value, mode) is { } sums ? Looped() : Compiled(_ready.Value, symbols, columns);

        CompiledVector Looped()
        {
            var core = Compiled(sums.Outputs, sums.InputsOf(symbols), sums.InputsOf(columns));
            return new CompiledVector(symbols, columns, sums, core, () => Compiled(_ready.Value, symbols, columns)) { Tangents = core.Tangents, Gradient = core.Gradient };
        }

        CompiledVector Compiled(ImmutableArray<Expr> outputs, ImmutableArray<Variable> inputs, ImmutableArray<Variable> wanted)
        {
            var jacobian = order == 0 ? default(IReadOnlyList<JacobianEntry>) : Differentiation.Jacobian.EntriesOf(outputs, wanted);
            return new CompiledVector(inputs, outputs, jacobian, wanted, mode) { Tangents = Derivative.Along, Gradient = Differentiation.Gradient.Of };
        }
    }

    /// <summary>The value at a point, the variables in the order of <see cref="Variables"/>. For many points, compile.</summary>
    public double Evaluate(params ReadOnlySpan<double> at) => Compile(mode: CompilationMode.Once).Evaluate(at);

    /// <summary>
    /// The value as a delegate, such as <c>Func&lt;double, double, double&gt;</c> or <c>Func&lt;double[], double&gt;</c>, its
    /// arguments being the named variables in this order (all of <see cref="Variables"/> when none is named).
    /// </summary>
    public TDelegate ToDelegate<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] TDelegate>(params string[] variables)
        where TDelegate : Delegate =>
        Compile(0, variables is { Length: > 0 } ? variables : null).ToDelegate<TDelegate>();

    /// <summary>
    /// Checks value, gradient and Hessian at a point by independent methods: dual numbers over the formula as typed, and
    /// finite differences with error bounds.
    /// </summary>
    /// <param name="at">The point, in the order of <see cref="Variables"/>.</param>
    /// <param name="order">1 for the gradient, 2 for gradient and Hessian.</param>
    public VerificationReport Verify(ReadOnlySpan<double> at, int order = 2) => DerivativeCheck.Run(this, at, order);

    /// <summary>The formula as text that reads back as the same formula.</summary>
    public override string ToString() => IsVector ? $"[{string.Join(", ", Outputs.Select(e => TextPrinter.Print(e)))}]" : TextPrinter.Print(Outputs[0]);

    internal static ImmutableArray<Variable> Symbols(IEnumerable<string> names) => [.. names.Select(n => new Variable(n))];

    private ImmutableArray<Variable> SymbolsOf(IReadOnlyList<string>? variables)
    {
        if (variables is null) return Symbols(Variables);
        var known = variables.ToHashSet(StringComparer.Ordinal);
        if (Variables.FirstOrDefault(name => !known.Contains(name)) is { } missing)
            throw new ArgumentException($"The variable '{missing}' of the formula is not in the list.", nameof(variables));
        return Symbols(variables);
    }

    private static ParseOptions WithDerivatives(ParseOptions? options) => (options ?? ParseOptions.Default) with { Differentiate = Derivative.Of };

    /// <summary>The indexed names of a loop become variables when the loop is written out; its other names are variables already.</summary>
    private static Expr WithElements(Expr output) =>
        output.HasLoop && Traversal.PostOrder(output).Any(node => node is Element) ? LoopExpansion.Expand(output) : output;

    private ImmutableArray<Formula> Slopes()
    {
        var rewriter = new Rewriter(SimplificationOptions.Default, CancellationToken.None);
        return [.. Symbols(Variables).Select(v => Of(Simplifier.Simplify(Derivative.Of(Evaluated, v), rewriter)))];
    }

    private Formula Differentiate(params ImmutableArray<Variable> variables) =>
        Of(Derivative.Of(Evaluated, variables, static e => Simplifier.Simplify(e)));
}
