using Fathom.Database;
using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;

namespace Fathom.Portal.Observatory;

/// <summary>What is published of a workspace, and what answers queries on it.</summary>
public sealed class ObservatoryDesk
{
    /// <summary>Over a workspace.</summary>
    /// <param name="folders">Its folders: releases, and jobs with their results.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of faults that are the server's own.</param>
    public ObservatoryDesk(WorkspaceFolders folders, TimeProvider time, TextWriter log)
    {
        (Since, Log) = (time.GetUtcNow(), log);
        Shelf = new ReleaseShelf(folders.Publications);
        Publisher = new PublisherFile(folders.Publications);
        Published = new PublishedShelf(Shelf, folders.Run, time, log.WriteLine);
        Queries = new TapQueries(Published);
        var jobs = new UwsJobs(folders.Queries, time, new UwsLimits());
        Runner = new UwsRunner(jobs, new TapWork(Queries, Limits), time, log.WriteLine);
        Jobs = new UwsService(jobs, Runner);
        JobLimits = jobs.Limits;
    }

    /// <summary>All releases, published or not.</summary>
    public ReleaseShelf Shelf { get; }

    /// <summary>Who publishes.</summary>
    public PublisherFile Publisher { get; }

    /// <summary>Told of faults that are the server's own.</summary>
    public TextWriter Log { get; }

    /// <summary>Since when it answers.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What is published.</summary>
    public PublishedShelf Published { get; }

    /// <summary>What a query may take.</summary>
    public TapLimits Limits { get; } = new();

    /// <summary>What a job may take.</summary>
    public UwsLimits JobLimits { get; }

    /// <summary>Answers queries.</summary>
    public TapQueries Queries { get; }

    /// <summary>Runs asynchronous queries.</summary>
    public UwsRunner Runner { get; }

    /// <summary>The job list.</summary>
    public UwsService Jobs { get; }
}
