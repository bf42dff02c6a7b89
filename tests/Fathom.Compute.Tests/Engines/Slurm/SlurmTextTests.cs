using Fathom.Compute.Engines;
using Fathom.Compute.Engines.Slurm;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Tests.Engines.Slurm;

public sealed class SlurmTextTests
{
    [Theory]
    [InlineData("1234\n", 1234)]
    [InlineData("1234;cluster\n", 1234)]
    public void The_number_of_a_submitted_job_is_read(string text, long job) => Assert.Equal(job, SlurmText.Submitted(text));

    [Theory]
    [InlineData("")]
    [InlineData("Submitted batch job 12")]
    [InlineData("-3")]
    [InlineData("0")]
    public void What_is_no_number_of_a_job_is_an_error(string text) => Assert.Throws<SlurmTextException>(() => SlurmText.Submitted(text));

    [Fact]
    public void The_queue_is_read_with_times_of_every_length_and_reasons_that_hold_bars()
    {
        var queue = SlurmText.Queue("7|0|RUNNING|1-02:03:04|2-00:00:00|node1|sub|None\n7|3|PENDING|0:00|UNLIMITED||sub|(Res|ources)\n8|N/A|RUNNING|5:00|1:00|node2|(null)|None\n9|2|FAILED|INVALID|NOT_SET|n|s|NonZeroExitCode\n");
        Assert.Equal(3, queue.Count);
        Assert.Equal(new SlurmElement(7, 0, "RUNNING", new TimeSpan(1, 2, 3, 4), "None", "node1", "sub", TimeSpan.FromDays(2)), queue[0]);
        Assert.Equal((null, null), (queue[1].Limit, queue[2].Limit));
        Assert.Equal("(Res|ources)", queue[1].Reason);
        Assert.Equal(("7_3", "9_2"), (queue[1].Id, queue[2].Id));
    }

    [Theory]
    [InlineData("7|0|RUNNING")]
    [InlineData("x|0|RUNNING|0:00|1:00|n|c|r")]
    [InlineData("7|0||0:00|1:00|n|c|r")]
    [InlineData("7|0|RUNNING|five|1:00|n|c|r")]
    [InlineData("slurm_load_jobs error: Unable to contact slurm controller")]
    public void A_line_that_is_not_as_documented_is_an_error_and_never_a_guess(string line) => Assert.Throws<SlurmTextException>(() => SlurmText.Queue(line));

    [Fact]
    public void The_accounting_is_read_and_arrays_that_wait_as_a_whole_are_passed_over()
    {
        var told = SlurmText.Account("3_1|CANCELLED by 0|17|1440|0:15|node1|sub|None\n3_[2-9]|PENDING|0|UNLIMITED|0:0|None assigned|sub|None\n4|COMPLETED|1|1|0:0|n||None\n");
        var element = Assert.Single(told);
        Assert.Equal((3, 1, 17), (element.Array, element.Index, element.Used.TotalSeconds));
        Assert.Equal((TimeSpan.FromDays(1), new SlurmExit(0, 15)), (element.Limit, element.Exit));
        Assert.Equal(PilotCauses.Cancelled, SlurmStates.CauseOf(element));
        Assert.Throws<SlurmTextException>(() => SlurmText.Account("3_1|COMPLETED|x|1|0:0|n|c|r"));
        Assert.Throws<SlurmTextException>(() => SlurmText.Account("3_1|COMPLETED|1|1|zero|n|c|r"));
    }

    [Theory]
    [InlineData("COMPLETED", PilotCauses.Ended)]
    [InlineData("TIMEOUT", PilotCauses.TimeLimit)]
    [InlineData("OUT_OF_MEMORY", PilotCauses.OutOfMemory)]
    [InlineData("NODE_FAIL", PilotCauses.NodeFailed)]
    [InlineData("PREEMPTED", PilotCauses.Preempted)]
    [InlineData("FAILED", PilotCauses.Failed)]
    public void Each_end_has_its_cause(string state, string cause)
    {
        Assert.Equal(SlurmPhase.Over, SlurmStates.PhaseOf(state));
        Assert.Equal(cause, SlurmStates.CauseOf(Ended(state, used: 50, limit: 86400, null)));
    }

    [Theory]
    [InlineData(86_300, 86_400, 0, 15, PilotCauses.TimeLimit)] // the warning killed what did not heed it
    [InlineData(86_300, 86_400, 143, 0, PilotCauses.TimeLimit)] // as a shell says it
    [InlineData(27, 60, 0, 15, PilotCauses.TimeLimit)]
    [InlineData(86_219, 86_400, 0, 15, PilotCauses.Failed)] // before any warning: somebody else's signal
    [InlineData(86_300, 86_400, 0, 9, PilotCauses.Failed)]
    [InlineData(86_300, 86_400, 1, 0, PilotCauses.Failed)]
    [InlineData(86_300, 86_400, 143, 9, PilotCauses.Failed)]
    public void A_pilot_that_the_warning_of_the_time_limit_ended_has_failed_by_its_time_limit(int used, int limit, int code, int signal, string cause) =>
        Assert.Equal(cause, SlurmStates.CauseOf(Ended("FAILED", used, limit, new SlurmExit(code, signal))));

    [Fact]
    public void How_it_ended_is_asked_for_only_where_the_state_leaves_it_open()
    {
        Assert.True(SlurmStates.NeedsExit(Ended("FAILED", 86_300, 86_400, null)));
        Assert.False(SlurmStates.NeedsExit(Ended("FAILED", 86_300, 86_400, new SlurmExit(1, 0))));
        Assert.False(SlurmStates.NeedsExit(Ended("FAILED", 3, 86_400, null)));
        Assert.False(SlurmStates.NeedsExit(Ended("TIMEOUT", 86_400, 86_400, null)));
        Assert.False(SlurmStates.NeedsExit(Ended("FAILED", 86_300, 86_400, null) with { Limit = null }));
    }

    [Fact]
    public void Exits_are_read_as_the_status_that_wait_gives()
    {
        var exits = SlurmText.Exits("1                       0                       15                      \n2    1    36608  \n");
        Assert.Equal((new SlurmExit(0, 15), new SlurmExit(143, 0)), (exits["1_0"], exits["2_1"]));
        Assert.Throws<SlurmTextException>(() => SlurmText.Exits("1 0 0:15"));
        Assert.Throws<SlurmTextException>(() => SlurmText.Exits("slurm_load_jobs error"));
    }

    private static SlurmElement Ended(string state, int used, int limit, SlurmExit? exit) =>
        new(7, 0, state, TimeSpan.FromSeconds(used), "None", "node1", "sub", TimeSpan.FromSeconds(limit), exit);

    [Fact]
    public void A_state_that_nobody_knows_declares_nobody_dead()
    {
        Assert.Equal(SlurmPhase.Running, SlurmStates.PhaseOf("SOMETHING_NEW"));
        Assert.Equal(SlurmPhase.Queued, SlurmStates.PhaseOf("PENDING"));
    }

    [Theory]
    [InlineData("sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)", SlurmFault.ControllerAway)]
    [InlineData("sbatch: error: invalid partition specified: nowhere", SlurmFault.Refused)]
    [InlineData("sbatch: error: AssocMaxSubmitJobLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy", SlurmFault.QueueFull)]
    [InlineData("sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying", SlurmFault.QueueFull)]
    [InlineData("sbatch: error: what is this", SlurmFault.Other)]
    public void Each_refusal_is_understood(string error, SlurmFault fault) => Assert.Equal(fault, SlurmFaults.Of("sbatch", 1, error).Fault);

    [Fact]
    public void Words_of_the_script_are_quoted_whatever_they_hold()
    {
        var pilot = new PilotInvocation { Command = new SelfCommand("/opt/it's here/fathom", ["a b"]), Workspace = "/w/$(x)", Engine = "slurm", Slots = 8 };
        var text = SlurmScript.TextOf(pilot, "/run/slots/s");
        Assert.Contains("exec '/opt/it'\\''s here/fathom' 'a b' 'pilot' '--workspace' '/w/$(x)'", text, StringComparison.Ordinal);
        Assert.Contains("'--slots' '8'", text, StringComparison.Ordinal);
        Assert.EndsWith("--secret-file '/run/slots/s'/\"$SLURM_ARRAY_TASK_ID\".secret\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("x;reboot")]
    [InlineData("")]
    public void A_name_that_is_not_one_word_is_refused(string partition)
    {
        var pilot = new PilotInvocation { Command = new SelfCommand("f", []), Workspace = "/w", Engine = "slurm" };
        Assert.Throws<ArgumentException>(() => new SlurmEngineOptions { Pilot = pilot, WorkspaceId = "w", Partition = partition }.Validate());
    }
}
