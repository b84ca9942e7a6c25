using System.Globalization;
using System.Text.RegularExpressions;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>What stands behind the word of a command: a formula, then values such as <c>x=1, y=2</c>, then whole numbers.</summary>
internal sealed partial class Arguments
{
    private Arguments(string formula, List<(string Name, string Value)> values, int? number) => (Formula, Values, Number) = (formula, values, number);

    /// <summary>The text before the values.</summary>
    public string Formula { get; }

    /// <summary>Names with the texts of their values, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Values { get; }

    /// <summary>The whole number at the end; null when there is none.</summary>
    public int? Number { get; }

    /// <summary>Splits the text of a command that takes values.</summary>
    public static Arguments Parse(string text)
    {
        var values = new List<(string, string)>();
        var starts = Assignment().Matches(text).Where(m => IsOutside(text, m.Index)).ToArray();
        int? number = null;
        for (var i = 0; i < starts.Length; i++)
        {
            var end = i + 1 < starts.Length ? starts[i + 1].Index : text.Length;
            var value = text[(starts[i].Index + starts[i].Length)..end].Trim().TrimEnd(',').TrimEnd();
            if (i == starts.Length - 1 && TrailingNumber().Match(value) is { Success: true } tail)
            {
                number = int.Parse(tail.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
                value = value[..tail.Index].TrimEnd().TrimEnd(',');
            }

            var name = starts[i].Groups["name"].Value;
            if (value.Length == 0) throw new UserErrorException($"The value of {name} is missing; write {name}=1.5, for example.");
            values.Add((name, value));
        }

        var formula = (starts.Length == 0 ? text : text[..starts[0].Index]).Trim();
        return new Arguments(At().Replace(formula, "").TrimEnd().TrimEnd(','), values, number);
    }

    /// <summary>The point that the values make, over the one of the session.</summary>
    public SessionState Apply(SessionState state)
    {
        foreach (var (name, value) in Values) state = state with { Point = state.Point.SetItem(name, SessionReader.Number(state, value, name)) };
        return state;
    }

    /// <summary>
    /// Splits <c>f x y</c> into a formula and names to differentiate by, with orders: as many of the last words are names as the
    /// formula before them depends on. <c>by</c> and commas may separate them.
    /// </summary>
    public static (Formula Formula, IReadOnlyList<string> Names) SplitNames(SessionState state, string text, CancellationToken cancellation)
    {
        if (By().Match(text) is { Success: true } by)
            return (SessionReader.Formula(state, text[..by.Index], cancellation), Names(text[(by.Index + by.Length)..].Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries)));
        var words = WordsAtEnd(text);
        for (var first = 0; first < words.Count; first++)
        {
            var head = text[..words[first].Start].TrimEnd(' ', ',');
            if (head.Trim().Length == 0 || words[first].Value.All(char.IsAsciiDigit)) continue;
            if (!TryFormula(state, head, cancellation, out var formula)) continue;
            var names = Names([.. words[first..].Select(w => w.Value)]);
            if (names.Count > 0 && names.All(n => formula!.Variables.Contains(n))) return (formula!, names);
        }

        var whole = TryFormula(state, text, cancellation, out var product) ? product! : SessionReader.Formula(state, text, cancellation);
        // «diff x^2*y z»: a product by no variable would be refused, so z is meant as one that does not occur.
        if (whole.Variables.Length > 1 && words is [.., var (start, name)] && !char.IsAsciiDigit(name[0]) && TryFormula(state, text[..start].TrimEnd(' ', ','), cancellation, out var rest) && !rest!.Variables.IsEmpty)
            return (rest, [NameOf(name)]);
        return (whole, []);
    }

    private static bool TryFormula(SessionState state, string text, CancellationToken cancellation, out Formula? formula)
    {
        formula = null;
        if (state.Find(text.Trim()) is not null)
        {
            formula = SessionReader.Formula(state, text, cancellation);
            return true;
        }

        if (SessionReader.TryParse(state, text, out var parsed, out _, cancellation)) formula = Symbolic.Formula.Of(parsed!);
        return formula is not null;
    }

    /// <summary>Names, each repeated as often as the number behind it says.</summary>
    private static List<string> Names(string[] words)
    {
        var names = new List<string>();
        foreach (var word in words)
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var order) && names.Count > 0 && order is >= 1 and <= 12) names.AddRange(Enumerable.Repeat(names[^1], order - 1));
            else names.Add(NameOf(word));
        }

        return names;
    }

    /// <summary>The name as the formula language writes it: <c>x₁</c> is <c>x_1</c>.</summary>
    private static string NameOf(string word) => FormulaParser.TryParse(word, new ParseOptions { Variables = [word] }, out var parsed, out _) && parsed!.Outputs is [Variable v] ? v.Name : word;

    /// <summary>The names and small numbers that a text ends with, separated by blanks or commas; never its first word.</summary>
    private static List<(int Start, string Value)> WordsAtEnd(string text)
    {
        const int maxCount = 12;
        var words = new List<(int, string)>();
        var end = text.Length;
        while (words.Count < maxCount)
        {
            while (end > 0 && text[end - 1] is ' ' or ',' or '\t') end--;
            var start = end;
            while (start > 0 && (TextWalk.IsWord(text[start - 1]) || text[start - 1] is '[' or ']' or (>= '₀' and <= '₉'))) start--;
            if (start == end || start == 0 || text[start - 1] is not (' ' or ',' or '\t')) break;
            words.Insert(0, (start, text[start..end]));
            end = start;
        }

        return words;
    }

    private static bool IsOutside(string text, int position)
    {
        var depth = 0;
        foreach (var c in text.AsSpan(0, position)) depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
        return depth == 0;
    }

    [GeneratedRegex(@"(?<=^|[\s,])(?<name>[\p{L}][\p{L}\p{M}\p{Nd}_₀-₉]*(\[\d+(,\d+)*\])?)\s*=(?!=)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<=\S)[\s,]+(?<number>\d{1,3})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TrailingNumber();

    [GeneratedRegex(@"(^|\s)\s*at$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex At();

    [GeneratedRegex(@"\s(by|wrt)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex By();
}
