using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>What is gathered over the rows of a group.</summary>
internal enum AggregateKind
{
    /// <summary>Rows, or values that are not NULL.</summary>
    Count,

    /// <summary>Sum; NULL of no value.</summary>
    Sum,

    /// <summary>Mean; NULL of no value.</summary>
    Average,

    /// <summary>Smallest; NULL of no value.</summary>
    Least,

    /// <summary>Largest; NULL of no value.</summary>
    Greatest,

    /// <summary>Texts joined; NULL of no value.</summary>
    Join,

    /// <summary>Counts in bins, with one below and one above.</summary>
    Histogram,
}

/// <summary>An aggregate.</summary>
/// <param name="Argument">What is gathered; null for COUNT(*).</param>
/// <param name="Parameters">Constants: the delimiter of a join; lower, upper and number of bins of a histogram.</param>
internal sealed record BoundAggregate(
    SourcePosition At, AggregateKind Kind, bool IsDistinct, BoundExpression? Argument, IReadOnlyList<BoundConstant> Parameters)
    : BoundExpression(At, TypeOf(Kind, Argument))
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => Kind switch
    {
        AggregateKind.Count => base.Meaning with { Ucd = "meta.number" },
        AggregateKind.Histogram => new ColumnDescription(string.Empty, VoType.Long) { ArraySize = "*" },
        AggregateKind.Least or AggregateKind.Greatest => Argument!.Meaning with { Name = string.Empty, Description = null },
        AggregateKind.Sum or AggregateKind.Average => base.Meaning with { Unit = Argument!.Meaning.Unit },
        _ => base.Meaning,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => Argument is null ? [] : [Argument];

    /// <inheritdoc/>
    protected override string Label => $"{Kind}{(IsDistinct ? "*" : string.Empty)}[{string.Join(',', Parameters.Select(constant => constant.Key))}]";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        this with { Argument = children.Count == 0 ? null : children[0] };

    private static AdqlType TypeOf(AggregateKind kind, BoundExpression? argument) => kind switch
    {
        AggregateKind.Count => AdqlType.Integer,
        AggregateKind.Average => AdqlType.Real,
        AggregateKind.Join => AdqlType.Text,
        AggregateKind.Histogram => AdqlType.Array,
        AggregateKind.Sum when argument!.Type == AdqlType.Null => AdqlType.Integer,
        _ => argument!.Type,
    };
}
