using Fathom.Database.Writing;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Ledgers;

public sealed class JobHistoryTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 3);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_history_of_every_job_of_a_range_begins_with_the_one_event_that_made_them_all()
    {
        await _world.StartCampaignAsync();
        var events = new EventQueries(_world.Database);
        Assert.All(Enumerable.Range(1, 3), id => Assert.Equal(["JobsCreated"], events.Of(Subjects.Job, id).Select(one => one.Kind)));
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(9, await pilot.DrainAsync());
        Assert.All(Enumerable.Range(1, 9), id => Assert.Equal(
            ["JobsCreated", "Leased", "Started", "Uploaded", "Accepted"], events.Of(Subjects.Job, id).Select(one => one.Kind)));
    }
}
