using Symbolic.Solvers.InitialValue;

namespace Symbolic.Tests.Solvers;

/// <summary>Stiff problems of the Test Set for IVP Solvers (F. Mazzia and C. Magherini, Bari, 2008) against their reference solutions.</summary>
public sealed class StiffTests
{
    private const string Robertson = "[x' = -0.04x + 1e4*y*z, y' = 0.04x - 1e4*y*z - 3e7*y^2, z' = 3e7*y^2]";
    private const string VanDerPol = "[y' = v, v' = 1000*(1-y^2)*v - y]";

    private const string Hires =
        "[y1' = -1.71*y1+0.43*y2+8.32*y3+0.0007, y2' = 1.71*y1-8.75*y2, y3' = -10.03*y3+0.43*y4+0.035*y5, y4' = 8.32*y2+1.71*y3-1.12*y4," +
        "y5' = -1.745*y5+0.43*y6+0.43*y7, y6' = -280*y6*y8+0.69*y4+1.71*y5-0.43*y6+0.69*y7, y7' = 280*y6*y8-1.81*y7, y8' = -280*y6*y8+1.81*y7]";

    private static readonly double[] HiresEnd =
    [
        0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2,
        0.2386356198831331e-2, 0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
    ];

    /// <summary>Problem, tolerance, and the accepted steps of SciPy 1.10.1's Radau (the same method) with the same relative and absolute tolerance.</summary>
    public static TheoryData<string, double, int> Runs => new()
    {
        { "Robertson 40", 1e-4, 38 }, { "Robertson 40", 1e-6, 102 }, { "Robertson 40", 1e-8, 295 },
        { "Robertson 1e11", 1e-4, 163 }, { "Robertson 1e11", 1e-6, 472 }, { "Robertson 1e11", 1e-8, 1445 },
        { "van der Pol 1000", 1e-4, 310 }, { "van der Pol 1000", 1e-6, 861 }, { "van der Pol 1000", 1e-8, 2712 },
        { "HIRES", 1e-4, 54 }, { "HIRES", 1e-6, 156 }, { "HIRES", 1e-8, 479 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_reference_is_reached_to_the_tolerance_with_no_more_steps_than_a_known_code(string problem, double tolerance, int known)
    {
        var (text, end, start, reference, small) = problem switch
        {
            "Robertson 40" => (Robertson, 40.0, new double[] { 1, 0, 0 }, new[] { 0.7158270687194149, 9.185534764558206e-06, 0.2841637457458203 }, 1e-6),
            "Robertson 1e11" => (Robertson, 1e11, [1, 0, 0], [0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050], 1e-6),
            "HIRES" => (Hires, 321.8122, [1, 0, 0, 0, 0, 0, 0, 0.0057], HiresEnd, 1e-2),
            _ => (VanDerPol, 2000, [2, 0], [0.1706167732170483e1, -0.8928097010247975e-3], 1e-3),
        };
        var options = new OdeOptions { Method = OdeMethod.Radau, RelativeTolerance = tolerance, AbsoluteTolerance = tolerance * small };
        var s = OdeSolver.Solve(OdeSystem.Parse(text), 0, end, start, options);
        Assert.True(s.Succeeded, s.Message);
        var error = s.Final.Zip(reference, (a, b) => Math.Abs(a - b) / (Math.Abs(b) + small)).Max();
        Assert.True(error <= tolerance, $"error {error}, {s.Statistics}");
        Assert.True(s.Statistics.Steps <= 2 * known, s.Statistics.ToString());
    }

    [Fact]
    public void The_mass_of_Robertsons_reaction_is_conserved()
    {
        var s = OdeSolver.Solve(OdeSystem.Parse(Robertson), 0, 1e8, [1, 0, 0]);
        Assert.Equal(OdeMethod.Radau, s.Method);
        Assert.All(s.States, y => Assert.Equal(1, y.Sum(), 1e-9));
    }
}
