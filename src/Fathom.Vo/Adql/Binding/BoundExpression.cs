using System.Globalization;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>A value or a condition whose names are found and whose types are known.</summary>
/// <param name="At">Where it stands in the query.</param>
/// <param name="Type">Type of its value; without meaning for a condition.</param>
internal abstract record BoundExpression(SourcePosition At, AdqlType Type)
{
    private string? _key;

    /// <summary>Another with the same place and type, that says something else.</summary>
    protected BoundExpression(BoundExpression original) => (At, Type) = (original.At, original.Type);

    /// <summary>Type, unit and the rest that a column of the result would have.</summary>
    public virtual ColumnDescription Meaning => Meanings.Of(Type);

    /// <summary>What it is computed from.</summary>
    public virtual IReadOnlyList<BoundExpression> Children => [];

    /// <summary>What it is apart from its children.</summary>
    protected abstract string Label { get; }

    /// <summary>Equal for expressions that say the same.</summary>
    public string Key => _key ??= Children.Count == 0 ? Label : $"{Label}({string.Join(',', Children.Select(child => child.Key))})";

    /// <summary>The same with other children.</summary>
    public virtual BoundExpression With(IReadOnlyList<BoundExpression> children) => this;

    /// <summary>The same with parts replaced, from the outside inwards.</summary>
    /// <param name="replacement">What stands for a part; null: its children are looked at.</param>
    public BoundExpression Replace(Func<BoundExpression, BoundExpression?> replacement) =>
        replacement(this) ?? (Children.Count == 0 ? this : With([.. Children.Select(child => child.Replace(replacement))]));

    /// <summary>This and all it is computed from.</summary>
    public IEnumerable<BoundExpression> Parts => Children.SelectMany(child => child.Parts).Prepend(this);
}

/// <summary>A column of a table, of a subquery or of a named query.</summary>
/// <param name="Source">Number of the table reference in the query.</param>
/// <param name="Column">Index of the column.</param>
/// <param name="Description">What it holds.</param>
internal sealed record BoundColumn(SourcePosition At, int Source, int Column, ColumnDescription Description)
    : BoundExpression(At, Meanings.TypeOf(Description))
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => Description;

    /// <inheritdoc/>
    protected override string Label => FormattableString.Invariant($"c{Source}.{Column}");
}

/// <summary>A value that is known: <c>long</c>, <c>double</c>, <c>string</c>, a shape, or null.</summary>
internal sealed record BoundConstant(SourcePosition At, AdqlType Type, object? Value) : BoundExpression(At, Type)
{
    /// <summary>As a real number; not a number where it is none.</summary>
    public double Number => Value switch
    {
        long whole => whole,
        double real => real,
        _ => double.NaN,
    };

    /// <inheritdoc/>
    protected override string Label => Value switch
    {
        SkyShape shape => $"{Type}[{string.Join(' ', shape.Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]",
        MocCoverage coverage => $"moc[{coverage.Text}]",
        string text => FormattableString.Invariant($"'{text.Length}:{text}'"),
        _ => $"{Type}{Convert.ToString(Value, CultureInfo.InvariantCulture)}",
    };
}

/// <summary>Two numbers and an operator, or two texts joined.</summary>
internal sealed record BoundArithmetic(
    SourcePosition At, ArithmeticOperator Operator, BoundExpression Left, BoundExpression Right, AdqlType Type, string? Unit = null)
    : BoundExpression(At, Type)
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => base.Meaning with { Unit = Unit };

    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Left, Right];

    /// <inheritdoc/>
    protected override string Label => Operator.ToString();

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Left = children[0], Right = children[1] };
}

/// <summary>Minus.</summary>
internal sealed record BoundNegation(SourcePosition At, BoundExpression Value) : BoundExpression(At, Value.Type)
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => base.Meaning with { Unit = Value.Meaning.Unit };

    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [Value];

    /// <inheritdoc/>
    protected override string Label => "-";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Value = children[0] };
}

/// <summary>A function of one row's values.</summary>
/// <param name="Result">What the value is, where the function does not say it; null: it says.</param>
internal sealed record BoundCall(
    SourcePosition At, ScalarFunction Function, IReadOnlyList<BoundExpression> Arguments, ColumnDescription? Result = null)
    : BoundExpression(At, Function.Result)
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => Result ?? base.Meaning with
    {
        Unit = Function.Unit ?? (Function.KeepsUnit ? Arguments[0].Meaning.Unit : null),
        Ucd = Function.Ucd,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => Arguments;

    /// <inheritdoc/>
    protected override string Label => Function.Name;

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Arguments = children };
}

/// <summary>The first of the values that is not NULL.</summary>
internal sealed record BoundCoalesce(SourcePosition At, AdqlType Type, IReadOnlyList<BoundExpression> Values) : BoundExpression(At, Type)
{
    /// <inheritdoc/>
    public override ColumnDescription Meaning => Values[0].Type == Type
        ? Values[0].Meaning with { Name = string.Empty, Description = null, Minimum = null, Maximum = null }
        : base.Meaning;

    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => Values;

    /// <inheritdoc/>
    protected override string Label => "coalesce";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with { Values = children };
}

/// <summary>The value of the first branch whose condition is true.</summary>
/// <param name="Conditions">Of the branches.</param>
/// <param name="Values">Of the branches, and one more for all else.</param>
internal sealed record BoundCase(
    SourcePosition At, AdqlType Type, IReadOnlyList<BoundExpression> Conditions, IReadOnlyList<BoundExpression> Values)
    : BoundExpression(At, Type)
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Children => [.. Conditions, .. Values];

    /// <inheritdoc/>
    protected override string Label => "case";

    /// <inheritdoc/>
    public override BoundExpression With(IReadOnlyList<BoundExpression> children) => this with
    {
        Conditions = [.. children.Take(Conditions.Count)],
        Values = [.. children.Skip(Conditions.Count)],
    };
}
