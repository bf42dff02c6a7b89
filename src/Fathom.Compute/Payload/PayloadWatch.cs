namespace Fathom.Compute.Payload;

/// <summary>Watches every payload of a pilot: one look at /proc serves all. Kills those that pass a limit.</summary>
/// <param name="period">Time between two looks.</param>
internal sealed class PayloadWatch(TimeSpan period, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<WatchedPayload> payloads = [];

    /// <summary>Begins to watch a payload.</summary>
    public void Add(WatchedPayload payload)
    {
        lock (gate)
        {
            payloads.Add(payload);
        }
    }

    /// <summary>The payload has ended.</summary>
    public void Remove(WatchedPayload payload)
    {
        lock (gate)
        {
            payloads.Remove(payload);
        }
    }

    /// <summary>Looks once a period, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(period, time, cancellation);
                Look();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody is watched any more.
        }
    }

    /// <summary>Looks once. What ends within a period is not looked at: wait4 tells what it used.</summary>
    internal void Look()
    {
        WatchedPayload[] living;
        lock (gate)
        {
            living = [.. payloads];
        }
        if (living.Length == 0)
        {
            return;
        }
        var table = ProcessTable.Read();
        foreach (var payload in living)
        {
            payload.Look(table);
        }
    }
}

/// <summary>A payload under watch.</summary>
internal sealed class WatchedPayload(ChildProcess child, PayloadLimits limits, string folder, string log, TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private PayloadSample last;
    private long worked = time.GetTimestamp();

    /// <summary>The limit that it passed, once it did.</summary>
    public LimitBreach? Breach { get; private set; }

    /// <summary>Largest memory seen [byte].</summary>
    public long PeakMemory { get; private set; }

    /// <summary>What it used when last seen.</summary>
    public PayloadSample Last => last;

    /// <summary>Takes a sample; kills the payload where it passes a limit.</summary>
    public void Look(ProcessTable table)
    {
        if (Breach is not null)
        {
            return;
        }
        var (cpu, memory) = table.Of(child.ProcessId);
        var now = new PayloadSample(time.GetElapsedTime(began), cpu, memory, SizeOf(folder), SizeOfFile(log));
        if (PayloadLimits.ShowsWork(last, now))
        {
            worked = time.GetTimestamp();
        }
        last = now;
        PeakMemory = Math.Max(PeakMemory, memory);
        Breach = limits.Judge(now, time.GetElapsedTime(worked));
        if (Breach is not null)
        {
            child.Kill();
        }
    }

    private static long SizeOfFile(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception changing) when (changing is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
