namespace Symbolic.Compilation;

/// <summary>
/// Cuts a tape into parts that are compiled one by one, and finds places in a workspace for the values that one part leaves for a
/// later one. A place is used again once the last part that reads it has run.
/// </summary>
internal sealed class KernelPlan
{
    /// <summary>A value that goes to more places than this is stored by parts of its own.</summary>
    private const int MaxStores = 4;

    private readonly List<int> _starts;
    private readonly int[] _workspace;
    private readonly Dictionary<int, List<Destination>> _destinations;

    private KernelPlan(Tape tape, List<int> starts, Dictionary<int, List<Destination>> destinations, List<(int Value, Destination Goal)> lateStores)
    {
        Tape = tape;
        LateStores = lateStores;
        _starts = starts;
        _destinations = destinations;
        _workspace = new int[tape.InstructionCount];
        AssignWorkspace(LastReadingParts());
    }

    public Tape Tape { get; }

    public int WorkspaceSize { get; private set; }

    /// <summary>Number of parts that compute.</summary>
    public int PartCount => _starts.Count - 1;

    /// <summary>Stores that are made when all is computed: of inputs and constants, and of values that go to many places.</summary>
    public List<(int Value, Destination Goal)> LateStores { get; }

    /// <summary>The instructions of a part.</summary>
    public (int Start, int End) InstructionsOf(int part) => (_starts[part], _starts[part + 1]);

    /// <summary>The place of an instruction's result in the workspace; −1 when no later part reads it.</summary>
    public int WorkspaceOf(int value) => _workspace[value - Tape.FirstResult];

    /// <summary>Where a value goes as soon as it is computed; null when nowhere.</summary>
    public List<Destination>? DestinationsOf(int value) => _destinations.GetValueOrDefault(value);

    /// <summary>
    /// Plans parts of about <paramref name="partSize"/> instructions each, where a call counts for <paramref name="callWeight"/>; a value that goes to more than
    /// <paramref name="maxStores"/> places is stored late.
    /// </summary>
    public static KernelPlan Of(Tape tape, ReadOnlySpan<Destination> destinations, int partSize, int callWeight = 1, int maxStores = MaxStores)
    {
        var byValue = new Dictionary<int, List<Destination>>();
        foreach (var destination in destinations)
        {
            var value = tape.Outputs[destination.Output];
            if (!byValue.TryGetValue(value, out var goals)) byValue.Add(value, goals = []);
            goals.Add(destination);
        }

        var late = new List<(int, Destination)>();
        foreach (var (value, goals) in byValue)
        {
            if (value >= tape.FirstResult && goals.Count <= maxStores) continue;
            late.AddRange(goals.Select(g => (value, g)));
            byValue.Remove(value);
        }

        return new KernelPlan(tape, Cut(tape, partSize, callWeight), byValue, late);
    }

    private static List<int> Cut(Tape tape, int partSize, int callWeight)
    {
        List<int> starts = [0];
        var table = tape.OperandTable.AsSpan();
        var size = 0;
        for (var i = 0; i < tape.InstructionCount; i++)
        {
            size += Math.Max(1, tape.Instructions[i].OperandCount(table) - 1) * (tape.Instructions[i].IsCall ? callWeight : 1);
            if (size < partSize) continue;
            starts.Add(i + 1);
            size = 0;
        }

        if (starts[^1] < tape.InstructionCount || starts.Count == 1) starts.Add(tape.InstructionCount);
        return starts;
    }

    private int[] LastReadingParts()
    {
        var last = new int[Tape.InstructionCount];
        var table = Tape.OperandTable.AsSpan();
        for (var part = 0; part < PartCount; part++)
        {
            for (var i = _starts[part]; i < _starts[part + 1]; i++)
            {
                var instruction = Tape.Instructions[i];
                for (var j = 0; j < instruction.OperandCount(table); j++)
                {
                    var operand = instruction.Operand(j, table) - Tape.FirstResult;
                    if (operand >= 0) last[operand] = part;
                }
            }
        }

        foreach (var (value, _) in LateStores)
        {
            if (value >= Tape.FirstResult) last[value - Tape.FirstResult] = PartCount;
        }

        return last;
    }

    private void AssignWorkspace(int[] lastPart)
    {
        var free = new Stack<int>();
        var expiring = new List<int>?[PartCount + 1];
        for (var part = 0; part < PartCount; part++)
        {
            if (part > 0 && expiring[part - 1] is { } places)
            {
                foreach (var place in places) free.Push(place);
            }

            for (var i = _starts[part]; i < _starts[part + 1]; i++)
            {
                _workspace[i] = -1;
                if (lastPart[i] <= part) continue;
                _workspace[i] = free.TryPop(out var reused) ? reused : WorkspaceSize++;
                (expiring[lastPart[i]] ??= []).Add(_workspace[i]);
            }
        }
    }
}
