using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Batch;

/// <summary>
/// Puts what function calls need, and the calls, in an order in which long chains begin early and others run while they wait: a
/// list scheduler (Gibbons and Muchnick, SIGPLAN Notices 21, 1986). A processor looks ahead over some hundred instructions only, and the code
/// of one function over vectors has half as many. The results do not depend on the order.
/// </summary>
internal sealed class LatencyOrder
{
    /// <summary>Longer programs are cut into several methods, where values that live long cost more than they save.</summary>
    private const int MaxInstructions = 400;

    /// <summary>Cycles that it pays to wait for an instruction of a longer chain.</summary>
    private const double Patience = 4;

    private readonly Tape _tape;
    private readonly bool[] _isScheduled;
    private readonly double[] _doneAt;
    private readonly double[] _path;
    private double _clock;

    private LatencyOrder(Tape tape, bool[] isWanted)
    {
        _tape = tape;
        _isScheduled = [.. isWanted.Select(w => !w)];
        _doneAt = new double[tape.InstructionCount];
        _path = PathsToCalls(tape, isWanted);
    }

    /// <summary>The same program in another order.</summary>
    public static Tape Arrange(Tape tape)
    {
        if (tape.InstructionCount > MaxInstructions) return tape;
        var isWanted = tape.NeededByCalls();
        var scheduler = new LatencyOrder(tape, isWanted);
        List<int> order = [];
        while (scheduler.Next() is { } next) order.Add(next);
        order.AddRange(Enumerable.Range(0, tape.InstructionCount).Where(i => !isWanted[i]));
        return tape.Reorder(CollectionsMarshal.AsSpan(order));
    }

    /// <summary>For each instruction the time from its beginning to the end of the last call that waits for it.</summary>
    private static double[] PathsToCalls(Tape tape, bool[] isWanted)
    {
        var path = new double[tape.InstructionCount];
        var table = tape.OperandTable.AsSpan();
        for (var i = path.Length - 1; i >= 0; i--)
        {
            if (!isWanted[i]) continue;
            var instruction = tape.Instructions[i];
            path[i] += Latency(instruction);
            for (var j = 0; j < instruction.OperandCount(table); j++)
            {
                if (instruction.Operand(j, table) - tape.FirstResult is >= 0 and var operand) path[operand] = Math.Max(path[operand], path[i]);
            }
        }

        return path;
    }

    private static double Latency(Instruction i) => i.IsCall ? 60 : i.Op switch
    {
        TapeOp.Sqrt => 24,
        TapeOp.Divide => 16,
        _ => 4,
    };

    /// <summary>Cycles for which an instruction keeps the units for arithmetic busy.</summary>
    private static double Cost(Instruction i) => i.IsCall ? 25 : i.Op switch
    {
        TapeOp.Sqrt => 9,
        TapeOp.Divide => 5,
        _ => 0.5,
    };

    private int? Next()
    {
        var best = -1;
        var earliest = double.PositiveInfinity;
        for (var i = 0; i < _isScheduled.Length; i++)
        {
            if (!_isScheduled[i]) earliest = Math.Min(earliest, ReadyAt(i));
        }

        if (double.IsPositiveInfinity(earliest)) return null;
        _clock = Math.Max(_clock, earliest);
        for (var i = 0; i < _isScheduled.Length; i++)
        {
            if (!_isScheduled[i] && ReadyAt(i) <= _clock + Patience && (best < 0 || _path[i] > _path[best])) best = i;
        }

        _clock = Math.Max(_clock, ReadyAt(best));
        _doneAt[best] = _clock + Latency(_tape.Instructions[best]);
        _clock += Cost(_tape.Instructions[best]);
        _isScheduled[best] = true;
        return best;
    }

    /// <summary>When all operands are there; never while one of them is not scheduled.</summary>
    private double ReadyAt(int i)
    {
        var ready = 0.0;
        var table = _tape.OperandTable.AsSpan();
        var instruction = _tape.Instructions[i];
        for (var j = 0; j < instruction.OperandCount(table); j++)
        {
            if (instruction.Operand(j, table) - _tape.FirstResult is not (>= 0 and var operand)) continue;
            if (!_isScheduled[operand]) return double.PositiveInfinity;
            ready = Math.Max(ready, _doneAt[operand]);
        }

        return ready;
    }
}
