using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Accounting;

/// <summary>The accounts: written in the transaction of the events that end attempts, answered from memory.</summary>
/// <remarks>Memory follows the disk: what a group counts is added to it once the group is durable, and forgotten where it is not.</remarks>
public sealed class AccountingBook : IGroupParticipant
{
    private readonly WorkspaceDatabase _database;
    private readonly AccountingNames _names;
    private readonly Dictionary<(long Hour, int Series), AccountingCell> _group = [];
    private HashSet<int> _durable = [];
    private bool _trusted = true;
    private long _compactedTo;

    /// <summary>Reads the accounts of a workspace.</summary>
    public AccountingBook(WorkspaceDatabase database)
    {
        (_database, _names) = (database, new AccountingNames(database));
        Rollup = new AccountingRollup();
        Load();
    }

    /// <summary>The accounts in memory, as of the latest commit.</summary>
    public AccountingRollup Rollup { get; }

    /// <summary>Reads the accounts of a workspace once, also beside a server.</summary>
    public static AccountingRollup Read(WorkspaceDatabase database) => database.Read(AccountingTable.Load);

    /// <summary>Counts an attempt. Call it once, on the writer's thread, in the transaction of the event that ends it.</summary>
    public void AttemptEnded(WriteTransaction transaction, AccountingSeries series, in EndedAttempt ended)
    {
        transaction.Enlist(this);
        (long, int) key = (ended.Hour, Rollup.Intern(series));
        _group[key] = _group.GetValueOrDefault(key).Plus(AccountingFold.Cell(ended));
    }

    /// <summary>Adds up the hours of days that are older than <see cref="AccountingRollup.HoursKept"/>. Repeating it is harmless.</summary>
    public async Task CompactAsync()
    {
        long before = AccountingHour.StartOfDay(AccountingHour.Of(_database.Time.GetUtcNow())) - AccountingRollup.HoursKept;
        if (before == _compactedTo)
        {
            return;
        }

        await _database.WriteAsync(transaction =>
        {
            AccountingTable.Compact(transaction, before);
            transaction.AfterCommit(() => Rollup.Compact(before));
        });
        _compactedTo = before;
    }

    internal void AttemptEnded(WriteTransaction transaction, StoredAttempt ended, JobRecord job, StepTable steps)
    {
        StepFacts? step = steps.Find(job.TransformationId);
        var attempt = EndedAttempt.Of(ended, job.TransformationId);
        AttemptEnded(
            transaction, new AccountingSeries(_names.Site(attempt.PilotId), step?.Campaign ?? "", step?.Name ?? "", step?.Owner ?? AccountingSeries.NoOwner, attempt.CountedCause), attempt);
    }

    void IGroupParticipant.Flush(WriteTransaction transaction)
    {
        foreach (((long hour, int series), AccountingCell cell) in _group)
        {
            if (!_durable.Contains(series))
            {
                AccountingTable.AddSeries(transaction, series, Rollup.Series(series));
            }

            AccountingTable.Add(transaction, hour, series, cell);
        }
    }

    void IGroupParticipant.Committed()
    {
        foreach (((long hour, int series), AccountingCell cell) in _group)
        {
            _durable.Add(series);
            Rollup.Add(hour, series, cell);
        }

        _group.Clear();
        LoadAgain();
    }

    void IGroupParticipant.Failed(WorkspaceException reason)
    {
        _group.Clear();
        // Whether the group was kept is not known: the table tells, once it can be read again.
        _trusted &= reason.Problem != WorkspaceProblem.Lost;
    }

    private void LoadAgain()
    {
        if (!_trusted)
        {
            try
            {
                Load();
            }
            catch (WorkspaceException)
            {
                // Not yet: at the next commit.
            }
        }
    }

    private void Load()
    {
        AccountingRollup kept = Read(_database);
        _durable = [.. _database.Read(AccountingTable.SeriesIds)];
        Rollup.Become(kept);
        _trusted = true;
    }
}
