using Fathom.Database;
using Fathom.Portal.Observatory.Requests;
using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;
using Npgsql;

namespace Fathom.Portal.Observatory;

/// <summary>What is published of a workspace, and what answers queries on it.</summary>
public sealed class ObservatoryDesk : IAsyncDisposable
{
    /// <summary>Of the hundred that a server of PostgreSQL has by default; joins that come when all are taken wait.</summary>
    private const int DatabaseConnections = 30;

    /// <summary>Over a workspace.</summary>
    /// <param name="folders">Its folders: releases, and jobs with their results.</param>
    /// <param name="options">What it may take, and where from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of faults that are the server's own.</param>
    /// <param name="database">The workspace's database, whose engine answers joins.</param>
    public ObservatoryDesk(WorkspaceFolders folders, ObservatoryOptions options, TimeProvider time, TextWriter log, DatabaseLocation database)
    {
        (Since, Log, Limits, Spool) = (time.GetUtcNow(), log, options.Queries, Path.Combine(folders.Run, "uploads"));
        ForgetUploads();
        Answering = new QueryGate("queries", Limits.AtOnce);
        Uploading = new QueryGate("requests with uploads", Limits.UploadingAtOnce);
        Fetch = new UploadFetch(options.UploadHosts, Limits, time, PublicAddress.Is);
        Shelf = new ReleaseShelf(folders.Publications);
        NpgsqlDataSource? source = database.OpenSource(DatabaseConnections);
        Published = new PublishedShelf(Shelf, folders.Run, time, log.WriteLine, source is null ? null : new PostgresCopies(source, log.WriteLine));
        Copies = new CopyKeeper(Published, time, log.WriteLine);
        Queries = new TapQueries(Published);
        var jobs = new UwsJobs(folders.Queries, time, options.Jobs);
        Runner = new UwsRunner(jobs, new TapWork(Queries, Limits), time, log.WriteLine);
        Jobs = new UwsService(jobs, Runner);
        JobLimits = jobs.Limits;
    }

    /// <summary>All releases, published or not.</summary>
    public ReleaseShelf Shelf { get; }

    /// <summary>Who publishes.</summary>
    public PublisherFile Publisher => Shelf.Publisher;

    /// <summary>Told of faults that are the server's own.</summary>
    public TextWriter Log { get; }

    /// <summary>Since when it answers.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What is published.</summary>
    public PublishedShelf Published { get; }

    /// <summary>Makes the copies that joins need.</summary>
    public CopyKeeper Copies { get; }

    /// <summary>What a query may take.</summary>
    public TapLimits Limits { get; }

    /// <summary>What a job may take.</summary>
    public UwsLimits JobLimits { get; }

    /// <summary>Folder in which uploads of synchronous queries lie while they are answered.</summary>
    public string Spool { get; }

    /// <summary>Lets synchronous queries in.</summary>
    public QueryGate Answering { get; }

    /// <summary>Lets requests with uploads in.</summary>
    public QueryGate Uploading { get; }

    /// <summary>Fetches uploads.</summary>
    internal UploadFetch Fetch { get; }

    /// <summary>Answers queries.</summary>
    public TapQueries Queries { get; }

    /// <summary>Runs asynchronous queries.</summary>
    public UwsRunner Runner { get; }

    /// <summary>The job list.</summary>
    public UwsService Jobs { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Fetch.Dispose();
        if (Published.Server is { } server)
        {
            await server.DisposeAsync();
        }
    }

    // Of a server that was killed.
    private void ForgetUploads()
    {
        if (Directory.Exists(Spool))
        {
            Directory.Delete(Spool, recursive: true);
        }
    }
}
