using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Xunit.Abstractions;

namespace Fathom.Production.Tests.Diagnosis;

/// <summary>The shipped rules against messages whose cause is known. Held-out texts are counted, never printed.</summary>
public sealed class LabelledSetTests(ITestOutputHelper output)
{
    private static readonly LabelledFailure[] Known = [.. LabelledFailures.All.Where(failure => failure.Cause != Verdict.Unknown)];
    private static readonly LabelledFailure[] Unknown = [.. LabelledFailures.All.Where(failure => failure.Cause == Verdict.Unknown)];

    [Fact]
    public void The_set_has_thirty_kinds_in_ten_wordings_each_and_a_hundred_unknown_and_holds_a_third_out()
    {
        Assert.True(Known.GroupBy(failure => failure.Cause).Count(kind => kind.DistinctBy(failure => failure.Evidence).Count() >= 10) >= 30);
        Assert.True(Unknown.Length >= 100);
        Assert.InRange(LabelledFailures.All.Count(failure => failure.HeldOut) / (double)LabelledFailures.All.Count, 0.28, 0.40);
        Assert.True(Known.Where(failure => failure.HeldOut).DistinctBy(failure => failure.Cause).Count() >= 30);
    }

    [Fact]
    public void The_cause_is_right_in_at_least_95_percent_of_what_was_held_out()
    {
        LabelledFailure[] heldOut = [.. Known.Where(failure => failure.HeldOut)];
        LabelledFailure[] wrong = [.. heldOut.Where(failure => CauseOf(failure) != failure.Cause)];
        foreach (var miss in wrong.GroupBy(failure => (failure.Cause, Said: CauseOf(failure))))
        {
            output.WriteLine($"held out: {miss.Count()} × {miss.Key.Cause} judged {miss.Key.Said}");
        }

        double right = 1 - (wrong.Length / (double)heldOut.Length);
        output.WriteLine($"held out: {heldOut.Length - wrong.Length} of {heldOut.Length} right ({right:P1})");
        Assert.True(right >= 0.95, $"{right:P1} of the held-out messages have the right cause.");
    }

    [Fact]
    public void Every_message_that_rules_were_written_from_has_its_cause()
    {
        LabelledFailure[] wrong = [.. Known.Where(failure => !failure.HeldOut && CauseOf(failure) != failure.Cause)];
        foreach (LabelledFailure failure in wrong)
        {
            output.WriteLine($"{failure.Cause}, judged {CauseOf(failure)}: {failure.Evidence.Failure.LogTail}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_rule_claims_a_message_that_nobody_can_know()
    {
        LabelledFailure[] claimed = [.. Unknown.Where(failure => CauseOf(failure) != Verdict.Unknown)];
        foreach (LabelledFailure failure in claimed)
        {
            output.WriteLine(failure.HeldOut ? $"a held-out one: {CauseOf(failure)}" : $"{CauseOf(failure)}: {failure.Evidence.Failure.LogTail}");
        }

        Assert.Empty(claimed);
    }

    private static string CauseOf(LabelledFailure failure) => RuleTable.Default.Diagnose(failure.Evidence).Cause;
}
