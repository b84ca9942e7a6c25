using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>A sum of two or more terms. A difference is a sum with a negated term.</summary>
public sealed class Sum : Expr
{
    internal Sum(ImmutableArray<Expr> terms)
        : base(terms, 5)
    {
    }

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Sum(children);

    private protected override bool OwnEquals(Expr other) => true;
}

/// <summary>
/// A product of two or more factors. A quotient is a product with a factor of negative constant exponent; a negative is a
/// product whose first factor is a negative constant.
/// </summary>
public sealed class Product : Expr
{
    internal Product(ImmutableArray<Expr> factors)
        : base(factors, 6)
    {
    }

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Product(children);

    private protected override bool OwnEquals(Expr other) => true;
}

/// <summary>A power. The square root of x is <c>x^(1/2)</c>.</summary>
public sealed class Power : Expr
{
    internal Power(Expr @base, Expr exponent)
        : base([@base, exponent], 7)
    {
    }

    /// <summary>The base.</summary>
    public Expr Base => Children[0];

    /// <summary>The exponent.</summary>
    public Expr Exponent => Children[1];

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Power(children[0], children[1]);

    private protected override bool OwnEquals(Expr other) => true;
}

/// <summary>A function of the catalogue, or one that the user registered, applied to arguments. The constants π and e are calls without arguments.</summary>
public sealed class Call : Expr
{
    internal Call(FunctionDefinition function, ImmutableArray<Expr> arguments)
        : base(arguments, StructuralHash.Mix(8, StructuralHash.Of(function.Name))) => Function = function;

    /// <summary>The function that is applied.</summary>
    public FunctionDefinition Function { get; }

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Call(Function, children);

    private protected override bool OwnEquals(Expr other) => ReferenceEquals(Function, ((Call)other).Function);
}

/// <summary>
/// The value that goes with the first condition that holds, or else the last one. Children are
/// condition₁, value₁, condition₂, value₂, …, otherwise.
/// </summary>
public sealed class Piecewise : Expr
{
    internal Piecewise(ImmutableArray<Expr> parts)
        : base(parts, 9)
    {
        if (parts.Length < 3 || parts.Length % 2 == 0) throw new ArgumentException("A piecewise value needs conditions, values and a last value.", nameof(parts));
    }

    /// <summary>Number of conditions.</summary>
    public int Count => Children.Length / 2;

    /// <summary>The value when no condition holds.</summary>
    public Expr Otherwise => Children[^1];

    /// <summary>Condition number <paramref name="i"/>, from 0.</summary>
    public Expr Condition(int i) => Children[2 * i];

    /// <summary>The value that goes with condition number <paramref name="i"/>.</summary>
    public Expr Value(int i) => Children[(2 * i) + 1];

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Piecewise(children);

    private protected override bool OwnEquals(Expr other) => true;
}
