using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Fathom.Cli.Tests.Chaos;

/// <summary>Reads the ledger of a workspace at one instant, beside a server or after its death.</summary>
internal sealed class LedgerSnapshot : IDisposable
{
    private readonly SqliteConnection connection;

    public LedgerSnapshot(string workspace)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(workspace, "fathom.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
    }

    /// <summary>Number of the latest event.</summary>
    public long LastEvent() => long.Parse(Strings("SELECT CAST(COALESCE(MAX(last_seq), 0) AS TEXT) FROM event_block").Single(), CultureInfo.InvariantCulture);

    /// <summary>States in which a thing is on its way, such as "attempt Running": where a kill can hurt.</summary>
    public IReadOnlySet<string> StatesOnTheWay() => Strings(
        """
        SELECT DISTINCT 'job ' || state FROM job WHERE state NOT IN ('Done', 'Killed')
        UNION SELECT DISTINCT 'attempt ' || state FROM attempt WHERE state NOT IN ('Accepted') AND swept = 0
        UNION SELECT DISTINCT 'transfer ' || state FROM transfer WHERE state <> 'Done'
        UNION SELECT DISTINCT 'transformation ' || ordinal || ' ' || state FROM transformation WHERE state <> 'New'
        """).ToHashSet();

    public IReadOnlyList<int> LivingPilots() =>
        [.. Strings("SELECT CAST(process_id AS TEXT) FROM pilot WHERE state = 'Alive'").Select(int.Parse)];

    public string CampaignState() => Strings("SELECT state FROM campaign").Single();

    public IReadOnlyList<string> Strings(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    public void Dispose() => connection.Dispose();
}
