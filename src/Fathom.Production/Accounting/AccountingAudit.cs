using System.Text.Json;
using Fathom.Database;
using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Accounting;

/// <summary>Counts all attempts again from the events, and compares with the table.</summary>
public static class AccountingAudit
{
    // By day: hours of old days are added up in the table.
    private static readonly AccountingDimension[] Compared =
        [AccountingDimension.Day, AccountingDimension.Site, AccountingDimension.Campaign, AccountingDimension.Transformation, AccountingDimension.User];

    /// <summary>Where the table is not the fold of the events, in words; nothing where all is well.</summary>
    /// <param name="database">The workspace's database. A server may be at work beside: what it commits meanwhile is left out of neither.</param>
    public static IEnumerable<string> Differences(WorkspaceDatabase database)
    {
        AccountingReport before = AccountingBook.Read(database).Answer(new AccountingQuery { By = Compared });
        AccountingReport folded = Fold(database);
        AccountingReport after = AccountingBook.Read(database).Answer(new AccountingQuery { By = Compared });
        return Differences(folded, before, after);
    }

    /// <summary>Where a fold is neither the one, nor the other, nor on the way from one to the other.</summary>
    internal static IEnumerable<string> Differences(AccountingReport folded, AccountingReport before, AccountingReport after)
    {
        (Dictionary<string, AccountingCell> fold, Dictionary<string, AccountingCell> first, Dictionary<string, AccountingCell> last) =
            (ByGroup(folded), ByGroup(before), ByGroup(after));
        foreach (string group in fold.Keys.Union(first.Keys).Union(last.Keys))
        {
            (AccountingCell events, AccountingCell then, AccountingCell now) =
                (fold.GetValueOrDefault(group), first.GetValueOrDefault(group), last.GetValueOrDefault(group));
            bool underWay = then != now && events.Attempts >= then.Attempts && events.Attempts <= now.Attempts;
            if (events != then && events != now && !underWay)
            {
                yield return $"{group}: the events give {events}, the table has {now}";
            }
        }
    }

    private static Dictionary<string, AccountingCell> ByGroup(AccountingReport report) =>
        report.Rows.ToDictionary(row => string.Join(" · ", row.Labels), row => row.Sum);

    /// <summary>The accounts by day, site, campaign, transformation and user, from the events alone.</summary>
    public static AccountingReport Fold(WorkspaceDatabase database)
    {
        var fold = new AccountingFold();
        var rollup = new AccountingRollup();
        var names = new AccountingNames(database);
        foreach (LedgerEvent happened in database.ReadEvents())
        {
            if (happened.Subject == Subjects.Job && Read(happened) is { } job
                && fold.Apply(happened.SubjectId, happened.Utc, job) is { } ended)
            {
                rollup.Add(ended.Hour, rollup.Intern(names.Of(ended)), AccountingFold.Cell(ended));
            }
        }

        return rollup.Answer(new AccountingQuery { By = Compared });
    }

    // An event that cannot be read ends no attempt; that it cannot be read is what the audit of the states says.
    private static JobEvent? Read(in LedgerEvent happened)
    {
        try
        {
            return JobEventJson.Read(happened.Kind, happened.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
