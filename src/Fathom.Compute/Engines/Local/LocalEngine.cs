using System.ComponentModel;
using Fathom.Compute.Pilot;
using Fathom.Database;
using Fathom.Database.Faults;

namespace Fathom.Compute.Engines.Local;

/// <summary>
/// Slots of this machine. Its pilots outlive a server that is killed: the next one adopts them instead of starting as
/// many again.
/// </summary>
public sealed class LocalEngine(LocalEngineOptions options, SecretFolder secrets, IPilotDeaths deaths, TimeProvider time, TextWriter log) : IEngine
{
    private readonly PilotRecords records = new(options.Pilot.Workspace);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim round = new(1, 1);
    private readonly List<LocalPilot> pilots = [];
    private int slots = options.Slots;
    private int failuresInRow;
    private string? trouble;
    private long lastFailure;

    /// <inheritdoc/>
    public string Name => options.Pilot.Engine;

    /// <inheritdoc/>
    public bool OutlivesServer => false;

    /// <inheritdoc/>
    public int Slots => Volatile.Read(ref slots);

    /// <inheritdoc/>
    public IReadOnlyList<PilotSlot> Pilots
    {
        get
        {
            lock (gate)
            {
                return [.. pilots.Select(pilot => new PilotSlot(pilot.Identity.Name, pilot.Ending ? SlotState.Ending : SlotState.Running, pilot.Adopted))];
            }
        }
    }

    /// <inheritdoc/>
    public string? Trouble => failuresInRow > 0 && Living().Count(pilot => !pilot.Ending) < Slots ? trouble : null;

    /// <inheritdoc/>
    public void Resize(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        Volatile.Write(ref this.slots, slots);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var adopted = false;
        while (true)
        {
            var pause = options.Poll;
            try
            {
                if (!adopted)
                {
                    await AdoptAsync(cancellation);
                    adopted = true;
                }
                await RoundAsync(cancellation);
            }
            catch (Exception fault) when (IsOfTheRound(fault))
            {
                NoteFailure(fault.Message);
                pause = options.WaitAfter(failuresInRow);
            }
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Resize(0);
        var began = time.GetTimestamp();
        await RoundAsync(cancellation);
        while (Pilots.Count > 0)
        {
            if (time.GetElapsedTime(began) >= patience)
            {
                Living().ForEach(pilot => pilot.End());
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
            await RoundAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            pilots.ForEach(pilot => pilot.Dispose());
            pilots.Clear();
        }
        round.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>True for what may have passed by the next round (a full disk, no process to be had), so that the server goes on.</summary>
    private static bool IsOfTheRound(Exception fault) => fault
        is IOException or UnauthorizedAccessException or Win32Exception or WorkspaceException { IsFatal: false };

    /// <summary>Repeating it, after it failed half-way, is harmless.</summary>
    private async Task AdoptAsync(CancellationToken cancellation)
    {
        var known = Living().Select(pilot => pilot.Identity).ToHashSet();
        foreach (var identity in records.OfThisMachine().Where(identity => !known.Contains(identity)))
        {
            if (identity.IsAlive)
            {
                Add(new LocalPilot(identity, null, null, time.GetTimestamp()));
                log.WriteLine($"engine local: adopted pilot process {identity.ProcessId}");
            }
            else
            {
                await BuryAsync(identity, PilotCauses.Died, "The pilot died while no server ran.", cancellation);
            }
        }
        // What an earlier server's pilots have not registered with by now they never will: they are started anew.
        foreach (var submission in secrets.Submissions.Except(Living().Select(pilot => pilot.Submission!)))
        {
            secrets.Remove(submission, 0);
        }
    }

    /// <summary>Buries the dead, starts what is missing, drains what is too much.</summary>
    private async Task RoundAsync(CancellationToken cancellation)
    {
        await round.WaitAsync(cancellation);
        try
        {
            foreach (var dead in Living().Where(pilot => !pilot.IsAlive).ToList())
            {
                await MournAsync(dead, cancellation);
            }
            var working = Living().Where(pilot => !pilot.Ending).ToList();
            foreach (var surplus in working.Skip(Slots))
            {
                surplus.Drain();
            }
            if (time.GetElapsedTime(lastFailure) >= options.WaitAfter(failuresInRow))
            {
                StartMissing(Slots - working.Count);
            }
        }
        finally
        {
            round.Release();
        }
    }

    private void StartMissing(int missing)
    {
        for (var i = 0; i < missing; i++)
        {
            var submission = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
            secrets.Issue(submission, 1, time.GetUtcNow() + options.SecretLife);
            if (LocalPilot.Start(options.Pilot, submission, secrets.FileOf(submission, 0), time.GetTimestamp()) is not { } pilot)
            {
                secrets.Remove(submission, 0);
                NoteFailure("A pilot was gone as soon as it was started.");
                return;
            }
            Add(pilot); // first: where the disk is full, a pilot that runs must still be counted
            records.Add(pilot.Identity); // as the pilot does itself, once it has come up
        }
    }

    private async Task MournAsync(LocalPilot pilot, CancellationToken cancellation)
    {
        if (!pilot.Adopted && !pilot.Ending)
        {
            if (time.GetElapsedTime(pilot.Began) < options.ShortLife && !pilot.EndedWell)
            {
                NoteFailure(pilot.Epitaph);
            }
            else
            {
                failuresInRow = 0;
            }
        }
        await BuryAsync(pilot.Identity, pilot.EndedWell ? PilotCauses.Ended : PilotCauses.Died, pilot.Epitaph, cancellation);
        if (pilot.Submission is { } submission)
        {
            secrets.Remove(submission, 0);
        }
        lock (gate)
        {
            pilots.Remove(pilot);
        }
        pilot.Dispose();
    }

    /// <summary>The ledger hears of the death first, then its traces go: what is repeated after a crash does no harm.</summary>
    private async Task BuryAsync(PilotIdentity pilot, string cause, string detail, CancellationToken cancellation)
    {
        var scratch = Path.Combine(new WorkspaceFolders(options.Pilot.Workspace).Scratch, ScratchFolder.NameOf(pilot));
        var words = cause == PilotCauses.Ended ? null : LeftWords.Read(LocalPilot.LogOf(options.Pilot.Workspace, pilot), scratch);
        await deaths.PilotDiedAsync(new PilotDeath(Name, null, pilot.Host, pilot.ProcessId, cause, detail, words), cancellation);
        ScratchFolder.End(scratch, log);
        records.Remove(pilot);
    }

    private void NoteFailure(string detail)
    {
        failuresInRow++;
        trouble = detail;
        lastFailure = time.GetTimestamp();
        log.WriteLine($"engine local: {detail} Next start in {options.WaitAfter(failuresInRow).TotalSeconds:0.#} s; see scratch/logs in the workspace.");
    }

    private void Add(LocalPilot pilot)
    {
        lock (gate)
        {
            pilots.Add(pilot);
        }
    }

    private List<LocalPilot> Living()
    {
        lock (gate)
        {
            return [.. pilots];
        }
    }
}
