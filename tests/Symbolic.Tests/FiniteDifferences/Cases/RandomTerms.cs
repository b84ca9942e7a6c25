namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>Random smooth functions of one or several variables, with points to differentiate them at.</summary>
public sealed class RandomTerms(ulong seed)
{
    private readonly Random _random = new((int)(seed ^ (seed >> 32)));

    /// <summary>A function of one variable, a point, and the scale over which the function changes there.</summary>
    public (Term F, double X, double Scale) Next(bool badlyScaled)
    {
        while (true)
        {
            double x = badlyScaled ? Sign() * Math.Pow(10, Between(-6, 6)) : Between(-2, 2);
            double scale = badlyScaled ? Math.Abs(x) * Math.Pow(10, Between(-1, 1)) : 1;
            Term argument = badlyScaled ? Term.Variable(0) / scale : Term.Variable(0);
            Term f = Smooth(argument, depth: 3);
            if (badlyScaled)
                f = Math.Pow(10, Between(-6, 6)) * f;
            if (IsUsable(f, x, scale))
                return (f, x, scale);
        }
    }

    /// <summary>A function of n variables and a point, with every gradient entry of use.</summary>
    public (Term F, double[] X) Next(int n, bool badlyScaled)
    {
        while (true)
        {
            var x = new double[n];
            var arguments = new Term[n];
            for (int i = 0; i < n; i++)
            {
                x[i] = badlyScaled ? Sign() * Math.Pow(10, Between(-6, 6)) : Between(-2, 2);
                arguments[i] = badlyScaled ? Term.Variable(i) / (Math.Abs(x[i]) * Math.Pow(10, Between(-1, 1))) : Term.Variable(i);
            }
            Term f = Smooth(arguments[0], 2);
            for (int i = 1; i < n; i++)
                f = _random.Next(2) == 0 ? f + Smooth(arguments[i], 2) * Smooth(arguments[i - 1], 1) : f * Smooth(arguments[i], 1) + arguments[i];
            double value = Math.Abs(f.Evaluate(x));
            if (value is > 1e-6 and < 1e6)
                return (f, x);
        }
    }

    public double Between(double low, double high) => low + (high - low) * _random.NextDouble();

    public int Below(int count) => _random.Next(count);

    private double Sign() => _random.Next(2) == 0 ? -1 : 1;

    private static bool IsUsable(Term f, double x, double scale)
    {
        (double value, double first, double second) = f.Exact(x);
        return double.IsFinite(second) && Math.Abs(first) * scale > 1e-3 * Math.Abs(value) && Math.Abs(first) * scale < 1e6 * Math.Abs(value)
            && Math.Abs(second) * scale * scale < 1e6 * Math.Abs(value);
    }

    private Term Smooth(Term u, int depth)
    {
        if (depth == 0)
            return Between(0.3, 2) * u + Between(-1, 1);
        return _random.Next(13) switch
        {
            0 => Term.Sin(Smooth(u, depth - 1)),
            1 => Term.Cos(Smooth(u, depth - 1)),
            2 => Term.Exp(Term.Sin(Smooth(u, depth - 1))),
            3 => Term.Tanh(Smooth(u, depth - 1)),
            4 => Term.Atan(Smooth(u, depth - 1)),
            5 => Term.Log(1.5 + Square(Smooth(u, depth - 1))),
            6 => Term.Sqrt(1.0 + Square(Smooth(u, depth - 1))),
            7 => 1.0 / (1.2 + Square(Smooth(u, depth - 1))),
            8 => Term.Exp(0.5 * u) * Smooth(u, depth - 1),
            9 => Smooth(u, depth - 1) + Smooth(u, depth - 1),
            10 => Smooth(u, depth - 1) * Smooth(u, depth - 1),
            11 => Term.Pow(Smooth(u, depth - 1), _random.Next(2, 5)),
            _ => Smooth(u, depth - 1) / (2.0 + Term.Cos(Smooth(u, depth - 1))),
        };
    }

    private static Term Square(Term a) => a * a;
}
