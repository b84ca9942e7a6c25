using System.Collections.Immutable;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Divergence, curl and rotation of sampled vector fields. A vector field is a list with one grid per axis, all on the same
/// nodes; component d is the one along axis d. Accuracy, edges and missing nodes are as in <see cref="GridDerivatives"/>.
/// </summary>
public static class GridVectorCalculus
{
    /// <summary>Σ ∂F_d/∂x_d.</summary>
    public static GridData Divergence(IReadOnlyList<GridData> field, GridOptions? options = null)
    {
        GridData[] components = Check(field);
        var plan = new DerivativePlan(components[0], options ?? GridOptions.Default);
        double[] target = plan.NewValues();
        Term[] terms = [.. components.Select((component, d) => new Term(plan.Chain(component, (d, 1))))];
        plan.Run(new ResultField(target, components, terms));
        return plan.Result(target);
    }

    /// <summary>
    /// In three dimensions the three components (∂₁F₂ - ∂₂F₁, ∂₂F₀ - ∂₀F₂, ∂₀F₁ - ∂₁F₀); in two dimensions the one field
    /// ∂₀F₁ - ∂₁F₀. For other ranks see <see cref="Rotation"/>.
    /// </summary>
    public static ImmutableArray<GridData> Curl(IReadOnlyList<GridData> field, GridOptions? options = null)
    {
        GridData[] components = Check(field);
        return components.Length switch
        {
            2 => Differences(components, options, (0, 1)),
            3 => Differences(components, options, (1, 2), (2, 0), (0, 1)),
            int rank => throw new ArgumentException($"The curl belongs to 2 or 3 dimensions; the field has {rank}. Its rotation exists for any number from 2.", nameof(field)),
        };
    }

    /// <summary>
    /// The antisymmetric derivative ∂ᵢFⱼ - ∂ⱼFᵢ for each pair i &lt; j, in the order (0,1), (0,2), …, (1,2), …; for any rank from 2.
    /// </summary>
    public static ImmutableArray<GridData> Rotation(IReadOnlyList<GridData> field, GridOptions? options = null)
    {
        GridData[] components = Check(field);
        if (components.Length == 1)
        {
            throw new ArgumentException("A field of one dimension has no rotation.", nameof(field));
        }

        IEnumerable<int> axes = Enumerable.Range(0, components.Length);
        return Differences(components, options, [.. axes.SelectMany(i => axes.Where(j => j > i).Select(j => (i, j)))]);
    }

    private static ImmutableArray<GridData> Differences(GridData[] field, GridOptions? options, params (int I, int J)[] pairs)
    {
        var plan = new DerivativePlan(field[0], options ?? GridOptions.Default);
        double[][] targets = [.. pairs.Select(_ => plan.NewValues())];
        plan.Run([.. pairs.Select((pair, k) => new ResultField(
            targets[k],
            [field[pair.I], field[pair.J]],
            new Term(plan.Chain(field[pair.J], (pair.I, 1))),
            new Term(plan.Chain(field[pair.I], (pair.J, 1)), Subtracted: true)))]);
        return [.. targets.Select(plan.Result)];
    }

    private static GridData[] Check(IReadOnlyList<GridData> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Count == 0 || field.Any(component => component is null) || field.Count != field[0].Rank)
        {
            throw new ArgumentException("A vector field has one component per axis of its grid.", nameof(field));
        }

        foreach (GridData component in field)
        {
            field[0].RequireSameNodes(component, nameof(field));
        }

        return [.. field];
    }
}
