namespace Fathom.Portal.Metrics;

/// <summary>Kinds of metrics, in Prometheus's words.</summary>
public enum MetricType
{
    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Only goes up while the server lives.</summary>
    Counter,

    /// <summary>Counts by ranges.</summary>
    Histogram,
}

/// <summary>A metric that /metrics gives.</summary>
/// <param name="Name">Its name, with the unit at its end; for counters with _total.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Help">What it is, with its labels.</param>
public sealed record Metric(string Name, MetricType Type, string Help);

/// <summary>Every metric that /metrics gives, in its order.</summary>
public static class AllMetrics
{
    internal static readonly Metric
        Jobs = new("fathom_jobs", MetricType.Gauge, "Jobs, by campaign, transformation and state."),
        Pilots = new("fathom_pilots", MetricType.Gauge, "Living pilots, by site."),
        Leases = new("fathom_leases", MetricType.Gauge, "Live leases of attempts."),
        Attempts = new("fathom_attempts_total", MetricType.Counter, "Ended attempts since the workspace was made, by site, campaign, transformation and outcome."),
        Cpu = new("fathom_cpu_seconds_total", MetricType.Counter, "CPU time of ended attempts, by site, campaign and transformation."),
        NormalisedCpu = new("fathom_normalised_cpu_seconds_total", MetricType.Counter, "CPU time × speed of the node of ended attempts, by site, campaign and transformation."),
        Wall = new("fathom_wall_seconds_total", MetricType.Counter, "Wall time of ended attempts, by site, campaign and transformation."),
        BytesRead = new("fathom_read_bytes_total", MetricType.Counter, "Bytes read by ended attempts, by site, campaign and transformation."),
        BytesWritten = new("fathom_written_bytes_total", MetricType.Counter, "Bytes written by ended attempts, by site, campaign and transformation."),
        Requests = new("fathom_http_request_duration_seconds", MetricType.Histogram, "Answered requests, by method, route and class of status (2xx, …)."),
        Commits = new("fathom_commit_duration_seconds", MetricType.Histogram, "Time of a group's transaction, from begin to durable."),
        Syncs = new("fathom_commit_sync_seconds", MetricType.Histogram, "Time of the COMMIT alone: the sync of the disk."),
        Group = new("fathom_commit_works", MetricType.Histogram, "Works that shared a commit."),
        DatabaseBytes = new("fathom_database_bytes", MetricType.Gauge, "Size of the database: SQLite's file, or what PostgreSQL counts for it."),
        WalBytes = new("fathom_wal_bytes", MetricType.Gauge, "Size of the write-ahead log; of PostgreSQL that of its server, NaN where its role may not see it."),
        Epoch = new("fathom_epoch", MetricType.Gauge, "Epoch under which the server writes."),
        EventSeq = new("fathom_event_seq", MetricType.Gauge, "Sequence number of the newest event."),
        Transfers = new("fathom_transfers", MetricType.Gauge, "Transfers, by destination and state."),
        ElementSize = new("fathom_element_size_bytes", MetricType.Gauge, "Size of the file system of a folder element, by element."),
        ElementFree = new("fathom_element_free_bytes", MetricType.Gauge, "Free bytes of it, by element."),
        StorageFailures = new("fathom_storage_failures_total", MetricType.Counter, "Failures of storage elements: copies to the element, and attempts that failed by a cause that blames it since the server started."),
        ElementBanned = new("fathom_element_banned", MetricType.Gauge, "1 where the element is banned, by element."),
        Alerts = new("fathom_alerts", MetricType.Gauge, "Alerts that are up, by severity."),
        ProcessCpu = new("process_cpu_seconds_total", MetricType.Counter, "CPU time of the server."),
        ProcessMemory = new("process_resident_memory_bytes", MetricType.Gauge, "Resident memory of the server."),
        ProcessStart = new("process_start_time_seconds", MetricType.Gauge, "Start of the server, seconds since 1970."),
        GcCollections = new("dotnet_gc_collections_total", MetricType.Counter, "Garbage collections, by generation."),
        GcPause = new("dotnet_gc_pause_seconds_total", MetricType.Counter, "Time that the server stood still for the garbage collector."),
        GcHeap = new("dotnet_gc_heap_bytes", MetricType.Gauge, "Managed memory after the latest collection."),
        ThreadQueue = new("dotnet_threadpool_queue_length", MetricType.Gauge, "Work that waits for a thread."),
        Threads = new("dotnet_threadpool_threads", MetricType.Gauge, "Threads of the pool."),
        Build = new("fathom_build_info", MetricType.Gauge, "Always 1, with the version of the server.");

    /// <summary>All, in the order of the page.</summary>
    public static IReadOnlyList<Metric> List { get; } =
    [
        Build, Epoch, EventSeq, Jobs, Pilots, Leases, Attempts, Cpu, NormalisedCpu, Wall, BytesRead, BytesWritten, Transfers, ElementSize,
        ElementFree, StorageFailures, ElementBanned, Alerts, Requests, Commits, Syncs, Group, DatabaseBytes, WalBytes, ProcessCpu, ProcessMemory, ProcessStart,
        GcCollections, GcPause, GcHeap, ThreadQueue, Threads,
    ];
}
