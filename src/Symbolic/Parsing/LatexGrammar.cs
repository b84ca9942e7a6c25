namespace Symbolic.Parsing;

/// <summary>What only LaTeX has.</summary>
internal sealed partial class FormulaReader
{
    /// <summary>What stands in braces; braces are no brackets and leave no trace.</summary>
    private Syntax BraceGroup()
    {
        _next++;
        var bars = _openBars;
        _openBars = 0;
        var inner = Expression();
        Close(TokenKind.CloseBrace, "}");
        _openBars = bars;
        return inner;
    }
}
