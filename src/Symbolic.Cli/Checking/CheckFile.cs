using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Symbolic.Cli.Protocol;
using Symbolic.Differentiation;
using Symbolic.Parsing;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>A place in a file of claims where something is wrong.</summary>
internal sealed record FileProblem(int Line, int Column, string Message);

/// <summary>A claimed derivative: of order 1 when <see cref="Column"/> is −1.</summary>
internal sealed record FileClaim(int Line, string Label, int Row, int Column, Formula Formula);

/// <summary>A function of a file, and what is claimed of it.</summary>
internal sealed class FileFunction
{
    public required int Line { get; init; }

    public required string Name { get; init; }

    public required Formula Formula { get; init; }

    /// <summary>The parameters, then what else occurs.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public List<FileClaim> Claims { get; } = [];

    public List<(int Line, Point Point)> Points { get; } = [];

    public List<(int Line, Box Box)> Boxes { get; } = [];

    public int? Samples { get; set; }

    public double? Tolerance { get; set; }
}

/// <summary>
/// A file of formulas with derivatives claimed for them. A line is one of
/// <code>
/// # a comment, to the end of the line
/// a = 9.81                          a name, for what follows
/// f(x, y) = a*x^2*sin(y)            a function; the lines below are about it
/// df/dx = 2*a*x*sin(y)              a claimed derivative; ∂f/∂x too
/// d2f/dxdy = 2*a*x*cos(y)           a second one; d^2f/dx^2, d2f/dx2 and ∂²f/∂x∂y too
/// grad f = 2*a*x*sin(y); a*x^2*cos(y)
/// hess f = 2*a*sin(y); 2*a*x*cos(y), -a*x^2*sin(y)
/// at x=1 y=2                        a point at which to check; there may be several
/// box x=-1..1 y=0..2                random points; without at and box, usual ones
/// samples 200                       how many
/// tolerance 1e-8                    relative error that counts
/// </code>
/// A line with an open bracket goes on in the next. What stands above the first function holds for all.
/// </summary>
internal sealed partial class CheckFile
{
    private readonly List<FileProblem> _problems = [];
    private readonly List<FileFunction> _functions = [];
    private readonly List<Action<FileFunction>> _forAll = [];
    private ImmutableArray<FormulaDefinition> _definitions = [];
    private FileFunction? _current;
    private int _line;

    private CheckFile(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<FileProblem> Problems => _problems;

    public IEnumerable<FileFunction> Functions => _functions.Where(f => f.Claims.Count > 0);

    /// <summary>The path, when the argument names a file rather than a formula; null otherwise.</summary>
    /// <exception cref="UserErrorException">It looks like a file that does not exist.</exception>
    public static string? Find(string argument)
    {
        if (argument.Length > 4096 || argument.Contains('\n', StringComparison.Ordinal)) return null;
        var looksLikeOne = argument.EndsWith(".sym", StringComparison.OrdinalIgnoreCase) || argument.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        if (File.Exists(argument) && (looksLikeOne || Path.HasExtension(argument) || argument.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))) return argument;
        return looksLikeOne ? throw new UserErrorException($"There is no file '{argument}'.") { Kind = "file" } : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static CheckFile Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The file '{path}' cannot be read: {e.Message}", e) { Kind = "file" };
        }
    }

    /// <summary>Reads the text of a file.</summary>
    public static CheckFile Parse(string name, string text)
    {
        var file = new CheckFile(name);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            file._line = i + 1;
            var statement = WithoutComment(lines[i]);
            while (IsOpen(statement) && i + 1 < lines.Length && !Head().IsMatch(WithoutComment(lines[i + 1]))) statement += " " + WithoutComment(lines[++i]).Trim();
            if (!string.IsNullOrWhiteSpace(statement)) file.Statement(statement);
        }

        return file;
    }

    private static string WithoutComment(string line) => line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? line[..at].TrimEnd() : line.TrimEnd();

    private static bool IsOpen(string statement) => statement.Count(c => c is '(' or '[') > statement.Count(c => c is ')' or ']');

    private void Statement(string statement)
    {
        var start = statement.Length - statement.TrimStart().Length;
        try
        {
            if (Directive().Match(statement) is { Success: true } directive) Direct(directive.Groups["word"].Value, directive.Groups["rest"].Value);
            else if (Whole().Match(statement) is { Success: true } whole) AddWhole(whole);
            else if (statement.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && statement[..sign].Contains('/', StringComparison.Ordinal)) AddDerivative(statement, sign);
            else Define(statement);
        }
        catch (UserErrorException e)
        {
            Problem(start, e.Message);
        }
        catch (FormulaSyntaxException e)
        {
            var offset = Math.Max(0, statement.IndexOf(e.Text, StringComparison.Ordinal));
            foreach (var diagnostic in e.Diagnostics) Problem(offset + diagnostic.Span.Start, diagnostic.Message);
        }
    }

    private void Problem(int column, string message) => _problems.Add(new FileProblem(_line, column + 1, message));

    private void Define(string statement)
    {
        var text = statement.Trim();
        if (!FormulaParser.TryParse(text, Options([]), out var parsed, out var diagnostics)) throw new FormulaSyntaxException(text, diagnostics);
        if (parsed!.DefinedName is not { } name) throw new UserErrorException($"'{Short(text)}' claims nothing; a line is a definition such as f(x) = x^2, a derivative such as df/dx = 2x, or one of at, box, samples, tolerance.");
        _definitions = [.. _definitions.Where(d => parsed.Definitions.All(p => p.Name != d.Name)), .. parsed.Definitions];
        if (parsed.IsVector) throw new UserErrorException("A function with several components cannot be checked; define its components one by one.");
        var formula = Formula.Of(parsed);
        var parameters = parsed.Definitions[^1].Parameters;
        _current = new FileFunction { Line = _line, Name = name, Formula = formula, Variables = [.. parameters, .. formula.Variables.Except(parameters)] };
        foreach (var setting in _forAll) setting(_current);
        _functions.Add(_current);
    }

    private ParseOptions Options(IReadOnlyCollection<string> variables) => ParseOptions.Default with { Definitions = _definitions, Variables = variables, Differentiate = Derivative.Of };

    private FileFunction Function(string name)
    {
        _current = _functions.FindLast(f => f.Name == name) ?? throw new UserErrorException($"There is no function '{name}' above this line.");
        return _current;
    }

    private void AddDerivative(string statement, int sign)
    {
        var head = DerivativeHead.Parse(statement[..sign], _functions.Select(f => f.Name)) ?? throw new UserErrorException($"'{statement[..sign].Trim()}' is no derivative; write df/dx, d2f/dx2 or d2f/dxdy.");
        var function = Function(head.Function);
        var (row, column) = head.Resolve(function.Variables);
        Add(function, statement[..sign].Trim(), row, column, statement[(sign + 1)..].Trim());
    }

    private void Add(FileFunction function, string label, int row, int column, string text)
    {
        var formula = Formula.Parse(text, Options(function.Variables));
        if (formula.IsVector) throw new UserErrorException("The claimed derivative is a vector; one formula is expected.");
        if (formula.Variables.FirstOrDefault(v => !function.Variables.Contains(v)) is { } unknown) throw new UserErrorException($"'{unknown}' is no variable of {function.Name}({string.Join(", ", function.Variables)}).");
        if (function.Claims.Find(c => c.Row == row && c.Column == column) is { } earlier) throw new UserErrorException($"This derivative is claimed in line {earlier.Line} already.");
        function.Claims.Add(new FileClaim(_line, label, row, column, formula));
    }

    /// <summary>A gradient or a Hessian in one line.</summary>
    private void AddWhole(Match match)
    {
        var function = Function(match.Groups["name"].Value);
        var isGradient = match.Groups["word"].Value.StartsWith('g');
        var text = match.Groups["rest"].Value;
        var claim = ClaimTexts.Guard(() => Symbolic.Verification.Claims.DerivativeClaim.Parse(function.Variables, isGradient ? text : null, isGradient ? null : text, Options(function.Variables)));
        var n = function.Variables.Length;
        for (var k = 0; k < (isGradient ? n : n * n); k++)
        {
            var (row, column) = isGradient ? (k, -1) : (k / n, k % n);
            if (claim[row, column] is not { } formula) continue;
            if (function.Claims.Find(c => c.Row == row && c.Column == column) is { } earlier) throw new UserErrorException($"This derivative is claimed in line {earlier.Line} already.");
            var label = isGradient ? $"d{function.Name}/d{function.Variables[row]}" : $"d2{function.Name}/d{function.Variables[row]}d{function.Variables[column]}";
            function.Claims.Add(new FileClaim(_line, label, row, column, formula));
        }
    }

    private void Direct(string word, string rest)
    {
        var words = ListText.Split(Equals().Replace(rest.Trim(), "="), " \t,").Where(w => w.Length > 0).ToArray();
        var line = _line;
        switch (word)
        {
            case "at":
                var point = Point.Parse(words);
                Set(f => f.Points.Add((line, point)));
                break;
            case "box":
                var box = Box.Parse(words);
                Set(f => f.Boxes.Add((line, box)));
                break;
            case "samples":
                if (!int.TryParse(rest, out var samples) || samples is < 1 or > 1_000_000) throw new UserErrorException("samples is a whole number from 1 to 1000000.");
                Set(f => f.Samples = samples);
                break;
            default:
                var tolerance = CheckOptions.RequireTolerance(Point.ParseValue(rest.Trim(), "tolerance"));
                Set(f => f.Tolerance = tolerance);
                break;
        }
    }

    private void Set(Action<FileFunction> setting)
    {
        if (_current is null) _forAll.Add(setting);
        else setting(_current);
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";

    [GeneratedRegex(@"^\s*(?<word>at|box|samples|tolerance)\s+(?<rest>[^=\s].*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*(?<word>grad|gradient|hess|hessian)\s+(?<name>[\p{L}_][\p{L}\p{Nd}_]*)\s*=(?<rest>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    /// <summary>A line with a lone = or a word of its own is a statement, whatever bracket was left open above.</summary>
    [GeneratedRegex(@"(?<![<>=!])=(?!=)|^\s*(at|box|samples|tolerance)\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"\s*=\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Equals();
}
