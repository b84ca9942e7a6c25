using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Symbolic.Compilation.Loops;

/// <content>Where variables are read, and derivatives are added.</content>
internal sealed partial class NestEmitter
{
    private void AddToMemory(int output, Action push)
    {
        PushAddress(output);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Ldind_R8);
        push();
        if (output >= FirstPair && _factors.Length > 0)
        {
            _il.Emit(OpCodes.Ldloc, _factors[LevelOf(output)]);
            PushBytes(RankOf(output) * sizeof(double));
            _il.Emit(OpCodes.Ldind_R8);
            _il.Emit(OpCodes.Mul);
        }

        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stind_R8);
    }

    private void PushAddress(int output)
    {
        if (output < FirstPair)
        {
            _il.Emit(OpCodes.Ldarg_2);
            _il.Emit(OpCodes.Ldloc, _offsets[_plan.FirstDerivatives[output - 1]]);
            _il.Emit(OpCodes.Add);
            return;
        }

        _il.Emit(OpCodes.Ldarg_3);
        _il.Emit(OpCodes.Ldloc, _places[LevelOf(output)]);
        PushBytes(RankOf(output) * sizeof(int));
        _il.Emit(OpCodes.Ldind_I4);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldc_I4_3);
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Add);
    }

    private void PushBytes(int distance)
    {
        _il.Emit(OpCodes.Ldc_I4, distance);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    /// <summary>Goes on in the tables to the next round of a level.</summary>
    private void Advance(int level)
    {
        var count = _plan.PairsAt(level).Count();
        if (count == 0) return;
        Step(_places[level], count * sizeof(int));
        if (_factors.Length > 0) Step(_factors[level], count * sizeof(double));

        void Step(LocalBuilder pointer, int bytes)
        {
            _il.Emit(OpCodes.Ldloc, pointer);
            PushBytes(bytes);
            _il.Emit(OpCodes.Stloc, pointer);
        }
    }

    private unsafe void LoadTables(int level)
    {
        // The tables are pinned, and held by what the code is closed over.
        _il.Emit(OpCodes.Ldc_I8, (long)(nint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_table!.Places[level])));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _places[level]);
        if (_factors.Length == 0) return;
        _il.Emit(OpCodes.Ldc_I8, (long)(nint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_table.Factors![level])));
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _factors[level]);
    }

    private void LoadVariable(int variable)
    {
        if (_plan.Nest.Variables[variable].Places is { } places)
        {
            PushOfRound(places, sizeof(int));
            _il.Emit(OpCodes.Ldind_I4);
            _il.Emit(OpCodes.Conv_I8);
        }
        else
        {
            PushIndex(_plan.Nest.Variables[variable].Place);
        }

        _il.Emit(OpCodes.Ldc_I4_3);
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _offsets[variable]);
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Ldloc, _offsets[variable]);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_R8);
        _il.Emit(OpCodes.Stloc, _inputs[variable]);
    }

    /// <summary>Pushes the address of the entry of a table for the round. The table is pinned, and held by what the code is closed over.</summary>
    private unsafe void PushOfRound<T>(T[] table, int size)
    {
        _il.Emit(OpCodes.Ldc_I8, (long)(nint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(table)));
        _il.Emit(OpCodes.Ldloc, _indices[0]);
        _il.Emit(OpCodes.Ldc_I8, (long)size);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Conv_I);
    }

    private void PushIndex(Expressions.AffineIndex at)
    {
        _il.Emit(OpCodes.Ldc_I8, at.Offset);
        for (var k = 0; k < _plan.Depth; k++)
        {
            var coefficient = at.CoefficientOf(_plan.Nest.Indices[k].Name);
            if (coefficient == 0) continue;
            _il.Emit(OpCodes.Ldloc, _indices[k]);
            if (coefficient != 1)
            {
                _il.Emit(OpCodes.Ldc_I8, (long)coefficient);
                _il.Emit(OpCodes.Mul);
            }

            _il.Emit(OpCodes.Add);
        }
    }
}
