using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database.Log;
using Fathom.Database.Reading;

namespace Fathom.Production.Closure;

/// <summary>Reads what a certificate says, from one snapshot of the database.</summary>
internal static class CertificateBuilder
{
    // An input is closed where its step accepted an output from it; one of a later step that became invalid is made again or was cleaned.
    private const string Open =
        """
        SELECT f.id, f.lfn, t.name, i.state, coalesce(j.cause, '') FROM transformation_input i
        JOIN transformation t ON t.id = i.transformation_id JOIN file f ON f.id = i.file_id LEFT JOIN job j ON j.id = i.job_id
        WHERE t.campaign_id = @id AND i.state <> 'Processed' AND (i.state <> 'Invalid' OR t.ordinal = 0)
        ORDER BY t.ordinal, f.lfn
        """;

    /// <summary>The certificate of a campaign as it stands, or null where there is none of the name.</summary>
    public static Certificate? Build(DbConnection connection, string name, string utc)
    {
        var campaign = connection.SelectFirst(
            "SELECT id, software, conditions FROM campaign WHERE name = @name", new { name },
            row => new { Id = row.GetInt64(0), Software = row.GetString(1), Conditions = row.TextOrNull(2) });
        if (campaign is null)
        {
            return null;
        }

        long id = campaign.Id;
        List<WaivedInput> waived = connection.Select(
            "SELECT f.lfn, w.reason, w.actor, w.utc FROM waiver w JOIN file f ON f.id = w.file_id WHERE w.campaign_id = @id ORDER BY f.lfn", new { id },
            row => new WaivedInput(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));
        (List<OpenInput> named, long open) = OpenInputs(connection, id);
        (long inputs, string inputHash) = Hash(connection, InputNames, id);
        (_, string outputHash) = Hash(connection, OutputNames, id);
        return new Certificate(
            name, Datasets(connection, id), campaign.Software, campaign.Conditions, inputs, Steps(connection, id), waived, named, open, inputHash,
            outputHash, EventLog.Newest(connection), utc);
    }

    private const string InputNames =
        """
        SELECT f.lfn FROM transformation_input i JOIN transformation t ON t.id = i.transformation_id JOIN file f ON f.id = i.file_id
        WHERE t.campaign_id = @id AND t.ordinal = 0 ORDER BY f.lfn, f.id
        """;

    private const string OutputNames =
        """
        SELECT f.lfn || ' ' || CAST(f.size AS TEXT) || ' ' || f.adler32 FROM file f JOIN transformation t
        ON t.campaign_id = f.campaign_id AND t.output_tier = f.tier
        WHERE f.campaign_id = @id AND f.state = 'Valid' AND t.ordinal = (SELECT max(u.ordinal) FROM transformation u WHERE u.campaign_id = @id)
        ORDER BY f.lfn
        """;

    private static List<string> Datasets(DbConnection connection, long id) => connection.Select(
        """
        SELECT d.query FROM transformation_dataset d JOIN transformation t ON t.id = d.transformation_id
        WHERE t.campaign_id = @id AND t.ordinal = 0 ORDER BY d.id
        """,
        new { id }, row => row.GetString(0));

    private static List<StepClosure> Steps(DbConnection connection, long id) => connection.Select(
        """
        SELECT t.name, (SELECT count(*) FROM transformation_input i WHERE i.transformation_id = t.id AND (i.state <> 'Invalid' OR t.ordinal = 0)),
               (SELECT count(*) FROM transformation_input i WHERE i.transformation_id = t.id AND i.state = 'Processed'),
               count(f.id), coalesce(sum(f.size), 0), coalesce(sum(f.events), 0)
        FROM transformation t LEFT JOIN file f ON f.campaign_id = t.campaign_id AND f.tier = t.output_tier AND f.state = 'Valid'
        WHERE t.campaign_id = @id GROUP BY t.id, t.name, t.ordinal ORDER BY t.ordinal
        """,
        new { id },
        row => new StepClosure(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Whole(row, 4), Whole(row, 5)));

    // PostgreSQL sums whole numbers to decimals.
    private static long Whole(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private static (List<OpenInput> Named, long Count) OpenInputs(DbConnection connection, long id)
    {
        // Ancestors tell whether an open input of a later step comes from a waived one.
        HashSet<long> waived = [.. connection.Select("SELECT file_id FROM waiver WHERE campaign_id = @id", new { id }, row => row.GetInt64(0))];
        var named = new List<OpenInput>();
        long count = 0;
        foreach ((long file, OpenInput open) in connection.Select(
            Open, new { id },
            row => (row.GetInt64(0), new OpenInput(row.GetString(1), row.GetString(2), $"{row.GetString(3)} {row.GetString(4)}".Trim()))))
        {
            if (IsWaived(connection, file, waived))
            {
                continue;
            }

            count++;
            if (named.Count < Certificate.MostNamed)
            {
                named.Add(open);
            }
        }

        return (named, count);
    }

    private static bool IsWaived(DbConnection connection, long file, HashSet<long> waived)
    {
        var waiting = new Queue<long>([file]);
        while (waived.Count > 0 && waiting.TryDequeue(out long one))
        {
            if (waived.Contains(one))
            {
                return true;
            }

            connection.Select("SELECT parent_id FROM file_parent WHERE file_id = @one", new { one }, row => row.GetInt64(0)).ForEach(waiting.Enqueue);
        }

        return false;
    }

    private static (long Count, string Sha256) Hash(DbConnection connection, string sql, long id)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long count = 0;
        connection.ForEach(sql, new { id }, row =>
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row.GetString(0) + "\n"));
            count++;
        });
        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
