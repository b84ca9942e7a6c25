namespace Symbolic.Expressions;

/// <summary>
/// The order in which canonical sums and products hold their operands; it is the one a mathematician writes. Factors: named
/// constants, roots of numbers, variables by name, other powers, functions, parentheses. Terms: falling degree, then by factors,
/// functions after polynomials, numbers last.
/// </summary>
internal static class CanonicalOrder
{
    /// <summary>Beyond this depth of comparison equal-looking trees are told apart by their hash: the order stays total and the walk short.</summary>
    private const int MaxDepth = 48;

    public static readonly Comparison<Expr> Factors = CompareFactors;

    /// <summary>Sorts terms; rank and degree of each are worked out once.</summary>
    public static void SortTerms(List<Expr> terms)
    {
        var keyed = new (int Rank, double Degree, Expr Term)[terms.Count];
        for (var i = 0; i < keyed.Length; i++) keyed[i] = (TermRank(terms[i]), Degree(terms[i]), terms[i]);
        Array.Sort(keyed, static (a, b) =>
        {
            if (a.Rank != b.Rank) return a.Rank.CompareTo(b.Rank);
            var order = b.Degree.CompareTo(a.Degree);
            return order != 0 ? order : CompareFactorwise(a.Term, b.Term);
        });
        for (var i = 0; i < keyed.Length; i++) terms[i] = keyed[i].Term;
    }

    private static int CompareFactors(Expr a, Expr b)
    {
        var (x, y) = (BaseOf(a), BaseOf(b));
        var order = FactorRank(a, x).CompareTo(FactorRank(b, y));
        if (order == 0) order = Compare(x, y, 0);
        return order != 0 ? order : Compare(a, b, 0);
    }

    /// <summary>Compares two terms factor by factor, numbers skipped: x² before x·y before y².</summary>
    private static int CompareFactorwise(Expr a, Expr b)
    {
        var x = FactorsOf(a);
        var y = FactorsOf(b);
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i].Equals(y[i])) continue;
            var (p, q) = (BaseOf(x[i]), BaseOf(y[i]));
            var order = FactorRank(x[i], p).CompareTo(FactorRank(y[i], q));
            if (order == 0) order = Compare(p, q, 0);
            if (order == 0) order = CompareExponents(y[i], x[i]); // the higher power first
            return order != 0 ? order : Compare(x[i], y[i], 0);
        }

        return x.Length != y.Length ? y.Length.CompareTo(x.Length) : Compare(a, b, 0);
    }

    private static int CompareExponents(Expr a, Expr b) => (ExponentOf(a), ExponentOf(b)) switch
    {
        (Constant m, Constant n) => m.Value.CompareTo(n.Value),
        _ => 0,
    };

    private static ReadOnlySpan<Expr> FactorsOf(Expr term) => term switch
    {
        Product p when p.Children[0] is Constant => p.Children.AsSpan()[1..],
        Product p => p.Children.AsSpan(),
        _ => new Expr[] { term },
    };

    private static Expr BaseOf(Expr factor) => factor is Power { Exponent: Constant } p ? p.Base : factor;

    private static Expr ExponentOf(Expr factor) => factor is Power { Exponent: Constant } p ? p.Exponent : Constant.One;

    private static int FactorRank(Expr factor, Expr @base) => @base switch
    {
        Constant => ReferenceEquals(factor, @base) ? 0 : 2,
        Call { Children.Length: 0 } => 1,
        Power or Sum or Product when !@base.IsVariable => 3,
        Variable or Element => 4,
        Power => 5,
        Call => 6,
        Product => 7,
        Sum => 8,
        _ => 9,
    };

    private static int TermRank(Expr term) => term switch
    {
        Constant => 5,
        _ when !term.IsVariable => 4,
        _ => IsMonomial(term) ? 0 : 1,
    };

    private static bool IsMonomial(Expr term)
    {
        foreach (var factor in FactorsOf(term))
        {
            if (factor.IsVariable && BaseOf(factor) is not (Variable or Element)) return false;
        }

        return true;
    }

    private static double Degree(Expr term)
    {
        var degree = 0.0;
        foreach (var factor in FactorsOf(term))
        {
            if (BaseOf(factor) is Variable or Element) degree += ((Constant)ExponentOf(factor)).Value.ToDouble();
        }

        return degree;
    }

    private static int KindRank(Expr e) => e switch
    {
        Constant => 0,
        Variable => 1,
        Element => 2,
        Power => 3,
        Product => 4,
        Sum => 5,
        Call => 6,
        Piecewise => 7,
        Reduction => 8,
        _ => 9,
    };

    private static int Compare(Expr a, Expr b, int depth)
    {
        while (true)
        {
            if (a.Equals(b)) return 0;
            if (depth++ > MaxDepth) return a.Hash.CompareTo(b.Hash);
            var order = KindRank(a).CompareTo(KindRank(b));
            if (order == 0) order = CompareOwn(a, b);
            if (order == 0) order = a.Children.Length.CompareTo(b.Children.Length);
            if (order != 0) return order;
            var i = 0;
            while (i < a.Children.Length && a.Children[i].Equals(b.Children[i])) i++;
            if (i == a.Children.Length) return a.Hash.CompareTo(b.Hash);
            (a, b) = (a.Children[i], b.Children[i]);
        }
    }

    private static int CompareOwn(Expr a, Expr b) => (a, b) switch
    {
        (Constant x, Constant y) => x.Value.CompareTo(y.Value),
        (Variable x, Variable y) => VariableOrder.Compare(x.Name, y.Name) is var order && order != 0 ? order : x.IsIndex.CompareTo(y.IsIndex),
        (Element x, Element y) => VariableOrder.Compare(x.Name, y.Name),
        (Call x, Call y) => x.Function.WritingOrder != y.Function.WritingOrder ? x.Function.WritingOrder.CompareTo(y.Function.WritingOrder) : string.CompareOrdinal(x.Function.Name, y.Function.Name),
        (Reduction x, Reduction y) => x.Kind.CompareTo(y.Kind),
        _ => 0,
    };
}
