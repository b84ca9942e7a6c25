using System.Diagnostics;
using System.Globalization;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Benchmarks.Core;

/// <summary>What reading, differentiating, simplifying and compiling cost, warm.</summary>
internal static class CoreFigures
{
    private const string BlackScholes = "S*normcdf((ln(S/K)+(r+sigma^2/2)*T)/(sigma*sqrt(T)))-K*exp(-r*T)*normcdf((ln(S/K)+(r-sigma^2/2)*T)/(sigma*sqrt(T)))";

    private const string LoopsTieredAsUsual = "DOTNET_TC_QuickJitForLoops";

    /// <summary>
    /// Measures in a process with the runtime's usual settings: this program has methods with loops optimised before they first run, and then
    /// they miss what the runtime learns of them, as no user's program would.
    /// </summary>
    public static int Run()
    {
        if (Environment.GetEnvironmentVariable(LoopsTieredAsUsual) is not null)
        {
            Print(Console.Out);
            return 0;
        }

        var child = Self.With("--core");
        child.Environment[LoopsTieredAsUsual] = "1";
        using var process = Process.Start(child)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Print(TextWriter output)
    {
        Warm(output, "Black-Scholes call: parse, gradient, simplified Hessian, compile", () => Whole(BlackScholes), 500);
        Warm(output, "x^2*sin(y) + exp(x*y): the same", () => Whole("x^2*sin(y) + exp(x*y)"), 1000);
        Warm(output, "60 squarings: parse, Hessian, compile, evaluate", () => Compiled(Squarings(60)), 100);
        Warm(output, "sum of 20,000 terms: parse, Hessian, compile, evaluate", () => Compiled(Join("+", 20_000, i => $"sin({i}*x)*y")), 3);
        foreach (var n in (int[])[100, 400, 1600, 5000])
        {
            var f = Formula.Parse(Join("*", n, i => $"(x+{i})"));
            var nodes = Traversal.PostOrder([.. Hessian.Of(f.Expression, [new Variable("x")]).Entries.Select(e => e.Value)]).Count;
            Warm(output, string.Create(CultureInfo.InvariantCulture, $"product of {n} factors, Hessian of {nodes} nodes"), () => Compiled(f.ToString()), 3);
        }

        Warm(output, "exp(x*sin(x)), order 8, simplified", () => Formula.Parse("exp(x*sin(x))").Differentiate("x", 8), 20);
        Warm(output, "exp(x*sin(x)), order 40: until the limit", () => Refused("diff(exp(x*sin(x)), x, 40)"), 3);
    }

    /// <summary>The median time of a call, after as many calls for the compiler of the runtime to be done.</summary>
    private static void Warm(TextWriter output, string what, Action action, int repeats)
    {
        for (var i = 0; i < repeats; i++) action();
        var times = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[repeats / 2],10:F3} ms  {what}"));
    }

    private static void Whole(string text)
    {
        var f = Formula.Parse(text);
        f.Gradient();
        f.Hessian();
        f.Compile(2);
    }

    private static void Compiled(string text)
    {
        var f = Formula.Parse(text);
        var n = f.Variables.Length;
        f.Compile(2).Evaluate(new double[n], new double[n], new double[n * n]);
    }

    private static void Refused(string text)
    {
        try
        {
            _ = Formula.Parse(text).Evaluated;
        }
        catch (ExpansionLimitException)
        {
            return;
        }

        throw new InvalidOperationException("The limit was expected to be reached.");
    }

    private static string Squarings(int count) => $"a0=x;{Join(";", count, i => $"a{i}=a{i - 1}^2+1")};a{count}";

    private static string Join(string separator, int count, Func<int, string> term) => string.Join(separator, Enumerable.Range(1, count).Select(term));
}
