using System.Collections.Immutable;
using System.Text.Json;
using Symbolic.Verification;

namespace Symbolic.Cli.Protocol;

/// <summary>One component of a vector and the verdict on its slopes.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Formula">The component, with numbers for the bounds of sums.</param>
/// <param name="Report">The verdict.</param>
internal sealed record VectorPart(int Number, Formula Formula, VerificationReport Report);

/// <summary>The Jacobian of a vector, checked entry by entry; entries for variables that a component does not hold are 0 and left out.</summary>
internal sealed record VectorCheck(ImmutableArray<VectorPart> Parts)
{
    public Verdict Verdict => Parts.Max(p => p.Report.Verdict);

    public IEnumerable<ComponentReport> Entries => Parts.SelectMany(p => p.Report.Components);

    public int Calls => Parts.Sum(p => p.Report.Calls);

    /// <summary>The check at a point.</summary>
    public static VectorCheck Of(Formula vector, Point at)
    {
        at.In(vector.Variables);
        return new VectorCheck([.. vector.Outputs.Select((output, i) =>
        {
            var evaluation = Evaluation.Prepare(Formula.Of(output), wrt: null, at);
            return new VectorPart(i + 1, evaluation.Formula, evaluation.Formula.Verify(evaluation.Values(at), order: 1));
        })]);
    }

    /// <summary>Writes value, verdict and components.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<string>? wrt)
    {
        var entries = Parts.SelectMany(p => p.Report.Components.Where(c => wrt is null || wrt.Contains(c.Of)).Select(c => (p.Number, Component: c))).ToArray();
        json.Numbers("value", [.. Parts.Select(p => p.Report.Value)]);
        json.WriteString("verdict", CheckAnswer.NameOf(Verdict));
        json.WriteStartArray("components");
        foreach (var (number, component) in entries) CheckAnswer.Component(json, component, number);
        json.WriteEndArray();
        json.WriteNumber("calls", Calls);
    }
}
