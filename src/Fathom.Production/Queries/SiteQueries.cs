using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Dispatch;
using Fathom.Production.Operations;

namespace Fathom.Production.Queries;

/// <summary>A site as operators see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Banned">Why it is banned; null where it is not.</param>
/// <param name="Pilots">Living pilots there.</param>
/// <param name="Busy">Of those, with a job.</param>
/// <param name="MostRunning">Limit of running jobs; null for none.</param>
public sealed record SiteRow(string Name, string? Banned, long Pilots, long Busy, int? MostRunning);

/// <summary>A storage element as operators see it.</summary>
/// <param name="Element">What the catalogue knows.</param>
/// <param name="Files">Valid replicas there.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="MostRunning">Limit of running jobs that use it; null for none.</param>
/// <param name="Declared">What it was declared to stand.</param>
public sealed record ElementRow(StorageElementEntry Element, long Files, long Bytes, int? MostRunning, DeclaredCeiling Declared);

/// <summary>Questions about sites, storage elements and limits.</summary>
/// <param name="database">The workspace.</param>
/// <param name="files">What the elements hold.</param>
public sealed class SiteQueries(WorkspaceDatabase database, FileQueries files)
{
    internal const string PilotsOfSites =
        $"""
        SELECT p.site, count(*), count(live.job_id) FROM pilot p LEFT JOIN ({PilotQueries.LiveByPilot}) live ON live.pilot_id = p.id
        WHERE p.state = 'Alive' GROUP BY p.site
        """;

    /// <summary>Sites that are banned or limited, or have pilots; by name.</summary>
    public IReadOnlyList<SiteRow> Sites() => database.Read(connection =>
    {
        Dictionary<string, int?> limits = SiteControl.Limits(connection).Where(limit => limit.Kind == LimitKind.Site).ToDictionary(limit => limit.Name, limit => limit.MostRunning);
        Dictionary<string, string> banned = SiteControl.BannedSites(connection).ToDictionary(site => site.Site, site => site.Reason);
        Dictionary<string, (long All, long Busy)> pilots = connection.Select(
            PilotsOfSites, null, row => (Site: row.GetString(0), All: row.GetInt64(1), Busy: row.GetInt64(2))).ToDictionary(site => site.Site, site => (site.All, site.Busy));
        return (IReadOnlyList<SiteRow>)[.. limits.Keys.Concat(banned.Keys).Concat(pilots.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new SiteRow(name, banned.GetValueOrDefault(name), pilots.GetValueOrDefault(name).All, pilots.GetValueOrDefault(name).Busy, limits.GetValueOrDefault(name)))];
    });

    /// <summary>All storage elements; by name.</summary>
    public IReadOnlyList<ElementRow> Elements()
    {
        Dictionary<string, ElementTotals> held = files.ReplicaTotals().ToDictionary(element => element.Element);
        return database.Read(connection =>
        {
            Dictionary<string, int?> limits = SiteControl.Limits(connection).Where(limit => limit.Kind == LimitKind.Element).ToDictionary(limit => limit.Name, limit => limit.MostRunning);
            List<DeclaredCeiling> declared = ElementCeilings.All(connection);
            return (IReadOnlyList<ElementRow>)[.. StorageElementRegistry.List(connection).Select(element => new ElementRow(
                element, held.GetValueOrDefault(element.Name)?.Replicas ?? 0, held.GetValueOrDefault(element.Name)?.Bytes ?? 0, limits.GetValueOrDefault(element.Name),
                declared.Find(one => one.Element == element.Name) ?? new DeclaredCeiling(element.Name, null, null, null, null)))];
        });
    }

    /// <summary>Nodes that are banned; by name.</summary>
    public IReadOnlyList<BannedNode> BannedNodes() => database.Read(SiteControl.BannedNodes);
}
