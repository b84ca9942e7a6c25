using System.Text.Json;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.FiniteDifferences.Grids;

namespace Symbolic.Cli.Grids;

/// <summary>What is asked of a grid.</summary>
internal enum GridTask
{
    Gradient,
    Hessian,
    Laplacian,
    Flattest,
}

/// <summary>A derivative of a grid, under its name: <c>0</c> along axis 0, <c>0,1</c> mixed.</summary>
internal sealed record NamedField(string Name, GridData Values);

/// <summary>Reads a grid, differentiates it, writes the result and says what it is like.</summary>
internal sealed class GridRun(ConsoleStreams console)
{
    public required string File { get; init; }

    public required string? Spacing { get; init; }

    public required int Accuracy { get; init; }

    public required GridTask Task { get; init; }

    public required string? Out { get; init; }

    public required bool IsJson { get; init; }

    public int Run()
    {
        using var interrupt = new Interrupt(console);
        using var progress = new ProgressLine(console, "grid");
        var grid = Spaced(GridFiles.Read(File, console));
        var options = GridOptions.Default with { Accuracy = Accuracy, CancellationToken = interrupt.Token, Progress = progress };
        try
        {
            if (Task == GridTask.Flattest) Flattest(grid, options, progress);
            else Fields(grid, options, progress);
        }
        catch (ArgumentException e)
        {
            // Too few nodes along an axis.
            throw new UserErrorException(e.Message.Split(" (Parameter", 2)[0], e) { Kind = "value" };
        }

        return ExitCode.Fine;
    }

    private GridData Spaced(GridData grid)
    {
        if (Spacing is null) return grid;
        var numbers = Spacing.Split(',', StringSplitOptions.TrimEntries).Select(t => Point.FiniteValue(t, "spacing")).ToArray();
        if (numbers.Any(d => d == 0)) throw new UserErrorException("The spacing must not be 0.") { Kind = "value" };
        if (numbers.Length != 1 && numbers.Length != grid.Rank) throw new UserErrorException($"The grid has {grid.Rank} {(grid.Rank == 1 ? "axis" : "axes")}; give one spacing for all, or one for each.") { Kind = "value" };
        return grid.WithSpacing(numbers);
    }

    private void Flattest(GridData grid, GridOptions options, ProgressLine progress)
    {
        var node = GridQueries.Flattest(grid, options);
        progress.Clear();
        if (IsJson)
        {
            JsonAnswer.Print(console, json =>
            {
                Head(json, grid);
                if (node is not { } flat)
                {
                    json.WriteNull("flattest");
                    return;
                }

                json.WriteStartObject("flattest");
                Node(json, flat);
                json.Number("gradientNorm", flat.Value);
                json.Number("value", grid[flat.Index.AsSpan()]);
                json.WriteEndObject();
            });
            return;
        }

        var ink = Report.InkFor(console);
        Shape(ink, grid);
        if (node is not { } found)
        {
            ink.Line("No node has a finite gradient.", Style.Warning);
            return;
        }

        ink.Line($"flattest at node ({string.Join(", ", found.Index)}), coordinates ({string.Join(", ", found.Coordinates.Select(c => NumberFormat.Format(c)))})");
        ink.Line($"  |gradient| {NumberFormat.Format(found.Value)}, value {NumberFormat.Format(grid[found.Index.AsSpan()])}");
    }

    private void Fields(GridData grid, GridOptions options, ProgressLine progress)
    {
        NamedField[] fields = Task switch
        {
            GridTask.Gradient => [.. GridDerivatives.Gradient(grid, options).Select((g, d) => new NamedField($"{d}", g))],
            GridTask.Laplacian => [new NamedField("laplacian", GridDerivatives.Laplacian(grid, options))],
            _ => [.. Hessian(GridDerivatives.Hessian(grid, options))],
        };
        progress.Clear();
        IReadOnlyList<string> written = Out is null ? [] : GridFiles.Write(Out, Task, fields, grid.Rank);
        if (IsJson)
        {
            JsonAnswer.Print(console, json =>
            {
                Head(json, grid);
                json.WriteStartObject("fields");
                foreach (var field in fields) Field(json, field);
                json.WriteEndObject();
                if (written.Count > 0) json.Strings("files", written);
                json.Strings("notes", fields.SelectMany(f => f.Values.Notes).Distinct());
            });
            return;
        }

        var ink = Report.InkFor(console);
        Shape(ink, grid);
        foreach (var note in fields.SelectMany(f => f.Values.Notes).Distinct()) ink.Line($"note: {note}", Style.Warning);
        var table = new TextTable();
        table.Add(new Cell("", Style.Dim), new Cell("smallest", Style.Dim, AlignRight: true), new Cell("at node", Style.Dim), new Cell("largest", Style.Dim, AlignRight: true), new Cell("at node", Style.Dim));
        foreach (var field in fields)
        {
            var s = FieldSummary.Of(field.Values);
            table.Add(new Cell(Label(field.Name), Style.Dim), new Cell(NumberFormat.Format(s.Smallest), AlignRight: true), s.SmallestAt, new Cell(NumberFormat.Format(s.Largest), AlignRight: true), s.LargestAt + (s.Missing > 0 ? $", {s.Missing} nodes not finite" : ""));
        }

        table.Render(ink);
        foreach (var path in written) ink.Line($"written to {path}");
    }

    private static IEnumerable<NamedField> Hessian(GridHessian hessian)
    {
        for (var i = 0; i < hessian.Rank; i++)
        {
            for (var j = i; j < hessian.Rank; j++) yield return new NamedField($"{i},{j}", hessian[i, j]);
        }
    }

    private static string Label(string name)
    {
        if (name == "laplacian") return "Laplacian";
        var axes = name.Split(',');
        return axes.Length == 1 ? $"∂f/∂x{axes[0]}" : axes[0] == axes[1] ? $"∂²f/∂x{axes[0]}²" : $"∂²f/∂x{axes[0]}∂x{axes[1]}";
    }

    private static void Shape(Ink ink, GridData grid)
    {
        var spacing = grid.Axes.Select(a => a.Spacing is { } d ? NumberFormat.Format(d) : "uneven").ToArray();
        ink.Line($"{string.Join(" × ", grid.Shape)} nodes, spacing {string.Join(", ", spacing.Distinct().Count() == 1 ? spacing[..1] : spacing)}");
        ink.Line();
    }

    private static void Head(Utf8JsonWriter json, GridData grid)
    {
        json.WriteStartArray("shape");
        foreach (var n in grid.Shape) json.WriteNumberValue(n);
        json.WriteEndArray();
        json.Numbers("spacing", [.. grid.Axes.Select(a => a.Spacing ?? double.NaN)]);
    }

    private static void Node(Utf8JsonWriter json, GridNode node)
    {
        json.WriteStartArray("node");
        foreach (var i in node.Index) json.WriteNumberValue(i);
        json.WriteEndArray();
        json.Numbers("coordinates", node.Coordinates.AsSpan());
    }

    private static void Field(Utf8JsonWriter json, NamedField field)
    {
        var summary = FieldSummary.Of(field.Values);
        json.WriteStartObject(field.Name);
        json.Number("smallest", summary.Smallest);
        json.Number("largest", summary.Largest);
        json.WriteNumber("missing", summary.Missing);
        json.WriteEndObject();
    }
}
