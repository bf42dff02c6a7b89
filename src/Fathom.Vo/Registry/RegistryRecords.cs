using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Registry;

/// <summary>All records of a server: its registry, its authority, who publishes, its TAP service, and each release.</summary>
public static class RegistryRecords
{
    /// <summary>The records.</summary>
    /// <param name="publisher">Who publishes.</param>
    /// <param name="releases">What is public.</param>
    /// <param name="withdrawn">What was public.</param>
    /// <param name="server">Address of the server, without a slash at its end.</param>
    /// <param name="limits">What a query may take.</param>
    /// <param name="jobs">What jobs may take.</param>
    public static IReadOnlyList<RegistryRecord> Of(
        Publisher publisher, IReadOnlyCollection<PublishedRelease> releases, IEnumerable<ReleaseEntry> withdrawn, string server, TapLimits limits, UwsLimits jobs)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(releases);
        RegistryRecord[] published = [.. releases.OrderBy(release => release.About.Name, StringComparer.Ordinal).Select(release => ReleaseResource.Record(publisher, release, server))];
        DateTimeOffset changed = published.Select(record => record.Changed).Append(publisher.Since).Max();
        return
        [
            .. PublisherResources.Records(publisher, server), ServiceResource.Record(publisher, releases, server, changed, limits, jobs), .. published,
            .. withdrawn.GroupBy(entry => entry.Name).Where(versions => releases.All(release => release.About.Name != versions.Key))
                .Select(versions => new RegistryRecord(ReleaseResource.Identifier(publisher, versions.Key), versions.Max(entry => entry.Changed))),
        ];
    }
}
