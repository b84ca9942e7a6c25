using System.Text.Json;

namespace Symbolic.Cli.Protocol;

/// <summary>Value, gradient and Hessian at a point or over columns of points.</summary>
internal static class EvaluateOperation
{
    public static void Answer(Utf8JsonWriter json, Request request)
    {
        var formula = request.ParseForNumbers();
        if (request.Points is { } points) Columns(json, request, formula, points);
        else if (formula.IsVector) Vector(json, request, formula);
        else At(json, request, formula);
    }

    private static void At(Utf8JsonWriter json, Request request, Formula formula)
    {
        var order = request.Order ?? 0;
        var evaluation = Evaluation.Prepare(formula, request.Wrt, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt, evaluation.Formula).ToArray();
        var values = evaluation.Values(request.At);
        var program = evaluation.Compile(order);
        var (n, all) = (evaluation.With.Count, evaluation.Order.Count);
        var gradient = order >= 1 ? new double[all] : [];
        var hessian = order >= 2 ? new double[all * all] : [];
        var value = order == 0 ? program.Evaluate(values) : order == 1 ? program.Evaluate(values, gradient) : program.Evaluate(values, gradient, hessian);

        Operations.Head(json, formula, evaluation);
        json.Number("value", value);
        if (order >= 1) json.Numbers("gradient", gradient.AsSpan(0, n));
        if (order >= 2) json.Matrix("hessian", hessian, n, n, all);
        var causes = NonFinite.Explain(evaluation, value, gradient.AsSpan(0, Math.Min(n, gradient.Length)), hessian, values);
        json.Strings("notes", [.. Notes.OnReading(formula, request.At), .. Notes.OnBounds(formula, evaluation), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. causes, .. request.Ignored]);
    }

    private static void Vector(Utf8JsonWriter json, Request request, Formula formula)
    {
        var order = request.Order ?? 0;
        if (order == 2) throw new UserErrorException("A vector has no Hessian matrix; ask for order 1, or for its components one by one.");
        string[] wanted = request.Wrt is null ? [.. formula.Variables] : [.. request.Wrt];
        var unused = Notes.OnUnused(formula, request.At, request.Wrt).ToArray();
        var (values, rows, causes) = (new List<double>(), new List<double[]>(), new List<string>());
        foreach (var component in formula.Outputs.Select(Formula.Of))
        {
            var evaluation = Evaluation.Prepare(component, wanted, request.At);
            var gradient = new double[evaluation.Order.Count];
            var at = evaluation.Values(request.At);
            values.Add(order == 0 ? evaluation.Compile(0).Evaluate(at) : evaluation.Compile(1).Evaluate(at, gradient));
            rows.Add(gradient[..wanted.Length]);
            causes.AddRange(NonFinite.Explain(evaluation, values[^1], rows[^1], [], at).Select(cause => $"Component {values.Count}: {cause}"));
        }

        Operations.Head(json, formula);
        json.Numbers("value", values.ToArray());
        if (order == 1) json.Matrix("jacobian", [.. rows.SelectMany(r => r)], rows.Count, wanted.Length, wanted.Length);
        json.Strings("notes", [.. Notes.OnReading(formula), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. causes, .. request.Ignored]);
    }

    private static void Columns(Utf8JsonWriter json, Request request, Formula formula, IReadOnlyDictionary<string, double[]> columns)
    {
        if (formula.IsVector) throw new UserErrorException("A vector is evaluated at one point; use \"at\".");
        var table = ColumnTable.Compute(formula, request.Wrt, columns, request.Order ?? 0);
        Operations.Head(json, formula);
        json.Numbers("values", table.Values);
        if (request.Order >= 1)
        {
            json.WriteStartArray("gradients");
            foreach (var gradient in table.Gradients) json.Numbers(gradient);
            json.WriteEndArray();
        }

        if (request.Order >= 2)
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

        json.Strings("notes", [.. Notes.OnReading(formula), .. Notes.OnAbsent(formula, request.Wrt), .. table.Notes, .. request.Ignored]);
    }
}
