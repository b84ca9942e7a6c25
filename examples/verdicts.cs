#:project ../src/Symbolic/Symbolic.csproj

// What independent methods say of a derivative: agreement, a kink, the edge of a domain.
using Symbolic;

Show("x^2*sin(y) + exp(x*y)", 1, 2);
Show("abs(x)", 0);                    // a kink: no derivative, but two slopes
Show("max(x, y)", 1, 1);              // a tie: the slope returned is the mean
Show("sqrt(x)", 0);                   // the edge of the domain
Show("ln(x)", -1);                    // outside the domain

static void Show(string text, params double[] at)
{
    var report = Formula.Parse(text).Verify(at, order: 1);
    Console.WriteLine($"{text} at ({string.Join(", ", at)}): {report.Verdict}");
    foreach (var part in report.Gradient)
    {
        var slopes = double.IsNaN(part.Left) ? "" : $", {part.Left + 0.0:G6} from the left and {part.Right + 0.0:G6} from the right";
        Console.WriteLine($"  by {part.Of}: {part.Exact:G6}{slopes}, {part.Verdict}{(part.Cause.Length > 0 ? ": " + part.Cause : "")}");
    }
}
