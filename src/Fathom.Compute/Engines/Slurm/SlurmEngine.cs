using System.ComponentModel;
using Fathom.Database;

namespace Fathom.Compute.Engines.Slurm;

/// <summary>
/// Slots of a Slurm cluster: pilots are the elements of job arrays. What runs is what Slurm says; the secrets' files say
/// who is ours, so that a new server goes on where the one before stopped.
/// </summary>
/// <remarks>Whether a pilot lives, its heartbeats decide. Slurm supplies the cause, or an earlier verdict.</remarks>
public sealed class SlurmEngine : IEngine
{
    private readonly SlurmEngineOptions options;
    private readonly ISlurm slurm;
    private readonly SecretFolder secrets;
    private readonly IPilotDeaths deaths;
    private readonly TimeProvider time;
    private readonly TextWriter log;
    private readonly SlurmRoster roster;
    private readonly SemaphoreSlim round = new(1, 1);
    private readonly Backoff submissions;
    private readonly Backoff rounds;
    private int slots;
    private bool adopted;

    /// <summary>Builds the engine; it does nothing until it runs.</summary>
    public SlurmEngine(SlurmEngineOptions options, ISlurm slurm, SecretFolder secrets, IPilotDeaths deaths, TimeProvider time, TextWriter log)
    {
        options.Validate();
        (this.options, this.slurm, this.secrets, this.deaths, this.time, this.log) = (options, slurm, secrets, deaths, time, log);
        roster = new SlurmRoster(secrets, time);
        submissions = new Backoff(options.WaitAfter, time, text => log.WriteLine($"engine slurm: {text}"));
        rounds = new Backoff(options.WaitAfter, time, text => log.WriteLine($"engine slurm: {text}"));
    }

    /// <inheritdoc/>
    public string Name => options.Pilot.Engine;

    /// <inheritdoc/>
    public bool OutlivesServer => true;

    /// <inheritdoc/>
    public int Slots => Volatile.Read(ref slots);

    /// <inheritdoc/>
    public IReadOnlyList<PilotSlot> Pilots => [.. roster.All.Select(pilot => pilot.Slot)];

    /// <inheritdoc/>
    public string? Trouble => roster.All.Count(pilot => !pilot.Ending) < Slots ? submissions.Trouble ?? rounds.Trouble : null;

    /// <inheritdoc/>
    public void Resize(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        Volatile.Write(ref this.slots, slots);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var pause = options.Poll;
            try
            {
                await RoundAsync(cancellation);
                rounds.Succeeded();
            }
            catch (Exception fault) when (IsOfTheRound(fault))
            {
                pause = Longer(pause, rounds.Failed(fault.Message));
            }
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Resize(0);
        var began = time.GetTimestamp();
        while (true)
        {
            await TryRoundAsync(cancellation);
            if (roster.All.Count == 0)
            {
                return;
            }
            if (time.GetElapsedTime(began) >= patience)
            {
                await TryKillAsync(cancellation);
            }
            await Task.Delay(options.Poll < TimeSpan.FromMilliseconds(200) ? options.Poll : TimeSpan.FromMilliseconds(200), time, cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        round.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Logs => Path.Combine(new WorkspaceFolders(options.Pilot.Workspace).Scratch, "logs");

    private static bool IsOfTheRound(Exception fault) => fault
        is SlurmException or SlurmTextException or IOException or UnauthorizedAccessException or Win32Exception or Database.Faults.WorkspaceException { IsFatal: false };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task TryKillAsync(CancellationToken cancellation)
    {
        try
        {
            await slurm.CancelAsync([.. roster.All.Where(pilot => pilot.Array > 0).Select(pilot => pilot.Id)], SlurmSignal.Kill, cancellation);
        }
        catch (SlurmException fault)
        {
            rounds.Failed(fault.Message);
        }
    }

    private async Task TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            await RoundAsync(cancellation);
        }
        catch (Exception fault) when (IsOfTheRound(fault))
        {
            rounds.Failed(fault.Message);
        }
    }

    /// <summary>Looks, buries the dead, withdraws what is too much, submits what is missing.</summary>
    private async Task RoundAsync(CancellationToken cancellation)
    {
        await round.WaitAsync(cancellation);
        try
        {
            if (!adopted)
            {
                var found = roster.Adopt();
                adopted = true;
                if (found > 0)
                {
                    log.WriteLine($"engine slurm: adopted {found} pilots");
                }
            }
            if (roster.All.Count > 0)
            {
                await LookAsync(cancellation);
            }
            await RemindAsync(cancellation);
            var working = roster.All.Where(pilot => !pilot.Ending).ToList();
            if (working.Count > Slots)
            {
                await ReduceAsync(working, working.Count - Slots, cancellation);
            }
            else if (working.Count < Slots && submissions.MayTry)
            {
                await SubmitAsync(Math.Min(Slots - working.Count, options.MaxQueued - working.Count(pilot => pilot.Phase == SlurmPhase.Queued)), cancellation);
            }
        }
        finally
        {
            round.Release();
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var (over, unnamed) = roster.Compare(await slurm.QueueAsync(options.JobName, cancellation));
        var exits = await AskExitsAsync(over.Select(one => one.Element), cancellation);
        foreach (var (pilot, element) in over)
        {
            await BuryAsync(pilot, exits.TryGetValue(element.Id, out var exit) ? element with { Exit = exit } : element, cancellation);
        }
        foreach (var gone in unnamed.Where(pilot => pilot.Withdrawn).ToList())
        {
            await BuryAsync(gone, new SlurmElement(gone.Array, gone.Index, "CANCELLED", TimeSpan.Zero, "withdrawn", "", gone.Submission), cancellation);
            unnamed.Remove(gone);
        }
        // A submission that was only just made may not show yet.
        var missing = unnamed.Where(pilot => pilot.Adopted || time.GetElapsedTime(pilot.Seen) >= options.Missing).ToList();
        if (missing.Count > 0)
        {
            await AskAccountAsync(missing, cancellation);
        }
    }

    /// <summary>How those ended whose state leaves open whether it was their time limit. Where Slurm does not say, the state counts.</summary>
    private async Task<IReadOnlyDictionary<string, SlurmExit>> AskExitsAsync(IEnumerable<SlurmElement> over, CancellationToken cancellation)
    {
        List<string> open = [.. over.Where(SlurmStates.NeedsExit).Select(element => element.Id)];
        try
        {
            return open.Count == 0 ? new Dictionary<string, SlurmExit>() : await slurm.ExitsAsync(open, cancellation);
        }
        catch (SlurmException none)
        {
            log.WriteLine($"engine slurm: no exit codes: {none.Message}");
            return new Dictionary<string, SlurmExit>();
        }
    }

    /// <summary>The queue has forgotten them: the accounting may know how they ended.</summary>
    private async Task AskAccountAsync(List<SlurmPilot> missing, CancellationToken cancellation)
    {
        IReadOnlyList<SlurmElement> told = [];
        try
        {
            told = await slurm.AccountAsync(options.JobName, time.GetUtcNow() - options.QueueLimit - options.TimeLimit, cancellation);
        }
        catch (SlurmException none)
        {
            log.WriteLine($"engine slurm: no accounting: {none.Message}");
        }
        var known = told.Where(element => SlurmStates.PhaseOf(element.State) == SlurmPhase.Over)
            .GroupBy(element => (element.Comment, element.Index)).ToDictionary(group => group.Key, group => group.Last());
        foreach (var pilot in missing)
        {
            if (known.TryGetValue((pilot.Submission, pilot.Index), out var element))
            {
                await BuryAsync(pilot, element, cancellation);
            }
            else if (time.GetElapsedTime(pilot.Seen) >= options.Missing)
            {
                await BuryAsync(pilot, null, cancellation);
            }
        }
    }

    /// <summary>The ledger hears of the death first, then its traces go: what is repeated after a crash does no harm.</summary>
    private async Task BuryAsync(SlurmPilot pilot, SlurmElement? end, CancellationToken cancellation)
    {
        var cause = end is null ? PilotCauses.Vanished : SlurmStates.CauseOf(end);
        var detail = end is null
            ? "Neither Slurm's queue nor its accounting knows the pilot."
            : $"Slurm job {end.Id} on {(end.Node.Length > 0 ? end.Node : "no node")}: {end.State} after {end.Used.TotalSeconds:0} s{(end.Reason is "None" or "" ? "" : $" ({end.Reason})")}.";
        // Slurm writes its own words into the log of the batch script, such as those of a step that took too much memory.
        var words = cause == PilotCauses.Ended || pilot.Array == 0 ? null : LeftWords.Read(Path.Combine(Logs, $"pilot-{pilot.Id}.log"));
        await deaths.PilotDiedAsync(
            new PilotDeath(Name, SecretFolder.SlotOf(pilot.Submission, pilot.Index), null, null, cause, detail, words), cancellation);
        if (cause == PilotCauses.Failed && end!.Used < options.ShortLife && !pilot.Ending && !pilot.Adopted)
        {
            submissions.Failed($"{detail} See scratch/logs/pilot-{end.Id}.log in the workspace.");
        }
        else if (cause == PilotCauses.Ended)
        {
            submissions.Succeeded();
            if (!pilot.Ending && Slots > 0)
            {
                Interlocked.Decrement(ref slots); // it left for want of work: whoever counts the work asks again
            }
        }
        roster.Remove(pilot);
    }

    /// <summary>Withdraws the queued first; of the running the last submitted drain.</summary>
    private async Task ReduceAsync(List<SlurmPilot> working, int surplus, CancellationToken cancellation)
    {
        var leaving = working.Where(pilot => pilot.Array > 0).OrderBy(pilot => pilot.Phase).ThenByDescending(pilot => pilot.Array).Take(surplus).ToList();
        foreach (var (phase, signal) in new[] { (SlurmPhase.Queued, SlurmSignal.Withdraw), (SlurmPhase.Running, SlurmSignal.Drain) })
        {
            if (leaving.Where(pilot => pilot.Phase == phase).ToList() is { Count: > 0 } some)
            {
                await slurm.CancelAsync([.. some.Select(pilot => pilot.Id)], signal, cancellation);
                // One that has begun meanwhile is not withdrawn, and is asked again in the next round.
                some.ForEach(pilot => (pilot.Ending, pilot.Withdrawn, pilot.Signalled) = (signal == SlurmSignal.Drain, signal == SlurmSignal.Withdraw, time.GetTimestamp()));
            }
        }
    }

    /// <summary>A signal that came before the pilot's process was there is lost, and nobody says so: it is sent again.</summary>
    private async Task RemindAsync(CancellationToken cancellation)
    {
        var deaf = roster.All.Where(pilot => pilot is { Ending: true, Phase: SlurmPhase.Running } && time.GetElapsedTime(pilot.Signalled) >= options.Reminder).ToList();
        if (deaf.Count > 0)
        {
            await slurm.CancelAsync([.. deaf.Select(pilot => pilot.Id)], SlurmSignal.Drain, cancellation);
            deaf.ForEach(pilot => pilot.Signalled = time.GetTimestamp());
        }
    }

    private async Task SubmitAsync(int elements, CancellationToken cancellation)
    {
        if (elements <= 0)
        {
            return;
        }
        var submission = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var logs = Directory.CreateDirectory(Logs).FullName;
        secrets.Issue(submission, elements, time.GetUtcNow() + options.QueueLimit);
        var pilot = options.Pilot with { Slots = options.CpusPerPilot, WallTime = options.TimeLimit, Spread = HerdSpread.Of(elements) };
        try
        {
            var array = await slurm.SubmitAsync(
                SlurmScript.OptionsOf(options, submission, elements, logs), SlurmScript.TextOf(pilot, secrets.FolderOf(submission), options.Binary), cancellation);
            roster.Add(submission, Enumerable.Range(0, elements), adopted: false);
            roster.All.FindAll(added => added.Submission == submission).ForEach(added => added.Array = array);
            log.WriteLine($"engine slurm: submitted {elements} pilots as job {array}");
        }
        catch (SlurmException fault) when (fault.Fault is SlurmFault.ControllerAway or SlurmFault.Other)
        {
            // It may have been taken all the same: the queue will tell, by the submission's name.
            roster.Add(submission, Enumerable.Range(0, elements), adopted: false);
            submissions.Failed(fault.Message);
        }
        catch (SlurmException fault)
        {
            Enumerable.Range(0, elements).ToList().ForEach(element => secrets.Remove(submission, element));
            submissions.Failed(fault.Message);
        }
    }
}
