using System.Data.Common;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Stores;

/// <summary>Reads everything that the ledger keeps in memory.</summary>
internal static class SqlLedgerReading
{
    private const string Jobs =
        """
        SELECT id, transformation_id, run, section, input_file, state, minor, attempt, payload_failures, infrastructure_losses, lost_hosts,
               cause, cause_detail, last_event, created_utc, updated_utc, site, host, owner, application, priority
        FROM job ORDER BY id
        """;

    private const string SeveralInputs =
        """
        SELECT i.job_id, i.file_id FROM transformation t JOIN job j ON j.transformation_id = t.id JOIN job_input i ON i.job_id = j.id
        WHERE t.grouping <> 'file' ORDER BY i.job_id, i.file_id
        """;

    // Of jobs that have ended nobody asks how large they are.
    private const string Sizes =
        """
        SELECT j.id, f.size FROM job j JOIN file f ON f.id = j.input_file
        WHERE j.state IN ('Waiting', 'Matched', 'Running', 'Completing', 'Held')
        """;

    private const string SizesOfSeveral =
        """
        SELECT j.id, sum(f.size) FROM transformation t JOIN job j ON j.transformation_id = t.id JOIN job_input i ON i.job_id = j.id
        JOIN file f ON f.id = i.file_id
        WHERE t.grouping <> 'file' AND j.state IN ('Waiting', 'Matched', 'Running', 'Completing', 'Held') GROUP BY j.id
        """;

    private const string Attempts =
        """
        SELECT a.job_id, a.number, a.lease, a.state, a.epoch, a.pilot_id, a.host, a.se, a.path, a.leased_utc, j.last_event
        FROM attempt a JOIN job j ON j.id = a.job_id
        WHERE a.swept = 0 AND a.state IN ('Leased', 'Running', 'Uploaded') ORDER BY a.job_id
        """;

    private const string Losses =
        """
        SELECT a.job_id, a.number, a.cause FROM job j JOIN attempt a ON a.job_id = j.id
        WHERE j.infrastructure_losses > 0 AND a.state = 'Lost' ORDER BY a.job_id, a.number
        """;

    /// <summary>Gives all to the loading, jobs first.</summary>
    public static void Run(DbConnection connection, ILedgerLoading loading)
    {
        var states = Enum.GetValues<JobState>().ToDictionary(state => state.ToString(), StringComparer.Ordinal);
        connection.Scan(Jobs, row => loading.Job(new StoredJob(
            row.Whole(0), row.Whole(1), (int?)row.WholeOrNull(2), (int?)row.WholeOrNull(3), row.Whole(4), states[row.Text(5)], row.Text(6),
            (int)row.Whole(7), (int)row.Whole(8), (int)row.Whole(9), row.Text(10), row.Text(11), row.Text(12), row.Whole(13), row.Text(14),
            row.Text(15), row.Text(16), row.Text(17), row.Text(18), row.Text(19), (short)row.Whole(20))));
        connection.Scan(Sizes, row => loading.Size(row.Whole(0), row.Whole(1)));
        LoadSeveralInputs(connection, loading);
        SqlPaces.All(connection).ForEach(one => loading.Pace(one.Transformation, one.Pace));
        foreach ((long job, LiveAttempt attempt, long last) in connection.Select(Attempts, null, Attempt))
        {
            loading.LiveAttempt(job, attempt.State == AttemptState.Uploaded ? attempt with { Upload = Upload(connection, attempt, last) } : attempt);
        }

        connection.ForEach(Losses, null, row => loading.Loss(row.GetInt64(0), row.GetInt32(1), row.GetString(2)));
        loading.LastPilot(connection.SelectNumber("SELECT max(id) FROM pilot"));
        foreach (StoredPilot pilot in connection.Select(
            """
            SELECT p.id, p.engine, p.site, p.host, p.process_id, p.token_hash, p.state, p.registered_utc, coalesce(h.seq, 0), p.cpu_factor
            FROM pilot p LEFT JOIN event_head h ON h.subject = 'pilot' AND h.subject_id = p.id WHERE p.state = 'Alive' ORDER BY p.id
            """,
            null,
            row => new StoredPilot(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), row.GetString(6),
                row.GetString(7), null, row.GetInt64(8))
            { CpuFactor = row.GetDouble(9) }))
        {
            loading.Pilot(pilot);
        }
    }

    // Only where a transformation groups its files: elsewhere the job's row has its one input.
    private static void LoadSeveralInputs(DbConnection connection, ILedgerLoading loading)
    {
        if (!connection.Exists("SELECT 1 FROM transformation WHERE grouping <> 'file'"))
        {
            return;
        }

        connection.ForEach(SizesOfSeveral, null, row => loading.Size(row.GetInt64(0), (double)row.GetDecimal(1)));
        (long Job, List<long> Files) one = (0, []);
        connection.ForEach(SeveralInputs, null, row =>
        {
            if (row.GetInt64(0) != one.Job)
            {
                Give(one, loading);
                one = (row.GetInt64(0), []);
            }

            one.Files.Add(row.GetInt64(1));
        });
        Give(one, loading);
    }

    private static void Give((long Job, List<long> Files) one, ILedgerLoading loading)
    {
        if (one.Files.Count > 1)
        {
            loading.Inputs(one.Job, one.Files);
        }
    }

    private static (long Job, LiveAttempt Attempt, long Last) Attempt(DbDataReader row) => (
        row.GetInt64(0),
        new LiveAttempt(
            row.GetInt32(1), row.GetString(2), row.Name<AttemptState>(3), row.GetInt64(4), row.GetInt64(5), row.GetString(6), row.GetString(7),
            row.GetString(8), row.GetString(9)),
        row.GetInt64(10));

    // Nearly always the job's latest event; an older attempt may have been swept since.
    private static OutputsUploaded Upload(DbConnection connection, LiveAttempt attempt, long last)
    {
        for (LedgerEvent? happened = EventLog.Find(connection, last); happened is { } one; happened = EventLog.Find(connection, one.Previous))
        {
            if (one.Kind == "Uploaded" && one.Attempt == attempt.Number)
            {
                return (OutputsUploaded)JobEventJson.Read(one.Kind, one.Body)!;
            }
        }

        throw new InvalidDataException($"Attempt {attempt.Number} at {attempt.Path} is uploaded, but no event before {last} says so.");
    }
}
