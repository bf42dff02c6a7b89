using Fathom.Production.Tests.World;
using Xunit.Abstractions;

namespace Fathom.Production.Tests.Ledgers;

/// <summary>Random histories, with crashes between and inside commits: the laws hold at every instant.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_happens_and_whenever_the_server_dies_the_campaign_ends_with_each_output_once(int seed)
    {
        using var world = new TestWorkspace(runs: 2, sections: 3);
        await world.StartCampaignAsync(replicateTo: "second");
        var history = new RandomHistory(world, seed);
        for (int step = 0; step < 160; step++)
        {
            await history.StepAsync();
            if (step % 20 == 19)
            {
                await world.AssertCleanAsync();
            }
        }

        await history.FinishAsync();
        output.WriteLine($"seed {seed}: {history.Summary}; states met: {string.Join(", ", history.StatesAtCrash.Order())}");

        Assert.Equal(0, world.Number("SELECT COUNT(*) FROM job WHERE state NOT IN ('Done', 'Held', 'Invalidated')"));
        Assert.Equal(1, world.Number("SELECT COUNT(*) FROM campaign WHERE state = 'Completed'"));
        Assert.Equal(0, world.Number("SELECT COUNT(*) FROM job WHERE state = 'Held'"));
        // One valid output of every tier for every RAW file, and one copy of the last tier.
        Assert.Equal(["ESD 6", "RTRAW 6", "miniESD 6"], world.Texts(
            "SELECT tier || ' ' || COUNT(*) FROM file WHERE state = 'Valid' AND tier <> 'RAW' GROUP BY tier ORDER BY tier"));
        Assert.Equal(6, world.Number("SELECT COUNT(*) FROM replica WHERE se = 'second' AND state = 'Valid'"));
        var report = await world.AuditAsync();
        Assert.True(report.IsClean && report.Orphan == 0, string.Join('\n', report.Findings));
    }
}
