using System.Text;
using System.Text.Json;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Expression trees as JSON: <c>{"kind":"sum","terms":[…]}</c>, numbers as exact text. In large trees shared parts are given once, in
/// order: <c>{"kind":"let","definitions":{"t1":…},"value":…}</c>, and referred to as <c>{"kind":"reference","name":"t1"}</c>.
/// </summary>
public static class JsonTreePrinter
{
    /// <summary>The JSON text.</summary>
    public static string Print(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var parts = NamedParts.Of(expression);
        var text = new StringBuilder();
        var notation = new JsonNotation(text) { Names = parts.Names };
        if (parts.Definitions.IsEmpty)
        {
            notation.Write(expression);
            return text.ToString();
        }

        var separator = """{"kind":"let","definitions":{""";
        foreach (var definition in parts.Definitions)
        {
            text.Append(separator).Append(JsonNotation.Quote(parts.Names[definition])).Append(':');
            notation.Write(definition, Manner.InFull);
            separator = ",";
        }

        text.Append("""},"value":""");
        notation.Write(expression);
        return text.Append('}').ToString();
    }

    private sealed class JsonNotation(StringBuilder text) : ExprWriter
    {
        public static string Quote(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

        protected override void Emit(string text1, MarkupStyle style) => text.Append(text1);

        protected override void ExpandName(string name) => Put($$"""{"kind":"reference","name":{{Quote(name)}}}""");

        protected override void Expand(Expr node, Precedence minimum)
        {
            switch (node)
            {
                case Constant c:
                    Put($$"""{"kind":"number","value":{{Quote(c.Value.ToString())}}}""");
                    break;
                case Variable v:
                    Put($$"""{"kind":"{{(v.IsIndex ? "index" : "variable")}}","name":{{Quote(v.Name)}}}""");
                    break;
                case Element e:
                    PutNode($"\"element\",\"name\":{Quote(e.Name)}", "indices", e.Children.AsSpan());
                    break;
                case Sum:
                    PutNode("\"sum\"", "terms", node.Children.AsSpan());
                    break;
                case Product:
                    PutNode("\"product\"", "factors", node.Children.AsSpan());
                    break;
                case Power p:
                    PutFields("\"power\"", ("base", p.Base), ("exponent", p.Exponent));
                    break;
                case Call c:
                    PutNode($"\"call\",\"function\":{Quote(c.Function.Name)}", "arguments", c.Children.AsSpan());
                    break;
                case Piecewise:
                    PutNode("\"piecewise\"", "parts", node.Children.AsSpan());
                    break;
                case Reduction { Index: null } r:
                    PutFields($"\"rows\",\"operation\":\"{r.Kind.ToWord()}\"", ("body", r.Body));
                    break;
                case Reduction r:
                    PutFields($"\"loop\",\"operation\":\"{r.Kind.ToWord()}\",\"index\":{Quote(r.Index)}", ("body", r.Body), ("from", r.From), ("to", r.To));
                    break;
                default:
                    PutNode("\"derivative\"", "bodyAndVariables", node.Children.AsSpan());
                    break;
            }
        }

        private void Put(string json) => Put(json, MarkupStyle.Text);

        private void PutNode(string kind, string name, ReadOnlySpan<Expr> children)
        {
            Put($"{{\"kind\":{kind},\"{name}\":[");
            for (var i = 0; i < children.Length; i++)
            {
                if (i > 0) Put(",");
                Put(children[i], Precedence.Lowest);
            }

            Put("]}");
        }

        private void PutFields(string kind, params ReadOnlySpan<(string Name, Expr Value)> fields)
        {
            Put($"{{\"kind\":{kind}");
            foreach (var (name, value) in fields)
            {
                Put($",\"{name}\":");
                Put(value, Precedence.Lowest);
            }

            Put("}");
        }
    }
}
