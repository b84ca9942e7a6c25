using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>Collects terms: equal terms have their numeric coefficients added.</summary>
internal ref struct SumBuilder(int capacity)
{
    private readonly List<(Number Coefficient, Expr Factor)> _terms = new(capacity);
    private Dictionary<Expr, int>? _positions;
    private Number _constant = Number.Zero;

    public void Add(Expr term)
    {
        if (term is Constant c)
        {
            _constant += c.Value;
            return;
        }

        var (coefficient, rest) = Split(term);
        var at = Find(rest);
        if (at >= 0) _terms[at] = (_terms[at].Coefficient + coefficient, rest);
        else
        {
            _positions?.Add(rest, _terms.Count);
            _terms.Add((coefficient, rest));
        }
    }

    public readonly Expr ToExpr()
    {
        var terms = new List<Expr>(_terms.Count + 1);
        foreach (var (coefficient, rest) in _terms)
        {
            if (!coefficient.IsZero) terms.Add(Join(coefficient, rest));
        }

        if (terms.Count > 1) CanonicalOrder.SortTerms(terms);
        if (!_constant.IsZero || (terms.Count == 0)) terms.Add(new Constant(_constant));
        if (terms.Count == 1) return terms[0];
        // 1 − x rather than −x + 1
        if (Algebra.HasNegativeSign(terms[0]) && terms.FindIndex(t => !Algebra.HasNegativeSign(t)) is > 0 and var positive)
        {
            var first = terms[positive];
            terms.RemoveAt(positive);
            terms.Insert(0, first);
        }

        return new Sum([.. terms]);
    }

    /// <summary>A term as numeric coefficient times the rest.</summary>
    internal static (Number Coefficient, Expr Factor) Split(Expr term) => term is Product p && p.Children[0] is Constant c
        ? (c.Value, p.Children.Length == 2 ? p.Children[1] : new Product(p.Children.RemoveAt(0)))
        : (Number.One, term);

    private static Expr Join(Number coefficient, Expr rest) => coefficient.IsOne ? rest
        : rest is Product p ? new Product(p.Children.Insert(0, new Constant(coefficient)))
        : new Product([new Constant(coefficient), rest]);

    private int Find(Expr rest)
    {
        if (_positions is not null) return _positions.TryGetValue(rest, out var position) ? position : -1;
        for (var i = 0; i < _terms.Count; i++)
        {
            if (_terms[i].Factor.Equals(rest)) return i;
        }

        if (_terms.Count >= 12)
        {
            _positions = new Dictionary<Expr, int>();
            for (var i = 0; i < _terms.Count; i++) _positions.Add(_terms[i].Factor, i);
        }

        return -1;
    }
}

/// <summary>Collects factors: powers of equal bases have their exponents added, a^m·a^n → a^(m+n).</summary>
internal ref struct ProductBuilder(int capacity)
{
    private readonly List<(Expr Base, Expr Exponent)> _factors = new(capacity);
    private Dictionary<Expr, int>? _positions;
    private Number _coefficient = Number.One;

    public void Add(Expr factor)
    {
        switch (factor)
        {
            case Constant c:
                _coefficient *= c.Value;
                break;
            case Product p when Algebra.IsJoinable(p):
                foreach (var inner in p.Children) Add(inner);
                break;
            case Power { Base: Product p, Exponent: Constant { Value.IsInteger: true } n } when Algebra.IsJoinable(p):
                foreach (var inner in p.Children) Add(Algebra.Power(inner, n));
                break;
            case Power p:
                Merge(p.Base, p.Exponent);
                break;
            default:
                Merge(factor, Constant.One);
                break;
        }
    }

    public Expr ToExpr()
    {
        if (_coefficient.IsZero && _coefficient.IsExact) return Constant.Zero;
        var factors = new List<Expr>(_factors.Count + 1);
        for (var i = 0; i < _factors.Count; i++)
        {
            var (b, e) = _factors[i];
            if (e is Constant { Value.IsOne: true })
            {
                factors.Add(b);
                continue;
            }

            var factor = Algebra.Power(b, e);
            if (factor is Constant c) _coefficient *= c.Value;
            else if (factor is Product p) FlattenInto(factors, p);
            else factors.Add(factor);
        }

        if (factors.Count == 0) return new Constant(_coefficient);
        if (factors.Count > 1) factors.Sort(CanonicalOrder.Factors);
        if (!_coefficient.IsOne) factors.Insert(0, new Constant(_coefficient));
        return factors.Count == 1 ? factors[0] : new Product([.. factors]);
    }

    private void FlattenInto(List<Expr> factors, Product product)
    {
        foreach (var factor in product.Children)
        {
            if (factor is Constant c) _coefficient *= c.Value;
            else factors.Add(factor);
        }
    }

    private void Merge(Expr @base, Expr exponent)
    {
        var at = Find(@base);
        if (at < 0)
        {
            _positions?.Add(@base, _factors.Count);
            _factors.Add((@base, exponent));
            return;
        }

        var sum = (_factors[at].Exponent, exponent) is (Constant m, Constant n) ? new Constant(m.Value + n.Value) : Algebra.Add(_factors[at].Exponent, exponent);
        _factors[at] = (@base, sum);
    }

    private int Find(Expr @base)
    {
        if (_positions is not null) return _positions.TryGetValue(@base, out var position) ? position : -1;
        for (var i = 0; i < _factors.Count; i++)
        {
            if (_factors[i].Base.Equals(@base)) return i;
        }

        if (_factors.Count >= 12)
        {
            _positions = new Dictionary<Expr, int>();
            for (var i = 0; i < _factors.Count; i++) _positions.Add(_factors[i].Base, i);
        }

        return -1;
    }
}
