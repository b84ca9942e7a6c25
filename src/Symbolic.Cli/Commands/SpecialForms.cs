using System.Collections.Immutable;

namespace Symbolic.Cli.Commands;

/// <summary>A form of the language that looks like a function but is none: it binds a name, or has signs of its own.</summary>
/// <param name="Name">The word.</param>
/// <param name="Signature">How it is written.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Example">A formula that can be run; "" for those that need data.</param>
internal sealed record SpecialForm(string Name, string Signature, string Summary, string Example)
{
    public const string Family = "Sums, products, derivatives, connectives";

    public static ImmutableArray<SpecialForm> All { get; } =
    [
        new("sum", "sum(f, i, a, b)", "Sum of f for i = a, a+1, …, b; the bounds are whole numbers. sum(f) is over the rows of data", "sum(x^i/i, i, 1, 5)"),
        new("prod", "prod(f, i, a, b)", "Product of f for i = a, a+1, …, b", "prod(x - i, i, 1, 3)"),
        new("mean", "mean(f)", "Mean of f over the rows of data", ""),
        new("diff", "diff(f, x), diff(f, x, 3), diff(f, x, y)", "Derivative by x, third derivative by x, mixed derivative by x and y", "diff(x^3*y, x, y)"),
        new("and", "c1 and c2", "Both conditions hold", "if(x > 0 and y > 0, x*y, 0)"),
        new("or", "c1 or c2", "One of the conditions holds, or both", "if(x > 0 or y > 0, x*y, 0)"),
        new("not", "not c", "The condition does not hold", "if(not x > y, x, y)"),
    ];
}
