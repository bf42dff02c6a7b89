using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Says what an action about a cause would touch.</summary>
/// <param name="causes">The causes.</param>
/// <param name="database">The workspace.</param>
/// <param name="most">The most memory and time that the rules allow.</param>
/// <param name="jobs">All jobs, where they are in memory; null: the database is asked for their states.</param>
public sealed class CausePlanner(CauseQueries causes, WorkspaceDatabase database, RaiseCeilings most, Func<JobTable>? jobs = null)
{
    /// <summary>The plan; its fault says what keeps it from being done.</summary>
    public CausePlan Plan(ApplyToCause asked)
    {
        if (causes.Find(asked.Cause, asked.Campaign) is not { } group)
        {
            return new CausePlan(asked.Cause, asked.Verb, [], [], 0, $"There is no failure by a cause '{asked.Cause}'.");
        }

        IReadOnlyList<long> failed = causes.JobsOf(asked.Cause, asked.Campaign);
        return asked.Verb.Bans()
            ? Places(asked, group, failed.Count)
            : new CausePlan(asked.Cause, asked.Verb, Changeable(failed, asked.Verb), [], failed.Count, Raise(asked)?.Fault(most));
    }

    /// <summary>How limits are raised by it; null where it raises none.</summary>
    public static LimitRaise? Raise(ApplyToCause asked) => asked.Verb is CauseVerb.MoreMemory or CauseVerb.MoreTime
        ? new LimitRaise(asked.Verb == CauseVerb.MoreTime, asked.Factor, asked.Value)
        : null;

    private List<long> Changeable(IReadOnlyList<long> failed, CauseVerb verb)
    {
        if (jobs?.Invoke() is { } table)
        {
            return [.. failed.Where(job => table.Has(job) && verb.From().Contains(table.StateOf(job)))];
        }

        HashSet<long> possible = [.. database.Read(connection => verb.From().SelectMany(state => connection.Select(
            "SELECT id FROM job WHERE state = @state", new { state = state.ToString() }, row => row.GetInt64(0))).ToList())];
        return [.. failed.Where(possible.Contains)];
    }

    private CausePlan Places(ApplyToCause asked, CauseGroup group, long failed)
    {
        IReadOnlyList<KeyCount> all = asked.Verb switch
        {
            CauseVerb.BanSites => group.Sites,
            CauseVerb.BanNodes => group.Hosts,
            _ => group.Elements,
        };
        KeyCount[] named = [.. all.Where(place => place.Key.Length > 0 && place.Key != BoundedCounts.Others)];
        string? fault = asked.Only is null && all.Any(place => place.Key == BoundedCounts.Others)
                ? $"It appears at more than {named.Length} places: say which ones are banned."
            : asked.Only?.FirstOrDefault(name => named.All(place => place.Key != name)) is { } stranger ? $"{asked.Cause} did not appear at {stranger}."
            : null;
        HashSet<string> banned = database.Read(connection => Banned(connection, asked.Verb));
        return new CausePlan(
            asked.Cause, asked.Verb, [],
            [.. named.Where(place => (asked.Only is null || asked.Only.Contains(place.Key)) && !banned.Contains(place.Key))], failed, fault);
    }

    private static HashSet<string> Banned(DbConnection connection, CauseVerb verb) => verb switch
    {
        CauseVerb.BanSites => [.. SiteControl.BannedSites(connection).Select(site => site.Site)],
        CauseVerb.BanNodes => [.. SiteControl.BannedNodes(connection).Select(node => node.Name)],
        _ => [.. StorageElementRegistry.List(connection).Where(element => element.Banned is not null).Select(element => element.Name)],
    };
}
