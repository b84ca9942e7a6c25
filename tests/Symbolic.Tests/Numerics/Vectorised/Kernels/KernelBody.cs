using System.Text;

namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// The statements of a recorded kernel. An operation used once is written inside the one that uses it, so that the JIT
/// sees whole expressions; others get a variable. Variables are used again as soon as they are dead: the number
/// of a method's locals is one of the limits of RyuJIT's inliner.
/// </summary>
internal sealed class KernelBody
{
    private const int LongestExpression = 110;

    private readonly List<KernelOperation> _variables = [];
    private readonly Dictionary<KernelOperation, int> _lastUse = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<KernelOperation, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<KernelOperation> _isVariable = new(ReferenceEqualityComparer.Instance);
    private readonly KernelOperation[] _results;

    private KernelBody(KernelOperation[] results)
    {
        _results = results;
        ChooseVariables(Reachable(results));
    }

    /// <summary>The statements for a vector of the width; the first result is returned, the others assigned by name.</summary>
    public static string Write(KernelDefinition kernel, int width, params string[] otherResults)
    {
        RecordedLanes.Start();
        RecordedLanes[] results = kernel.Body([.. kernel.Parameters.Select(RecordedLanes.Parameter)]);
        return new KernelBody([.. results.Select(r => r.Operation)]).Statements(otherResults)
            .Replace("V<", $"Vector{width}<", StringComparison.Ordinal)
            .Replace("V.", $"Vector{width}.", StringComparison.Ordinal)
            .Replace("ISA.", width == 512 ? "Avx512F." : "Avx512F.VL.", StringComparison.Ordinal);
    }

    private static List<KernelOperation> Reachable(KernelOperation[] results)
    {
        HashSet<KernelOperation> seen = new(ReferenceEqualityComparer.Instance);
        Stack<KernelOperation> open = new(results);
        while (open.TryPop(out KernelOperation? operation))
        {
            if (seen.Add(operation))
                Array.ForEach(operation.Arguments, open.Push);
        }

        return [.. seen.OrderBy(o => o.Index)];
    }

    private void ChooseVariables(List<KernelOperation> operations)
    {
        Dictionary<KernelOperation, int> uses = new(ReferenceEqualityComparer.Instance);
        foreach (KernelOperation argument in operations.SelectMany(o => o.Arguments))
            uses[argument] = uses.GetValueOrDefault(argument) + 1;
        foreach (KernelOperation argument in operations.Where(o => o.NeedsVariables).SelectMany(o => o.Arguments))
            uses[argument] = 2;
        foreach (KernelOperation operation in operations.Where(o => !o.IsLeaf))
        {
            bool shared = uses.GetValueOrDefault(operation) > 1;
            bool isMask = operation.Text.StartsWith("V.LessThan(", StringComparison.Ordinal);
            if (_results.Contains(operation) || (shared && !isMask) || Expression(operation).Length > LongestExpression)
            {
                _isVariable.Add(operation);
                _names[operation] = "v00";
                _variables.Add(operation);
            }
        }

        for (int i = 0; i < _variables.Count; i++)
            Touch(_variables[i], i, isRoot: true);
        _names.Clear();
    }

    /// <summary>Every variable read by the statement lives at least until then.</summary>
    private void Touch(KernelOperation operation, int statement, bool isRoot)
    {
        if (!isRoot && _isVariable.Contains(operation))
        {
            _lastUse[operation] = statement;
            return;
        }

        foreach (KernelOperation argument in operation.Arguments)
            Touch(argument, statement, isRoot: false);
    }

    private string Expression(KernelOperation operation)
    {
        if (_names.TryGetValue(operation, out string? name))
            return name;
        StringBuilder text = new(operation.Text);
        for (int i = operation.Arguments.Length - 1; i >= 0; i--)
            text.Replace($"{{{i}}}", Expression(operation.Arguments[i]));
        return text.ToString();
    }

    private string Statements(string[] otherResults)
    {
        StringBuilder text = new();
        PriorityQueue<int, int> free = new();
        int count = 0;
        for (int i = 0; i < _variables.Count; i++)
        {
            KernelOperation operation = _variables[i];
            string expression = Unwrapped(Expression(operation));
            foreach (KernelOperation dead in _variables.Take(i).Where(v => _lastUse.GetValueOrDefault(v, int.MaxValue) == i))
                free.Enqueue(int.Parse(_names[dead].AsSpan(1)), int.Parse(_names[dead].AsSpan(1)));
            if (i == _variables.Count - 1 && otherResults.Length == 0)
            {
                text.Append("        return ").Append(expression).Append(";\n");
                break;
            }

            bool isNew = !free.TryDequeue(out int slot, out _);
            slot = isNew ? count++ : slot;
            _names[operation] = $"v{slot}";
            text.Append(isNew ? "        V<double> v" : "        v").Append(slot).Append(" = ").Append(expression).Append(";\n");
        }

        for (int i = 0; i < otherResults.Length; i++)
            text.Append("        ").Append(otherResults[i]).Append(" = ").Append(_names[_results[i + 1]]).Append(";\n");
        if (otherResults.Length > 0)
            text.Append("        return ").Append(_names[_results[0]]).Append(";\n");
        return text.ToString();
    }

    /// <summary>Without parentheses around the whole.</summary>
    private static string Unwrapped(string expression)
    {
        if (expression[0] != '(' || expression[^1] != ')')
            return expression;
        int depth = 0;
        for (int i = 0; i < expression.Length - 1; i++)
        {
            depth += expression[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return expression;
        }

        return expression[1..^1];
    }
}
