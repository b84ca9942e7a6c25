using System.CommandLine;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Protocol;
using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>
/// What <c>check</c> does beyond one point: claimed derivatives, random points of a box, the picture of error against step, files of
/// claims.
/// </summary>
internal sealed class CheckOptions
{
    private readonly Option<string?> _gradient = Text("--gradient", "\"…; …\"", "A hand-written gradient to be checked: a formula or number for each variable, separated by semicolons; ? for one that is not claimed.");
    private readonly Option<string?> _hessian = Text("--hessian", "\"…, …; …, …\"", "A hand-written Hessian: rows separated by semicolons, entries by commas; the lower triangle is enough.");
    private readonly Option<string[]> _box = new("--box") { Description = "Check at random points of a box, such as x=-1..1 y=0..2.", HelpName = "x=A..B …", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _samples = Arguments.Whole("--samples", 1000, "Number of random points.");
    private readonly Option<int> _seed = Arguments.Whole("--seed", 1, "Seed of the random points.");
    private readonly Option<double> _tolerance = new("--tolerance") { Description = "Relative error of a claimed derivative that must be found. Without it 1e-6.", HelpName = "X", DefaultValueFactory = _ => ClaimOptions.Default.Tolerance };
    private readonly Option<bool> _steps = new("--steps") { Description = "Draw the error of forward and central differences against the step.", Arity = ArgumentArity.Zero };

    private CheckOptions()
    {
    }

    /// <summary>Adds the options to the command.</summary>
    public static CheckOptions AddTo(Command command)
    {
        var options = new CheckOptions();
        foreach (var option in new Option[] { options._gradient, options._hessian, options._box, options._samples, options._seed, options._tolerance, options._steps }) command.Options.Add(option);
        return options;
    }

    /// <summary>Runs the command when one of these is wanted; null when the ordinary check at a point is.</summary>
    public int? Run(ParseResult parsed, ConsoleStreams console, string formula, string[] point, RowData? data, int order, bool json)
    {
        var (gradient, hessian) = (parsed.GetValue(_gradient), parsed.GetValue(_hessian));
        var isClaim = gradient is not null || hessian is not null;
        var isBox = parsed.GetResult(_box) is { Implicit: false };
        var tolerance = RequireTolerance(parsed.GetValue(_tolerance));
        if (CheckFile.Find(formula) is { } file)
        {
            if (isClaim || isBox || parsed.GetValue(_steps) || point.Length > 0 || data is not null) throw new UserErrorException("A file of claims says itself what is to be checked where; it is given alone, or with --tolerance.") { Kind = "usage" };
            return new CheckFileCommand(console, tolerance, json).Run(file);
        }

        var isSampled = parsed.GetResult(_samples) is { Implicit: false } || parsed.GetResult(_seed) is { Implicit: false };
        if (isSampled && !isBox) throw new UserErrorException("--samples and --seed are for random points of a box; add one, such as --box x=-1..1 y=0..2.") { Kind = "usage" };
        if (!isClaim && !isBox && !parsed.GetValue(_steps)) return null;
        var box = isBox ? Box.Parse(parsed.GetValue(_box)!) : null;
        var at = box?.Fixed() ?? Point.Parse(point);
        var read = Formula.Parse(Arguments.Read(formula, console), new ParseOptions { Variables = [.. data?.Names ?? []] });
        read = RowsOfData.Require(RowsOfData.Bind(read, data, at.Names), RowsOfData.AtCommandLine);
        var request = new CheckRequest
        {
            Formula = Arguments.Scalar(read, "check what is claimed of its components, or the components over a box, one by one"),
            At = at,
            HasPoint = point.Length > 0,
            Gradient = gradient,
            Hessian = hessian,
            Box = box,
            Samples = Arguments.Within(parsed.GetValue(_samples), 1, 10_000_000, "--samples"),
            Seed = (ulong)Arguments.Within(parsed.GetValue(_seed), 0, int.MaxValue, "--seed"),
            Tolerance = tolerance,
            Order = Arguments.Within(order, 1, 2, "--order"),
            IsJson = json,
        };
        if (isBox && request.HasPoint) throw new UserErrorException("Give either a point or a box.") { Kind = "usage" };
        if (parsed.GetValue(_steps)) return isClaim || isBox ? throw new UserErrorException("--steps is for one point, without claims.") { Kind = "usage" } : StepsView.Run(console, request);
        if (isBox) return BoxView.Run(console, request);
        return ClaimView.Run(console, request);
    }

    /// <summary>The exit code for a verdict.</summary>
    public static int CodeOf(Verdict verdict) => verdict == Verdict.Disagrees ? ExitCode.CheckFailed : ExitCode.Fine;

    /// <summary>A tolerance that can be used.</summary>
    /// <exception cref="UserErrorException">It cannot.</exception>
    public static double RequireTolerance(double tolerance) => tolerance is >= 1e-12 and <= 1 ? tolerance
        : throw new UserErrorException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The tolerance is from 1e-12 to 1, not {tolerance}.")) { Kind = "usage" };

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}

/// <summary>What is to be checked.</summary>
internal sealed record CheckRequest
{
    public required Formula Formula { get; init; }

    public required Point At { get; init; }

    public required bool HasPoint { get; init; }

    public required string? Gradient { get; init; }

    public required string? Hessian { get; init; }

    public required Box? Box { get; init; }

    public required int Samples { get; init; }

    public required ulong Seed { get; init; }

    public required double Tolerance { get; init; }

    public required int Order { get; init; }

    public required bool IsJson { get; init; }

    public ClaimOptions Strictness(CancellationToken cancellation = default) => ClaimOptions.Default with { Tolerance = Tolerance, CancellationToken = cancellation };

    /// <summary>The claim about the formula; null when none is made.</summary>
    public DerivativeClaim? Claim(Formula formula) => Gradient is null && Hessian is null ? null : ClaimTexts.Guard(() =>
    {
        // A claim may name what bounds a sum, too.
        var parameters = Formula.Variables.Except(formula.Variables).Where(At.Has).ToDictionary(name => name, name => At[name], StringComparer.Ordinal);
        return DerivativeClaim.Parse(formula.Variables, Gradient, Hessian, values: parameters);
    });

    /// <summary>The formula with numbers for the bounds of sums, all of which must be given.</summary>
    /// <exception cref="UserErrorException">One is not.</exception>
    public Evaluation Prepare()
    {
        var evaluation = Evaluation.Prepare(Formula, wrt: null, At);
        if (Evaluation.LoopBounds(evaluation.Formula).FirstOrDefault() is not { } bound) return evaluation;
        throw new UserErrorException($"'{bound}' bounds a sum or product, and derivatives are not taken by it; give it one whole number, such as {bound}=4.") { Kind = "missing", Names = [bound] };
    }
}
