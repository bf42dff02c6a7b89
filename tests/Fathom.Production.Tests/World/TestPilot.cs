using Fathom.Production.Attempts;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.World;

/// <summary>A pilot as the ledger meets it: it leases, starts, uploads, fails.</summary>
internal sealed class TestPilot(TestWorkspace world, long id, string host)
{
    private static readonly ResourceUse Use = new(0.5, 1.0, 1 << 20);

    public long Id => id;

    public string Host => host;

    /// <summary>The job that it holds, as far as it knows.</summary>
    public LeasedJob? Job { get; set; }

    public static async Task<TestPilot> RegisterAsync(TestWorkspace world, string host = "node1", int process = 100)
    {
        PilotWelcome welcome = await world.Ledger.RegisterPilotAsync(
            TestWorkspace.NewId(), new PilotRegistration("local", "here", host, process, "0.1"));
        return new TestPilot(world, welcome.PilotId, host);
    }

    public async Task<LeasedJob?> LeaseAsync(string? request = null)
    {
        LeaseReply reply = await world.Ledger.LeaseAsync(request ?? TestWorkspace.NewId(), id);
        return Job = reply.Job;
    }

    public Task<FenceReply> StartAsync(LeasedJob job, string? request = null) =>
        world.Ledger.StartedAsync(request ?? TestWorkspace.NewId(), id, new AttemptStarted(job.Fence, 4711));

    public Task<FenceReply> FailAsync(
        LeasedJob job, FailureOrigin origin = FailureOrigin.Payload, string cause = "RawFileTruncated", string? request = null) =>
        world.Ledger.FailedAsync(request ?? TestWorkspace.NewId(), id, new AttemptFailed(
            job.Fence, new FailureEvidence(origin, cause, $"{cause} at byte 12", 10, null, "last line", Use)));

    /// <summary>Writes the output's bytes (which depend on the input alone) and returns what to say of them.</summary>
    public AttemptUploaded Write(LeasedJob job)
    {
        string tier = Next(job.Inputs[0].Tier);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes($"{tier} of {job.Inputs[0].Adler32}");
        string name = $"{System.IO.Path.GetFileNameWithoutExtension(job.Inputs[0].Lfn)}.{tier}";
        string path = $"{job.OutputPath}/{name}";
        if (world.Main.Stat(path) is null)
        {
            world.Main.Write(path, bytes);
        }

        var output = new UploadedOutput(tier, $"{TestWorkspace.Campaign}/{tier}/{name}", path, bytes.Length, MemoryElement.Adler32(bytes), 5, "{}");
        return new AttemptUploaded(job.Fence, [output], Use, "", "");
    }

    public Task<AcceptanceReply> UploadAsync(LeasedJob job, string? request = null) =>
        world.Acceptance.UploadedAsync(request ?? TestWorkspace.NewId(), id, Write(job));

    public async Task<AcceptanceReply> RunAsync(LeasedJob job)
    {
        await StartAsync(job);
        return await UploadAsync(job);
    }

    /// <summary>Runs jobs until none waits; returns how many.</summary>
    public async Task<int> DrainAsync()
    {
        int done = 0;
        while (await LeaseAsync() is { } job)
        {
            AcceptanceReply reply = await RunAsync(job);
            Assert.True(reply.Accepted, reply.Reason);
            done++;
        }

        return done;
    }

    private static string Next(string tier) => tier switch { "RAW" => "RTRAW", "RTRAW" => "ESD", "ESD" => "miniESD", _ => throw new ArgumentException(tier) };
}
