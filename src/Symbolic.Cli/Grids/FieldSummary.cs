using Symbolic.FiniteDifferences.Grids;

namespace Symbolic.Cli.Grids;

/// <summary>The extreme values of a field and where they are; nodes that are not finite are counted.</summary>
internal sealed record FieldSummary(double Smallest, string SmallestAt, double Largest, string LargestAt, int Missing)
{
    public static FieldSummary Of(GridData field)
    {
        var (low, high, missing) = (-1, -1, 0);
        var values = field.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) missing++;
            else
            {
                if (low < 0 || values[i] < values[low]) low = i;
                if (high < 0 || values[i] > values[high]) high = i;
            }
        }

        return new FieldSummary(low < 0 ? double.NaN : values[low], Node(field, low), high < 0 ? double.NaN : values[high], Node(field, high), missing);
    }

    private static string Node(GridData field, int index) => index < 0 ? "" : $"({string.Join(", ", field.Node(index).Index)})";
}
