using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>An open interval of the real line.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>The whole real line.</summary>
    public static Interval All => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The positive numbers.</summary>
    public static Interval Positive => new(0, double.PositiveInfinity);

    /// <summary>Whether a finite number lies inside.</summary>
    public bool Contains(double x) => x > Lower && x < Upper;

    /// <summary>In words: <c>all real x</c>, <c>x &gt; 0</c>, <c>-1 &lt; x &lt; 1</c>.</summary>
    public string ToText(string name = "x") => (double.IsFinite(Lower), double.IsFinite(Upper)) switch
    {
        (false, false) => $"all real {name}",
        (true, false) => $"{name} > {Lower}",
        (false, true) => $"{name} < {Upper}",
        _ => $"{Lower} < {name} < {Upper}",
    };
}

/// <summary>Symmetry of a function of one argument.</summary>
public enum Parity
{
    /// <summary>No symmetry.</summary>
    None,

    /// <summary>f(−x) = f(x).</summary>
    Even,

    /// <summary>f(−x) = −f(x).</summary>
    Odd,
}

/// <summary>The partial derivatives of a function by each of its arguments, given the arguments and the call itself.</summary>
/// <param name="arguments">The arguments of the call.</param>
/// <param name="value">The call, so that a rule may use the function's own value.</param>
/// <returns>One expression for each argument; 0 for a parameter.</returns>
public delegate ImmutableArray<Expr> PartialsRule(ImmutableArray<Expr> arguments, Expr value);

/// <summary>One of two functions that are computed together.</summary>
/// <param name="Both">Computes both; a static method.</param>
/// <param name="IsSecond">Whether the function is the second of the two.</param>
/// <param name="Vector">Both on SIMD vectors; null where there is no such kernel.</param>
public sealed record JointEvaluation(Func<double, (double First, double Second)> Both, bool IsSecond, Func<VectorKernel>? Vector = null);

/// <summary>
/// All that is known of a function: how it is called, evaluated, differentiated, printed and explained. Parser, printers,
/// derivative, tape, machine code, help and tests read it from here and nowhere else.
/// </summary>
public sealed class FunctionDefinition
{
    /// <summary>A function with a fixed number of arguments.</summary>
    public FunctionDefinition(string name, int arity)
        : this(name, arity, arity)
    {
    }

    /// <summary>A function with <paramref name="minArity"/> to <paramref name="maxArity"/> arguments.</summary>
    public FunctionDefinition(string name, int minArity, int maxArity)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(minArity);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxArity, minArity);
        (Name, MinArity, MaxArity) = (name, minArity, maxArity);
    }

    /// <summary>The name under which the function is printed.</summary>
    public string Name { get; }

    /// <summary>Other names that are accepted as input.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Names that the function has in other countries or programs: suggested, not accepted, such as tg for tan.</summary>
    public ImmutableArray<string> ForeignNames { get; init; } = [];

    /// <summary>Smallest number of arguments.</summary>
    public int MinArity { get; }

    /// <summary>Largest number of arguments; <see cref="int.MaxValue"/> when there is no limit.</summary>
    public int MaxArity { get; }

    /// <summary>
    /// The value in double arithmetic: <c>Func&lt;double&gt;</c> to <c>Func&lt;double, double, double, double&gt;</c> over a static
    /// method for a catalogue function. A function of any number of arguments gives the two-argument form, applied from
    /// the left. Null when <see cref="Expansion"/> says what the function is made of.
    /// </summary>
    public Delegate? Evaluate { get; init; }

    /// <summary>The same over a column: <c>(ReadOnlySpan&lt;double&gt; x, Span&lt;double&gt; y)</c>; null to loop over <see cref="Evaluate"/>.</summary>
    public Delegate? Batch { get; init; }

    /// <summary>Makes the function on SIMD vectors; null to loop over <see cref="Evaluate"/> for each lane.</summary>
    public Func<VectorKernel>? Vector { get; init; }

    /// <summary>How a call is written in exported source; null where no other language has the function.</summary>
    public FunctionSpelling? Spelling { get; init; }

    /// <summary>
    /// How the function is computed together with another one of the same argument, when both are wanted; null where that is no
    /// cheaper than one after the other. The bits are those of <see cref="Evaluate"/> or as good.
    /// </summary>
    public JointEvaluation? Joint { get; init; }

    /// <summary>
    /// The derivative rule. Null for a condition, and where <see cref="Expansion"/> gives the derivative; given beside an
    /// expansion where its own form reads better, such as sec(x)·tan(x).
    /// </summary>
    public PartialsRule? Partials { get; init; }

    /// <summary>The function in terms of others; it is compiled in that form, differentiated too unless there are <see cref="Partials"/>, and printed under its name.</summary>
    public Func<ImmutableArray<Expr>, Expr>? Expansion { get; init; }

    /// <summary>
    /// The tree that the text of a call stands for, where that is no call of this function: <c>sqrt(x)</c> is the power x^(1/2),
    /// <c>log(x)</c> is <c>ln(x)</c>, <c>if(c, a, b)</c> is a <see cref="Piecewise"/>. Null for an ordinary function; a null result
    /// means that these arguments make an ordinary call, as in <c>log(x, b)</c>.
    /// </summary>
    public Func<ImmutableArray<Expr>, Expr?>? Notation { get; init; }

    /// <summary>
    /// For each argument (the last one stands for all that follow) an open interval inside which value and partials exist
    /// and from which samples are drawn.
    /// </summary>
    public ImmutableArray<Interval> Domain { get; init; } = [Interval.All];

    /// <summary>Positions of arguments that are parameters: integer constants (or indices), never differentiated.</summary>
    public ImmutableArray<int> Parameters { get; init; } = [];

    /// <summary>
    /// Place among other functions in a product, where habit differs from the alphabet: exp(x) before sin(x) before cos(x).
    /// </summary>
    public int WritingOrder { get; init; }

    /// <summary>Symmetry in the only argument.</summary>
    public Parity Parity { get; init; }

    /// <summary>True when the value is a truth value, 1 or 0, to be used as a condition.</summary>
    public bool IsCondition { get; init; }

    /// <summary>The sign between the operands of a comparison or connective, such as <c>&lt;=</c>; null for a function in the usual notation.</summary>
    public string? Infix { get; init; }

    /// <summary>Where the function is continuous but not differentiable, or jumps, in words: «at 0»; null where there is no such place.</summary>
    public string? Kinks { get; init; }

    /// <summary>
    /// Exact values at special arguments, such as sin(0) = 0, or the plainer call that a special parameter makes, such as
    /// J₋₁(x) = −J₁(x); null where there is none.
    /// </summary>
    public Func<ImmutableArray<Expr>, Expr?>? ExactValue { get; init; }

    /// <summary>
    /// LaTeX, with the texts {0}, {1} … where the arguments go, and {*} for all of them separated by commas; other braces stand
    /// for themselves, so that a number in braces needs a space: <c>\log_{ 10}</c>. Null for <c>\operatorname{name}\left(…\right)</c>.
    /// </summary>
    public string? Latex { get; init; }

    /// <summary>Name in Unicode output where it differs, such as Γ; null for <see cref="Name"/>.</summary>
    public string? UnicodeName { get; init; }

    /// <summary>The definition in one line, for help.</summary>
    public string Summary { get; init; } = "";

    /// <summary>A formula that uses the function and can be run, with a point: <c>erf(x)</c>.</summary>
    public string Example { get; init; } = "";

    /// <summary>Where definition and derivative come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Family, the heading in the function table.</summary>
    public string Family { get; init; } = "";

    /// <summary>Largest error of <see cref="Evaluate"/> seen against reference values, in units in the last place, as a bound tested.</summary>
    public double MaxUlp { get; init; } = 1;

    /// <summary>Whether the function may be called with this number of arguments.</summary>
    public bool Accepts(int count) => count >= MinArity && count <= MaxArity;

    /// <summary>The interval of argument number <paramref name="i"/>.</summary>
    public Interval DomainOf(int i) => Domain[Math.Min(i, Domain.Length - 1)];

    /// <summary>The function applied to arguments, as it stands.</summary>
    /// <exception cref="ArgumentException">The number of arguments is wrong.</exception>
    public Expr AsTyped(params ImmutableArray<Expr> arguments)
    {
        if (!Accepts(arguments.Length)) throw new ArgumentException($"{Name} does not take {arguments.Length} arguments.", nameof(arguments));
        return Notation?.Invoke(arguments) ?? new Call(this, arguments);
    }

    /// <summary>The function applied to arguments, with exact values and symmetry used.</summary>
    /// <exception cref="ArgumentException">The number of arguments is wrong.</exception>
    public Expr Of(params ImmutableArray<Expr> arguments)
    {
        if (!Accepts(arguments.Length)) throw new ArgumentException($"{Name} does not take {arguments.Length} arguments.", nameof(arguments));
        return Notation?.Invoke(arguments) is { } tree ? Algebra.Canonical(tree) : Algebra.Apply(this, arguments);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
