using System.Globalization;

namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>One operation of a kernel; its text has {0}, {1}, … for the arguments and V for Vector512, Vector256 or Vector128.</summary>
internal sealed record KernelOperation(int Index, string Text, KernelOperation[] Arguments)
{
    /// <summary>A constant or parameter, written where it is used.</summary>
    public bool IsLeaf => Arguments.Length == 0;

    /// <summary>Its arguments are read more than once: they must be variables.</summary>
    public bool NeedsVariables => Text.Contains('?', StringComparison.Ordinal);
}

/// <summary>Lanes that compute nothing and remember what was asked of them; equal operations are one.</summary>
internal readonly struct RecordedLanes(KernelOperation operation) : ILanes<RecordedLanes>
{
    private const string Scaling = "PortableScaling";

    [ThreadStatic]
    private static Dictionary<string, KernelOperation>? t_operations;

    public KernelOperation Operation { get; } = operation;

    /// <summary>Begins a new kernel.</summary>
    public static void Start() => t_operations = new(StringComparer.Ordinal);

    public static RecordedLanes Parameter(string name) => Record(name);

    private static RecordedLanes Record(string text, params RecordedLanes[] arguments)
    {
        KernelOperation[] operands = [.. arguments.Select(a => a.Operation)];
        string key = text + "|" + string.Join(',', operands.Select(o => o.Index));
        if (!t_operations!.TryGetValue(key, out KernelOperation? operation))
            t_operations.Add(key, operation = new(t_operations.Count, text, operands));
        return new(operation);
    }

    public static implicit operator RecordedLanes(double value) => Record($"V.Create({Literal(value)})");

    private static string Literal(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny(".E") ? text : text + ".0",
    };

    public static RecordedLanes Bits(long pattern) =>
        pattern == long.MinValue ? -0.0 : Record($"V.Create({pattern.ToString(CultureInfo.InvariantCulture)}L).AsDouble()");

    public static RecordedLanes operator +(RecordedLanes a, RecordedLanes b) => Record("({0} + {1})", a, b);

    public static RecordedLanes operator -(RecordedLanes a, RecordedLanes b) => Record("({0} - {1})", a, b);

    public static RecordedLanes operator -(RecordedLanes a) => Record("(-{0})", a);

    public static RecordedLanes operator *(RecordedLanes a, RecordedLanes b) => Record("({0} * {1})", a, b);

    public static RecordedLanes operator /(RecordedLanes a, RecordedLanes b) => Record("({0} / {1})", a, b);

    public static RecordedLanes operator &(RecordedLanes a, RecordedLanes b) => Record("({0} & {1})", a, b);

    public static RecordedLanes operator |(RecordedLanes a, RecordedLanes b) => Record("({0} | {1})", a, b);

    public static RecordedLanes operator ^(RecordedLanes a, RecordedLanes b) => Record("({0} ^ {1})", a, b);

    public static RecordedLanes FlipSign(RecordedLanes a, RecordedLanes b, RecordedLanes c) =>
        Record("({0} ^ (({1} ^ {2}) & V.Create(-0.0)))", a, b, c);

    public static RecordedLanes AndNot(RecordedLanes a, RecordedLanes b) => Record("V.AndNot({0}, {1})", a, b);

    public static RecordedLanes operator <<(RecordedLanes a, int count) => Record($"({{0}}.AsInt64() << {count}).AsDouble()", a);

    public static RecordedLanes operator >>>(RecordedLanes a, int count) => Record($"({{0}}.AsInt64() >>> {count}).AsDouble()", a);

    public static RecordedLanes AddBits(RecordedLanes a, RecordedLanes b) => Record("({0}.AsInt64() + {1}.AsInt64()).AsDouble()", a, b);

    public static RecordedLanes SubtractBits(RecordedLanes a, RecordedLanes b) =>
        Record("({0}.AsInt64() - {1}.AsInt64()).AsDouble()", a, b);

    public static RecordedLanes Fma(RecordedLanes a, RecordedLanes b, RecordedLanes c) =>
        Record("V.FusedMultiplyAdd({0}, {1}, {2})", a, b, c);

    public static RecordedLanes Sqrt(RecordedLanes a) => Record("V.Sqrt({0})", a);

    public static RecordedLanes Abs(RecordedLanes a) => Record("V.Abs({0})", a);

    public static RecordedLanes Round(RecordedLanes a) => Record("V.Round({0})", a);

    public static RecordedLanes Min(RecordedLanes a, RecordedLanes b) => Record("V.MinNative({0}, {1})", a, b);

    public static RecordedLanes Max(RecordedLanes a, RecordedLanes b) => Record("V.MaxNative({0}, {1})", a, b);

    public static RecordedLanes LessThan(RecordedLanes a, RecordedLanes b) => Record("V.LessThan({0}, {1})", a, b);

    public static RecordedLanes LessOrEqual(RecordedLanes a, RecordedLanes b) => Record("V.LessThanOrEqual({0}, {1})", a, b);

    public static RecordedLanes Equal(RecordedLanes a, RecordedLanes b) => Record("V.Equals({0}, {1})", a, b);

    public static RecordedLanes NotEqual(RecordedLanes a, RecordedLanes b) => Record("~V.Equals({0}, {1})", a, b);

    public static RecordedLanes BitsLessThan(RecordedLanes a, RecordedLanes b) =>
        Record("V.LessThan({0}.AsInt64(), {1}.AsInt64()).AsDouble()", a, b);

    public static RecordedLanes BitsBelow(RecordedLanes a, RecordedLanes b) =>
        Record("V.LessThan({0}.AsUInt64(), {1}.AsUInt64()).AsDouble()", a, b);

    public static RecordedLanes Select(RecordedLanes mask, RecordedLanes whereSet, RecordedLanes whereClear) =>
        Record("V.ConditionalSelect({0}, {1}, {2})", mask, whereSet, whereClear);

    public static RecordedLanes SelectLess(RecordedLanes a, RecordedLanes b, RecordedLanes whereLess, RecordedLanes otherwise) =>
        Record("V.ConditionalSelect(V.LessThan({0}, {1}), {2}, {3})", a, b, whereLess, otherwise);

    public static RecordedLanes SelectEqual(RecordedLanes a, RecordedLanes b, RecordedLanes whereEqual, RecordedLanes otherwise) =>
        Record("V.ConditionalSelect(V.Equals({0}, {1}), {2}, {3})", a, b, whereEqual, otherwise);

    public static RecordedLanes SelectNegative(RecordedLanes sign, RecordedLanes whereNegative, RecordedLanes otherwise) =>
        Record("V.ConditionalSelect(V.LessThan({0}.AsInt64(), V<long>.Zero).AsDouble(), {1}, {2})", sign, whereNegative, otherwise);

    public static RecordedLanes Scale(RecordedLanes a, RecordedLanes n) =>
        Record($"(ISA.IsSupported ? ISA.Scale({{0}}, {{1}}) : {Scaling}.Scale({{0}}, {{1}}))", a, n);

    public static RecordedLanes Split(RecordedLanes x, out RecordedLanes exponent)
    {
        // Control 15: mantissa in [3/4, 3/2), sign dropped, NaN for negative numbers.
        RecordedLanes mantissa = Record($"(ISA.IsSupported ? ISA.GetMantissa({{0}}, 15) : {Scaling}.Mantissa({{0}}))", x);
        exponent = Record(
            $"(ISA.IsSupported ? ISA.GetExponent({{0}}) - ISA.GetExponent({{1}}) : {Scaling}.Exponent({{0}}))", x, mantissa);
        return mantissa;
    }

    public static RecordedLanes Repair(RecordedLanes mask, string method, RecordedLanes result, params RecordedLanes[] arguments)
    {
        string list = string.Join(", ", Enumerable.Range(1, arguments.Length + 1).Select(i => $"{{{i}}}"));
        return Record($"({{0}}.AsInt64() != V<long>.Zero ? RareLanes.{method}({list}) : {{1}})", [mask, result, .. arguments]);
    }

    /// <summary>As above, where the mask is a &lt; b: a comparison that branches without making a mask.</summary>
    public static RecordedLanes RepairLess(
        RecordedLanes a, RecordedLanes b, string method, RecordedLanes result, RecordedLanes argument) =>
        Record($"(V.LessThanAny({{0}}, {{1}}) ? RareLanes.{method}({{2}}, {{3}}) : {{2}})", a, b, result, argument);
}
