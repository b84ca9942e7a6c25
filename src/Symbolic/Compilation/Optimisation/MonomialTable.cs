namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// The products of a tape as monomials. A product that is only a part of other products vanishes into them; one that is an output
/// or an operand of something else is a row to be computed.
/// </summary>
internal sealed class MonomialTable
{
    private readonly Tape _tape;
    private readonly bool[] _kept;
    private readonly Monomial?[] _monomials;
    private readonly Dictionary<int, int> _roots = [];

    public MonomialTable(Tape tape, bool[] kept)
    {
        _tape = tape;
        _kept = kept;
        _monomials = new Monomial?[tape.InstructionCount];
        for (var i = 0; i < tape.InstructionCount; i++) _monomials[i] = TakeApart(tape.Instructions[i]);
        FindRows();
        SplitDivisorsIntoRoots();
    }

    /// <summary>The products to be computed, with the values they are.</summary>
    public Dictionary<int, Monomial> Rows { get; } = [];

    /// <summary>Whether an instruction stays as it is.</summary>
    public bool IsKept(int value) => _kept[value];

    /// <summary>The monomial of a product; null for any other value.</summary>
    public Monomial? Of(int value) => value < _tape.FirstResult ? null : _monomials[value - _tape.FirstResult];

    /// <summary>The monomial of a value with divisors that have roots among the divisors taken apart, where the roots are known by then.</summary>
    public Monomial InRoots(int value, Monomial monomial) => _roots.Count == 0
        ? monomial
        : monomial with { Divisors = [.. monomial.Divisors.SelectMany(d => _roots.TryGetValue(d, out var root) && root < value ? [root, root] : new[] { d })] };

    private Monomial? TakeApart(Instruction i) => i.Op switch
    {
        TapeOp.Multiply => Factor(i.A).Times(Factor(i.B)) ?? Monomial.Atom(i.A).Times(Monomial.Atom(i.B)),
        TapeOp.Divide => Factor(i.A).Over(Factor(i.B)) ?? Monomial.Atom(i.A).Over(Monomial.Atom(i.B)),
        TapeOp.Negate => Factor(i.A).Times(Monomial.Number(-1)) ?? Monomial.Atom(i.A).Times(Monomial.Number(-1)),
        _ => null,
    };

    private Monomial Factor(int value)
    {
        if (_tape.IsConstant(value) && double.IsNormal(_tape.ConstantOf(value))) return Monomial.Number(_tape.ConstantOf(value));
        return Of(value) ?? Monomial.Atom(value);
    }

    private void FindRows()
    {
        var pending = new Stack<int>();
        var seen = new bool[_tape.ValueCount];
        foreach (var output in _tape.Outputs) Need(output);
        var table = _tape.OperandTable.AsSpan();
        while (pending.TryPop(out var value))
        {
            if (!_kept[value] && Of(value) is { } monomial)
            {
                Rows[value] = monomial;
                foreach (var factor in monomial.Factors) Need(factor);
                foreach (var divisor in monomial.Divisors) Need(divisor);
                continue;
            }

            var instruction = _tape.Instructions[value - _tape.FirstResult];
            for (var j = 0; j < instruction.OperandCount(table); j++) Need(instruction.Operand(j, table));
        }

        void Need(int value)
        {
            if (value < _tape.FirstResult || seen[value]) return;
            seen[value] = true;
            pending.Push(value);
        }
    }

    /// <summary>Where both x and √x divide, x divides as √x·√x: one reciprocal does for both.</summary>
    private void SplitDivisorsIntoRoots()
    {
        var divisors = new HashSet<int>();
        foreach (var monomial in Rows.Values) divisors.UnionWith(monomial.Divisors);
        foreach (var divisor in divisors)
        {
            if (divisor >= _tape.FirstResult && _tape.Instructions[divisor - _tape.FirstResult] is { Op: TapeOp.Sqrt } root && divisors.Contains(root.A)) _roots[root.A] = divisor;
        }

        if (_roots.Count == 0) return;
        foreach (var (value, monomial) in Rows.ToArray()) Rows[value] = InRoots(value, monomial);
    }
}
