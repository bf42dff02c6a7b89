namespace Fathom.Vo.Queries;

/// <summary>The tables that one user's query can name: the published ones, TAP_SCHEMA, and that user's own uploads.</summary>
public interface ITableCatalog
{
    /// <summary>Tables of that name in any case and any schema.</summary>
    IEnumerable<QueryTable> Find(string name);

    /// <summary>Full names, for hints where a name is not found.</summary>
    IEnumerable<string> Names { get; }
}
