using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Binding;

/// <summary>True, false or unknown.</summary>
internal abstract record BoundCondition(SourcePosition At) : BoundExpression(At, AdqlType.Null);

/// <summary>Two values compared; unknown where one is NULL.</summary>
internal sealed record BoundComparison(SourcePosition At, ComparisonOperator Operator, BoundExpression Left, BoundExpression Right)
    : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Left, Right];

    /// <inheritdoc/>
    protected override string Label => Operator.ToString();

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Left = children[0], Right = children[1] };
}

/// <summary>AND, or OR.</summary>
internal sealed record BoundTerms(SourcePosition At, bool IsAll, IReadOnlyList<BoundExpression> Terms) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => Terms;

    /// <inheritdoc/>
    protected override string Label => IsAll ? "and" : "or";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Terms = children };
}

/// <summary>NOT.</summary>
internal sealed record BoundNot(SourcePosition At, BoundExpression Term) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Term];

    /// <inheritdoc/>
    protected override string Label => "not";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Term = children[0] };
}

/// <summary>A value is one of a list.</summary>
internal sealed record BoundIn(SourcePosition At, BoundExpression Value, IReadOnlyList<BoundExpression> Items) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Value, .. Items];

    /// <inheritdoc/>
    protected override string Label => "in";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        this with { Value = children[0], Items = [.. children.Skip(1)] };
}

/// <summary>A value is one of a query's.</summary>
internal sealed record BoundInQuery(SourcePosition At, BoundExpression Value, BoundQuery Query) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Value];

    /// <inheritdoc/>
    protected override string Label => FormattableString.Invariant($"in@{At.Offset}");

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Value = children[0] };
}

/// <summary>A query has a row.</summary>
internal sealed record BoundExists(SourcePosition At, BoundQuery Query) : BoundCondition(At)
{
    /// <inheritdoc/>
    protected override string Label => FormattableString.Invariant($"exists@{At.Offset}");
}

/// <summary>A text is of a pattern.</summary>
internal sealed record BoundLike(SourcePosition At, BoundExpression Value, BoundExpression Pattern, bool IgnoresCase) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Value, Pattern];

    /// <inheritdoc/>
    protected override string Label => IgnoresCase ? "ilike" : "like";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Value = children[0], Pattern = children[1] };
}

/// <summary>A value is NULL; never unknown.</summary>
internal sealed record BoundIsNull(SourcePosition At, BoundExpression Value) : BoundCondition(At)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Value];

    /// <inheritdoc/>
    protected override string Label => "null";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Value = children[0] };
}
