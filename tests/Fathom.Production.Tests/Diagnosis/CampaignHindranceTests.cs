using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Dispatch;
using Fathom.Production.Scouts;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class CampaignHindranceTests
{
    private static readonly CampaignFacts Well = new()
    {
        Name = "C",
        State = CampaignState.Active,
        Waiting = 100,
        Running = 8,
        Done = 50,
        Expected = 158,
        Pilots = 10,
        IdlePilots = 2,
    };

    [Fact]
    public void Where_nothing_holds_it_back_it_says_so() =>
        Assert.Equal(["Nothing holds C back: 8 jobs running, 100 waiting, 50 of 158 done."], CampaignHindrance.Explain(Well));

    [Fact]
    public void A_new_and_a_stopped_campaign_say_how_to_go_on()
    {
        Says("C has not been started; 'fathom campaign start C' starts it.", Well with { State = CampaignState.New });
        Says("C is stopped: what runs finishes, nothing more is leased; 'fathom campaign start C' goes on.", Well with { State = CampaignState.Stopped });
    }

    [Fact]
    public void A_completed_campaign_says_what_is_left()
    {
        Says("C has ended: 50 jobs done.", Well with { State = CampaignState.Completed });
        Says("C has ended, but 1 job is held.", Well with { State = CampaignState.Completed, Held = [new("X", 1, 7, "")] });
    }

    [Fact]
    public void What_waits_for_the_scouts_says_so_and_what_they_did_not_pass()
    {
        CampaignFacts gated = Well with { Waiting = 0, Running = 0, UnusedInputs = 90, Scouts = ScoutState.Running };
        Assert.Equal(["The scouts run first: 90 inputs wait until they are through."], CampaignHindrance.Explain(gated));
        Assert.Equal(
            ["The scouts did not pass: 5 of 10 scout jobs ended without outputs. 90 inputs wait for a person: 'fathom campaign accept-scouts C' lets them run."],
            CampaignHindrance.Explain(gated with { Scouts = ScoutState.Failed, ScoutFindings = ["5 of 10 scout jobs ended without outputs."] }));
        Says("90 inputs wait for a job; the feeder makes them as it comes round.", gated with { Scouts = ScoutState.Passed });
    }

    [Fact]
    public void Without_pilots_it_says_who_would_bring_them()
    {
        Says("No pilot is alive, so that nobody takes the 100 jobs that wait; 'fathom serve' starts pilots on this machine.", Well with { Pilots = 0, IdlePilots = 0, Running = 0 });
        Says("3 pilots wait in the batch queue and none runs yet; the batch system decides when they start.", Well with { Pilots = 0, IdlePilots = 0, Running = 0, QueuedPilots = 3 });
    }

    [Fact]
    public void A_database_that_refuses_writes_is_told_first() =>
        Assert.StartsWith(
            "The database refused a write within the last half minute; while it does, no job starts or ends: fathom.db: the disk is full",
            CampaignHindrance.Explain(Well with { Unwritten = "fathom.db: the disk is full; free some space." })[0], StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)] // nobody wants pilots then
    [InlineData(4, 4)] // what runs hangs, and more slots would hang too
    public void An_element_that_nothing_can_be_written_to_is_told_instead_of_the_pilots(int pilots, int running) =>
        Assert.Equal(
            ["No job begins that could not write: eos is away."],
            CampaignHindrance.Explain(Well with
            {
                Pilots = pilots,
                IdlePilots = 0,
                Running = running,
                Holds = [new(DispatchObstacles.ElementTrouble, "No job begins that could not write: eos is away."), new(DispatchObstacles.ElementTrouble, "No job begins that could not write: eos is away.")],
            }));

    [Fact]
    public void A_campaign_that_only_waits_for_copies_says_so_and_why_the_last_failed()
    {
        CampaignFacts done = Well with { Waiting = 0, Running = 0, UnusedInputs = 0, Copies = 40 };
        Says("Its jobs have ended, and 40 copies are still to be made.", done);
        Says("Its jobs have ended, and 1 copy is still to be made. They are tried again by themselves, at least every 5 minutes; the last that failed: eos is away.", done with { Copies = 1, CopyFailure = "eos is away." });
        Assert.DoesNotContain(CampaignHindrance.Explain(Well with { Copies = 40 }), sentence => sentence.Contains("copies", StringComparison.Ordinal));
    }

    [Fact]
    public void An_engine_that_gets_no_pilots_says_what_it_was_answered()
    {
        CampaignFacts refused = Well with { Engines = [new("slurm", "sbatch: invalid partition specified: long")] };
        Says("Engine slurm gets fewer pilots than it asks for: sbatch: invalid partition specified: long", refused);
        Assert.Equal(
            ["No pilot is alive, so that nobody takes the 100 jobs that wait.", "Engine slurm gets fewer pilots than it asks for: sbatch: invalid partition specified: long"],
            CampaignHindrance.Explain(refused with { Pilots = 0, IdlePilots = 0, Running = 0 }));
        Assert.DoesNotContain(CampaignHindrance.Explain(refused with { Waiting = 0 }), sentence => sentence.Contains("slurm", StringComparison.Ordinal));
    }

    [Fact]
    public void Held_jobs_are_told_by_cause_the_most_first_with_advice_or_that_nobody_knows()
    {
        CampaignFacts facts = Well with { Held = [new("Odd", 1, 9, ""), new("InputTruncated", 1200, 4, "Restore it.")] };
        Assert.Equal(
            ["1,200 jobs are held by InputTruncated, such as job 4: Restore it.", "1 job is held by Odd, such as job 9; nobody knows this cause yet, so look at it: 'fathom cause list'."],
            CampaignHindrance.Explain(facts));
    }

    [Fact]
    public void Bans_and_limits_are_told_with_their_numbers()
    {
        Says("Site JINR is banned by zhang: power cut", Well with { Bans = [new("Site", "JINR", "power cut", "zhang")] });
        Says("The limit of site IHEP is reached: 8 of 8 run while 100 jobs wait.", Well with { Limits = [new("site IHEP", 8, 8), new("user x", 1, 8)] });
    }

    [Fact]
    public void What_the_dispatcher_met_is_told_but_for_bans_and_limits_which_are_told_already()
    {
        DispatchHold late = new(DispatchObstacles.WallTime, "Jobs last longer."), banned = new(DispatchObstacles.SiteBanned, "Site JINR is banned: power cut");
        Assert.Equal(["Jobs last longer."], CampaignHindrance.Explain(Well with { Holds = [late, banned] }));
        Assert.DoesNotContain("Jobs last longer.", CampaignHindrance.Explain(Well with { Holds = [late], Pilots = 0, IdlePilots = 0 }));
    }

    [Fact]
    public void Many_failures_are_told_with_the_cause_and_a_bad_host_and_few_are_not()
    {
        IReadOnlyList<string> said = CampaignHindrance.Explain(Well with { Recent = new(30, [new("Stale", 9, "", "wn3", 8), new("Other", 1)]) });
        Assert.Equal("25 % of the attempts that ended in the last hour failed, most by Stale (9 of 10).", said[0]);
        Assert.Equal("8 of 9 failures by Stale are on host wn3: look at it, or ban it.", said[1]);
        Says("Nothing holds C back: 8 jobs running, 100 waiting, 50 of 158 done.", Well with { Recent = new(3000, [new("Stale", 9, "", "wn3", 8)]) });
    }

    [Fact]
    public void Failures_of_an_element_are_told_as_the_elements_with_what_to_do() => Assert.Equal(
        ["25 % of the attempts that ended in the last hour failed, most by StorageFull (10 of 10). Free space there.", "10 of 10 failures by StorageFull are of storage element eos."],
        CampaignHindrance.Explain(Well with { Recent = new(30, [new("StorageFull", 10, "Free space there.", Element: "eos", AtElement: 10)]) }));

    [Fact]
    public void What_only_slows_it_down_is_told_last()
    {
        Says("Every pilot has a job: 100 jobs wait for 10 pilots. More slots would make it faster.", Well with { IdlePilots = 0 });
        Says("40 jobs wait before the next attempt, because storage or network failed; they try again by themselves, each at least every 15 minutes.", Well with { BackingOff = 40 });
        Says("2 pilots are without work: the last 8 jobs are running, and nothing else can start before they end.", Well with { Waiting = 0 });
        Says("5 inputs wait for a job; the feeder makes them as it comes round.", Well with { Waiting = 0, Running = 0, UnusedInputs = 5 });
    }

    private static void Says(string sentence, CampaignFacts facts) => Assert.Contains(sentence, CampaignHindrance.Explain(facts));
}
