using System.Collections.Immutable;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>Questions about sampled functions and their derivatives: where it is flat, how steep, how curved.</summary>
public static class GridQueries
{
    /// <summary>|∇f| at every node; the components exist only piece by piece.</summary>
    public static GridData GradientNorm(GridData grid, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var plan = new DerivativePlan(grid, options ?? GridOptions.Default);
        OperatorChain[] chains = Gradient(grid, plan);
        double[] target = plan.NewValues();
        GridSweep.Run(grid.Shape.AsSpan(), plan.Options, (start, length, workspace) =>
            GradientNorm(grid, plan, chains, start, target.AsSpan(start, length), workspace));
        return plan.Result(target);
    }

    /// <summary>√(Σ F_d²) of a vector field given as one grid per component, such as a gradient.</summary>
    public static GridData Norm(IReadOnlyList<GridData> field, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Count == 0)
        {
            throw new ArgumentException("A vector field has at least one component.", nameof(field));
        }

        foreach (GridData component in field)
        {
            field[0].RequireSameNodes(component, nameof(field));
        }

        return HessianFields.PerNode([.. field], options, static entries =>
        {
            double norm = 0;
            foreach (double x in entries)
            {
                norm = double.Hypot(norm, x);
            }

            return norm;
        });
    }

    /// <summary>
    /// The node with the smallest |∇f|, which is its value; the first one in C order of several, null where no node has a
    /// finite gradient.
    /// </summary>
    public static GridNode? Flattest(GridData grid, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var plan = new DerivativePlan(grid, options ?? GridOptions.Default);
        OperatorChain[] chains = Gradient(grid, plan);
        var gate = new Lock();
        (double Norm, int Node) best = (double.PositiveInfinity, -1);
        GridSweep.Run(grid.Shape.AsSpan(), plan.Options, (start, length, workspace) =>
        {
            // One buffer beyond those that gradients use.
            Span<double> norms = workspace.Buffer(1, length);
            GradientNorm(grid, plan, chains, start, norms, workspace);
            int least = IndexOfLeast(norms);
            lock (gate)
            {
                if (least >= 0 && (norms[least] < best.Norm || (norms[least] == best.Norm && start + least < best.Node)))
                {
                    best = (norms[least], start + least);
                }
            }
        });
        return best.Node < 0 ? null : grid.Node(best.Node) with { Value = best.Norm };
    }

    /// <summary>The node with the smallest value, the first of several; NaN is passed over, null where all are NaN.</summary>
    public static GridNode? Smallest(GridData field)
    {
        ArgumentNullException.ThrowIfNull(field);
        int least = IndexOfLeast(field.Values);
        return least < 0 ? null : field.Node(least);
    }

    /// <summary>The nodes whose value is below the threshold, in C order; NaN never is.</summary>
    public static IEnumerable<GridNode> Below(GridData field, double threshold)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Enumerate(field, threshold);

        static IEnumerable<GridNode> Enumerate(GridData field, double threshold)
        {
            for (int i = 0; i < field.Count; i++)
            {
                if (field.Values[i] < threshold)
                {
                    yield return field.Node(i);
                }
            }
        }
    }

    private static OperatorChain[] Gradient(GridData grid, DerivativePlan plan) =>
        [.. Enumerable.Range(0, grid.Rank).Select(d => plan.Chain(grid, (d, 1)))];

    private static void GradientNorm(
        GridData grid, DerivativePlan plan, OperatorChain[] chains, int start, Span<double> norms, Workspace workspace)
    {
        norms.Clear();
        Span<double> component = workspace.Buffer(0, norms.Length);
        foreach (OperatorChain chain in chains)
        {
            chain.Evaluate(start, component, workspace);
            for (int i = 0; i < norms.Length; i++)
            {
                norms[i] = double.Hypot(norms[i], component[i]);
            }
        }

        if (plan.Options.MissingNodes == MissingNodes.Keep)
        {
            ResultField.Mask(norms, grid.Values.Slice(start, norms.Length));
        }
    }

    private static int IndexOfLeast(ReadOnlySpan<double> values)
    {
        int least = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (least < 0 ? !double.IsNaN(values[i]) : values[i] < values[least])
            {
                least = i;
            }
        }

        return least;
    }
}
