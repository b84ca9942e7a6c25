using Symbolic;

namespace Symbolic.Tests.Cli;

/// <summary>The library's example in the README; what stands between the marks is there word for word.</summary>
internal static class ReadmeExample
{
    public static string Run()
    {
        var written = new StringWriter();
        var standard = Console.Out;
        Console.SetOut(written);
        try
        {
            Shown();
        }
        finally
        {
            Console.SetOut(standard);
        }

        return written.ToString();
    }

    private static void Shown()
    {
        // begin
        var f = Formula.Parse("x^2*sin(y) + exp(x*y)");       // f.Variables: x, y
        Console.WriteLine(f.Differentiate("x"));              // 2*x*sin(y) + y*exp(x*y)

        var program = f.Compile(order: 2);                    // value, gradient, Hessian in one program
        double[] gradient = new double[2], hessian = new double[4];
        double value = program.Evaluate([1, 2], gradient, hessian);

        var g = f.ToDelegate<Func<double, double, double>>("x", "y");
        Console.WriteLine(g(1, 2) == value);                  // True

        var report = f.Verify([1, 2]);                        // by dual numbers and finite differences
        Console.WriteLine(report.Verdict);                    // Verified
        // end
    }
}
