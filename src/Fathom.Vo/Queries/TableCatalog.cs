namespace Fathom.Vo.Queries;

/// <summary>A fixed set of tables.</summary>
public sealed class TableCatalog : ITableCatalog
{
    private readonly ILookup<string, QueryTable> _byName;

    /// <summary>Of these tables.</summary>
    public TableCatalog(IEnumerable<QueryTable> tables) =>
        _byName = tables.ToLookup(table => table.Description.Name, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<string> Names => _byName.SelectMany(group => group).Select(table => table.Description.QualifiedName);

    /// <inheritdoc/>
    public IEnumerable<QueryTable> Find(string name) => _byName[name];
}
