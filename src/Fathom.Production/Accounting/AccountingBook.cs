using Fathom.Database;
using Fathom.Database.Writing;

namespace Fathom.Production.Accounting;

/// <summary>The accounts: written with the event that ends an attempt, answered from memory.</summary>
public sealed class AccountingBook
{
    private readonly WorkspaceDatabase _database;
    private readonly AccountingNames _names = new();
    private readonly HashSet<int> _durable;
    private long _compactedTo;

    /// <summary>Reads the accounts of a workspace.</summary>
    public AccountingBook(WorkspaceDatabase database)
    {
        _database = database;
        Rollup = Read(database);
        _durable = [.. database.Read(AccountingTable.SeriesIds)];
    }

    /// <summary>The accounts in memory, as of the latest commit.</summary>
    public AccountingRollup Rollup { get; }

    /// <summary>Reads the accounts of a workspace once, also beside a server.</summary>
    public static AccountingRollup Read(WorkspaceDatabase database) => database.Read(AccountingTable.Load);

    /// <summary>Counts an attempt. Call it once, on the writer's thread, in the transaction of the event that ends it.</summary>
    public void AttemptEnded(WriteTransaction transaction, EndedAttempt ended)
    {
        long hour = ended.Hour;
        AccountingCell cell = AccountingFold.Cell(ended);
        int series = Rollup.Intern(_names.Of(transaction.Connection, ended));
        if (!_durable.Contains(series))
        {
            AccountingTable.AddSeries(transaction, series, Rollup.Series(series));
            transaction.AfterCommit(() => _durable.Add(series));
        }

        AccountingTable.Add(transaction, hour, series, cell);
        transaction.AfterCommit(() => Rollup.Add(hour, series, cell));
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
}
