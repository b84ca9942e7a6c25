using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Symbolic.Tests.Compilation.Export.Translation;

/// <summary>Expressions of the scalar functions in C99. What C# does from left to right must not depend on the order, which C leaves open.</summary>
internal sealed class CExpressions(CNames names, List<string> declarations)
{
    private static readonly Dictionary<string, string> Mathematics = new(StringComparer.Ordinal)
    {
        ["Abs"] = "fabs",
        ["Floor"] = "floor",
        ["Ceiling"] = "ceil",
        ["Truncate"] = "trunc",
        ["Sqrt"] = "sqrt",
        ["Cbrt"] = "cbrt",
        ["Exp"] = "exp",
        ["Log"] = "log",
        ["Log2"] = "log2",
        ["Log10"] = "log10",
        ["Pow"] = "pow",
        ["Sin"] = "sin",
        ["Cos"] = "cos",
        ["Tan"] = "tan",
        ["Asin"] = "asin",
        ["Acos"] = "acos",
        ["Atan"] = "atan",
        ["Sinh"] = "sinh",
        ["Cosh"] = "cosh",
        ["Tanh"] = "tanh",
        ["Asinh"] = "asinh",
        ["Acosh"] = "acosh",
        ["Atanh"] = "atanh",
        ["CopySign"] = "copysign",
        ["FusedMultiplyAdd"] = "fma",
        ["ILogB"] = "ilogb",
        ["ScaleB"] = "scalbn",
        ["IEEERemainder"] = "remainder",
        ["IsNaN"] = "isnan",
        ["IsFinite"] = "isfinite",
        ["IsInfinity"] = "isinf",
    };

    /// <summary>Variables that are declared at the head of the function: those of <c>out var</c>.</summary>
    private readonly List<string> _declarations = declarations;

    public string Write(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant }) return Literal(constant);
        return operation switch
        {
            IParenthesizedOperation o => $"({Write(o.Operand)})",
            IConversionOperation o => Conversion(o),
            ILocalReferenceOperation o => CNames.OfVariable(o.Local),
            IParameterReferenceOperation o => o.Parameter.RefKind == RefKind.Out ? $"(*{CNames.OfVariable(o.Parameter)})" : CNames.OfVariable(o.Parameter),
            IFieldReferenceOperation o => Field(o),
            IPropertyReferenceOperation o => Property(o),
            IBinaryOperation o => Binary(o),
            IUnaryOperation o => o.OperatorMethod is { } method ? $"{names.Of(method)}({Write(o.Operand)})" : $"({(o.OperatorKind == UnaryOperatorKind.Not ? "!" : "-")}{Write(o.Operand)})",
            IConditionalOperation o => $"({Write(o.Condition)} ? {Write(o.WhenTrue)} : {Write(o.WhenFalse!)})",
            IInvocationOperation o => Invocation(o),
            IObjectCreationOperation o => Creation(o),
            IInstanceReferenceOperation => "self",
            ITupleOperation o => $"({names.Of(o.Type!)}){{{string.Join(", ", o.Elements.Select(Write))}}}",
            ISwitchExpressionOperation o => Switch(o),
            IIsPatternOperation o => $"({Pattern(o.Pattern, Write(o.Value))})",
            IImplicitIndexerReferenceOperation { Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat } o => $"{First(o.Instance)}[{Length(o.Instance)} - {Write(hat.Operand)}]",
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => OutVariable(local.Local),
            _ => throw new NotSupportedException($"{operation.Kind}: {operation.Syntax}"),
        };
    }

    public static string Literal(object value) => value switch
    {
        bool b => b ? "1" : "0",
        double.NaN => "NAN",
        double.PositiveInfinity => "INFINITY",
        double.NegativeInfinity => "(-INFINITY)",
        double d => d.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny(".E") >= 0 ? Signed(text) : Signed(text + ".0"),
        long l => Signed(l.ToString(CultureInfo.InvariantCulture) + "LL"),
        IFormattable f => Signed(f.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{value}"),
    };

    private static string Signed(string number) => number[0] == '-' ? $"({number})" : number;

    private string Conversion(IConversionOperation o)
    {
        var operand = Write(o.Operand);
        if (o.OperatorMethod is { } method && NumericsModel.IsOurs(method)) return $"{names.Of(method)}({operand})";
        if (o.Type is { SpecialType: SpecialType.System_Double or SpecialType.System_Int32 or SpecialType.System_Int64 } && !SymbolEqualityComparer.Default.Equals(o.Type, o.Operand.Type)) return $"(({names.Of(o.Type)}){operand})";
        return operand;
    }

    private string Field(IFieldReferenceOperation o) => o.Field.CorrespondingTupleField is { } item
        ? $"{Write(o.Instance!)}.{item.Name}"
        : throw new NotSupportedException($"field {o.Field}");

    private string Property(IPropertyReferenceOperation o) => (o.Property.ContainingType.Name, o.Property.Name) switch
    {
        ("DoubleDouble", "Hi" or "Lo") => $"{Write(o.Instance!)}.{o.Property.Name}",
        ("DoubleDouble", "Value") => $"{names.Of(o.Property)}({Write(o.Instance!)})",
        ("ReadOnlySpan", "Length") => Length(o.Instance!),
        ("ReadOnlySpan", "this[]") => $"{First(o.Instance!)}[{Write(o.Arguments[0].Value)}]",
        _ when o.Property.Type.Name == "ReadOnlySpan" => $"(({names.Of(o.Property.Type)}){{{First(o)}, {Length(o)}}})",
        _ when NumericsModel.IsOurs(o.Property) => $"{names.Of(o.Property)}()",
        _ => throw new NotSupportedException($"property {o.Property}"),
    };

    /// <summary>A pointer to the first number of a span; a table is one.</summary>
    private string First(IOperation span) => TableOf(span) ?? Write(span) + ".first";

    private string Length(IOperation span) => TableOf(span) is { } table ? $"(int)(sizeof({table}) / sizeof(double))" : Write(span) + ".Length";

    private string? TableOf(IOperation span) => span is IPropertyReferenceOperation { Instance: null } table ? names.Of(table.Property) : null;

    private string Binary(IBinaryOperation o)
    {
        var (left, right) = (Write(o.LeftOperand), Write(o.RightOperand));
        if (o.OperatorMethod is { } method && NumericsModel.IsOurs(method)) return $"{names.Of(method)}({left}, {right})";
        if (o.OperatorKind == BinaryOperatorKind.Remainder && o.Type!.SpecialType == SpecialType.System_Double) return $"fmod({left}, {right})";
        return $"({left} {SignOf(o.OperatorKind)} {right})";
    }

    public static string SignOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private string Invocation(IInvocationOperation o)
    {
        var method = o.TargetMethod;
        var arguments = o.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(Argument).ToList();
        if (o.Instance is not null) arguments.Insert(0, Write(o.Instance));
        if (NumericsModel.IsOurs(method)) return $"{names.Of(method)}({string.Join(", ", arguments)})";
        var isWhole = method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }, ..];
        return (method.ContainingType.Name, method.Name) switch
        {
            ("Math", "Min") => isWhole ? $"({arguments[0]} < {arguments[1]} ? {arguments[0]} : {arguments[1]})" : Use("math_min", arguments),
            ("Math", "Max") => isWhole ? $"({arguments[0]} > {arguments[1]} ? {arguments[0]} : {arguments[1]})" : Use("math_max", arguments),
            ("Math", "Clamp") when isWhole => $"({arguments[0]} < {arguments[1]} ? {arguments[1]} : {arguments[0]} > {arguments[2]} ? {arguments[2]} : {arguments[0]})",
            ("Math", "Round") => arguments.Count > 1 ? $"round({arguments[0]})" : $"rint({arguments[0]})",
            ("Math", "SinCos") => Use("math_sincos", arguments),
            ("Double", "IsNegativeInfinity") => $"({arguments[0]} == -INFINITY)",
            ("Double", "IsPositiveInfinity") => $"({arguments[0]} == INFINITY)",
            ("Math" or "Double", var name) when Mathematics.TryGetValue(name, out var known) => $"{known}({string.Join(", ", arguments)})",
            ("BitConverter", "DoubleToInt64Bits") => Use("double_to_bits", arguments),
            ("BitConverter", "Int64BitsToDouble") => Use("bits_to_double", arguments),
            ("ReadOnlySpan", "Slice") => $"(({names.Of(o.Instance!.Type!)}){{{First(o.Instance)} + {arguments[1]}, {arguments[2]}}})",
            _ => throw new NotSupportedException($"{method}"),
        };
    }

    private string Use(string helper, List<string> arguments)
    {
        if (!names.Used.Contains(helper)) names.Used.Add(helper);
        return $"{helper}({string.Join(", ", arguments)})";
    }

    private string Argument(IArgumentOperation argument)
    {
        if (argument.Parameter!.RefKind == RefKind.None) return Write(argument.Value);
        return argument.Value switch
        {
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.Out } outer } => CNames.OfVariable(outer),
            IDiscardOperation discard => "&" + Declare(discard.Type!, $"discard{_declarations.Count}"),
            var target => "&" + Write(target),
        };
    }

    private string OutVariable(ILocalSymbol local) => Declare(local.Type, CNames.OfVariable(local));

    private string Declare(ITypeSymbol type, string name)
    {
        var declaration = $"{names.Of(type)} {name};";
        if (!_declarations.Contains(declaration)) _declarations.Add(declaration);
        return name;
    }

    private string Creation(IObjectCreationOperation o) => o.Type!.Name == "DoubleDouble"
        ? $"(({names.Of(o.Type)}){{{string.Join(", ", o.Arguments.Select(a => Write(a.Value)))}}})"
        : throw new NotSupportedException($"new {o.Type}");

    private string Switch(ISwitchExpressionOperation o)
    {
        var value = Write(o.Value);
        var text = "";
        foreach (var arm in o.Arms)
        {
            if (arm.Guard is not null) throw new NotSupportedException("when");
            text += arm.Pattern is IDiscardPatternOperation ? Write(arm.Value) : $"{Pattern(arm.Pattern, value)} ? {Write(arm.Value)} : ";
        }

        return $"({text})";
    }

    private string Pattern(IPatternOperation pattern, string value) => pattern switch
    {
        IConstantPatternOperation p => $"{value} == {Write(p.Value)}",
        IRelationalPatternOperation p => $"{value} {SignOf(p.OperatorKind)} {Write(p.Value)}",
        IBinaryPatternOperation p => $"({Pattern(p.LeftPattern, value)} {(p.OperatorKind == BinaryOperatorKind.Or ? "||" : "&&")} {Pattern(p.RightPattern, value)})",
        _ => throw new NotSupportedException($"{pattern.Syntax}"),
    };
}
