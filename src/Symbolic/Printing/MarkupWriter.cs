using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>A writer whose output is <see cref="Markup"/>.</summary>
internal abstract class MarkupWriter : ExprWriter
{
    private readonly ImmutableArray<MarkupPart>.Builder _parts = ImmutableArray.CreateBuilder<MarkupPart>(16);

    /// <summary>What has been written so far.</summary>
    public Markup ToMarkup() => new(_parts.ToImmutable());

    /// <summary>Writes definitions of the named parts, then the expression.</summary>
    public void WriteWithDefinitions(Expr expression, NamedParts parts)
    {
        foreach (var definition in parts.Definitions)
        {
            Write(definition);
            Emit(" = ", MarkupStyle.Operator);
            Write(definition, Manner.InFull);
            Emit("; ", MarkupStyle.Separator);
        }

        Write(expression);
    }

    protected sealed override void Emit(string text, MarkupStyle style) => _parts.Add(new MarkupPart(text, style));
}
