using Symbolic.FiniteDifferences.Grids;

namespace Symbolic.Cli.Grids;

/// <summary>Grids in files: NumPy arrays and matrices as text, by the ending of the name.</summary>
internal static class GridFiles
{
    /// <summary>Reads a grid.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it holds no grid.</exception>
    public static GridData Read(string path, ConsoleStreams console)
    {
        try
        {
            if (path == "-") return CsvGrid.Read(console.Input);
            return IsNpy(path) ? NpyFile.Read(path) : CsvGrid.ReadFile(path);
        }
        catch (GridFormatException e)
        {
            throw new UserErrorException($"{(path == "-" ? "Standard input" : path)}: {e.Message}", e) { Kind = "file" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file '{path}'." : $"The file '{path}' cannot be read: {e.Message}", e) { Kind = "file" };
        }
    }

    /// <summary>Writes the fields; the names of the files that were made.</summary>
    /// <exception cref="UserErrorException">They cannot be written in this form.</exception>
    public static IReadOnlyList<string> Write(string path, GridTask task, IReadOnlyList<NamedField> fields, int rank)
    {
        try
        {
            if (IsNpy(path))
            {
                NpyFile.Write(path, Stacked(task, fields, rank));
                return [path];
            }

            if (rank > 2) throw new UserErrorException($"Text holds data of 1 or 2 axes, and these have {rank}; write to a file that ends in .npy.") { Kind = "usage" };
            if (fields.Count == 1)
            {
                CsvGrid.WriteFile(path, fields[0].Values);
                return [path];
            }

            // heights.csv becomes heights_0.csv and heights_1.csv.
            var written = fields.Select(f => Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}_{f.Name.Replace(",", "", StringComparison.Ordinal)}{Path.GetExtension(path)}")).ToArray();
            for (var i = 0; i < fields.Count; i++) CsvGrid.WriteFile(written[i], fields[i].Values);
            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The file '{path}' cannot be written: {e.Message}", e) { Kind = "file" };
        }
    }

    private static bool IsNpy(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    /// <summary>One array with the component as leading axis (gradient), row and column as leading axes (Hessian).</summary>
    private static GridData Stacked(GridTask task, IReadOnlyList<NamedField> fields, int rank)
    {
        if (task == GridTask.Laplacian) return fields[0].Values;
        var byName = fields.ToDictionary(f => f.Name, f => f.Values, StringComparer.Ordinal);
        GridData[] parts = task == GridTask.Gradient
            ? [.. fields.Select(f => f.Values)]
            : [.. from i in Enumerable.Range(0, rank) from j in Enumerable.Range(0, rank) select byName[$"{Math.Min(i, j)},{Math.Max(i, j)}"]];
        var size = parts[0].Count;
        if ((long)size * parts.Length > Array.MaxLength) throw new UserErrorException("The result is too large for one array.") { Kind = "limit" };
        var values = new double[size * parts.Length];
        for (var k = 0; k < parts.Length; k++) parts[k].Values.CopyTo(values.AsSpan(k * size));
        var leading = task == GridTask.Gradient ? new[] { GridAxis.Uniform(rank) } : [GridAxis.Uniform(rank), GridAxis.Uniform(rank)];
        return new GridData(values, [.. leading, .. parts[0].Axes]);
    }
}
