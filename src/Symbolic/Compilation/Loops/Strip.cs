using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Loops;

/// <summary>The entries (Row + k·RowStep, Column + k·ColumnStep) of a matrix for k below Count.</summary>
/// <param name="Row">Row of the first.</param>
/// <param name="Column">Its column.</param>
/// <param name="Count">How many there are.</param>
/// <param name="RowStep">Distance of the rows.</param>
/// <param name="ColumnStep">Distance of the columns.</param>
/// <param name="ColumnRun">Where the run of variables begins that the columns are in.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Strip(int Row, int Column, int Count, int RowStep, int ColumnStep, int ColumnRun)
{
    /// <summary>What strips have in common whose entries lie on one line at the same distances. Those in one row are in the order of their columns, where the steps are equal.</summary>
    public (int Run, int RowStep, int ColumnStep, long Side, int Phase) Line =>
        (ColumnRun, RowStep, ColumnStep, RowStep == 0 ? Row : ((long)Column * RowStep) - ((long)Row * ColumnStep), (RowStep == 0 ? Column : Row) % Step);

    /// <summary>Where on its line the strip begins.</summary>
    public int At => (RowStep == 0 ? Column : Row) / Step;

    private int Step => RowStep == 0 ? Math.Max(ColumnStep, 1) : RowStep;

    /// <summary>The same entries with rows, or in one row columns, that ascend.</summary>
    public Strip Ascending() => RowStep > 0 || (RowStep == 0 && ColumnStep >= 0)
        ? this
        : this with { Row = Row + ((Count - 1) * RowStep), Column = Column + ((Count - 1) * ColumnStep), RowStep = -RowStep, ColumnStep = -ColumnStep };
}
