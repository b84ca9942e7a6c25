using System.Runtime.Intrinsics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>One function of <see cref="VectorMath"/> in all its forms, found by name.</summary>
internal sealed class VectorFunction
{
    private delegate void UnaryColumn(ReadOnlySpan<double> x, Span<double> result);

    private delegate void BinaryColumn(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result);

    /// <summary>Names and bounds in ulp, as the documentation states them.</summary>
    public static readonly IReadOnlyDictionary<string, double> Bounds = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["Exp"] = 1.5, ["Exp2"] = 1.5, ["Expm1"] = 1.5, ["Log"] = 1, ["Log2"] = 1, ["Log10"] = 1, ["Log1p"] = 1,
        ["Sin"] = 1.5, ["Cos"] = 1.5, ["Tan"] = 2, ["Asin"] = 2, ["Acos"] = 1.5, ["Atan"] = 1.5, ["Atan2"] = 2,
        ["Sinh"] = 2, ["Cosh"] = 2, ["Tanh"] = 1.5, ["Pow"] = 1.5, ["Cbrt"] = 1, ["Hypot"] = 1, ["Erf"] = 1.5, ["Erfc"] = 2,
        ["NormalCdf"] = 2, ["NormalPdf"] = 1, ["Sigmoid"] = 2, ["Softplus"] = 2,
        ["Gamma"] = 4, ["LogGamma"] = 4, ["Digamma"] = 4,
    };

    private readonly string _name;

    private VectorFunction(string name)
    {
        _name = name;
        Arity = name is "Pow" or "Atan2" or "Hypot" ? 2 : 1;
    }

    public int Arity { get; }

    public static IEnumerable<string> Names => Bounds.Keys;

    public static VectorFunction Of(string name) => new(name);

    /// <summary>Through the form on columns.</summary>
    public double[] Column(double[] x, double[] y)
    {
        double[] result = new double[x.Length];
        Column(x, y, result);
        return result;
    }

    public void Column(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
    {
        if (Arity == 1)
            Form<UnaryColumn>(typeof(ReadOnlySpan<double>), typeof(Span<double>))(x, result);
        else
            Form<BinaryColumn>(typeof(ReadOnlySpan<double>), typeof(ReadOnlySpan<double>), typeof(Span<double>))(x, y, result);
    }

    /// <summary>Through the form on vectors of 128, 256 or 512 bits; the length must be a multiple of 8.</summary>
    public double[] Vectors(int width, double[] x, double[] y)
    {
        double[] result = new double[x.Length];
        switch (width)
        {
            case 128:
                Apply<Vector128<double>>(x, y, result, 2, (a, i) => Vector128.Create(a, i), (v, a, i) => v.CopyTo(a, i));
                break;
            case 256:
                Apply<Vector256<double>>(x, y, result, 4, (a, i) => Vector256.Create(a, i), (v, a, i) => v.CopyTo(a, i));
                break;
            default:
                Apply<Vector512<double>>(x, y, result, 8, (a, i) => Vector512.Create(a, i), (v, a, i) => v.CopyTo(a, i));
                break;
        }

        return result;
    }

    private void Apply<TVector>(
        double[] x, double[] y, double[] result, int count, Func<double[], int, TVector> load, Action<TVector, double[], int> store)
    {
        Func<TVector, TVector>? unary = Arity == 1 ? Form<Func<TVector, TVector>>(typeof(TVector)) : null;
        Func<TVector, TVector, TVector>? binary =
            Arity == 2 ? Form<Func<TVector, TVector, TVector>>(typeof(TVector), typeof(TVector)) : null;
        for (int i = 0; i < x.Length; i += count)
            store(unary is not null ? unary(load(x, i)) : binary!(load(x, i), load(y, i)), result, i);
    }

    private TDelegate Form<TDelegate>(params Type[] parameters)
        where TDelegate : Delegate =>
        typeof(VectorMath).GetMethod(_name, parameters)!.CreateDelegate<TDelegate>();
}
