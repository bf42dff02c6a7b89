using Fathom.Database.Bulk;
using static Fathom.Database.Bulk.BulkType;

namespace Fathom.Production.Stores;

/// <summary>The ledger's tables, as they are written in bulk.</summary>
internal static class SqlTables
{
    public static readonly BulkTable NewJob = new(
        "job", ["id"], new("id", Whole), new("transformation_id", Whole), new("run", Whole), new("section", Whole), new("state", Text),
        new("input_file", Whole), new("last_event", Whole), new("created_utc", Text), new("updated_utc", Text));

    public static readonly BulkTable JobInput = new("job_input", ["job_id", "file_id"], new("job_id", Whole), new("file_id", Whole));

    public static readonly BulkTable TakenInput = new(
        "transformation_input", ["transformation_id", "file_id"], new("transformation_id", Whole), new("file_id", Whole), new("state", Text),
        new("job_id", Whole));

    // With the job in the key: an input that was freed meanwhile keeps its state.
    public static readonly BulkTable InputState = new(
        "transformation_input", ["transformation_id", "file_id", "job_id"], new("transformation_id", Whole), new("file_id", Whole),
        new("job_id", Whole), new("state", Text));

    public static readonly BulkTable ChangedJob = new(
        "job", ["id"], new("id", Whole), new("state", Text), new("minor", Text), new("attempt", Whole), new("payload_failures", Whole),
        new("infrastructure_losses", Whole), new("lost_hosts", Text), new("cause", Text), new("cause_detail", Text), new("site", Text),
        new("host", Text), new("last_event", Whole), new("updated_utc", Text));

    public static readonly BulkTable Attempt = new(
        "attempt", ["job_id", "number"], new("job_id", Whole), new("number", Whole), new("lease", Text), new("epoch", Whole),
        new("pilot_id", Whole), new("host", Text), new("state", Text), new("se", Text), new("path", Text), new("exit_code", Whole),
        new("signal", Whole), new("cause", Text), new("detail", Text), new("log_tail", Text), new("cpu_seconds", Real),
        new("wall_seconds", Real), new("max_rss_bytes", Whole), new("leased_utc", Text), new("ended_utc", Text),
        new("swept", Whole), new("blamed_se", Text));

    public static readonly BulkTable Pilot = new(
        "pilot", ["id"], new("id", Whole), new("engine", Text), new("site", Text), new("host", Text), new("process_id", Whole),
        new("token_hash", Text), new("state", Text), new("registered_utc", Text), new("ended_utc", Text),
        new("cpu_factor", Real));

    public static readonly BulkTable Request = new(
        "request", ["id"], new("id", Text), new("body_hash", Text), new("status", Whole), new("response", Text), new("utc", Text));

    public static readonly BulkTable Answer = new("request", ["id"], new("id", Text), new("status", Whole), new("response", Text));
}
