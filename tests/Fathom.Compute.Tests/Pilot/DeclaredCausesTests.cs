using System.Reflection;
using Fathom.Compute.Engines;
using Fathom.Compute.Payload;
using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>What Fathom's own parts say of a failure is never unknown to the rules that it ships.</summary>
public sealed class DeclaredCausesTests
{
    private static readonly PayloadLimits Limits = new(1, TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public static TheoryData<string> OfEngines => [.. typeof(PilotCauses).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(named => (string)named.GetRawConstantValue()!)];

    public static TheoryData<string> OfLimits =>
    [
        Breach(new PayloadSample(default, 0, 2, 0, 0)),
        Breach(new PayloadSample(TimeSpan.FromSeconds(2), 0, 0, 0, 0)),
        Breach(new PayloadSample(default, 2, 0, 0, 0)),
        Breach(new PayloadSample(default, 0, 0, 2, 0)),
        Breach(new PayloadSample(default, 0, 0, 0, PayloadLimits.MostLogBytes + 1)),
        Limits.Judge(default, TimeSpan.FromSeconds(2))!.Cause,
    ];

    [Theory]
    [MemberData(nameof(OfEngines))]
    [MemberData(nameof(OfLimits))]
    [InlineData("HandedBack")]
    [InlineData("OutputRefused")]
    [InlineData("OutputPathRefused")]
    [InlineData("OutputLost")]
    [InlineData("PayloadNotStarted")]
    [InlineData("PayloadCancelled")]
    [InlineData("PayloadResultMissing")]
    [InlineData("ScratchFailed")]
    [InlineData("ScratchFull")]
    [InlineData("InputDamaged")]
    [InlineData("InputUnavailable")]
    [InlineData("ContentUnavailable")]
    [InlineData("ContentDamaged")]
    [InlineData("ReleaseMalformed")]
    [InlineData("CommandMissing")]
    [InlineData("CommandMisdescribed")]
    [InlineData("CommandNotFound")]
    [InlineData("WrongNumberOfInputs")]
    [InlineData("TelescopeFileBroken")]
    [InlineData("TelescopeTooFewHits")]
    [InlineData("DetectorDescriptionMissing")]
    public void A_cause_that_Fathom_names_is_known(string cause)
    {
        Verdict verdict = RuleTable.Default.Diagnose(AttemptEvidence.Of(new FailureEvidence(
            FailureOrigin.Infrastructure, cause, "In words.", null, null, "", new ResourceUse(0, 0, 0))));
        Assert.True(verdict.IsKnown, cause);
    }

    [Theory]
    [InlineData("OUT_OF_MEMORY", "OutOfMemory")]
    [InlineData("PREEMPTED", "Preempted")]
    [InlineData("NODE_FAIL", "NodeFailed")]
    public void The_batch_systems_word_for_a_slot_is_the_cause_and_what_a_payload_says_is_not_taken_for_it(string word, string cause)
    {
        var told = new FailureEvidence(
            FailureOrigin.Infrastructure, "PilotEndedOddly", $"Slurm job 7_1 on n1: {word} after 5 s.", null, null, "", new ResourceUse(0, 0, 0));
        Assert.Equal(cause, RuleTable.Default.Diagnose(AttemptEvidence.Of(told)).Cause);
        Assert.NotEqual("PREEMPTED" == word ? cause : "NodeFailed", RuleTable.Default.Diagnose(
            AttemptEvidence.Of(told with { Origin = FailureOrigin.Payload, Cause = "PayloadExit.1", Detail = "", LogTail = word })).Cause);
    }

    private static string Breach(PayloadSample sample) => Limits.Judge(sample, default)!.Cause;
}
