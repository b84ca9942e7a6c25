using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>All that the parser says, in one place and one voice: one plain sentence, then what to do.</summary>
internal static class SyntaxMessages
{
    public const string Empty = "The formula is empty.";
    public const string UnknownCharacters = "This has no place in a formula.";
    public const string TwoNumbers = "Two numbers stand side by side: write an operator between them, or one number without spaces.";
    public const string TwoPoints = "A number has one decimal point at most.";
    public const string NumberTooLarge = "This number is too large: the largest is about 1.8e308.";
    public const string NumberTooSmall = "This number is too small to be told from 0: the smallest is about 4.9e-324.";
    public const string NotADefinition = "'=' defines a name, as in a = 2 or f(x) = x^2; a comparison is written '==' and belongs into if(…) or piecewise(…).";
    public const string VectorInside = "A vector [a, b] can only be a whole formula; an index is written x[1].";
    public const string Prime = "A derivative is written diff(f, x); the sign ' has no meaning here.";
    public const string DivisionByZero = "This divides by zero.";
    public const string ConditionExpected = "A condition is expected here, such as x < 1.";
    public const string ValueExpected = "A value is expected here, not a condition; conditions belong into if(…) or piecewise(…).";
    public const string ComparisonOutside = "A comparison has no value of its own; use it as a condition, as in if(x < 1, a, b).";
    public const string CasesWithoutOtherwise = "The cases need a last row that holds otherwise.";
    public const string IndexNameExpected = "The second argument is the name of the index, as in sum(k^2, k, 1, 10).";
    public const string VariableExpected = "The name of a variable is expected here, as in diff(f, x) or diff(f, x, 2, y).";
    public const string Index = "An index";
    public const string Bound = "A bound";

    public static string Unexpected(Token token) => $"'{Short(token.Text)}' does not fit here.";

    public static string OperandMissing(Token token, Token? before) => token.Kind switch
    {
        TokenKind.End or TokenKind.Separator => before is { } b ? $"The formula ends after '{Short(b.Text)}'; a number, a name or a bracket is missing." : Empty,
        TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.Comma or TokenKind.Bar when before is { } b =>
            $"A number, a name or a bracket is missing between '{Short(b.Text)}' and '{token.Text}'.",
        TokenKind.OpenBracket => VectorInside,
        _ => $"A number, a name or a bracket is expected here, not '{Short(token.Text)}'.",
    };

    public static string NotClosed(string sign) => $"A '{sign}' is missing.";

    public static string WrongBracket(string expected, string found) => $"The bracket must be closed with '{expected}', not with '{found}'.";

    public static string NothingToClose(string sign) => $"This '{sign}' closes nothing.";

    public static string CommaOutside(bool isDecimal) => isDecimal
        ? "A comma separates arguments; the decimal sign is a point, as in 3.5, and thousands are not separated."
        : "A comma separates the arguments of a function; none is open here.";

    public static string NumberBehind(string number) => $"The number {Short(number)} stands directly behind a factor: write '*' or '^' before it.";

    public static string NumberTooLong(int limit) => $"A number may have {Count(limit)} characters at most.";

    public const string TooDeepForThread = "The formula is nested more deeply than the stack of this thread can hold.";

    public static string TooDeep(int limit) => $"The formula is nested too deeply: more than {Count(limit)} levels of brackets, signs and powers.";

    public static string TextTooLong(int length, int limit) => $"The text has {Count(length)} characters; {Count(limit)} are allowed.";

    public static string TooManyNodes(int limit) => $"The formula becomes too large: more than {Count(limit)} parts.";

    public static string TreeTooDeep(int limit) => $"The definitions build on each other more than {Count(limit)} levels deep.";

    public static string TooSlow(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"Reading the formula takes longer than {limit.TotalSeconds:0.###} s.");

    public static string UnknownFunction(string name, ImmutableArray<string> suggestions) =>
        $"Unknown function '{Short(name)}'{DidYouMean(suggestions)}{(suggestions.IsEmpty ? " — for" : " For")} a product write {Short(name)}*(…).";

    public static string UnknownName(string name, ImmutableArray<string> suggestions) =>
        $"Unknown name '{Short(name)}'{(suggestions.IsEmpty ? "." : DidYouMean(suggestions))}";

    public static string FunctionWithoutArgument(string name, NameTable names) =>
        $"'{name}' is a function and needs {(names.Library.Find(name) is { } f ? Arguments(f) : "its arguments")} in parentheses; to use the name for a variable, declare it or give it a value: {name} = 1.";

    public static string LetterIsVariable(string name, NameTable names) =>
        $"{name} is read as a variable; the function of that name needs {Arguments(names.Library.Find(name)!)} in parentheses.";

    public const string WithoutEffect = "This has no effect: the last statement is the result. Give it a name, as in a = …; or join the lines with an operator at the end of this one.";

    public static string FunctionWithBracket(string name) => $"'{name}' is a function; its arguments stand in parentheses.";

    public static string NoInverse(string name) => $"The exponent -1 behind a function name asks for the inverse function, and '{name}' has none here; write {name}(…)^-1 for the reciprocal.";

    public static string NotInLibrary(string name) => $"The function '{name}' is not available.";

    public static string WrongArity(string name, FunctionDefinition function, int given) => function.Infix is null && given % 2 == 0 && function.MaxArity == int.MaxValue && function.Accepts(given)
        ? $"'{name}' takes conditions and values in turn and a last value for otherwise; {Count(given)} arguments were given."
        : $"'{name}' takes {Arguments(function)}, not {Count(given)}.";

    public static string WrongArity(FormulaDefinition definition, int given) => definition.IsFunction
        ? $"'{definition.Name}' takes {Plural(definition.Parameters.Length)}, not {Count(given)}."
        : $"'{definition.Name}' is a value, not a function.";

    public static string FormArity(string name, int given) => name switch
    {
        "diff" => "diff takes an expression and variables: diff(f, x), diff(f, x, 2), diff(f, x, y).",
        "mean" => $"mean takes 1 argument, which is averaged over the rows of data, not {Count(given)}.",
        "prod" => $"prod takes 4 arguments, prod(expression, index, from, to), not {Count(given)}.",
        _ => $"sum takes 4 arguments, sum(expression, index, from, to), or 1 to run over the rows of data, not {Count(given)}.",
    };

    public static string Reserved(string name) => $"'{name}' is a constant and cannot get another meaning.";

    public static string ParameterTwice(string name) => $"The parameter '{name}' occurs twice.";

    public static string DefinedTwice(string name) => $"'{name}' is defined twice.";

    public static string Circular(string name) => $"The definition of '{name}' needs '{name}' itself.";

    public static string ParameterOf(string function) => $"This parameter of '{function}'";

    public static string NotWhole(string what) => $"{what} must be a whole number, or be made of indices and whole numbers.";

    public static string NotWholeIn(string function) => $"With these arguments '{function}' needs a whole number where there is none.";

    public static string DivisionByZeroIn(string function) => $"With these arguments '{function}' divides by zero.";

    public static string DerivativeByParameter(string function) => $"'{function}' holds a derivative by its own parameter; call it with that parameter only.";

    public static string IndexTwice(string name) => $"'{name}' is in use already; choose another name for the index.";

    public static string IndexHidden(string definition, string index) => $"'{definition}' contains the variable '{index}', which is the index here; choose another name for the index.";

    public static string OrderExpected(int limit) => $"The order of a derivative is a whole number from 1 to {limit}, and stands behind its variable.";

    public static string UnknownCommand(string name, ImmutableArray<string> suggestions) =>
        $"Unknown LaTeX command '\\{Short(name)}'{(suggestions.IsEmpty ? "." : DidYouMean([.. suggestions.Select(s => "\\" + s)]))}";

    public static string UnexpectedCommand(string name) => $"'{(name[0] == '\\' ? "" : "\\")}{Short(name)}' does not fit here.";

    public static string NotAName(string word) => $"'{Short(word)}' is no name: a letter, then letters, digits and '_'.";

    public static string LimitsMissing(string name) => $"\\{name} needs an index with its limits, as in \\{name}_{{i=1}}^{{n}}.";

    public static string LettersAreFactors(string run) => $"In LaTeX {Short(run)} is the product of its letters; one name is written \\mathit{{{Short(run)}}}.";

    private static string DidYouMean(ImmutableArray<string> suggestions) => suggestions.IsEmpty ? "" : $" — did you mean '{string.Join("' or '", suggestions)}'?";

    private static string Arguments(FunctionDefinition f) => f.MinArity == f.MaxArity ? Plural(f.MinArity)
        : f.MaxArity == int.MaxValue ? $"at least {Plural(f.MinArity)}"
        : f.MaxArity == f.MinArity + 1 ? $"{f.MinArity} or {Plural(f.MaxArity)}"
        : $"{f.MinArity} to {Plural(f.MaxArity)}";

    private static string Plural(int count) => count == 1 ? "1 argument" : $"{Count(count)} arguments";

    private static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 40 ? text == "\n" ? "end of line" : text : text[..40] + "…";
}
