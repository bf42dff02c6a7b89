namespace Fathom.Vo.Tables;

/// <summary>A table that queries can name.</summary>
/// <param name="Schema">Name of its schema, such as <c>ant20_01</c>; <c>TAP_UPLOAD</c> for uploads.</param>
/// <param name="Name">Its name within the schema.</param>
/// <param name="Columns">Its columns in order.</param>
public sealed record TableDescription(string Schema, string Name, IReadOnlyList<ColumnDescription> Columns)
{
    /// <summary>One or two sentences; null: none.</summary>
    public string? Description { get; init; }

    /// <summary>Schema and name with a point between.</summary>
    public string QualifiedName => $"{Schema}.{Name}";
}
