using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Queries;

/// <summary>A job with everything that belongs to it.</summary>
public sealed record JobDetail(
    JobRow Job, IReadOnlyList<AttemptRow> Attempts, IReadOnlyList<JobFile> Inputs, IReadOnlyList<JobFile> Outputs)
{
    internal static List<AttemptRow> ReadAttempts(DbConnection connection, long id) => connection.Select(
        """
        SELECT number, state, epoch, pilot_id, host, se, path, exit_code, signal, cause, detail, log_tail,
               cpu_seconds, wall_seconds, max_rss_bytes, leased_utc, ended_utc, swept
        FROM attempt WHERE job_id = @id ORDER BY number
        """,
        new { id },
        row => new AttemptRow(
            row.GetInt32(0), row.Name<AttemptState>(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.IntOrNull(7), row.IntOrNull(8), row.GetString(9), row.GetString(10), row.GetString(11),
            row.DoubleOrNull(12), row.DoubleOrNull(13), row.LongOrNull(14), row.GetString(15), row.TextOrNull(16), row.GetInt64(17) != 0));

    internal static List<JobFile> ReadInputs(DbConnection connection, long id) => connection.Select(
        """
        SELECT f.id, f.lfn, f.tier, f.state FROM file f
        WHERE f.id IN (SELECT input_file FROM job WHERE id = @id UNION SELECT file_id FROM job_input WHERE job_id = @id) ORDER BY f.id
        """,
        new { id }, File);

    internal static List<JobFile> ReadOutputs(DbConnection connection, long id) => connection.Select(
        "SELECT id, lfn, tier, state FROM file WHERE job_id = @id ORDER BY id", new { id }, File);

    private static JobFile File(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3));
}

/// <summary>One execution of a job, with the evidence of its failure.</summary>
/// <param name="Number">From 1.</param>
/// <param name="State">Its state.</param>
/// <param name="Epoch">Epoch of the server that leased it.</param>
/// <param name="PilotId">Its pilot.</param>
/// <param name="Host">Where it ran.</param>
/// <param name="Element">Element of its outputs.</param>
/// <param name="Path">Its own folder there.</param>
/// <param name="ExitCode">Exit code of the payload, if it ended itself.</param>
/// <param name="Signal">Signal that ended it, if one did.</param>
/// <param name="Cause">Normalised cause of its failure.</param>
/// <param name="Detail">Its message.</param>
/// <param name="LogTail">Last lines of its log.</param>
/// <param name="CpuSeconds">User and system time [s].</param>
/// <param name="WallSeconds">Wall time [s].</param>
/// <param name="MaxRssBytes">Peak resident memory [byte].</param>
/// <param name="LeasedUtc">Label of its lease.</param>
/// <param name="EndedUtc">Label of its end.</param>
/// <param name="Swept">True where its path holds nothing that is not accepted.</param>
public sealed record AttemptRow(
    int Number, AttemptState State, long Epoch, long PilotId, string Host, string Element, string Path, int? ExitCode, int? Signal,
    string Cause, string Detail, string LogTail, double? CpuSeconds, double? WallSeconds, long? MaxRssBytes,
    string LeasedUtc, string? EndedUtc, bool Swept);

/// <summary>An input or output of a job.</summary>
public sealed record JobFile(long Id, string Lfn, string Tier, string State);
