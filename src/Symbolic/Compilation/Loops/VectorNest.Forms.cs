using System.Collections.Frozen;
using Symbolic.Compilation.Batch;

namespace Symbolic.Compilation.Loops;

/// <content>Which numbers that lie apart in memory are neighbours there of others, so that both can be read or stored together.</content>
internal sealed partial class VectorNest
{
    /// <summary>How the elements that a round reads lie in memory; nothing is said of those that come one after the other.</summary>
    private static FrozenDictionary<int, InputForm> InputForms((VectorPart Vector, int Element)[] inputs)
    {
        var forms = new Dictionary<int, InputForm>();
        foreach (var group in inputs.Index().Where(e => e.Item.Vector.Stride != 1).GroupBy(e => (e.Item.Vector.Run, e.Item.Element)))
        {
            var members = group.OrderBy(e => e.Item.Vector.Rank).ToArray();
            var (lead, first, last) = (members[0].Index, members[0].Item.Vector.Rank, members[^1].Item.Vector.Rank);
            foreach (var (input, (vector, _)) in members) forms[input] = new InputForm(vector.Stride, lead, vector.Rank - first, last - first);
        }

        return forms.ToFrozenDictionary();
    }

    /// <summary>How results lie in memory; those that fill the gaps between each other are stored together.</summary>
    private static FrozenDictionary<int, OutputForm> OutputForms(List<Goal> goals, int firstOutput)
    {
        var forms = new Dictionary<int, OutputForm>();
        foreach (var group in goals.Index().Where(g => g.Item.Total is null && g.Item.Form != new OutputForm(1, false)).GroupBy(g => (g.Item.Argument, g.Item.Form)))
        {
            var (members, size) = (group.OrderBy(g => g.Item.Place).ToArray(), Math.Abs(group.Key.Form.Stride));
            for (var i = 0; i < members.Length;)
            {
                var isFull = i + size <= members.Length && members[i + size - 1].Item.Place - members[i].Item.Place == size - 1;
                for (var k = i; k < i + (isFull ? size : 1); k++) forms[firstOutput + members[k].Index] = group.Key.Form with { Lead = isFull ? firstOutput + members[i].Index : -1, Rank = k - i };
                i += isFull ? size : 1;
            }
        }

        return forms.ToFrozenDictionary();
    }
}
