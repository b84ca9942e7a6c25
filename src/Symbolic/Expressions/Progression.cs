using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>First, First + Step, …: Count whole numbers.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Progression(long First, long Step, long Count)
{
    public long Last => First + (Step * (Count - 1));

    /// <summary>A number alone.</summary>
    public static Progression Of(long number) => new(number, 1, 1);

    /// <summary>Both as one, when they are without gaps and are neighbours or overlap.</summary>
    public bool TryJoin(Progression other, out Progression joined)
    {
        joined = this;
        if (Step != 1 || other.Step != 1 || other.First > Last + 1 || First > other.Last + 1) return false;
        var first = Math.Min(First, other.First);
        joined = new Progression(first, 1, Math.Max(Last, other.Last) - first + 1);
        return true;
    }
}
