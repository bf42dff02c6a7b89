using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Writing;
using Fathom.Production.Alerts.Delivery;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>Looks at the facts, keeps what fires, and tells it; until it is cancelled.</summary>
public sealed class AlertWatch : IDisposable
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private const int ForgetEvery = 2880; // once a day
    private readonly WorkspaceDatabase _database;
    private readonly string _file;
    private readonly IReadOnlyList<IAlertFactSource> _sources;
    private readonly AlertBoard _board;
    private readonly AlertPost _post;
    private readonly AlertDelivery _outcomes = new();
    private DateTime _read;
    private volatile AlertSettings _settings = AlertSettings.Shipped;
    private volatile string _problem = "";

    /// <summary>Takes up the alerts of a workspace.</summary>
    /// <param name="database">The workspace's database.</param>
    /// <param name="folder">The workspace's folder: its alerts.yaml holds rules and channels, and is read again when it changes.</param>
    /// <param name="sources">What measures the facts.</param>
    public AlertWatch(WorkspaceDatabase database, string folder, IReadOnlyList<IAlertFactSource> sources)
    {
        (_database, _sources, _file) = (database, sources, Path.Combine(Path.GetFullPath(folder), AlertSettings.FileName));
        (List<AlertRecord> up, long last) = database.Read(connection => (AlertTable.Up(connection), AlertTable.LastId(connection)));
        _board = new AlertBoard(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), up, last, Now);
        _post = new AlertPost(database.Time, KeepOutcomeAsync);
        Reload();
    }

    /// <summary>The rules and channels that hold.</summary>
    public AlertSettings Settings => _settings;

    /// <summary>Why the workspace's alerts.yaml cannot be used and what was there before holds on; empty where it can.</summary>
    public string Problem => _problem;

    /// <summary>Alerts that are up, as of the latest look.</summary>
    public IReadOnlyList<AlertRecord> Up { get; private set; } = [];

    private TimeSpan Now => _database.Time.GetElapsedTime(0);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _post.Start(cancellation);
        try
        {
            using var timer = new PeriodicTimer(Interval, _database.Time);
            for (int turn = 1; await timer.WaitForNextTickAsync(cancellation); turn++)
            {
                await LookAsync();
                await ForgetAsync(turn);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await _post.EndAsync();
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync()
    {
        Reload();
        (List<AlertSample> samples, HashSet<string> failed) = Measure();
        IReadOnlyList<(AlertNotice Notice, AlertRecord Record)> told = _board.Look(_settings.Rules, samples, failed, Now, _database.Time.GetUtcNow());
        Up = _board.Up;
        try
        {
            if (told.Count > 0)
            {
                await _database.WriteAsync(transaction => told.ToList().ForEach(one => AlertTable.Save(transaction, one.Record)));
            }
        }
        catch (WorkspaceException refused) when (!refused.IsFatal)
        {
            // The disk is full: that, of all things, is to be told.
        }

        foreach ((AlertNotice notice, _) in told)
        {
            _post.Send(notice, _settings.Channels);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _post.Dispose();

    private void Reload()
    {
        DateTime written = File.Exists(_file) ? File.GetLastWriteTimeUtc(_file) : default;
        if (written == _read)
        {
            return;
        }

        _read = written;
        try
        {
            (_settings, _problem) = (AlertSettings.Read(_file), "");
        }
        catch (Exception fault) when (fault is AlertFileException or IOException or UnauthorizedAccessException)
        {
            _problem = fault.Message;
        }
    }

    private (List<AlertSample> Samples, HashSet<string> Failed) Measure()
    {
        var samples = new List<AlertSample>();
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (IAlertFactSource source in _sources)
        {
            try
            {
                samples.AddRange(source.Measure());
            }
            catch (Exception fault) when (fault is WorkspaceException { IsFatal: false } or IOException or UnauthorizedAccessException)
            {
                failed.UnionWith(source.Facts);
            }
        }

        return (samples, failed);
    }

    private async Task KeepOutcomeAsync(AlertNotice notice, string channel, string? fault)
    {
        string delivery = _outcomes.After(notice.Id, channel, fault);
        try
        {
            await _database.WriteAsync(transaction => AlertTable.SaveDelivery(transaction, notice.Id, delivery));
        }
        catch (Exception refused) when (refused is WorkspaceException or ObjectDisposedException)
        {
            // The server ends, or the disk is full: it is told again later.
        }
    }

    private async Task ForgetAsync(int turn)
    {
        if (turn % ForgetEvery == 0)
        {
            await _database.WriteAsync(transaction => AlertTable.Forget(transaction, UtcLabel.Of(_database.Time.GetUtcNow() - Kept)));
        }
    }
}
