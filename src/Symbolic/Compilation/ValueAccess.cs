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

/// <summary>Inputs at given places of a row of doubles, whose reference is the first argument.</summary>
internal sealed class ScatteredAccess(int[] places) : IInputAccess
{
    public bool IsMemory => true;

    public void Load(ILGenerator il, int input)
    {
        MemoryAccess.PushAddress(il, argument: 1, places[input]);
        il.Emit(OpCodes.Ldind_R8);
    }
}

/// <summary>Inputs passed as arguments, after the object that the method is closed over.</summary>
internal sealed class ArgumentAccess(int[] argumentOf) : IInputAccess
{
    public bool IsMemory => false;

    public void Load(ILGenerator il, int input) => il.Emit(OpCodes.Ldarg_S, (byte)(argumentOf[input] + 1));
}
