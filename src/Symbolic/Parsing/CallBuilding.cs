using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Parsing;

/// <summary>Calls of library functions, conditions and piecewise values.</summary>
internal sealed partial class TreeBuilder
{
    private Expr Call(CallSyntax call)
    {
        if (call.Exponent is null) return CallOnly(call);
        var exponent = Value(call.Exponent);
        if (_constants.Of(exponent) is not { IsMinusOne: true }) return Power(CallOnly(call), exponent, call.Span);

        _notes?.LookAtInverse(call);
        var inverse = _names.KindOf(call.Name) == NameKind.Function ? InverseOf(call.Name) : null;
        if (inverse is null) return Report("name", SyntaxMessages.NoInverse(call.Name), call.NameSpan.To(call.Exponent.Span));
        return CallOnly(new CallSyntax(inverse, call.NameSpan, call.Arguments, call.Span));
    }

    /// <summary>The name of the inverse function by the naming habit: asin, asinh, erfinv.</summary>
    private string? InverseOf(string name) => new[] { "a" + name, name + "inv" }.FirstOrDefault(n => _options.Library.Find(n) is not null);

    private Expr CallOnly(CallSyntax call)
    {
        switch (_names.KindOf(call.Name))
        {
            case NameKind.DefinedFunction: return CallDefined(call);
            case NameKind.Form: return Form(call);
            case NameKind.Function: return CallLibrary(_options.Library.Find(call.Name)!, call);
            default: return Report("name", SyntaxMessages.UnknownFunction(call.Name, []), call.NameSpan);
        }
    }

    private Expr CallLibrary(FunctionDefinition function, CallSyntax call)
    {
        var isPiecewise = function == Conditions.If || function == Conditions.PiecewiseNotation;
        var count = call.Arguments.Length;
        var arguments = ImmutableArray.CreateBuilder<Expr>(count);
        for (var i = 0; i < count; i++)
        {
            var argument = call.Arguments[i];
            var isCondition = isPiecewise && i % 2 == 0 && i < count - 1;
            var value = isCondition ? Condition(argument) : Value(argument);
            arguments.Add(function.Parameters.Contains(i) ? WholeNumber(value, argument.Span, SyntaxMessages.ParameterOf(call.Name)) : value);
        }

        if (!function.Accepts(count) || (isPiecewise && count % 2 == 0))
            return Report("arity", SyntaxMessages.WrongArity(call.Name, function, count), ArgumentSpan(call));
        _notes?.LookAtCall(call, function);
        // pow(0, -1) is the power that it is read as.
        var tree = function.AsTyped(arguments.MoveToImmutable());
        return tree is Power power ? Power(power.Base, power.Exponent, call.Span) : tree;
    }

    private static SourceSpan ArgumentSpan(CallSyntax call) => call.Arguments.IsEmpty ? call.Span : call.NameSpan;

    private Expr Apply(string function, Expr argument, SourceSpan span) => _options.Library.Find(function) is { } definition
        ? definition.AsTyped(argument)
        : Report("name", SyntaxMessages.NotInLibrary(function), span);

    /// <summary>
    /// An expression that must be a whole number: a constant, which is then folded, or one made of indices and whole numbers
    /// only (or of parameters of the definition that is being read; those are checked when it is called).
    /// </summary>
    private Expr WholeNumber(Expr value, SourceSpan span, string what)
    {
        if (CheckWholeNumber(value) is { } folded) return folded;
        return Report("index", SyntaxMessages.NotWhole(what), span);
    }

    /// <summary>The value, folded when constant; null when it is not a whole number.</summary>
    private Expr? CheckWholeNumber(Expr value)
    {
        if (!value.IsVariable) return ConstantFolding.Fold(value) is Constant { Value.IsInteger: true } whole ? whole : null;
        foreach (var node in Traversal.PostOrder(value))
        {
            if (node is Element or Expressions.Call { Function.Parameters.IsEmpty: false }) return null;
            if (node is Variable { IsIndex: false } variable && !_parameters.Contains(variable.Name)) return null;
        }

        return value;
    }

    /// <summary>An expression that holds or does not hold.</summary>
    private Expr Condition(Syntax syntax)
    {
        if (!Count(1, syntax.Span)) return Constant.One;
        switch (syntax)
        {
            case GroupSyntax group: return Condition(group.Inner);
            case NotSyntax not: return Conditions.Not.AsTyped(Condition(not.Operand));
            case ComparisonSyntax comparison: return Comparison(comparison);
            case ErrorSyntax: return Constant.One;
            case LogicSyntax logic:
                var function = logic.IsAnd ? Conditions.And : Conditions.Or;
                return logic.Operands.Skip(1).Aggregate(Condition(logic.Operands[0]), (left, right) => function.AsTyped(left, Condition(right)));
            default:
                Value(syntax);
                return Report("condition", SyntaxMessages.ConditionExpected, syntax.Span);
        }
    }

    /// <summary><c>0 &lt; x &lt; 1</c> is <c>0 &lt; x and x &lt; 1</c>.</summary>
    private Expr Comparison(ComparisonSyntax comparison)
    {
        var operands = comparison.Operands.Select(Value).ToList();
        Expr? all = null;
        for (var i = 0; i < comparison.Signs.Length; i++)
        {
            var sign = comparison.Signs[i];
            if (sign.Kind == TokenKind.Assign && !_isLatex) _notes?.LookAtEquals(sign, comparison);
            var text = sign.Kind == TokenKind.Assign ? "==" : sign.Text;
            var link = Conditions.Signs.First(s => s.Infix == text).AsTyped(operands[i], operands[i + 1]);
            all = all is null ? link : Conditions.And.AsTyped(all, link);
        }

        return all!;
    }

    private Constant UnexpectedCondition(Syntax syntax)
    {
        if (syntax is not ComparisonSyntax comparison) return Report("condition", SyntaxMessages.ValueExpected, syntax.Span);
        foreach (var operand in comparison.Operands) Value(operand);
        return Report("condition", comparison.Signs[0].Kind == TokenKind.Assign ? SyntaxMessages.NotADefinition : SyntaxMessages.ComparisonOutside, comparison.Signs[0].Span);
    }

    private Expr Cases(PiecewiseSyntax cases)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>();
        foreach (var (condition, value) in cases.Branches)
        {
            parts.Add(Condition(condition));
            parts.Add(Value(value));
        }

        parts.Add(cases.Otherwise is null ? Report("condition", SyntaxMessages.CasesWithoutOtherwise, new SourceSpan(cases.Span.End, 0)) : Value(cases.Otherwise));
        return parts.Count >= 3 ? AsTyped.Piecewise(parts.DrainToImmutable()) : parts[0];
    }
}
