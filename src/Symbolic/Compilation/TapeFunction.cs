using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// A function as a tape calls it: with its number of arguments, and with those arguments that are parameters fixed, since a
/// derivative rule may depend on them.
/// </summary>
internal sealed class TapeFunction
{
    private readonly FunctionPartials _partials;

    /// <exception cref="UnsupportedFormulaException">The function cannot be evaluated with this number of arguments.</exception>
    public TapeFunction(FunctionDefinition definition, ImmutableArray<Expr?> parameters)
    {
        Definition = definition;
        Arity = parameters.Length;
        Binary = definition.Evaluate as Func<double, double, double>;
        Unary = definition.Evaluate as Func<double, double>;
        Ternary = definition.Evaluate as Func<double, double, double, double>;
        var fits = Binary is not null || (Arity == 1 && Unary is not null) || (Arity == 3 && Ternary is not null);
        if (!fits) throw new UnsupportedFormulaException($"The function '{definition.Name}' has no evaluation for {Arity} arguments.");
        _partials = FunctionPartials.Of(definition, parameters);
    }

    public FunctionDefinition Definition { get; }

    public int Arity { get; }

    public Func<double, double>? Unary { get; }

    /// <summary>The two-argument form; with any other number of arguments it is applied from the left.</summary>
    public Func<double, double, double>? Binary { get; }

    public Func<double, double, double, double>? Ternary { get; }

    private TapeFunction(TapeFunction alone, JointEvaluation joint)
    {
        (Definition, Arity, _partials, IsJoint) = (alone.Definition, 1, alone._partials, true);
        Unary = joint.IsSecond ? x => joint.Both(x).Second : x => joint.Both(x).First;
    }

    /// <summary>Whether the function is computed by the joint evaluation of its definition.</summary>
    public bool IsJoint { get; }

    /// <summary>The same function, computed together with another one of the same argument.</summary>
    public TapeFunction AsJoint() => new(this, Definition.Joint!);

    /// <summary>A function of any number of arguments with another number of them.</summary>
    public TapeFunction WithArity(int arity) => new(Definition, [.. Enumerable.Repeat<Expr?>(null, arity)]);

    /// <summary>Whether a partial derivative that is 0 says that the argument does not count, whatever its own slope is.</summary>
    public bool MayLeaveOut => _partials.MayLeaveOut;

    /// <summary>The value.</summary>
    public double Evaluate(ReadOnlySpan<double> arguments)
    {
        if (Binary is null) return Unary is null ? Ternary!(arguments[0], arguments[1], arguments[2]) : Unary(arguments[0]);
        var result = arguments[0];
        for (var i = 1; i < arguments.Length; i++) result = Binary(result, arguments[i]);
        return result;
    }

    /// <summary>
    /// The partial derivatives by each argument, in any arithmetic: on dual numbers the result carries second derivatives.
    /// NaN where the function has no derivative rule.
    /// </summary>
    public void Partials<T>(ReadOnlySpan<T> arguments, Span<T> partials)
        where T : unmanaged, IScalar<T> => _partials.Evaluate(arguments, partials);
}
