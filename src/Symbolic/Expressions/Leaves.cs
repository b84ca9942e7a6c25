using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>A number.</summary>
public sealed class Constant : Expr
{
    private static readonly Constant[] Small = MakeSmall();

    /// <summary>A constant with this value.</summary>
    public Constant(Number value)
        : base([], StructuralHash.Mix(1, (ulong)BitConverter.DoubleToInt64Bits(value.ToDouble()))) => Value = value;

    /// <summary>The constant 0.</summary>
    public static Constant Zero => Small[16];

    /// <summary>The constant 1.</summary>
    public static Constant One => Small[17];

    /// <summary>The constant 2.</summary>
    public static Constant Two => Small[18];

    /// <summary>The constant −1.</summary>
    public static Constant MinusOne => Small[15];

    /// <summary>The constant 1/2.</summary>
    public static Constant Half { get; } = new(Number.FromRatio(1, 2));

    /// <summary>The value, exact where possible.</summary>
    public Number Value { get; }

    /// <summary>A whole number.</summary>
    public static Constant Of(int value) => value is >= -16 and <= 16 ? Small[value + 16] : new Constant(Number.FromInteger(value));

    internal override Expr WithChildren(ImmutableArray<Expr> children) => this;

    private protected override bool OwnEquals(Expr other) => Value == ((Constant)other).Value;

    private static Constant[] MakeSmall()
    {
        var small = new Constant[33];
        for (var i = 0; i < small.Length; i++) small[i] = new Constant(Number.FromInteger(i - 16));
        return small;
    }
}

/// <summary>
/// A free variable, named by letters, digits and <c>_</c>, or an indexed name with constant indices such as <c>x[3]</c>; or, when
/// <see cref="IsIndex"/> is set, the running index of an enclosing sum or product or a column of the data that one runs over.
/// </summary>
public sealed class Variable : Expr
{
    /// <summary>A variable of this name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Variable(string name, bool isIndex = false)
        : base([], StructuralHash.Mix(isIndex ? 3UL : 2UL, StructuralHash.Of(name ?? throw new ArgumentNullException(nameof(name)))))
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        IsIndex = isIndex;
        IsVariable = true;
    }

    private Variable(string name, RowData data)
        : this(name, isIndex: true) => Data = data;

    /// <summary>The name as it is written.</summary>
    public string Name { get; }

    /// <summary>The data of which this is a column.</summary>
    internal RowData? Data { get; }

    /// <summary>
    /// True for the running index of a sum or product and for a column; such a variable is bound there and is never a free variable of a formula.
    /// </summary>
    public bool IsIndex { get; }

    /// <summary>A column of data, in the body of a loop over its rows.</summary>
    internal static Variable Column(string name, RowData data) => new(name, data);

    internal override Expr WithChildren(ImmutableArray<Expr> children) => this;

    private protected override bool OwnEquals(Expr other) => other is Variable v && v.IsIndex == IsIndex && v.Name == Name && ReferenceEquals(v.Data, Data);
}

/// <summary>An indexed name whose index depends on an enclosing index, such as <c>x[i+1]</c>. With constant indices it is a <see cref="Variable"/>.</summary>
public sealed class Element : Expr
{
    private Element(string name, ImmutableArray<Expr> indices)
        : base(indices, StructuralHash.Mix(4, StructuralHash.Of(name)))
    {
        Name = name;
        IsVariable = true;
    }

    /// <summary>The name before the bracket.</summary>
    public string Name { get; }

    /// <summary>The element <c>name[indices]</c>; a <see cref="Variable"/> when every index is an integer constant.</summary>
    public static Expr Of(string name, ImmutableArray<Expr> indices)
    {
        var folded = indices.Select(ConstantFolding.Fold).ToImmutableArray();
        return folded.All(i => i is Constant { Value.IsInteger: true })
            ? new Variable($"{name}[{string.Join(",", folded.Select(i => ((Constant)i).Value.ToString()))}]")
            : new Element(name, indices);
    }

    internal override Expr WithChildren(ImmutableArray<Expr> children) => Of(Name, children);

    private protected override bool OwnEquals(Expr other) => Name == ((Element)other).Name;
}
