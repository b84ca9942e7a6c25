using System.Text.Json;
using Symbolic.Cli.Output;
using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Verification;

namespace Symbolic.Cli.Protocol;

/// <summary>The operations of the protocol; each writes its fields into an open JSON object.</summary>
internal static class Operations
{
    public static void Run(Utf8JsonWriter json, Request request)
    {
        switch (request.Op)
        {
            case "evaluate":
                Evaluate(json, request);
                break;
            case "differentiate":
                Differentiate(json, request);
                break;
            case "check":
                Check(json, request);
                break;
            default:
                throw new UserErrorException($"The operation '{request.Op}' is unknown; there are evaluate, differentiate and check.");
        }
    }

    private static void Evaluate(Utf8JsonWriter json, Request request)
    {
        var formula = Formula.Parse(request.Formula);
        if (request.Points is { } points) EvaluateColumns(json, request, formula, points);
        else if (formula.IsVector) EvaluateVector(json, request, formula);
        else EvaluatePoint(json, request, formula);
    }

    private static void Head(Utf8JsonWriter json, Formula formula)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", formula.Variables);
    }

    private static void EvaluatePoint(Utf8JsonWriter json, Request request, Formula formula)
    {
        var order = request.Order ?? 0;
        var evaluation = Evaluation.Prepare(formula, request.Wrt, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt).ToArray();
        var values = evaluation.Values(request.At);
        var program = evaluation.Compile(order);
        var (n, all) = (evaluation.With.Count, evaluation.Order.Count);
        var gradient = order >= 1 ? new double[all] : [];
        var hessian = order >= 2 ? new double[all * all] : [];
        var value = order == 0 ? program.Evaluate(values) : order == 1 ? program.Evaluate(values, gradient) : program.Evaluate(values, gradient, hessian);

        Head(json, formula);
        json.Number("value", value);
        if (order >= 1) json.Numbers("gradient", gradient.AsSpan(0, n));
        if (order >= 2) json.Matrix("hessian", hessian, n, n, all);
        var causes = NonFinite.Explain(evaluation, value, gradient.AsSpan(0, Math.Min(n, gradient.Length)), hessian, values);
        json.Strings("notes", [.. Notes.OnReading(formula), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. causes]);
    }

    private static void EvaluateVector(Utf8JsonWriter json, Request request, Formula formula)
    {
        var components = formula.Outputs.Select(Formula.Of).ToArray();
        string[] wanted = request.Wrt is null ? [.. formula.Variables] : [.. request.Wrt];
        var rows = new List<double[]>();
        var values = new List<double>();
        foreach (var component in components)
        {
            var evaluation = Evaluation.Prepare(component, wanted, request.At);
            var gradient = new double[evaluation.Order.Count];
            var at = evaluation.Values(request.At);
            values.Add((request.Order ?? 0) == 0 ? evaluation.Compile(0).Evaluate(at) : evaluation.Compile(1).Evaluate(at, gradient));
            rows.Add(gradient[..wanted.Length]);
        }

        Head(json, formula);
        json.Numbers("value", values.ToArray());
        if (request.Order >= 1) json.Matrix("jacobian", [.. rows.SelectMany(r => r)], rows.Count, wanted.Length, wanted.Length);
        json.Strings("notes", Notes.OnReading(formula));
    }

    private static void EvaluateColumns(Utf8JsonWriter json, Request request, Formula formula, IReadOnlyDictionary<string, double[]> columns)
    {
        if (formula.IsVector) throw new UserErrorException("A vector is evaluated at one point; use \"at\".");
        var order = request.Order ?? 0;
        var point = request.At;
        foreach (var (name, column) in columns)
        {
            if (column.Length > 0) point[name] = column[0];
        }

        var evaluation = Evaluation.Prepare(formula, request.Wrt, point);
        point.In(evaluation.Formula.Variables);
        var rows = columns.Count == 0 ? 1 : columns.First().Value.Length;
        var table = ColumnTable.Compute(evaluation, columns, rows, order);
        Head(json, formula);
        json.Numbers("values", table.Values);
        if (order >= 1)
        {
            json.WriteStartArray("gradients");
            foreach (var gradient in table.Gradients) json.Numbers(gradient);
            json.WriteEndArray();
        }

        if (order >= 2)
        {
            json.WriteStartArray("hessians");
            foreach (var row in table.Hessians)
            {
                json.WriteStartArray();
                foreach (var entry in row) json.Numbers(entry);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.Strings("notes", [.. Notes.OnReading(formula), .. Notes.OnAbsent(formula, request.Wrt), .. table.Notes]);
    }

    private static void Differentiate(Utf8JsonWriter json, Request request)
    {
        var formula = Formula.Parse(request.Formula);
        IReadOnlyList<string> names = request.Wrt ?? formula.Variables;
        var order = request.Order ?? 1;
        if (order == 0) throw new UserErrorException("The order of a derivative is 1 or 2.");
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", formula.Variables);
        if (formula.IsVector)
        {
            json.WriteStartArray("jacobian");
            foreach (var component in formula.Outputs.Select(Formula.Of)) json.Strings(names.Select(n => ExpressionFormat.Print(component.Differentiate(n), request.Format)));
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject("derivatives");
            foreach (var name in names) json.WriteString(name, ExpressionFormat.Print(formula.Differentiate(name), request.Format));
            json.WriteEndObject();
            if (order == 2)
            {
                json.WriteStartArray("hessian");
                foreach (var row in names)
                {
                    var first = formula.Differentiate(row);
                    json.Strings(names.Select(column => ExpressionFormat.Print(first.Differentiate(column), request.Format)));
                }

                json.WriteEndArray();
            }
        }

        json.Strings("notes", [.. Notes.OnReading(formula), .. Notes.OnAbsent(formula, request.Wrt)]);
    }

    private static void Strings(this Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Check(Utf8JsonWriter json, Request request)
    {
        var formula = Formula.Parse(request.Formula);
        var evaluation = Evaluation.Prepare(formula, wrt: null, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt).ToArray();
        var report = evaluation.Formula.Verify(evaluation.Values(request.At), request.Order ?? 2);
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", formula.Variables);
        CheckAnswer.Write(json, report, request.Wrt);
        json.Strings("notes", [.. Notes.OnReading(formula), .. unused]);
    }
}
