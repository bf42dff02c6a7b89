using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

/// <summary>The store in memory as the twin has it: half a million jobs, and no history.</summary>
public sealed class MemoryForgetTests
{
    [Fact]
    public async Task Answers_are_kept_as_long_as_they_may_be_repeated_and_no_longer_and_the_accepted_output_stays()
    {
        using var world = new StoreWorld("memory of the twin");
        MemoryImage image = world.Image;
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("twin", "here", "node", 1, "0.1"));
        LeasedJob job = (await world.Ledger.LeaseAsync("lease", pilot.PilotId)).Job!;
        Assert.True((await world.Acceptance.UploadedAsync("upload", pilot.PilotId, world.Write(job))).Accepted);
        world.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(job.Fence, (await world.Ledger.LeaseAsync("lease", pilot.PilotId)).Job!.Fence);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.Ledger.RegisterPilotAsync("later", new PilotRegistration("twin", "here", "node", 2, "0.1"));
        Assert.Equal(["later"], image.Requests.Keys);
        Assert.Equal((1, 0, 0), (image.Accepted.Count, image.Attempts.Count, image.Events.Count));
        Assert.True(image.LastEvent >= 5);
    }
}
