using System.Globalization;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Catalog.Files;

/// <summary>Questions about files, their replicas and where they come from.</summary>
public sealed class FileQueries(WorkspaceDatabase database)
{
    private readonly KeptAnswers<string, List<TierTotals>> _tiers = new(database.Time);
    private readonly KeptAnswers<string, List<ElementTotals>> _elements = new(database.Time);

    /// <summary>Most rows of one page.</summary>
    public const int MaximumPage = 10_000;

    /// <summary>Files in order of their id.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Key of the page before, or null for the first.</param>
    /// <param name="limit">Rows of the page, at most <see cref="MaximumPage"/>.</param>
    public Page<CatalogueFile> List(FileFilter filter, long? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, MaximumPage);
        List<CatalogueFile> rows = database.Read(connection => connection.Select(
            $"""
            {FileRows.Columns}
            WHERE f.id > @after
              AND (@Tier IS NULL OR f.tier = @Tier) AND (@Run IS NULL OR f.run = @Run)
              AND (@Campaign IS NULL OR c.name = @Campaign) AND (@Lfn IS NULL OR glob(@Lfn, f.lfn))
              AND (@IncludeInvalid = 1 OR f.state = 'Valid')
            ORDER BY f.id LIMIT @limit
            """,
            new { after = after ?? 0, limit, filter.Tier, filter.Run, filter.Campaign, filter.Lfn, filter.IncludeInvalid },
            FileRows.File));
        return new Page<CatalogueFile>(rows, rows.Count == limit ? rows[^1].Id : null);
    }

    /// <summary>The file of an id, or null.</summary>
    public CatalogueFile? Find(long id) => database.Read(connection =>
        connection.SelectFirst($"{FileRows.Columns} WHERE f.id = @id", new { id }, FileRows.File));

    /// <summary>The valid file of a logical name, else the latest invalidated one, or null.</summary>
    public CatalogueFile? Find(string lfn) => database.Read(connection => connection.SelectFirst(
        $"{FileRows.Columns} WHERE f.lfn = @lfn ORDER BY f.state = 'Valid' DESC, f.id DESC", new { lfn }, FileRows.File));

    /// <summary>The replicas of a file; deleted ones only where asked for.</summary>
    public IReadOnlyList<Replica> Replicas(long fileId, bool includeDeleted = false) => database.Read(connection => connection.Select(
        $"{FileRows.ReplicaColumns} WHERE r.file_id = @fileId AND (@includeDeleted = 1 OR r.state <> 'Deleted') ORDER BY r.id",
        new { fileId, includeDeleted },
        FileRows.Replica));

    /// <summary>Number and bytes of the valid files of each tier, in the order of the tiers; of millions, some seconds behind.</summary>
    public IReadOnlyList<TierTotals> Totals(string? campaign = null) =>
        [.. _tiers.Of(campaign ?? "", () => TotalsByName(campaign)).OrderBy(totals => FileTiers.PlaceOf(totals.Tier))];

    private List<TierTotals> TotalsByName(string? campaign) => database.Read(connection => connection.Select(
        """
        SELECT f.tier, COUNT(*), SUM(f.size), SUM(f.events) FROM file f LEFT JOIN campaign c ON c.id = f.campaign_id
        WHERE f.state = 'Valid' AND (@campaign IS NULL OR c.name = @campaign) GROUP BY f.tier ORDER BY f.tier
        """,
        new { campaign },
        row => new TierTotals(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))));

    /// <summary>Number of valid replicas at each element; of millions, some seconds behind.</summary>
    public IReadOnlyList<ElementTotals> ReplicaTotals() => _elements.Of("", () => database.Read(connection => connection.Select(
        """
        SELECT r.se, COUNT(*), SUM(f.size) FROM replica r JOIN file f ON f.id = r.file_id
        WHERE r.state = 'Valid' GROUP BY r.se ORDER BY r.se
        """,
        null,
        row => new ElementTotals(row.GetString(0), row.GetInt64(1), Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture)))));
}

/// <summary>Sums over the valid files of a tier.</summary>
public sealed record TierTotals(string Tier, long Files, long Bytes, long Events);

/// <summary>Sums over the valid replicas of an element.</summary>
public sealed record ElementTotals(string Element, long Replicas, long Bytes);
