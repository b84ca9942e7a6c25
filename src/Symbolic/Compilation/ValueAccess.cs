using System.Reflection.Emit;

namespace Symbolic.Compilation;

/// <summary>Where the inputs of a method under construction come from.</summary>
internal interface IInputAccess
{
    /// <summary>Whether it pays to keep an input that is read several times in a local variable.</summary>
    bool IsMemory { get; }

    /// <summary>Pushes an input.</summary>
    void Load(ILGenerator il, int input);
}

/// <summary>Inputs in a row of doubles, whose reference is the first argument.</summary>
internal sealed class MemoryAccess : IInputAccess
{
    public bool IsMemory => true;

    public void Load(ILGenerator il, int input)
    {
        PushAddress(il, argument: 1, input);
        il.Emit(OpCodes.Ldind_R8);
    }

    /// <summary>Pushes the address of a double in the row that an argument refers to.</summary>
    public static void PushAddress(ILGenerator il, int argument, int offset)
    {
        il.Emit(OpCodes.Ldarg_S, (byte)argument);
        PushOffset(il, offset);
    }

    /// <summary>Adds the distance of a double in a row to the address of the first.</summary>
    public static void PushOffset(ILGenerator il, int offset)
    {
        if (offset == 0) return;
        var bytes = offset * (long)sizeof(double);
        if (bytes <= int.MaxValue)
        {
            il.Emit(OpCodes.Ldc_I4, (int)bytes);
        }
        else
        {
            il.Emit(OpCodes.Ldc_I8, bytes);
            il.Emit(OpCodes.Conv_I);
        }

        il.Emit(OpCodes.Add);
    }
}

/// <summary>Inputs in a row of doubles, whose reference is a local variable.</summary>
internal sealed class RowAccess(LocalBuilder row) : IInputAccess
{
    public bool IsMemory => true;

    public void Load(ILGenerator il, int input)
    {
        il.Emit(OpCodes.Ldloc, row);
        MemoryAccess.PushOffset(il, input);
        il.Emit(OpCodes.Ldind_R8);
    }
}

/// <summary>
/// Where results go: rows of doubles, whose references are arguments one after the other, or local variables of which that with the number of
/// the section counts.
/// </summary>
internal sealed class OutputRows
{
    private readonly int _firstArgument;
    private readonly LocalBuilder[] _locals = [];

    public OutputRows(int firstArgument) => _firstArgument = firstArgument;

    public OutputRows(LocalBuilder[] locals) => _locals = locals;

    /// <summary>Pushes the address of a place in a section; the workspace comes after the sections.</summary>
    public void PushAddress(ILGenerator il, int section, int offset)
    {
        if (_locals.Length == 0)
        {
            MemoryAccess.PushAddress(il, _firstArgument + section, offset);
            return;
        }

        il.Emit(OpCodes.Ldloc, _locals[section]);
        MemoryAccess.PushOffset(il, offset);
    }
}

/// <summary>Inputs passed as arguments, after the object that the method is closed over.</summary>
internal sealed class ArgumentAccess(int[] argumentOf) : IInputAccess
{
    public bool IsMemory => false;

    public void Load(ILGenerator il, int input) => il.Emit(OpCodes.Ldarg_S, (byte)(argumentOf[input] + 1));
}
