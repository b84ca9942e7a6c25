using System.Text;
using System.Text.RegularExpressions;
using Symbolic.Cli;
using Symbolic.Cli.Checking;

namespace Symbolic.Tests.Cli;

/// <summary>Long work says on one line of standard error how far it has come, to somebody who watches, and takes the line away.</summary>
public class ProgressTests
{
    private static readonly string Data = "t,y\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{Math.Exp(-0.3 * i).ToString(System.Globalization.CultureInfo.InvariantCulture)}\n"));

    public static TheoryData<string, string, string> Work => new()
    {
        { "check x^2 --box x=0..1 --samples 50", "", " 50 % of the points" },
        { "grid - --hessian", string.Concat(Enumerable.Range(0, 40).Select(i => string.Join(",", Enumerable.Range(0, 40).Select(j => i * j)) + "\n")), " % of the grid" },
        { "minimize \"100*(y-x^2)^2+(1-x)^2\" x=-1.2 y=1", "", "iteration 5, value " },
        { "minimize \"100*(y-x^2)^2+(1-x)^2\" x=-1.2 y=1 --compare", "", " 50 % of the methods; iteration " },
        { "minimize \"sin(x)*cos(y)+x^2/10+y^2/10\" x=-5..5 y=-5..5", "", " 50 % of the starts" },
        { "minimize \"x^2+y^2\" x=3 y=1 --subject-to \"x+y>=1\"", "", "iteration 1, value " },
        { "minimize \"[x^2-y, y-3]\" x=3 y=1", "", "iteration 1, value " },
        { "maximize \"1-x^2\" x=3", "", "iteration 1, value " },
        { "fit \"y = a*exp(-b*t)\" --data - --parameters a=2,b=1", Data, "iteration 3, value " },
        { "solve \"[x^2+y^2=4, x*y=1]\" x=2 y=0.3", "", "iteration 1, residual " },
        { "solve \"[x^2+y^2=4, x*y=1]\" x=2 y=0.3 --method broyden", "", "iteration 1, residual " },
        { "root \"x^3-2x-5\" x=0..5", "", "iteration 1, residual " },
        { "ode \"[x' = -x]\" --to 10 --initial x=1", "", " % of the interval" },
    };

    [Theory]
    [MemberData(nameof(Work))]
    public void Work_is_followed_and_the_line_taken_away(string line, string input, string says)
    {
        var watched = Run(line, input, isWatched: true);
        Assert.Equal(0, watched.ExitCode);
        Assert.Contains(says, watched.Error, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"\r +\r$", RegexOptions.None, TimeSpan.FromSeconds(1)), watched.Error);
        Assert.DoesNotContain('\n', watched.Error);

        var unwatched = Run(line, input, isWatched: false);
        Assert.Equal((watched.Output, ""), (unwatched.Output, unwatched.Error));
    }

    [Fact]
    public void Nothing_is_said_before_patience_ends()
    {
        using var error = new MemoryStream();
        var console = new ConsoleStreams(Stream.Null, Stream.Null, error) { ErrorIsTerminal = true, ProgressPatience = TimeSpan.FromDays(1) };
        using (var progress = new ProgressLine(console, "points"))
        {
            progress.Report(0.5);
            progress.Say(() => "iteration 1");
        }

        Assert.Empty(error.ToArray());
    }

    private static CliRun Run(string line, string input, bool isWatched)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var console = new ConsoleStreams(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error) { ErrorIsTerminal = isWatched, ProgressPatience = TimeSpan.Zero };
        var code = CommandLine.Run(CliRun.Words(line), console);
        return new(Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()), code);
    }
}
