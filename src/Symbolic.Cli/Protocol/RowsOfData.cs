using Symbolic.Expressions;
using Symbolic.Solvers.Fitting;

namespace Symbolic.Cli.Protocol;

/// <summary>Puts rows of data under the sums and means of formulas, and says what does not fit.</summary>
internal static class RowsOfData
{
    /// <summary>How data are given at the command line.</summary>
    public const string AtCommandLine = "add --data FILE.csv";

    /// <summary>How data are given in a request.</summary>
    public const string InRequest = "add \"data\", for example {\"x\":[1,2],\"y\":[3,4]}";

    /// <summary>The table in a file.</summary>
    /// <param name="file">Its name; - for standard input; null when the option is missing.</param>
    /// <param name="console">Where standard input is.</param>
    /// <exception cref="UserErrorException">It cannot be read, or is no table of numbers.</exception>
    public static DataTable Read(string? file, ConsoleStreams console)
    {
        if (file is null) throw new UserErrorException("The data are missing; add --data FILE.csv, or --data - for standard input.") { Kind = "missing" };
        return Read(file, () => file == "-" ? console.Input : File.OpenText(file));
    }

    /// <summary>The table in a file.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or is no table of numbers.</exception>
    public static DataTable ReadFile(string file) => Read(file, () => File.OpenText(file));

    /// <summary>Columns as rows.</summary>
    /// <exception cref="UserErrorException">They are not equally long, or a number is missing.</exception>
    public static RowData Of(IEnumerable<KeyValuePair<string, double[]>> columns) => Refusing(() => new RowData(columns));

    /// <summary>A table as rows.</summary>
    /// <exception cref="UserErrorException">A number is missing.</exception>
    public static RowData Of(DataTable table) => Refusing(table.ToRows);

    /// <summary>Whether rows are missing from a formula.</summary>
    public static bool AreMissing(Formula formula) => formula.Outputs.Any(o => o.HasLoop && Traversal.PostOrder(o).Any(node => node is Reduction { Index: null, Data: null }));

    /// <summary>The data of a formula; null when it has none.</summary>
    public static RowData? In(Formula formula) => formula.Outputs.Where(o => o.HasLoop)
        .SelectMany(o => Traversal.PostOrder(o)).OfType<Reduction>().FirstOrDefault(r => r.Data is not null)?.Data;

    /// <summary>The formula over the rows.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="data">The rows; null when none are given.</param>
    /// <param name="given">Names that are given values.</param>
    /// <exception cref="UserErrorException">It has no sum or mean over them, or a column is used for something else, too.</exception>
    public static Formula Bind(Formula formula, RowData? data, IEnumerable<string> given)
    {
        if (data is null) return formula;
        if (given.FirstOrDefault(n => data.TryGetColumn(n, out _)) is { } both)
            throw new UserErrorException($"'{both}' is a column of the data and is given a value, too; name one of them otherwise.") { Names = [both] };
        var bound = Refusing(() => formula.With(data));
        if (bound.Variables.FirstOrDefault(v => data.TryGetColumn(v, out _)) is { } outside)
            throw new UserErrorException($"'{outside}' is a column of the data and has no one value outside of sum(…) and mean(…).") { Names = [outside] };
        return bound;
    }

    /// <summary>Refuses a formula whose numbers are wanted and which has no rows.</summary>
    /// <exception cref="UserErrorException">It has a sum or mean over rows.</exception>
    public static Formula Require(Formula formula, string how) => !AreMissing(formula) ? formula
        : throw new UserErrorException($"The formula has a sum or mean over rows of data; {how}.") { Kind = "missing" };

    /// <summary>Some names of columns.</summary>
    public static string Columns(RowData data) => ListText.Some(data.Names, ", ");

    private static DataTable Read(string file, Func<TextReader> open)
    {
        try
        {
            using var reader = open();
            return DataTable.Read(reader);
        }
        catch (DataFormatException e)
        {
            throw new UserErrorException(e.Message, e) { Kind = "data" };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"There is no file '{file}'.", e) { Kind = "data" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"The file '{file}' cannot be read: {e.Message}", e) { Kind = "data" };
        }
    }

    private static T Refusing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message, e) { Kind = "data" };
        }
    }
}
