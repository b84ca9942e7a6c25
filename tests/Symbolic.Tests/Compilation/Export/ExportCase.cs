using System.Collections.Immutable;
using System.Globalization;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Symbolic.Tests.Generators;
using RoundingBound = Symbolic.Verification.RoundingBound;

namespace Symbolic.Tests.Compilation.Export;

/// <summary>A formula with its derivatives, to be compared with what became of it in another language.</summary>
internal sealed class ExportCase
{
    private readonly RoundingBound _bound;
    private readonly HessianEntry[] _hessian;

    private ExportCase(Expr formula)
    {
        Formula = Symbolic.Formula.Of(formula).Compile(2);
        var variables = Formula.Variables;
        var hessian = Hessian.Of(formula, variables);
        Text = TextPrinter.Print(formula);
        _hessian = [.. hessian.Entries];
        _bound = new RoundingBound(variables, [formula, .. hessian.Gradient, .. _hessian.Select(e => e.Value)]);
    }

    public CompiledFormula Formula { get; }

    public string Text { get; }

    /// <summary>Sums that are kept as loops.</summary>
    private static readonly string[] Loops =
    [
        "sum(100*(x[i+1]-x[i]^2)^2+(1-x[i])^2,i,1,48)",
        "sum(sum(x[i]*y[j]/(i+j)+sin(x[i]-x[j]),j,1,i),i,1,9)+sum(c*x[2*i-1]^3+erf(d*i)*y[i],i,1,4)",
        "a*sum(normcdf(b*x[i])*exp(-i*x[i]/10),i,1,40)+b^2",
        "sum(if(x[i]<x[i+1],x[i]^2,x[i+1]*c),i,1,45)",
        "sum(x[3*i-2]^2*x[3*i]+x[36-3*i]*c,i,1,10)+sum(x[2*i+36]^3*i,i,1,12)",
        "sum(sum(a[i,j]*x[i]*x[j]-a[i,7-j]^2,i,1,6),j,1,6)",
    ];

    /// <summary>An example of every function, sums, and random formulas, all with full Hessians.</summary>
    public static ImmutableArray<ExportCase> All { get; } =
    [
        .. FunctionLibrary.Standard.Definitions.Where(d => d.Example.Length > 0).Select(d => Symbolic.Formula.Parse(d.Example))
            .Where(f => !f.IsVector && f.Variables.Length is > 0 and <= 50).Select(f => new ExportCase(f.Evaluated)),
        .. Loops.Select(text => new ExportCase(Symbolic.Formula.Parse(text).Evaluated)),
        .. ExprGenerator.Generator(ExprOptions.Smooth with { HasConditions = true }).Sample(60, new FsCheck.Rnd(2026), 14).Where(e => e.IsVariable && !e.HasLoop)
            .Select(e => new ExportCase(Derivative.CarryOut(e))).Where(c => c.Formula.TapeOf(2).InstructionCount < 2_000),
    ];

    /// <summary>Points all over the line, those at which functions change their method among them.</summary>
    public double[][] Points()
    {
        var random = new Random(11);
        double[] scales = [0.5, 2, 6, 30, 200];
        var size = Formula.Variables.Length;
        var points = Enumerable.Range(0, 60).Select(k => Enumerable.Range(0, size).Select(_ => scales[k % 5] * (k % 3 == 0 ? random.NextDouble() : (2 * random.NextDouble()) - 1)).ToArray());
        double[] special = [0, 1, -1, 2, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        return [.. points, .. special.Select(s => Enumerable.Repeat(s, size).ToArray())];
    }

    /// <summary>What is wrong in value, gradient and Hessian that another language gives; nothing for the same bits.</summary>
    /// <param name="exported">Value, gradient and Hessian at a point, one after the other.</param>
    /// <param name="maxError">Relative error that an entry may have. One in which terms have cancelled may have what rounding does to the terms.</param>
    public IEnumerable<string> Faults(Func<double[], double[]> exported, double maxError)
    {
        var n = Formula.Variables.Length;
        foreach (var x in Points())
        {
            var (g, h) = (new double[n], new double[n * n]);
            double[] expected = [Formula.Evaluate(x, g, h), .. g, .. h];
            var actual = exported(x);
            for (var i = 0; i < expected.Length; i++)
            {
                if (expected[i].Equals(actual[i]) || expected[i] == actual[i]) continue;
                var error = Math.Abs(expected[i] - actual[i]);
                if (error <= maxError * Math.Abs(expected[i]) || (maxError > 0 && error <= Rounding(x, i))) continue;
                yield return string.Create(CultureInfo.InvariantCulture, $"{Text} at {string.Join(", ", x)}, entry {i}: {actual[i]:R}, not {expected[i]:R}");
            }
        }
    }

    /// <summary>What rounding may do to an entry, when each function is right to 4 ulps, as those of NumPy are.</summary>
    private double Rounding(double[] x, int entry)
    {
        var n = Formula.Variables.Length;
        var (row, column) = ((entry - n - 1) / n, (entry - n - 1) % n);
        var place = entry <= n ? entry : n + 1 + Array.FindIndex(_hessian, e => (e.Row == row && e.Column == column) || (e.Row == column && e.Column == row));
        return 4 * _bound.At(x)[place].Error;
    }
}
