using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>
/// Expressions of the scalar functions in Python. A DoubleDouble is a pair, a span a row of numbers; a function with an <c>out</c> parameter
/// returns it beside its value.
/// </summary>
internal sealed class PythonExpressions(CNames names)
{
    private static readonly HashSet<string> Reserved = ["from", "in", "is", "not", "lambda", "np", "math", "len", "int", "abs", "min", "max"];

    private static readonly Dictionary<string, string> Mathematics = new(StringComparer.Ordinal)
    {
        ["Abs"] = "abs",
        ["Floor"] = "np.floor",
        ["Ceiling"] = "np.ceil",
        ["Truncate"] = "np.trunc",
        ["Sqrt"] = "np.sqrt",
        ["Cbrt"] = "np.cbrt",
        ["ScaleB"] = "np.ldexp",
        ["Exp"] = "np.exp",
        ["Log"] = "np.log",
        ["Log2"] = "np.log2",
        ["Log10"] = "np.log10",
        ["Pow"] = "np.power",
        ["Sin"] = "np.sin",
        ["Cos"] = "np.cos",
        ["Tan"] = "np.tan",
        ["Asin"] = "np.arcsin",
        ["Acos"] = "np.arccos",
        ["Atan"] = "np.arctan",
        ["Sinh"] = "np.sinh",
        ["Cosh"] = "np.cosh",
        ["Tanh"] = "np.tanh",
        ["Asinh"] = "np.arcsinh",
        ["Acosh"] = "np.arccosh",
        ["Atanh"] = "np.arctanh",
        ["CopySign"] = "np.copysign",
        ["IsNaN"] = "np.isnan",
        ["IsFinite"] = "np.isfinite",
        ["IsInfinity"] = "np.isinf",
        ["IsNegativeInfinity"] = "np.isneginf",
        ["IsPositiveInfinity"] = "np.isposinf",
    };

    private int _calls;

    /// <summary>The name of a parameter or local variable.</summary>
    public static string Name(ISymbol variable) => Reserved.Contains(variable.Name) ? variable.Name + "_" : variable.Name;

    public static string Literal(object value) => value switch
    {
        bool b => b ? "True" : "False",
        double.NaN => "np.nan",
        double.PositiveInfinity => "np.inf",
        double.NegativeInfinity => "(-np.inf)",
        double => CExpressions.Literal(value),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture) is var text && text[0] == '-' ? $"({text})" : text,
        _ => throw new NotSupportedException($"{value}"),
    };

    public string Write(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant }) return Literal(constant);
        return operation switch
        {
            IParenthesizedOperation o => $"({Write(o.Operand)})",
            IConversionOperation o => Conversion(o),
            ILocalReferenceOperation o => Name(o.Local),
            IParameterReferenceOperation o => Name(o.Parameter),
            IInstanceReferenceOperation => "self_",
            IFieldReferenceOperation { Field.CorrespondingTupleField: { } item } o => $"{Write(o.Instance!)}[{int.Parse(item.Name["Item".Length..], CultureInfo.InvariantCulture) - 1}]",
            IPropertyReferenceOperation o => Property(o),
            IBinaryOperation o => Binary(o),
            IUnaryOperation o => o.OperatorMethod is { } method ? $"{names.Of(method)}({Write(o.Operand)})" : $"({(o.OperatorKind == UnaryOperatorKind.Not ? "not " : "-")}{Write(o.Operand)})",
            IConditionalOperation o => $"({Write(o.WhenTrue)} if {Write(o.Condition)} else {Write(o.WhenFalse!)})",
            IInvocationOperation o => Invocation(o),
            IObjectCreationOperation o => $"({string.Join(", ", o.Arguments.Select(a => Write(a.Value)))})",
            ITupleOperation o => $"({string.Join(", ", o.Elements.Select(Write))})",
            ISwitchExpressionOperation o => $"({string.Concat(o.Arms.Select(a => a.Pattern is IDiscardPatternOperation ? Write(a.Value) : $"{Write(a.Value)} if {Pattern(a.Pattern, Write(o.Value))} else "))})",
            IIsPatternOperation o => $"({Pattern(o.Pattern, Write(o.Value))})",
            IImplicitIndexerReferenceOperation { Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat } o => $"{Write(o.Instance)}[-{Write(hat.Operand)}]",
            _ => throw new NotSupportedException($"{operation.Kind}: {operation.Syntax}"),
        };
    }

    private string Conversion(IConversionOperation o)
    {
        var operand = Write(o.Operand);
        if (o.OperatorMethod is { } method && NumericsModel.IsOurs(method)) return $"{names.Of(method)}({operand})";
        var isCut = o.Operand.Type?.SpecialType == SpecialType.System_Double && o.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        return isCut ? $"int({operand})" : operand;
    }

    private string Property(IPropertyReferenceOperation o) => (o.Property.ContainingType.Name, o.Property.Name) switch
    {
        ("DoubleDouble", "Hi") => $"{Write(o.Instance!)}[0]",
        ("DoubleDouble", "Lo") => $"{Write(o.Instance!)}[1]",
        ("DoubleDouble", "Value") => $"{names.Of(o.Property)}({Write(o.Instance!)})",
        ("ReadOnlySpan", "Length") => $"len({Write(o.Instance!)})",
        ("ReadOnlySpan", "this[]") => $"{Write(o.Instance!)}[{Write(o.Arguments[0].Value)}]",
        _ when o.Property.Type.Name == "ReadOnlySpan" => names.Of(o.Property),
        _ when NumericsModel.IsOurs(o.Property) => $"{names.Of(o.Property)}()",
        _ => throw new NotSupportedException($"property {o.Property}"),
    };

    private string Binary(IBinaryOperation o)
    {
        var (left, right) = (Write(o.LeftOperand), Write(o.RightOperand));
        if (o.OperatorMethod is { } method && NumericsModel.IsOurs(method)) return $"{names.Of(method)}({left}, {right})";
        var isWhole = o.Type!.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        return o.OperatorKind switch
        {
            // Whole numbers are divided towards 0, and a remainder has the sign of the dividend.
            BinaryOperatorKind.Divide when isWhole => $"int({left} / {right})",
            BinaryOperatorKind.Remainder => isWhole ? $"int(np.fmod({left}, {right}))" : $"np.fmod({left}, {right})",
            BinaryOperatorKind.ConditionalAnd => $"({left} and {right})",
            BinaryOperatorKind.ConditionalOr => $"({left} or {right})",
            _ => $"({left} {CExpressions.SignOf(o.OperatorKind)} {right})",
        };
    }

    private string Invocation(IInvocationOperation o)
    {
        var method = o.TargetMethod;
        var outputs = o.Arguments.Where(a => a.Parameter!.RefKind == RefKind.Out).Select(a => a.Value).ToArray();
        var arguments = o.Arguments.Where(a => a.Parameter!.RefKind == RefKind.None).OrderBy(a => a.Parameter!.Ordinal).Select(a => Write(a.Value)).ToList();
        if (o.Instance is not null) arguments.Insert(0, Write(o.Instance));
        if (NumericsModel.IsOurs(method))
        {
            var call = $"{names.Of(method)}({string.Join(", ", arguments)})";
            if (outputs.Length == 0) return call;
            if (outputs is not [var output]) throw new NotSupportedException($"{method}");
            var result = $"call{_calls++}";
            return Target(output) is { } target ? $"(({result} := {call}), ({target} := {result}[1]), {result}[0])[2]" : $"{call}[0]";
        }

        var isWhole = method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }, ..];
        return (method.ContainingType.Name, method.Name) switch
        {
            ("Math", "Min") => isWhole ? $"min({arguments[0]}, {arguments[1]})" : $"np.minimum({arguments[0]}, {arguments[1]})",
            ("Math", "Max") => isWhole ? $"max({arguments[0]}, {arguments[1]})" : $"np.maximum({arguments[0]}, {arguments[1]})",
            ("Math", "Clamp") when isWhole => $"min(max({arguments[0]}, {arguments[1]}), {arguments[2]})",
            ("Math", "Round") => arguments.Count > 1 ? Use("round_half_away", arguments[..1]) : $"np.rint({arguments[0]})",
            ("Math", "SinCos") => $"(np.sin({arguments[0]}), np.cos({arguments[0]}))",
            ("Math", "FusedMultiplyAdd") => Use("fused_multiply_add", arguments),
            ("Math", "ILogB") => $"(int(np.frexp({arguments[0]})[1]) - 1)",
            ("Math", "IEEERemainder") => Use("ieee_remainder", arguments),
            ("Math" or "Double", var name) when Mathematics.TryGetValue(name, out var known) => $"{known}({string.Join(", ", arguments)})",
            ("BitConverter", "DoubleToInt64Bits") => $"int(np.float64({arguments[0]}).view(np.int64))",
            ("BitConverter", "Int64BitsToDouble") => $"np.int64({arguments[0]}).view(np.float64)",
            ("ReadOnlySpan", "Slice") => $"{arguments[0]}[{arguments[1]}:{arguments[1]} + {arguments[2]}]",
            _ => throw new NotSupportedException($"{method}"),
        };
    }

    private static string? Target(IOperation output) => output switch
    {
        IDiscardOperation => null,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => Name(local.Local),
        ILocalReferenceOperation local => Name(local.Local),
        IParameterReferenceOperation parameter => Name(parameter.Parameter),
        _ => throw new NotSupportedException($"{output.Syntax}"),
    };

    private string Use(string helper, List<string> arguments)
    {
        if (!names.Used.Contains(helper)) names.Used.Add(helper);
        return $"{helper}({string.Join(", ", arguments)})";
    }

    private string Pattern(IPatternOperation pattern, string value) => pattern switch
    {
        IConstantPatternOperation p => $"{value} == {Write(p.Value)}",
        IRelationalPatternOperation p => $"{value} {CExpressions.SignOf(p.OperatorKind)} {Write(p.Value)}",
        IBinaryPatternOperation p => $"({Pattern(p.LeftPattern, value)} {(p.OperatorKind == BinaryOperatorKind.Or ? "or" : "and")} {Pattern(p.RightPattern, value)})",
        _ => throw new NotSupportedException($"{pattern.Syntax}"),
    };
}
