using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>By which variables the derivative of a nest is not identically 0. Where terms cancel each other, as in Σ (x[i+1] − x[i]), that is not seen.</summary>
internal sealed class GradientPlaces
{
    private readonly NestTemplate _nest;
    private readonly bool[] _marks;
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);

    private GradientPlaces(NestTemplate nest, bool[] marks) => (_nest, _marks) = (nest, marks);

    /// <summary>Marks the places of these variables.</summary>
    public static void Mark(NestTemplate nest, bool[] marks)
    {
        var places = new GradientPlaces(nest, marks);
        for (var k = 0; k < nest.First.Length; k++)
        {
            if (!NestTemplate.IsZero(nest.First[k])) places.Mark(nest.Variables[k], 0);
        }
    }

    private void Mark(TermVariable variable, int level)
    {
        var depth = _nest.Indices.Length;
        if (level == depth)
        {
            _marks[PlaceOf(variable)] = true;
            return;
        }

        var loop = _nest.Indices[level];
        var (from, to) = (At(loop.From), At(loop.To));
        if (to < from) return;
        if (level == depth - 1 && variable.Places is null)
        {
            MarkRow(variable, loop.Name, from, to);
            return;
        }

        if (!IsFelt(variable, level)) to = from;
        for (var i = from; i <= to; i++)
        {
            _values[loop.Name] = i;
            Mark(variable, level + 1);
        }
    }

    /// <summary>Whether the index of a loop tells where a variable stands, or how far loops inside go.</summary>
    private bool IsFelt(TermVariable variable, int level)
    {
        var index = _nest.Indices[level].Name;
        return variable.Places is not null || variable.Place.CoefficientOf(index) != 0
            || _nest.Indices.Skip(level + 1).Any(i => i.DependsOn(index));
    }

    /// <summary>The innermost loop, in which the place goes on in even steps.</summary>
    private void MarkRow(TermVariable variable, string index, long from, long to)
    {
        _values[index] = from;
        var (place, step) = (PlaceOf(variable), variable.Place.CoefficientOf(index));
        if (step == 0) to = from;
        for (var i = from; i <= to; i++, place += step) _marks[place] = true;
    }

    private int PlaceOf(TermVariable variable) => variable.PlaceAt(name => _values[name]);

    private long At(AffineIndex bound) => bound.At(name => _values[name]);
}
