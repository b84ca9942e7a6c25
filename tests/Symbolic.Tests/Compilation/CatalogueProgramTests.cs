using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class CatalogueProgramTests
{
    private static readonly Variable[] Variables = [new("a"), new("b"), new("c")];

    private static readonly double[] Samples = [0, -0.0, 0.25, -0.25, 0.75, 1, -1, 1.5, 2, -2.5, 3, 7.25, 40, 1e-300, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static TheoryData<string> Names => [.. FunctionLibrary.Standard.Definitions.Where(d => d.MinArity > 0).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Machine_code_gives_the_bits_of_the_definition(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        foreach (var count in Enumerable.Range(1, 3).Where(definition.Accepts))
        {
            var arguments = Enumerable.Range(0, count).Select(i => definition.Parameters.Contains(i) ? 2 : (Expr)Variables[i]).ToImmutableArray();
            var tape = TapeBuilder.Build(Variables, definition.AsTyped(arguments), 1 + definition.Of(arguments));
            var (interpreted, compiled) = (new CompiledProgram(tape, CompilationMode.Interpreted), new CompiledProgram(tape, CompilationMode.Immediate));
            var (expected, actual) = (new double[2], new double[2]);
            for (var i = 0; i < Samples.Length; i++)
            {
                double[] x = [Samples[i], Samples[(i * 5) % Samples.Length], Samples[(i * 7) % Samples.Length]];
                interpreted.Evaluate(x, expected);
                compiled.Evaluate(x, actual);
                Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
                if (count == 1 && definition is { Evaluate: Func<double, double> f, Expansion: null, Notation: null }) Assert.Equal(f(x[0]), expected[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dual_numbers_follow_the_derivative_rule(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.Partials is null || definition.Notation is not null || !definition.Accepts(1) || definition.IsCondition) return;
        var rule = new CompiledProgram([Variables[0]], definition.Partials([Variables[0]], new Call(definition, [Variables[0]])));
        var forward = new ForwardProgram([Variables[0]], definition.AsTyped(Variables[0]));
        var interval = definition.DomainOf(0);
        var (partial, gradient) = (new double[1], new double[1]);
        foreach (var x in Samples.Where(x => double.IsFinite(x) && interval.Contains(x)))
        {
            rule.Evaluate([x], partial);
            forward.Evaluate([x], gradient);

            // A function with an expansion is differentiated through it: as accurate, but not to the bit.
            if (definition.Expansion is null) Assert.Equal(partial[0], gradient[0]);
            else if (Math.Abs(x) < 10) Assert.Equal(partial[0], gradient[0], 1e-13 * Math.Max(1, Math.Abs(partial[0])));
        }
    }
}
