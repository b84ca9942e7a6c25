using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Loops;

/// <summary>That eliminating a result changes a row: where it does.</summary>
/// <param name="Result">The result.</param>
/// <param name="Slopes">How many of the columns of its derivatives are not behind the row.</param>
/// <param name="Curvature">How many of the columns of its row of second derivatives are not behind the row.</param>
/// <param name="IsSlope">Whether the result depends on the variable of the row: then the last of the slopes is its derivative.</param>
/// <param name="IsCurvature">Whether there is a second derivative by both: then it is the last of these.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChainTouch(int Result, int Slopes, int Curvature, bool IsSlope, bool IsCurvature);

/// <summary>
/// Finds where second derivatives arise when the results of a <see cref="ChainLagrangian"/> are eliminated, the last first: row by row from
/// below, each made of its own entries and of those that the results behind it bring, as in a symbolic Cholesky factorisation.
/// </summary>
internal sealed class ChainFill
{
    private readonly ChainLagrangian _chain;
    private readonly int[] _seen;
    private readonly int[] _lastTouch;
    private readonly int[] _runStart;
    private readonly List<(ChainTouch Touch, int Next)> _found = [];
    private readonly List<int> _row = [];
    private readonly List<int> _resultColumns = [];
    private readonly List<ChainTouch> _touches = [];
    private readonly Range[] _rowOf;

    private ChainFill(ChainLagrangian chain)
    {
        _chain = chain;
        var length = chain.Size + chain.ResultCount;
        (_seen, _lastTouch, _runStart, _rowOf) = (new int[length], new int[length], new int[length], new Range[chain.ResultCount]);
        _lastTouch.AsSpan().Fill(-1);
        _runStart.AsSpan().Fill(-1);
        foreach (var (factors, _) in chain.Products) _runStart.AsSpan(factors).Fill(factors.Start.Value);
        (HasDiagonal, TouchesOf) = (new bool[chain.ResultCount], new Range[length]);
        for (var j = chain.ResultCount - 1; j >= 0; j--) AddResult(j);
        ResultColumns = [.. _resultColumns];
        Pattern = PatternOfVariables();
        Touches = [.. _touches];
    }

    /// <summary>The columns of the second derivatives by each result and what stands before it.</summary>
    public int[] ResultColumns { get; }

    /// <summary>Whether the second derivative by a result twice may differ from 0.</summary>
    public bool[] HasDiagonal { get; }

    /// <summary>What changes rows, row by row.</summary>
    public ChainTouch[] Touches { get; }

    /// <summary>Those of each row.</summary>
    public Range[] TouchesOf { get; }

    /// <summary>The second derivatives by variables.</summary>
    public SparsePattern Pattern { get; }

    /// <exception cref="UnsupportedFormulaException">The Hessian is too large.</exception>
    public static ChainFill Of(ChainLagrangian chain) => new(chain);

    /// <summary>The places in <see cref="ResultColumns"/> of a result.</summary>
    public Range RowOf(int result) => _rowOf[result];

    private void AddResult(int result)
    {
        // A result that depends on nothing brings nothing.
        var slopes = _chain.ColumnsOf(result);
        if (slopes.IsEmpty) return;
        FindRow(_chain.Size + result);
        HasDiagonal[result] = _row.Count > 0 && _row[^1] == _chain.Size + result;
        if (HasDiagonal[result]) _row.RemoveAt(_row.Count - 1);

        // All pairs of variables that a result depends on, and of these with what it is multiplied by, will be there.
        CheckCount(((HasDiagonal[result] ? (double)slopes.Length * slopes.Length : 0) + ((double)slopes.Length * _row.Count)) / 2);
        _rowOf[result] = _resultColumns.Count..(_resultColumns.Count + _row.Count);
        _resultColumns.AddRange(_row);
        CheckCount(_resultColumns.Count);
        Touch(result, slopes, CollectionsMarshal.AsSpan(_row));
    }

    private void Touch(int result, ReadOnlySpan<int> slopes, ReadOnlySpan<int> curvature)
    {
        var (s, c) = (0, 0);
        while (s < slopes.Length || c < curvature.Length)
        {
            var row = Math.Min(s < slopes.Length ? slopes[s] : int.MaxValue, c < curvature.Length ? curvature[c] : int.MaxValue);
            var (isSlope, isCurvature) = (s < slopes.Length && slopes[s] == row, c < curvature.Length && curvature[c] == row);
            if (isSlope) s++;
            if (isCurvature) c++;
            var changes = (isCurvature && s > 0) || (isSlope && (c > 0 || HasDiagonal[result]));
            if (!changes) continue;
            _found.Add((new ChainTouch(result, s, c, isSlope, isCurvature), _lastTouch[row]));
            _lastTouch[row] = _found.Count - 1;
        }

        CheckCount(2.0 * _found.Count);
    }

    private SparsePattern PatternOfVariables()
    {
        var (starts, columns) = (new int[_chain.Size + 1], new List<int>());
        for (var row = 0; row < _chain.Size; row++)
        {
            FindRow(row);
            columns.AddRange(_row);
            starts[row + 1] = columns.Count;
            CheckCount((double)_resultColumns.Count + columns.Count);
        }

        return SparsePattern.OfRows(_chain.Size, starts, [.. columns]);
    }

    private void FindRow(int row)
    {
        _row.Clear();
        var pattern = _chain.Pattern;
        Add(pattern.Columns.AsSpan(pattern.RowStarts[row], pattern.RowStarts[row + 1] - pattern.RowStarts[row]), row);
        var own = _row.Count;
        for (var column = _runStart[row] < 0 ? row : _runStart[row]; column < row; column++) Add([column], row);
        var first = _touches.Count;
        for (var i = _lastTouch[row]; i >= 0; i = _found[i].Next)
        {
            var touch = _found[i].Touch;
            _touches.Add(touch);
            if (touch.IsCurvature || (touch.IsSlope && HasDiagonal[touch.Result])) Add(_chain.ColumnsOf(touch.Result)[..touch.Slopes], row);
            if (touch.IsSlope) Add(CollectionsMarshal.AsSpan(_resultColumns)[_rowOf[touch.Result]][..touch.Curvature], row);
        }

        TouchesOf[row] = first.._touches.Count;
        if (_row.Count > own) Sort(row);
    }

    private void Add(ReadOnlySpan<int> columns, int row)
    {
        if (_row.Count > row) return;
        foreach (var column in columns)
        {
            if (_seen[column] == row + 1) continue;
            _seen[column] = row + 1;
            _row.Add(column);
        }
    }

    private void Sort(int row)
    {
        if (_row.Count < row / 16)
        {
            _row.Sort();
            return;
        }

        _row.Clear();
        for (var column = 0; column <= row; column++)
        {
            if (_seen[column] == row + 1) _row.Add(column);
        }
    }

    private void CheckCount(double count)
    {
        if (count > HessianTable.MaxPlaces) throw new UnsupportedFormulaException(string.Create(CultureInfo.InvariantCulture, $"The Hessian takes more than {HessianTable.MaxPlaces:N0} numbers; its product with a vector does without them."), _chain.Formula);
    }
}
