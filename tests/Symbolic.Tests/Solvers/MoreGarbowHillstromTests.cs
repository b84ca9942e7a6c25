using Symbolic.Solvers;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Tests.Solvers;

public sealed class MoreGarbowHillstromTests
{
    public static TheoryData<string> Names => [.. MoreGarbowHillstrom.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_default_method_finds_a_known_minimum_from_the_standard_start(string name)
    {
        var problem = MoreGarbowHillstrom.All.Single(p => p.Name == name);
        var result = Minimizer.Minimize(Objective.Of(Formula.Parse(problem.Formula), problem.Variables), problem.Start);
        // The paper prints six digits; minima of 0 must come out below 1e-10.
        Assert.True(problem.Minima.Any(m => Math.Abs(result.Value - m) <= 1e-10 + (2e-6 * Math.Abs(m))),
            $"{result.Value:R}, {result.Reason} after {result.Iterations} iterations and {result.Calls}: {result.Message}");
        Assert.True(result.Succeeded, result.Message);
    }
}
