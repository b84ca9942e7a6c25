using System.Reflection.Emit;

namespace Symbolic.Compilation.Batch;

/// <summary>Where code over columns finds them, and the points to do.</summary>
internal interface IColumnAccess
{
    /// <summary>Pushes the address of a column's first number.</summary>
    void PushColumn(ILGenerator il, int column);

    /// <summary>Pushes where the points begin, in bytes from the first.</summary>
    void PushStart(ILGenerator il);

    /// <summary>Pushes where the points end, in bytes from the first.</summary>
    void PushEnd(ILGenerator il);
}

/// <summary>A table of addresses, and a range of points, as arguments.</summary>
internal sealed class TableColumns : IColumnAccess
{
    public void PushColumn(ILGenerator il, int column)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, column * IntPtr.Size);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ldind_I);
    }

    public void PushStart(ILGenerator il) => il.Emit(OpCodes.Ldarg_2);

    public void PushEnd(ILGenerator il) => il.Emit(OpCodes.Ldarg_3);
}

/// <summary>Columns that are ranges of the rows that are passed as arguments: argument and place of the first number; all of one length.</summary>
internal sealed class RangeColumns((byte Argument, int Place)[] columns, int count) : IColumnAccess
{
    public void PushColumn(ILGenerator il, int column)
    {
        il.Emit(OpCodes.Ldarg_S, columns[column].Argument);
        il.Emit(OpCodes.Ldc_I8, columns[column].Place * (long)sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    public void PushStart(ILGenerator il)
    {
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
    }

    public void PushEnd(ILGenerator il)
    {
        il.Emit(OpCodes.Ldc_I8, count * (long)sizeof(double));
        il.Emit(OpCodes.Conv_I);
    }
}
