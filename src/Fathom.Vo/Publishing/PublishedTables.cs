using Fathom.Vo.Queries;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>What is public at one moment: the releases, and the tables that queries can name.</summary>
public sealed class PublishedTables
{
    internal PublishedTables(IReadOnlyList<PublishedRelease> releases, IReadOnlyList<QueryTable> schema, StoredCopies copies, PostgresCopies? server)
    {
        Releases = releases.ToDictionary(release => release.About.Name, StringComparer.OrdinalIgnoreCase);
        (Copies, Server) = (copies, server is { IsUsable: true } ? server : null);
        Queryable = [.. releases.Select(release => new QueryTable(release.Table.Description) { Columns = release.Table }).Concat(schema).Select(copies.WithCopy).Select(table => Server?.WithCopy(table) ?? table)];
        Catalog = new TableCatalog(Queryable);
    }

    /// <summary>The releases by name.</summary>
    public IReadOnlyDictionary<string, PublishedRelease> Releases { get; }

    /// <summary>Names whose releases were withdrawn, of which none is served.</summary>
    public IReadOnlyDictionary<string, Withdrawal> Withdrawn { get; init; } = new Dictionary<string, Withdrawal>();

    /// <summary>Their tables, then those of ObsCore and TAP_SCHEMA.</summary>
    public IReadOnlyList<QueryTable> Queryable { get; }

    /// <summary>Their copies in SQLite.</summary>
    public StoredCopies Copies { get; }

    /// <summary>Their copies in PostgreSQL; null: there are none.</summary>
    public PostgresCopies? Server { get; }

    /// <summary>Names of the contents of all tables.</summary>
    public IReadOnlySet<string> Contents => Queryable.Select(table => table.Columns).OfType<ReleaseTable>().Select(table => table.Content).ToHashSet(StringComparer.Ordinal);

    /// <summary>The same, to be found by name.</summary>
    public ITableCatalog Catalog { get; }

    /// <summary>The release whose table has a name.</summary>
    public PublishedRelease? ReleaseOf(string schema) => Releases.Values.FirstOrDefault(
        release => string.Equals(release.Table.Description.Schema, schema, StringComparison.OrdinalIgnoreCase));
}
