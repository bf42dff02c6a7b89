using System.Collections.Concurrent;
using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Storage.Sweeping;

namespace Fathom.Production.Sweeping;

/// <summary>The ledger as the sweeper uses it: paths whose writer is closed, and replicas marked for deletion.</summary>
/// <remarks>A pilot that lost its lease may write on until it learns of it: the path of an attempt that ended without acceptance stays
/// on the list, and is swept again and again, until <paramref name="grace"/> has passed on the monotonic clock since this server
/// first saw it closed.</remarks>
public sealed class SweepLedger(Ledger ledger, TimeSpan grace) : ISweepLedger
{
    internal const string ClosedPaths =
        """
        SELECT se, path FROM attempt WHERE swept = 0 AND state IN ('Accepted', 'Failed', 'Lost', 'Refused', 'Killed')
        UNION ALL SELECT se, path FROM abandoned_path
        UNION ALL SELECT se, path FROM replica WHERE state = 'Deleting'
        LIMIT @limit
        """;

    private const string Closed =
        """
        SELECT job_id, number, CASE WHEN state = 'Accepted' THEN 1 ELSE 0 END FROM attempt
        WHERE se = @Element AND path = @Path AND swept = 0 AND state NOT IN ('Leased', 'Running', 'Uploaded')
        """;

    private readonly ConcurrentDictionary<(string Element, string Path), long> _firstSeen = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClosedPath>> ClosedPathsAsync(int limit, CancellationToken cancellation)
    {
        List<ClosedPath> paths = ledger.Database.Read(connection => connection
            .Select(ClosedPaths, new { limit }, row => (Element: row.GetString(0), Path: row.GetString(1)))
            .ConvertAll(path => new ClosedPath(path.Element, path.Path, connection.Select(
                "SELECT path FROM replica WHERE se = @Element AND state = 'Valid' AND (path = @Path OR path >= @from AND path < @to)",
                new { path.Element, path.Path, from = path.Path + "/", to = path.Path + "0" },
                row => row.GetString(0)))));
        paths.ForEach(path => _firstSeen.TryAdd((path.Element, path.Path), ledger.Database.Time.GetTimestamp()));
        return Task.FromResult<IReadOnlyList<ClosedPath>>(paths);
    }

    /// <inheritdoc/>
    public async Task MarkSweptAsync(ClosedPath path, CancellationToken cancellation)
    {
        long seen = _firstSeen.GetOrAdd((path.Element, path.Path), _ => ledger.Database.Time.GetTimestamp());
        bool graceOver = ledger.Database.Time.GetElapsedTime(seen) >= grace;
        if (await ledger.Memory.WriteAsync(work => Mark(work, path, graceOver)))
        {
            _firstSeen.TryRemove((path.Element, path.Path), out _);
        }
    }

    /// <summary>The closed attempts of a path. A path tells its job, so that the others that wait for the sweep are not read: there are as
    /// many as end in the grace.</summary>
    internal static string ClosedOf(long? job) => job is null ? Closed : Closed + " AND job_id = @of";

    private static bool Mark(LedgerWork work, ClosedPath path, bool graceOver)
    {
        WriteTransaction transaction = work.Sql;
        transaction.Execute("DELETE FROM abandoned_path WHERE se = @Element AND path = @Path", new { path.Element, path.Path });
        foreach (long replica in transaction.Connection.Select(
            "SELECT id FROM replica WHERE se = @Element AND path = @Path AND state = 'Deleting'", new { path.Element, path.Path }, row => row.GetInt64(0)))
        {
            FileRegistrar.BytesDeleted(transaction, replica, Actors.Server);
        }

        long? of = AttemptFolder.JobOf(path.Path);
        foreach ((long job, int attempt, bool accepted) in transaction.Connection.Select(
            ClosedOf(of),
            of is null ? new { path.Element, path.Path } : new { path.Element, path.Path, of },
            row => (row.GetInt64(0), row.GetInt32(1), row.GetInt64(2) != 0)))
        {
            if (!accepted && !graceOver)
            {
                return false;
            }

            transaction.Execute("UPDATE attempt SET swept = 1 WHERE job_id = @job AND number = @attempt", new { job, attempt });
            JobRecord known = work.State.Find(job)!;
            long seq = transaction.Events.Append(Subjects.Job, job, attempt, "Swept", Actors.Server, "{}", known.LastEvent);
            work.State.Put(known with { LastEvent = seq });
        }

        return true;
    }
}
