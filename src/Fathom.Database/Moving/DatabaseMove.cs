using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Faults;
using Fathom.Database.Writing;

namespace Fathom.Database.Moving;

/// <summary>Takes a workspace from one database to another while the server goes on (ADR 0009).</summary>
/// <remarks>The server's memory belongs to the database left behind: after the move its <see cref="WorkspaceDatabase.Fatal"/>
/// completes with <see cref="WorkspaceProblem.Moved"/>, and the server starts again in the same process, on the next one.</remarks>
public sealed class DatabaseMove(WorkspaceDatabase source, WorkspaceFolders folders, WorkspaceDatabaseOptions? options = null)
{
    private const int MostRounds = 30, FewRows = 2_000;
    private readonly WorkspaceDatabaseOptions _options = (options ?? new WorkspaceDatabaseOptions()) with { Access = WorkspaceAccess.Write, Generation = null };

    /// <summary>Longest time for which writes pause; a move that would take longer leaves everything as it was. Default: 25 s.</summary>
    public TimeSpan MostPause { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Called before each step: a test ends the server here.</summary>
    internal Action<MoveStep> Probe { get; init; } = static _ => { };

    /// <summary>Where a workspace's next database lies, if it is to be SQLite.</summary>
    public static DatabaseLocation NextFile(WorkspaceFolders folders) => DatabaseLocation.Parse(
        Path.Combine(folders.Root, FormattableString.Invariant($"fathom.{DatabasePointer.Read(folders).Generation + 1}.db")));

    /// <summary>Moves; completes when the workspace's database is the other one.</summary>
    /// <param name="to">An empty PostgreSQL database, or <see cref="NextFile"/>.</param>
    /// <param name="cancellation">Gives up before the switch.</param>
    /// <exception cref="WorkspaceException">It could not be done; unless the problem is <see cref="WorkspaceProblem.Moved"/>, the
    /// workspace stays where it was.</exception>
    public async Task<MoveReport> RunAsync(DatabaseLocation to, CancellationToken cancellation = default)
    {
        long began = _options.Time.GetTimestamp();
        long generation = DatabasePointer.Read(folders).Generation + 1;
        ServerRow row = source.Read(ServerRow.Read);
        Probe(MoveStep.Prepare);
        using CopyTarget target = CopyTarget.Open(to, row.Workspace, generation, _options);
        IReadOnlyList<BulkTable> tables = source.Read(connection => TableShape.Of(connection, source.Location.IsPostgres));
        var copy = new DatabaseCopy(source.Engine, target.Engine, target.Connection) { HasNotes = true };
        TimeSpan pause = default;
        try
        {
            Probe(MoveStep.Capture);
            await source.WriteAsync(transaction => Capture(transaction, tables));
            Probe(MoveStep.Copy);
            await Task.Run(() => Snapshot(connection => copy.CopyAll(connection, tables, cancellation)), cancellation);
            await Task.Run(() => CatchUp(copy, tables, cancellation), cancellation);
            await source.PauseAsync(session => pause = Switch(session, target, copy, tables, DatabasePointer.Next(folders, to, generation)));
        }
        catch (Exception thrown)
        {
            if (DatabasePointer.Read(folders).Generation < generation)
            {
                await TakeBackAsync();
            }

            throw source.Engine.FaultOf(thrown) ?? target.Engine.FaultOf(thrown) ?? thrown;
        }

        return new MoveReport(source.Path, target.Engine.Name, copy.Rows, _options.Time.GetElapsedTime(began), pause);
    }

    private void Capture(WriteTransaction transaction, IReadOnlyList<BulkTable> tables)
    {
        ChangeCapture.End(transaction.Connection, source.Location.IsPostgres);
        ChangeCapture.Begin(transaction.Connection, tables, source.Location.IsPostgres);
    }

    private void CatchUp(DatabaseCopy copy, IReadOnlyList<BulkTable> tables, CancellationToken cancellation)
    {
        Probe(MoveStep.CatchUp);
        long rows = long.MaxValue;
        for (int round = 0; round < MostRounds && rows > FewRows; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Snapshot(connection => rows = copy.CatchUp(connection, tables));
        }
    }

    private TimeSpan Switch(WriterSession session, CopyTarget target, DatabaseCopy copy, IReadOnlyList<BulkTable> tables, DatabasePointer next)
    {
        long began = _options.Time.GetTimestamp();
        Probe(MoveStep.Pause);
        try
        {
            SwitchOver.Run(
                session, folders, next, target.Engine.Name,
                row =>
                {
                    Snapshot(connection =>
                    {
                        copy.CatchUp(connection, tables);
                        Probe(MoveStep.Finish);
                        copy.RequireEqual(connection, tables);
                    });
                    target.Finish(row with { Generation = next.Generation, MovedTo = null });
                    RequireInTime(began);
                },
                Probe);
        }
        finally
        {
            if (DatabasePointer.Read(folders) == next)
            {
                source.End(Moved(source.Path, target.Engine.Name));
            }
        }

        return _options.Time.GetElapsedTime(began);
    }

    /// <summary>What a server on the database left behind is told.</summary>
    internal static WorkspaceException Moved(string from, string to) => new(
        WorkspaceProblem.Moved, from, $"{from}: the workspace has moved to {to}. The server goes on there.");

    private void RequireInTime(long began)
    {
        TimeSpan paused = _options.Time.GetElapsedTime(began);
        if (paused > MostPause)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Busy, source.Path,
                $"{source.Path}: writes paused for {paused.TotalSeconds:F0} s, {MostPause.TotalSeconds:F0} s are allowed; the workspace stays where it was. "
                + "Move it again when less is written.");
        }
    }

    private void Snapshot(Action<DbConnection> use)
    {
        using DbConnection connection = source.Engine.OpenReader();
        source.Engine.BeginRead(connection);
        use(connection);
        source.Engine.Commit(connection);
    }

    private async Task TakeBackAsync()
    {
        try
        {
            Probe(MoveStep.TakeBack);
            await source.WriteAsync(transaction => ChangeCapture.End(transaction.Connection, source.Location.IsPostgres));
        }
        catch (Exception ended) when (ended is WorkspaceException or ObjectDisposedException)
        {
            // The next server does it when it starts.
        }
    }
}

/// <summary>What a move did.</summary>
/// <param name="From">The database left behind.</param>
/// <param name="To">The workspace's database now.</param>
/// <param name="Rows">Rows carried.</param>
/// <param name="Length">How long it took.</param>
/// <param name="Pause">How long writes waited.</param>
public sealed record MoveReport(string From, string To, long Rows, TimeSpan Length, TimeSpan Pause);
