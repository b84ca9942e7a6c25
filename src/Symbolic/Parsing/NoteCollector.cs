using System.Collections.Immutable;
using System.Text;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>A note whose other reading is not built yet.</summary>
internal sealed record PendingNote(string Message, SourceSpan Span, string Reading, string? Alternative, Replacement? Replacement);

/// <summary>Notices readings that a person might have meant otherwise, while the trees are built.</summary>
internal sealed class NoteCollector(string text, NameTable names)
{
    /// <summary>A text with more notes than this is not helped by more of them.</summary>
    private const int MaxCount = 8;
    private const int MaxNameLength = 4;
    private readonly List<PendingNote> _notes = [];
    private readonly HashSet<string> _once = [];
    private readonly HashSet<string> _used = [];
    private readonly List<NameSyntax> _longNames = [];

    /// <summary>The notes, when all names are known.</summary>
    public IEnumerable<PendingNote> Finish()
    {
        foreach (var name in _longNames.Where(n => n.Name.All(c => _used.Contains(c.ToString())))) NoteLongName(name);
        return _notes.Count == 0 ? [] : _notes.OrderBy(n => n.Span.Start).Take(MaxCount);
    }

    /// <summary>Divisions and powers directly followed by a factor.</summary>
    public void Look(ChainSyntax chain)
    {
        if (_notes.Count >= 4 * MaxCount) return;
        var items = chain.Items;
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Link == ChainLink.Divide && i + 1 < items.Length && items[i + 1].Link == ChainLink.Juxtaposed)
            {
                NoteDivision(chain, i);
                return;
            }

            if (i + 1 < items.Length && items[i + 1].Link == ChainLink.Divide && items[i].Factor is CallSyntax { Arguments: [var argument], Exponent: null } call && IsBare(call))
            {
                NoteBareDivision(chain, i, call, argument);
                return;
            }

            if (i + 1 < items.Length && items[i + 1].Link == ChainLink.Juxtaposed && items[i].Factor is PowerSyntax power && IsShortExponent(power, items[i + 1].Factor))
            {
                NoteExponent(chain, i, power);
                return;
            }
        }
    }

    /// <summary>A name such as <c>xy</c>, to be compared with the other names at the end.</summary>
    public void Look(NameSyntax name)
    {
        if (!_used.Add(name.Name) || name.Name.Length is < 2 or > MaxNameLength || !name.Name.All(char.IsLetter)) return;
        _longNames.Add(name);
    }

    public void LookAtInverse(CallSyntax call)
    {
        var reciprocal = new ChainSyntax([(ChainLink.First, new NumberSyntax(Number.One, call.NameSpan)), (ChainLink.Divide, new CallSyntax(call.Name, call.NameSpan, call.Arguments, call.Span))]);
        Add($"{call.Name}^-1 is read as the inverse function, not as 1/{call.Name}.", call.Span, $"inverse of {call.Name}", null, Replacement.Of(call, reciprocal));
    }

    /// <summary>A name that is shown back as another function: <c>log</c> is <c>ln</c>.</summary>
    public void LookAtCall(CallSyntax call, FunctionDefinition function)
    {
        if (function.Notation is null || call.Arguments.Length != 1 || function.AsTyped(Constant.Two) is not Call { Function: var shown } || shown == function || shown.MinArity != 1 || !_once.Add(call.Name)) return;
        var other = call.Name + "10";
        var hasOther = names.Library.Find(other) is not null;
        Add(
            $"{call.Name} is read as {shown.Name}{(hasOther ? $"; the logarithm to base 10 is {other}" : "")}.", call.NameSpan, shown.Name,
            hasOther ? other : null, hasOther ? Replacement.OfFunction(call.Name, other) : null);
    }

    public void LookAtEquals(Token sign, ComparisonSyntax comparison) =>
        Add("'=' in a condition is read as '=='.", sign.Span, Slice(comparison.Span.Start, sign.Span.Start).TrimEnd() + " == …", null, null);

    /// <summary>Adds a note.</summary>
    public void Add(string message, SourceSpan span, string reading, string? alternative, Replacement? replacement)
    {
        if (_notes.Count < 4 * MaxCount) _notes.Add(new PendingNote(message, span, reading, alternative, replacement));
    }

    private void NoteDivision(ChainSyntax chain, int divisor)
    {
        var items = chain.Items;
        var end = divisor + 1;
        while (end < items.Length && items[end].Link == ChainLink.Juxtaposed) end++;
        var joined = new ChainSyntax([(ChainLink.First, items[divisor].Factor), .. items[(divisor + 1)..end]]);
        var other = Rejoin(items[..divisor].Add((ChainLink.Divide, new GroupSyntax(joined, joined.Span))), items[end..]);
        var dividend = Slice(chain.Span.Start, items[divisor - 1].Factor.Span.End);
        var factors = Factors(items.AsSpan()[(divisor + 1)..end]);
        var reading = $"({dividend}/{Slice(items[divisor].Factor.Span)})*{factors}";
        var alternative = $"{dividend}/({Slice(items[divisor].Factor.Span)}*{factors})";
        Add(Ambiguous(chain, end, reading, alternative), SpanTo(chain, end), reading, alternative, Replacement.Of(chain, other));
    }

    private void NoteBareDivision(ChainSyntax chain, int at, CallSyntax call, Syntax argument)
    {
        var items = chain.Items;
        var quotient = new ChainSyntax([(ChainLink.First, argument), (ChainLink.Divide, items[at + 1].Factor)]);
        var inner = new CallSyntax(call.Name, call.NameSpan, [quotient], call.Span);
        var other = Rejoin(items[..at].Add((items[at].Link, inner)), items[(at + 2)..]);
        var (divisor, body) = (Slice(items[at + 1].Factor.Span), Slice(argument.Span));
        var span = call.Span.To(items[at + 1].Factor.Span);
        Add(
            $"{Slice(span)} is read as {call.Name}({body})/{divisor}; for the other reading write {call.Name}({body}/{divisor}).",
            span, $"{call.Name}({body})/{divisor}", $"{call.Name}({body}/{divisor})", Replacement.Of(chain, other));
    }

    private void NoteExponent(ChainSyntax chain, int at, PowerSyntax power)
    {
        var items = chain.Items;
        var joined = new ChainSyntax([(ChainLink.First, power.Exponent), items[at + 1]]);
        var other = Rejoin(items[..at].Add((items[at].Link, new PowerSyntax(power.Base, joined))), items[(at + 2)..]);
        var span = power.Span.To(items[at + 1].Factor.Span);
        var (text, follow) = (Slice(power.Span), Slice(items[at + 1].Factor.Span));
        var (reading, alternative) = ($"({text})*{follow}", $"{Slice(power.Base.Span)}^({Slice(power.Exponent.Span)}*{follow})");
        Add($"{Slice(span)} is read as {reading}; for the other reading write {alternative}.", span, reading, alternative, Replacement.Of(chain, other));
    }

    private void NoteLongName(NameSyntax name)
    {
        var letters = string.Join('*', name.Name.ToCharArray());
        var product = new ChainSyntax([.. name.Name.Select((c, i) => (i == 0 ? ChainLink.First : ChainLink.Times, (Syntax)new NameSyntax(c.ToString(), name.Span)))]);
        var list = string.Join(" and ", name.Name.Distinct());
        Add(
            $"{name.Name} is one variable, although {list} {(name.Name.Distinct().Count() == 1 ? "is" : "are")} used too; a product is written {letters}.",
            name.Span, name.Name, letters, Replacement.OfName(name.Name, product));
    }

    /// <summary><c>e^2x</c>, <c>e^x(2y)</c>: an exponent of one sign that the next factor touches. <c>x^2y</c> is what it looks like.</summary>
    private static bool IsShortExponent(PowerSyntax power, Syntax next)
    {
        if (power.Span.End != next.Span.Start) return false;
        var isConstantBase = power.Base is NumberSyntax or NameSyntax { Name: "e" or "pi" or "π" };
        return (power.Exponent is NumberSyntax && isConstantBase && next is NameSyntax) || (power.Exponent is NameSyntax && next is GroupSyntax);
    }

    /// <summary>Whether a function stands before its argument without parentheses. The sign √ is shorter than the name it stands for.</summary>
    private bool IsBare(CallSyntax call) => text[call.Span.End - 1] != ')' || !Slice(SourceSpan.Between(call.NameSpan.End, call.Span.End)).TrimStart().StartsWith('(');

    private static ChainSyntax Rejoin(ImmutableArray<(ChainLink Link, Syntax Factor)> head, ImmutableArray<(ChainLink Link, Syntax Factor)> tail) => new(head.AddRange(tail));

    private string Ambiguous(ChainSyntax chain, int end, string reading, string alternative) =>
        $"{Slice(SpanTo(chain, end))} is read as {reading}; for the other reading write {alternative}.";

    private static SourceSpan SpanTo(ChainSyntax chain, int end) => SourceSpan.Between(chain.Span.Start, chain.Items[end - 1].Factor.Span.End);

    private string Factors(ReadOnlySpan<(ChainLink Link, Syntax Factor)> items)
    {
        var builder = new StringBuilder();
        foreach (var (_, factor) in items) builder.Append(builder.Length > 0 ? "*" : "").Append(Slice(factor.Span));
        return builder.ToString();
    }

    private string Slice(SourceSpan span) => span.In(text);

    private string Slice(int start, int end) => SourceSpan.Between(start, end).In(text);
}
