namespace Fathom.Benchmarks.Chaos.Faults;

/// <summary>The server dies as in a power cut, and is started again.</summary>
internal sealed class ServerKilled : IFault
{
    public string Name => "server killed";

    public bool IsLight => false;

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        await world.KillServerAsync();
        await Task.Delay(random.Next(0, 300));
        await world.EnsureServerAsync();
        return true;
    }
}

/// <summary>A pilot dies; its payload may live on.</summary>
internal sealed class PilotKilled : IFault
{
    public string Name => "pilot killed";

    public bool IsLight => false;

    public bool Applies(ChaosWorld world) => true;

    public Task<bool> StrikeAsync(ChaosWorld world, Random random) =>
        Task.FromResult(world.AnyPilot(random) is { } pilot && LinuxProcesses.Signal(pilot, LinuxProcesses.Kill));
}

/// <summary>A payload dies under its pilot.</summary>
internal sealed class PayloadKilled : IFault
{
    public string Name => "payload killed";

    public bool IsLight => true;

    public bool Applies(ChaosWorld world) => true;

    public Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        int[] payloads = [.. world.Pilots().SelectMany(LinuxProcesses.ChildrenOf)];
        return Task.FromResult(payloads.Length > 0 && LinuxProcesses.Signal(payloads[random.Next(payloads.Length)], LinuxProcesses.Kill));
    }
}

/// <summary>A pilot stands still past its lease, then goes on as if nothing had been: a late survivor.</summary>
internal sealed class PilotFrozen : IFault
{
    public string Name => "pilot frozen past its lease";

    public bool IsLight => false;

    public bool Applies(ChaosWorld world) => true;

    public Task<bool> StrikeAsync(ChaosWorld world, Random random) => Task.FromResult(
        world.AnyPilot(random) is { } pilot && world.Freeze(pilot, world.Lease + TimeSpan.FromMilliseconds(random.Next(500, 2500))));
}

/// <summary>A second server is started on the same workspace: it must be refused and change nothing.</summary>
internal sealed class SecondServer : IFault
{
    private const int InUse = 75;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public string Name => "second server";

    public bool IsLight => false;

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        using var patience = new CancellationTokenSource(Longest);
        int exit = await world.RunAsync(["serve", "--port", "0", "--pilots", "0"], patience.Token);
        return world.ServerRuns && patience.IsCancellationRequested ? throw new InvalidOperationException("A second server was let in.") : exit == InUse;
    }
}
