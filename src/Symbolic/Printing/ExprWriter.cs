using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>How an operand is to be written.</summary>
[Flags]
internal enum Manner
{
    Plain = 0,

    /// <summary>The leading minus has been written already.</summary>
    Unsigned = 1,

    /// <summary>No spaces around signs, as in <c>x[i+1]</c>.</summary>
    Compact = 2,

    /// <summary>In full, though the expression has a name.</summary>
    InFull = 4,
}

/// <summary>
/// Writes a tree from left to right with a stack of its own: an operand waits on the stack until what stands before it has
/// been written. Time is proportional to the output, depth is bounded by memory only.
/// </summary>
internal abstract class ExprWriter
{
    private readonly Stack<Piece> _waiting = new(16);
    private readonly List<Piece> _pieces = new(16);

    /// <summary>Names for subexpressions that are written by name.</summary>
    public IReadOnlyDictionary<Expr, string> Names { get; init; } = new Dictionary<Expr, string>();

    /// <summary>Manner of the expression that is being taken apart.</summary>
    private Manner Current { get; set; }

    /// <summary>Writes an expression.</summary>
    public void Write(Expr root, Manner manner = Manner.Plain)
    {
        _waiting.Push(new Piece(root, Precedence.Lowest, manner, "", MarkupStyle.Text));
        while (_waiting.TryPop(out var piece))
        {
            if (piece.Node is null) Emit(piece.Text, piece.Style);
            else TakeApart(piece);
        }
    }

    /// <summary>Writes a finished piece.</summary>
    protected abstract void Emit(string text, MarkupStyle style);

    /// <summary>Announces, in order, the pieces and operands an expression is written as.</summary>
    protected abstract void Expand(Expr node, Precedence minimum);

    /// <summary>Writes the name of a named subexpression.</summary>
    protected abstract void ExpandName(string name);

    /// <summary>Whether the expression that is being taken apart is to be written in this manner.</summary>
    protected bool Is(Manner manner) => Current.HasFlag(manner);

    /// <summary>Whether a subexpression is written by its name.</summary>
    protected bool IsNamed(Expr node) => Names.Count > 0 && Names.ContainsKey(node);

    /// <summary>Announces a piece of text.</summary>
    protected void Put(string text, MarkupStyle style) => _pieces.Add(new Piece(null, default, default, text, style));

    /// <summary>Announces an operand, which is put in brackets when it holds together less than <paramref name="minimum"/>.</summary>
    protected void Put(Expr node, Precedence minimum, Manner manner = Manner.Plain) =>
        _pieces.Add(new Piece(node, minimum, manner | (Current & Manner.Compact), "", MarkupStyle.Text));

    private void TakeApart(Piece piece)
    {
        _pieces.Clear();
        Current = piece.Manner;
        if (!Is(Manner.InFull) && Names.Count > 0 && Names.TryGetValue(piece.Node!, out var name)) ExpandName(name);
        else Expand(piece.Node!, piece.Minimum);
        for (var i = _pieces.Count - 1; i >= 0; i--) _waiting.Push(_pieces[i]);
    }

    private readonly record struct Piece(Expr? Node, Precedence Minimum, Manner Manner, string Text, MarkupStyle Style);
}
