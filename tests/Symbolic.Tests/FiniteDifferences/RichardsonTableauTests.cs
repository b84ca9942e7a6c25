using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class RichardsonTableauTests
{
    // √½, √6 and √2 by hand for column 0; the columns after it from the weights 4/3, -1/3 (2, -1 on one side).
    [Fact]
    public void Noise_of_the_columns_is_that_of_the_combined_values()
    {
        AssertSpread(DifferenceRule.CentralFirst, 0.707, 0.950, 1.018);
        AssertSpread(DifferenceRule.CentralSecond, 2.449, 3.13, 3.31);
        AssertSpread(DifferenceRule.OneSidedFirst, 1.414, 2.55, 3.34, 3.82);
    }

    [Fact]
    public void Error_terms_of_even_powers_are_removed_one_by_one()
    {
        var tableau = new RichardsonTableau(DifferenceRule.CentralFirst);
        for (int row = 0; row < 6; row++)
        {
            double h = Math.ScaleB(1, -row);
            tableau.Append(h, 7 + 3 * h * h - 2 * Math.Pow(h, 4) + Math.Pow(h, 6), 1e-3);
        }
        TableauEntry best = tableau.Choose(0);
        Assert.Equal(7, best.Value, best.Bound);
        Assert.InRange(best.Bound, 0, 1e-11);
        Assert.True(best.Column >= 3);
    }

    [Fact]
    public void Noise_below_the_chosen_entry_is_learnt()
    {
        var random = new Random(4);
        var tableau = new RichardsonTableau(DifferenceRule.CentralFirst);
        for (int row = 0; row < 16; row++)
        {
            double h = Math.ScaleB(1, -row);
            double noise = 1e-6 * (random.NextDouble() - random.NextDouble()) / 2 / h;
            tableau.Append(h, 7 + h * h + noise, 1);
        }
        double sigma = tableau.NoiseBelow(tableau.Choose(0));
        Assert.InRange(sigma, 1e-7, 1e-5);
        TableauEntry best = tableau.Choose(sigma);
        Assert.Equal(7, best.Value, best.Bound);
    }

    [Fact]
    public void Plateaus_at_large_steps_are_seen_through()
    {
        var tableau = new RichardsonTableau(DifferenceRule.CentralFirst);
        // tanh(1e3 x) at 0 by plain quotients: looks like 0 at large steps.
        for (int row = 0; row < 32; row++)
        {
            double h = Math.ScaleB(1000, -row);
            tableau.Append(h, Math.Tanh(1e3 * h) / h, 1e-9);
        }
        TableauEntry best = tableau.Choose(0);
        Assert.Equal(1000, best.Value, 1e-3);
    }

    private static void AssertSpread(DifferenceRule rule, params double[] expected)
    {
        for (int column = 0; column < expected.Length; column++)
            Assert.Equal(expected[column], rule.Spread[column], 0.01);
    }
}
