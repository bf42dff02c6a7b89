using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed class PilotIdentityTests
{
    [Fact]
    public void This_process_is_alive_under_its_identity_and_dead_under_another_start()
    {
        var self = PilotIdentity.Of(Environment.ProcessId)!;
        Assert.True(self.IsAlive);
        Assert.False((self with { StartTicks = self.StartTicks - 1 }).IsAlive);
        Assert.False((self with { Host = "elsewhere" }).IsAlive);
    }

    [Fact]
    public void A_name_tells_the_identity_back_even_where_the_host_has_dots()
    {
        var pilot = new PilotIdentity("node1.grid.example", 17, 123456789012);
        Assert.Equal(pilot, PilotIdentity.FromName(pilot.Name));
        Assert.Null(PilotIdentity.FromName("17.x.host"));
        Assert.Null(PilotIdentity.FromName("readme"));
    }

    [Fact]
    public void A_process_name_full_of_brackets_and_spaces_does_not_confuse_the_fields()
    {
        const string Rest = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 20";
        Assert.Equal(4242, PilotIdentity.Parse(5, "5 (a) S ) (b) S" + Rest)!.StartTicks);
        Assert.Null(PilotIdentity.Parse(5, "5 (zombie) Z" + Rest));
        Assert.Null(PilotIdentity.Parse(5, "5 (short) S 1 2"));
    }
}
