namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// Moves function calls, and what they need, before everything else: a call leaves no value in a register, so that whatever has
/// been computed before it and is wanted after it goes through memory.
/// </summary>
internal static class CallsFirst
{
    /// <summary>Longer programs are cut into several methods, where values that live long cost more than they save.</summary>
    private const int MaxInstructions = IlEmitter.PointSize;

    public static Tape Arrange(Tape tape)
    {
        if (tape.InstructionCount > MaxInstructions) return tape;
        var isEarly = tape.NeededByCalls();
        var (order, next) = (new int[isEarly.Length], 0);
        for (var i = 0; i < order.Length; i++)
        {
            if (isEarly[i]) order[next++] = i;
        }

        if (next == 0) return tape;
        for (var i = 0; i < order.Length; i++)
        {
            if (!isEarly[i]) order[next++] = i;
        }

        return tape.Reorder(order);
    }
}
