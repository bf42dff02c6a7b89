using Fathom.Production.Grouping;
using Fathom.Production.Preflight;

namespace Fathom.Production.Tests.Preflight;

public sealed class PreflightCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 1000 inputs of 1 GB, two steps of 3.6 s a GB and 7.2 s a GB, halving the bytes each, on 10 slots.
    private static readonly CampaignEstimate Estimate = EstimateChain.Of(
        1000, 1_000_000_000_000, 1000,
        [
            new("A-B", GroupingPolicy.PerFile, new StepMeasure(3.6e-9, 7.2e-9, 0.5, 40)),
            new("B-C", new GroupingPolicy(GroupingKind.ByNumber, 10), new StepMeasure(3.6e-9, 7.2e-9, 0.5, 40)),
        ],
        10);

    private static readonly PreflightFacts Good = new(
        Now, Estimate, [new("host certificate", Now.AddDays(1)), new("token", null)], "main",
        [new("main", null, 1_000_000_000_000, 750_000_000_000, 0), new("other", "is banned.", null, null, 0)],
        "tag", [], [new("a", true, null), new("b", true, null, 10, 10)], 10);

    public static TheoryData<PreflightCause, bool> Breakages => new()
    {
        { PreflightCause.NoInput, false }, { PreflightCause.StepUnknown, false }, { PreflightCause.PayloadFailsSelfTest, false },
        { PreflightCause.TooManyInputsForStep, false }, { PreflightCause.ConstantsMissing, false }, { PreflightCause.ElementUnreachable, false },
        { PreflightCause.StorageTooSmall, true }, { PreflightCause.CredentialEnds, true }, { PreflightCause.NoSlots, true },
    };

    [Fact]
    public void The_estimate_follows_the_chain()
    {
        Assert.Equal((1000, 1100), (Estimate.Inputs, Estimate.Jobs));
        Assert.Equal(1.5, Estimate.CpuHours!.Value, 9);
        Assert.Equal(750e9, Estimate.OutputBytes!.Value, 1);
        Assert.Equal(TimeSpan.FromHours(0.3), Estimate.Duration);
    }

    [Fact]
    public void What_was_never_measured_is_said_to_be_unknown_and_not_guessed()
    {
        CampaignEstimate estimate = EstimateChain.Of(5, 50, 5, [new("A-B", GroupingPolicy.PerFile, StepMeasure.Unknown)], 10);
        Assert.Equal((5, 5, null, null, null), (estimate.Inputs, estimate.Jobs, estimate.CpuHours, estimate.OutputBytes, estimate.Duration));
    }

    [Fact]
    public void A_campaign_that_can_end_is_not_refused() => Assert.Empty(PreflightCheck.Run(Good));

    [Theory]
    [MemberData(nameof(Breakages))]
    public void Each_thing_that_keeps_a_campaign_from_ending_is_named_alone(PreflightCause cause, bool mayBeForced)
    {
        PreflightReason reason = Assert.Single(PreflightCheck.Run(Break(cause)));
        Assert.Equal((cause, mayBeForced), (reason.Cause, reason.MayBeForced));
        Assert.EndsWith(".", reason.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cause_has_its_breakage() => Assert.Equal(Enum.GetValues<PreflightCause>().Length, Breakages.Count);

    private static PreflightFacts Break(PreflightCause cause) => cause switch
    {
        PreflightCause.NoInput => Good with { Estimate = EstimateChain.Of(0, 0, 0, [], 10) },
        PreflightCause.StepUnknown => Good with { Steps = [new("x", false, null)] },
        PreflightCause.PayloadFailsSelfTest => Good with { Steps = [new("a", true, "exit code 70.")] },
        PreflightCause.TooManyInputsForStep => Good with { Steps = [new("a", true, null, 1, 10)] },
        PreflightCause.ConstantsMissing => Good with { RunsWithoutConstants = [17, 18] },
        PreflightCause.ElementUnreachable => Good with { Elements = [Good.Elements[0], new("other", "Storage element other is banned: moving.", null, null, 3)] },
        PreflightCause.StorageTooSmall => Good with { Elements = [new("main", null, 760_000_000_000, 750_000_000_000, 0)] },
        PreflightCause.CredentialEnds => Good with { Credentials = [new("host certificate", Now.AddMinutes(17))] },
        _ => Good with { Slots = 0 },
    };
}
