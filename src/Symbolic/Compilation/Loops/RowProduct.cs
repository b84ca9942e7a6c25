namespace Symbolic.Compilation.Loops;

/// <summary>
/// The product of a row of factors with its derivatives. What a factor is multiplied by is what stands before it times what stands after it, never a
/// quotient, so that any factors may be 0.
/// </summary>
internal static class RowProduct
{
    /// <summary>The product.</summary>
    public static double Of(ReadOnlySpan<double> factors)
    {
        var product = 1.0;
        foreach (var factor in factors) product *= factor;
        return product;
    }

    /// <summary>The derivative by each factor, times <paramref name="weight"/>.</summary>
    public static void Slopes(ReadOnlySpan<double> factors, double weight, Span<double> slopes)
    {
        Before(factors, weight, slopes);
        var after = 1.0;
        for (var i = factors.Length - 1; i >= 0; i--)
        {
            slopes[i] *= after;
            after *= factors[i];
        }
    }

    /// <summary>For each factor <paramref name="weight"/> times all factors before it.</summary>
    public static void Before(ReadOnlySpan<double> factors, double weight, Span<double> products)
    {
        var before = weight;
        for (var i = 0; i < factors.Length; i++)
        {
            products[i] = before;
            before *= factors[i];
        }
    }

    /// <summary>
    /// Adds the derivatives of all <see cref="Slopes"/> in a direction: what stands before and behind a factor, each with its derivative in the
    /// direction, is known from the neighbour, so that this takes time proportional to the number of factors.
    /// </summary>
    /// <param name="factors">The factors.</param>
    /// <param name="weight">The weight of the product, which stays.</param>
    /// <param name="direction">How the factors change.</param>
    /// <param name="sums">What is added to, one for each factor.</param>
    /// <param name="workspace">Room for two numbers for each factor.</param>
    public static void AddSlopesAlong(ReadOnlySpan<double> factors, double weight, ReadOnlySpan<double> direction, Span<double> sums, Span<double> workspace)
    {
        var (product, change) = (weight, 0.0);
        for (var i = 0; i < factors.Length; i++)
        {
            (workspace[2 * i], workspace[(2 * i) + 1]) = (product, change);
            (product, change) = (product * factors[i], (change * factors[i]) + (product * direction[i]));
        }

        (product, change) = (1, 0);
        for (var i = factors.Length - 1; i >= 0; i--)
        {
            sums[i] += (workspace[(2 * i) + 1] * product) + (workspace[2 * i] * change);
            (product, change) = (product * factors[i], (change * factors[i]) + (product * direction[i]));
        }
    }

    /// <summary>Adds the second derivatives by one factor and each of those before it.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="before">What <see cref="Before"/> gives, the weight in it.</param>
    /// <param name="sums">What is added to, one for each factor before.</param>
    public static void AddCurvature(ReadOnlySpan<double> factors, int row, ReadOnlySpan<double> before, Span<double> sums)
    {
        // The factors behind the two, and between them.
        var others = Of(factors[(row + 1)..]);
        for (var i = row - 1; i >= 0; i--)
        {
            sums[i] += before[i] * others;
            others *= factors[i];
        }
    }
}
