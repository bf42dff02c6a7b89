using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Storage.Load;

namespace Fathom.Production.Tests.Dispatch;

public sealed class DispatcherTests
{
    private readonly StorageBandwidth _storage = new();
    private readonly Dispatcher _dispatcher;

    public DispatcherTests() => _dispatcher = new Dispatcher(new DispatchOptions { StartSpread = 0 }, _storage);

    [Fact]
    public void Every_job_is_given_once_whatever_the_order()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 1000));
        Assert.Equal(Enumerable.Range(1, 1000).Select(id => (long)id), Take(2000).Order());
        Assert.Equal((0, 1000), (_dispatcher.Waiting, _dispatcher.Running));
    }

    [Fact]
    public void Users_get_slot_time_in_proportion_to_their_shares()
    {
        _dispatcher.SetUser("a", 2);
        Campaign(1, "a", seconds: 100);
        Campaign(2, "b", seconds: 100);
        _dispatcher.Enqueue(1, new JobRange(1, 3000));
        _dispatcher.Enqueue(2, new JobRange(10_001, 3000));
        Assert.InRange(Take(3000).Count(job => job < 10_000), 1980, 2020);
    }

    [Fact]
    public void A_campaign_of_higher_priority_comes_first_whatever_was_used()
    {
        Campaign(1, "a");
        Campaign(2, "b", priority: 1);
        _dispatcher.Enqueue(1, new JobRange(1, 10));
        _dispatcher.Enqueue(2, new JobRange(101, 10));
        Assert.All(Take(10), job => Assert.True(job > 100));
    }

    [Fact]
    public void Nothing_exceeds_a_limit_of_site_user_campaign_or_element()
    {
        Campaign(1, "a", mostRunning: 5);
        _dispatcher.Enqueue(1, new JobRange(1, 100));
        Assert.Equal(5, Take(100).Count);
        Assert.Equal(DispatchObstacles.CampaignLimit, Ask().Obstacles);
        _dispatcher.SetCampaign(new CampaignOrder(1, "a"));
        _dispatcher.SetUser("a", mostRunning: 8);
        Assert.Equal(3, Take(100).Count);
        _dispatcher.SetUser("a");
        _dispatcher.SetSite("site", 10);
        Assert.Equal(2, Take(100).Count);
        Assert.Equal(DispatchObstacles.SiteLimit, Ask().Obstacles);
        _dispatcher.BanSite("site", "its disks fail");
        Assert.Equal(DispatchObstacles.SiteBanned, Ask().Obstacles);
        Assert.Contains(_dispatcher.Explain(1, TimeSpan.Zero)[0].Holds, hold => hold.Sentence.Contains("its disks fail", StringComparison.Ordinal));
    }

    [Fact]
    public void The_paces_granted_at_an_element_never_sum_to_more_than_its_ceiling()
    {
        _storage.Declare("eos", new ElementCeiling(1e9));
        Campaign(1, "a");
        var random = new Random(1);
        int place = _dispatcher.PlacementOf(["eos"]);
        for (int job = 1; job <= 2000; job++)
        {
            _dispatcher.Enqueue(1, new JobRange(job, 1, 10 + (random.NextDouble() * 1000), 1e9, place));
        }

        var held = new List<long>();
        for (int step = 0; step < 4000; step++)
        {
            held.AddRange(Take(1));
            Assert.True(_storage.Load("eos").Granted <= 1e9 * (1 + 1e-12));
            if (held.Count > 0 && random.Next(3) == 0)
            {
                _dispatcher.Ended(held[0], TimeSpan.Zero);
                held.RemoveAt(0);
            }
        }

        held.ForEach(job => _dispatcher.Ended(job, TimeSpan.Zero));
        Assert.Equal((0, 0), (_storage.Load("eos").Granted, _storage.Load("eos").Grants));
    }

    [Fact]
    public void A_pilot_gets_no_job_that_lasts_longer_than_it_does()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 1, 10_000));
        _dispatcher.Enqueue(1, new JobRange(2, 1, 100));
        Assert.Equal([2], Take(2, seconds: 600));
        Assert.Equal(DispatchObstacles.WallTime, Ask(seconds: 600).Obstacles);
    }

    [Fact]
    public void A_job_that_lost_a_host_goes_to_another_and_waits_for_its_time()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 1));
        Ask(host: "other");
        Assert.Equal(1, _dispatcher.Running);
        JobRange job = _dispatcher.Ended(1, TimeSpan.Zero)!.Value;
        _dispatcher.Return(1, new ReturnedJob(job, HostSet.Empty.With("host"), 1, TimeSpan.FromSeconds(10)), TimeSpan.Zero);
        Assert.Equal(DispatchObstacles.NotBefore, Ask(host: "other", now: 5).Obstacles);
        Assert.Equal(DispatchObstacles.HostAvoided, Ask(host: "host", now: 11).Obstacles);
        Assert.Equal(1, Ask(host: "other", now: 12).Count);
    }

    [Fact]
    public void A_job_that_was_withdrawn_is_not_given()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 3));
        _dispatcher.Withdraw(1, 2);
        Assert.Equal(2, _dispatcher.Waiting);
        Assert.Equal([1, 3], Take(5));
    }

    [Fact]
    public void A_job_that_is_withdrawn_while_it_is_delayed_and_returned_is_given_at_once_and_once()
    {
        Campaign(1, "a");
        _dispatcher.Return(1, new ReturnedJob(new JobRange(1, 1), default, 1, TimeSpan.FromMinutes(1)), TimeSpan.Zero);
        _dispatcher.Withdraw(1, 1);
        Assert.Equal(0, _dispatcher.Waiting);
        _dispatcher.Return(1, new ReturnedJob(new JobRange(1, 1), default, 1, TimeSpan.Zero), TimeSpan.Zero);
        Assert.Equal([1], Take(5));
        Assert.Equal(0, _dispatcher.Waiting);
    }

    [Fact]
    public void A_job_that_is_named_again_while_a_pilot_holds_it_is_not_given_twice_and_holds_up_no_other_campaign()
    {
        Campaign(1, "a");
        Campaign(2, "b");
        _dispatcher.Enqueue(1, new JobRange(1, 1));
        Assert.Equal([1], Take(1));
        _dispatcher.Enqueue(1, new JobRange(1, 1));
        Assert.Empty(Take(1));
        _dispatcher.Enqueue(1, new JobRange(1, 1));
        _dispatcher.Enqueue(2, new JobRange(2, 1));
        Assert.Equal([2], Take(5));
        Assert.Equal(0, _dispatcher.Waiting);
    }

    [Fact]
    public void A_job_is_given_where_its_input_lies_before_others()
    {
        _dispatcher.SetElement("here", "site");
        _dispatcher.SetElement("there", "elsewhere");
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 1, 10, 1, _dispatcher.PlacementOf(["there"])));
        _dispatcher.Enqueue(1, new JobRange(2, 1, 10, 1, _dispatcher.PlacementOf(["here"])));
        Assert.Equal([2, 1], Take(2));
    }

    [Fact]
    public void The_shortest_jobs_are_kept_for_the_end_but_not_from_a_pilot_whose_wall_time_ends_nor_for_longer_than_a_day()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 50, 1000));
        Take(50);
        _dispatcher.Enqueue(1, new JobRange(101, 10, 100));
        _dispatcher.Enqueue(1, new JobRange(1001, 20_000, 1000));
        Assert.All(Take(100), job => Assert.True(job > 1000));
        Assert.Equal([101], Take(1, seconds: 600));
        Assert.Equal([102], TakeAt(TimeSpan.FromHours(25), 1));
        _dispatcher.Enqueue(1, new JobRange(501, 3, 100));
        Assert.Equal([103, 104, 105, 106, 107, 108, 109, 110, 1101], TakeAt(TimeSpan.FromHours(25), 9));
    }

    [Fact]
    public void What_is_kept_for_the_end_is_given_when_nothing_else_waits()
    {
        Campaign(1, "a");
        _dispatcher.Enqueue(1, new JobRange(1, 50, 1000));
        Take(50);
        _dispatcher.Enqueue(1, new JobRange(101, 3, 100));
        _dispatcher.Enqueue(1, new JobRange(201, 20, 1000));
        Assert.Equal([.. Enumerable.Range(201, 20).Select(id => (long)id), 101, 102, 103], Take(30));
    }

    [Fact]
    public void That_nobody_offers_a_slot_is_not_said_while_pilots_of_before_the_start_have_jobs()
    {
        _dispatcher.Slots = 0;
        _dispatcher.SetCampaign(new CampaignOrder(1, "a"));
        _dispatcher.SetTransformation(new TransformationOrder(1, 1, 0));
        _dispatcher.Enqueue(1, new JobRange(1, 3));
        Assert.Equal("No pilot offers a slot.", Assert.Single(_dispatcher.Explain(1, TimeSpan.Zero)[0].Holds).Sentence);
        _dispatcher.Adopt(new AdoptedJob(new JobRange(4, 1), 1, "here", null), TimeSpan.Zero);
        Assert.Empty(_dispatcher.Explain(1, TimeSpan.Zero)[0].Holds);
    }

    [Fact]
    public void A_job_that_could_not_begin_is_not_told_as_one_that_failed()
    {
        _dispatcher.SetCampaign(new CampaignOrder(1, "a"));
        _dispatcher.SetTransformation(new TransformationOrder(1, 1, 0));
        _dispatcher.Enqueue(1, new JobRange(1, 3));
        Assert.Equal([1L, 2L], Take(2));
        _dispatcher.Postpone(1, DispatchObstacles.ElementLoad, TimeSpan.Zero);
        Assert.Equal((2, 0), Told());
        JobRange failed = _dispatcher.Ended(2, TimeSpan.Zero)!.Value;
        _dispatcher.Return(1, new ReturnedJob(failed, default, 1, TimeSpan.FromMinutes(1)), TimeSpan.Zero);
        Assert.Equal((3, 1), Told());
        _dispatcher.Withdraw(1, 2);
        Assert.Equal((2, 0), Told());

        (long Waiting, long Delayed) Told() => _dispatcher.Explain(1, TimeSpan.Zero)[0] is var told ? (told.Waiting, told.Delayed) : default;
    }

    [Fact]
    public void What_jobs_write_counts_under_the_ceiling_of_their_element_once_it_is_known_how_much_one_writes()
    {
        _dispatcher.SetCampaign(new CampaignOrder(1, "a"));
        _dispatcher.SetTransformation(new TransformationOrder(1, 1, 0, ExpectedSeconds: 100, Element: "out"));
        _dispatcher.Declare("out", new ElementCeiling(WriteBytesPerSecond: 1000));
        _dispatcher.Enqueue(1, new JobRange(1, 20));
        Assert.Equal([1L], Take(1));
        _dispatcher.Ended(1, TimeSpan.FromSeconds(100), written: 40_000);
        Assert.Equal([2L, 3L], TakeAt(TimeSpan.FromSeconds(100), 20)); // 400 byte/s each
        Assert.Equal(800, _storage.Load("out", StorageFlow.Write).Granted, 6);
        DispatchAnswer full = Ask(now: 100);
        Assert.Equal((0, DispatchObstacles.ElementLoad), (full.Count, full.Obstacles));
        _dispatcher.Ended(2, TimeSpan.FromSeconds(150)); // failed: it says nothing of what one writes
        Assert.Equal([4L], TakeAt(TimeSpan.FromSeconds(150), 20));
        _dispatcher.Clear();
        Assert.Equal((0.0, 0), (_storage.Load("out", StorageFlow.Write).Granted, _storage.Load("out", StorageFlow.Write).Grants));
    }

    [Fact]
    public void A_read_is_given_back_where_the_element_of_the_outputs_can_take_no_more()
    {
        _dispatcher.SetCampaign(new CampaignOrder(1, "a"));
        _dispatcher.SetTransformation(new TransformationOrder(1, 1, 0, ExpectedSeconds: 100, Element: "out"));
        _dispatcher.Declare("in", new ElementCeiling(1e6));
        _dispatcher.Declare("out", new ElementCeiling(WriteStreams: 1));
        _dispatcher.Enqueue(1, new JobRange(1, 20, 0, 1000, _dispatcher.PlacementOf(["in"])));
        Assert.Equal([1L], Take(1));
        _dispatcher.Ended(1, TimeSpan.FromSeconds(100), written: 1000);
        Assert.Equal([2L], TakeAt(TimeSpan.FromSeconds(100), 20));
        Assert.Equal(1, _storage.Load("in").Grants);
    }

    [Fact]
    public void The_starts_of_a_herd_are_spread_over_part_of_their_duration()
    {
        var spread = new Dispatcher(new DispatchOptions { StartBurst = 1 }, _storage) { Slots = 1000 };
        spread.SetCampaign(new CampaignOrder(1, "a"));
        spread.SetTransformation(new TransformationOrder(1, 1, 0, ExpectedSeconds: 1000));
        spread.Enqueue(1, new JobRange(1, 1000));
        var jobs = new DispatchDecision[1000];
        int atOnce = spread.Choose(new PilotOffer(1, "s", "h", TimeSpan.MaxValue), jobs, TimeSpan.FromHours(1)).Count;
        Assert.InRange(atOnce, 1, 3);
        int later = spread.Choose(new PilotOffer(1, "s", "h", TimeSpan.MaxValue), jobs, TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1)).Count;
        Assert.InRange(later, 1, 3);
    }

    [Fact]
    public void The_work_of_a_site_is_as_many_jobs_as_its_pilots_are_then_given()
    {
        var random = new Random(3);
        int Limit() => random.Next(3) == 0 ? random.Next(40) : int.MaxValue;
        for (int world = 0; world < 200; world++)
        {
            var dispatcher = new Dispatcher(new DispatchOptions { StartSpread = 0 }, new StorageBandwidth());
            dispatcher.SetUser("a", mostRunning: Limit());
            dispatcher.SetSite("site", random.Next(5) == 0 ? random.Next(60) : int.MaxValue);
            for (int id = 1; id <= 4; id++)
            {
                dispatcher.SetElement($"se{id}", "site", Limit());
                dispatcher.BanElement($"se{id}", random.Next(6) == 0 ? "its disks fail" : null);
                dispatcher.SetCampaign(new CampaignOrder(id, random.Next(2) == 0 ? "a" : "b", Active: random.Next(5) > 0, MostRunning: Limit()));
                dispatcher.SetTransformation(new TransformationOrder(
                    id, id, 0, Active: random.Next(5) > 0, MostRunning: Limit(), Sites: random.Next(4) == 0 ? new HashSet<string> { "other" } : null, Element: $"se{id}"));
                dispatcher.Enqueue(id, new JobRange(id * 1000, random.Next(1, 50)));
                dispatcher.Withdraw(id, id * 1000);
                dispatcher.Return(id, new ReturnedJob(new JobRange((id * 1000) + 900, 1), HostSet.Empty, 1, TimeSpan.FromSeconds(50)), TimeSpan.Zero);
                dispatcher.Return(id, new ReturnedJob(new JobRange((id * 1000) + 901, 1), HostSet.Empty, 1, TimeSpan.FromSeconds(70)), TimeSpan.Zero);
            }

            SiteWork work = dispatcher.WorkOf("site", TimeSpan.Zero);
            int given = dispatcher.Choose(new PilotOffer(1, "site", "host", TimeSpan.MaxValue), new DispatchDecision[400], TimeSpan.FromSeconds(60)).Count;
            Assert.Equal((given, 0), (work.Waiting, work.Running));
            Assert.Equal((0, given), (dispatcher.WorkOf("site", TimeSpan.Zero).Waiting, dispatcher.WorkOf("site", TimeSpan.Zero).Running));
        }
    }

    private void Campaign(long id, string user, int priority = 0, int mostRunning = int.MaxValue, double seconds = 0)
    {
        _dispatcher.SetCampaign(new CampaignOrder(id, user, Priority: priority, MostRunning: mostRunning));
        _dispatcher.SetTransformation(new TransformationOrder(id, id, 0, ExpectedSeconds: seconds));
    }

    private List<long> Take(int count, double seconds = 0) => TakeAt(TimeSpan.Zero, count, seconds);

    private List<long> TakeAt(TimeSpan now, int count, double seconds = 0)
    {
        var jobs = new DispatchDecision[count];
        TimeSpan wall = seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        int given = _dispatcher.Choose(new PilotOffer(1, "site", "host", wall), jobs, now).Count;
        return [.. jobs.Take(given).Select(job => job.JobId)];
    }

    private DispatchAnswer Ask(string host = "host", double seconds = 0, double now = 0) => _dispatcher.Choose(
        new PilotOffer(1, "site", host, seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue), new DispatchDecision[1], TimeSpan.FromSeconds(now));
}
