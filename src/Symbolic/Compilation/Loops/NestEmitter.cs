using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Machine code for a nest of loops: what does not change inside a loop is computed before it, and a derivative whose place does not
/// change is collected in a register and added to memory after it.
/// </summary>
internal sealed partial class NestEmitter
{
    /// <summary>Longest term.</summary>
    private const int MaxInstructions = 1_500;

    /// <summary>Rounds from which on rounding in additions is made up for.</summary>
    private const int ManyRounds = 20_000;

    private readonly NestPlan _plan;
    private readonly HessianTable? _table;
    private readonly ILGenerator _il;
    private readonly PartEmitter _statements;
    private readonly LocalBuilder[] _totals;
    private readonly LocalBuilder?[] _lost;
    private readonly LocalBuilder[] _indices;
    private readonly LocalBuilder[] _offsets;
    private readonly LocalBuilder[] _inputs;
    private readonly LocalBuilder?[] _collected;
    private readonly LocalBuilder[] _places;
    private readonly LocalBuilder[] _factors;

    private NestEmitter(NestPlan plan, HessianTable? table, ILGenerator il, KernelTarget target)
    {
        (_plan, _table, _il) = (plan, table, il);
        _totals = Locals(plan.Depth + 1, typeof(double));
        _lost = [.. plan.Nest.Indices.Select(i => i.From.IsConstant && i.To.IsConstant && i.To.Offset - i.From.Offset > ManyRounds ? il.DeclareLocal(typeof(double)) : null)];
        _indices = Locals(plan.Depth, typeof(long));
        _offsets = Locals(plan.Nest.Variables.Length, typeof(nint));
        _inputs = Locals(plan.Tape.Inputs.Length, typeof(double));
        _places = Locals(table is null ? 0 : plan.Depth + 1, typeof(nint));
        _factors = Locals(table?.Factors is null ? 0 : plan.Depth + 1, typeof(nint));
        _collected = [.. Enumerable.Range(0, plan.Tape.OutputCount).Select(o => o > 0 && LevelOf(o) < plan.Depth ? il.DeclareLocal(typeof(double)) : null)];
        _statements = new PartEmitter(KernelPlan.Of(plan.Tape, [], int.MaxValue), 0, il, target, new LocalAccess(_inputs));
        KeepAcrossLevels();
    }

    private int FirstPair => 1 + _plan.FirstDerivatives.Length;

    /// <summary>The machine code, which adds derivatives to what is there; null when the term is too long.</summary>
    [RequiresDynamicCode(IlEmitter.Reason)]
    public static NestFunction? TryEmit(NestPlan plan, HessianTable? table)
    {
        if (plan.Tape.InstructionCount > MaxInstructions) return null;
        var target = new KernelTarget(plan.Tape) { Table = (table, plan) };
        var method = IlEmitter.NewMethod(typeof(double), [typeof(KernelTarget), typeof(nint), typeof(nint), typeof(nint)]);
        new NestEmitter(plan, table, method.GetILGenerator(), target).Emit();
        var function = method.CreateDelegate<NestFunction>(target);
        RuntimeHelpers.PrepareDelegate(function);
        return function;
    }

    private LocalBuilder[] Locals(int count, Type type) => [.. Enumerable.Range(0, count).Select(_ => _il.DeclareLocal(type))];

    private void Emit()
    {
        for (var level = 0; level < _places.Length; level++) LoadTables(level);
        EmitLevel(0);
        _il.Emit(OpCodes.Ldloc, _totals[0]);
        _il.Emit(OpCodes.Ret);
    }

    private void EmitLevel(int level)
    {
        for (var k = 0; k < _plan.Nest.Variables.Length; k++)
        {
            if (_plan.LevelOf(_plan.Nest.Variables[k]) == level) LoadVariable(k);
        }

        for (var k = 0; level == 1 && k < _plan.Nest.Numbers.Length; k++)
        {
            PushOfRound(_plan.Nest.Numbers[k].Values, sizeof(double));
            _il.Emit(OpCodes.Ldind_R8);
            _il.Emit(OpCodes.Stloc, _inputs[_plan.Nest.Variables.Length + k]);
        }

        for (var k = 0; k < _plan.ReadIndices.Length; k++)
        {
            if (_plan.ReadIndices[k] + 1 != level) continue;
            _il.Emit(OpCodes.Ldloc, _indices[level - 1]);
            _il.Emit(OpCodes.Conv_R8);
            _il.Emit(OpCodes.Stloc, _inputs[_plan.Nest.Variables.Length + _plan.Nest.Numbers.Length + k]);
        }

        _statements.EmitStatements(_plan.LevelStarts[level], _plan.LevelStarts[level + 1]);
        LoadNumber(0, _totals[level]);
        foreach (var output in OutputsAt(level)) if (_collected[output] is { } sum) LoadNumber(0, sum);
        if (level == _plan.Depth) AddRound();
        else EmitLoop(level);
        foreach (var output in OutputsAt(level)) if (_collected[output] is { } sum) AddToMemory(output, () => _il.Emit(OpCodes.Ldloc, sum));
        if (_table is not null) Advance(level);
    }

    private void EmitLoop(int level)
    {
        var (index, end) = (_plan.Nest.Indices[level], _il.DeclareLocal(typeof(long)));
        var (body, check) = (_il.DefineLabel(), _il.DefineLabel());
        if (_lost[level] is { } lost) LoadNumber(0, lost);
        PushIndex(index.From);
        _il.Emit(OpCodes.Stloc, _indices[level]);
        PushIndex(index.To);
        _il.Emit(OpCodes.Stloc, end);
        _il.Emit(OpCodes.Br, check);
        _il.MarkLabel(body);
        EmitLevel(level + 1);
        AddUp(level);
        _il.Emit(OpCodes.Ldloc, _indices[level]);
        _il.Emit(OpCodes.Ldc_I8, 1L);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, _indices[level]);
        _il.MarkLabel(check);
        _il.Emit(OpCodes.Ldloc, _indices[level]);
        _il.Emit(OpCodes.Ldloc, end);
        _il.Emit(OpCodes.Ble, body);
    }

    /// <summary>
    /// Adds what a round has come to. In long loops what each addition loses is made up for in the next (Kahan, Communications of the ACM 8, 1965).
    /// </summary>
    private void AddUp(int level)
    {
        var (total, round) = (_totals[level], _totals[level + 1]);
        if (_lost[level] is not { } lost)
        {
            _il.Emit(OpCodes.Ldloc, total);
            _il.Emit(OpCodes.Ldloc, round);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Stloc, total);
            return;
        }

        Subtract(round, lost, round);
        _il.Emit(OpCodes.Ldloc, total);
        _il.Emit(OpCodes.Ldloc, round);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, lost);
        _il.Emit(OpCodes.Ldloc, lost);
        Subtract(lost, total, total);
        Subtract(total, round, round);
        _il.Emit(OpCodes.Stloc, total);
        _il.Emit(OpCodes.Ldloc, round);
        _il.Emit(OpCodes.Stloc, lost);

        // An infinite total has lost nothing: ∞ − ∞ would make it NaN.
        var isFinite = _il.DefineLabel();
        _il.Emit(OpCodes.Ldloc, lost);
        _il.Emit(OpCodes.Ldloc, lost);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldc_R8, 0.0);
        _il.Emit(OpCodes.Beq, isFinite);
        LoadNumber(0, lost);
        _il.MarkLabel(isFinite);

        void Subtract(LocalBuilder a, LocalBuilder b, LocalBuilder target)
        {
            _il.Emit(OpCodes.Ldloc, a);
            _il.Emit(OpCodes.Ldloc, b);
            _il.Emit(OpCodes.Sub);
            _il.Emit(OpCodes.Stloc, target);
        }
    }

    /// <summary>Adds what the innermost round has computed to the total, to what is collected, or to memory.</summary>
    private void AddRound()
    {
        for (var output = 0; output < _plan.Tape.OutputCount; output++)
        {
            var value = _plan.Tape.Outputs[output];
            if ((output == 0 ? _totals[_plan.Depth] : _collected[output]) is { } sum)
            {
                _il.Emit(OpCodes.Ldloc, sum);
                _statements.Push(value);
                _il.Emit(OpCodes.Add);
                _il.Emit(OpCodes.Stloc, sum);
            }
            else
            {
                AddToMemory(output, () => _statements.Push(value));
            }
        }
    }

    private void LoadNumber(double value, LocalBuilder local)
    {
        _il.Emit(OpCodes.Ldc_R8, value);
        _il.Emit(OpCodes.Stloc, local);
    }

    private IEnumerable<int> OutputsAt(int level) => Enumerable.Range(1, _plan.Tape.OutputCount - 1).Where(o => LevelOf(o) == level);

    private int LevelOf(int output) => output < FirstPair
        ? _plan.LevelOf(_plan.Nest.Variables[_plan.FirstDerivatives[output - 1]])
        : _plan.LevelOf(_plan.SecondDerivatives[output - FirstPair]);

    /// <summary>Which of the pairs of its level an output is.</summary>
    private int RankOf(int output) => _plan.PairsAt(LevelOf(output)).TakeWhile(k => k < output - FirstPair).Count();

    /// <summary>Values that a deeper loop reads, and outputs, have local variables of their own.</summary>
    private void KeepAcrossLevels()
    {
        var tape = _plan.Tape;
        var table = tape.OperandTable.AsSpan();
        foreach (var output in tape.Outputs)
        {
            _statements.Keep(output);
            // Twice, so that it is not computed where it is read, in the innermost loop.
            if (output >= tape.FirstResult && LevelAt(output - tape.FirstResult) < _plan.Depth) _statements.Keep(output);
        }

        for (var i = 0; i < tape.InstructionCount; i++)
        {
            for (var j = 0; j < tape.Instructions[i].OperandCount(table); j++)
            {
                var operand = tape.Instructions[i].Operand(j, table);
                if (operand >= tape.FirstResult && LevelAt(operand - tape.FirstResult) < LevelAt(i)) _statements.Keep(operand);
            }
        }
    }

    private int LevelAt(int instruction)
    {
        var level = 0;
        while (instruction >= _plan.LevelStarts[level + 1]) level++;
        return level;
    }

    private sealed class LocalAccess(LocalBuilder[] inputs) : IInputAccess
    {
        public bool IsMemory => false;

        public void Load(ILGenerator il, int input) => il.Emit(OpCodes.Ldloc, inputs[input]);
    }
}
