using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;

namespace Fathom.Production.Tests.Jobs;

public sealed class RetryRaiseTests
{
    private static readonly RaiseCeilings Most = new(4000, 1000);

    [Theory]
    [InlineData(RuleAction.RetryWithMoreMemory, 1000.0, null, 1500.0)]
    [InlineData(RuleAction.RetryWithMoreMemory, 1000.0, 1500.0, 2250.0)]
    [InlineData(RuleAction.RetryWithMoreMemory, 1000.0, 3000.0, 4000.0)]
    [InlineData(RuleAction.RetryWithMoreMemory, 1000.0, 4000.0, null)]
    [InlineData(RuleAction.RetryWithMoreMemory, 5000.0, null, null)]
    [InlineData(RuleAction.RetryWithMoreMemory, null, null, null)]
    [InlineData(RuleAction.Retry, 1000.0, null, null)]
    [InlineData(RuleAction.HoldInput, 1000.0, null, null)]
    public void A_retry_gets_half_as_much_again_never_more_than_the_rules_allow_and_nothing_where_nothing_limits_it(
        RuleAction action, double? limit, double? allowed, double? raised)
    {
        var parameters = new Dictionary<string, string>();
        if (limit is { } given)
        {
            parameters[JobAllowance.MemoryParameter] = FormattableString.Invariant($"{given}");
        }

        JobAllowance? more = RetryRaise.Of(action, () => new JobAllowance(allowed, 7), parameters, Most);
        Assert.Equal(raised is null ? null : new JobAllowance(raised, 7), more);
    }

    [Fact]
    public void More_time_is_more_CPU_time_too()
    {
        var parameters = new Dictionary<string, string> { [JobAllowance.WallParameter] = "600", [JobAllowance.CpuParameter] = "500" };
        JobAllowance more = RetryRaise.Of(RuleAction.RetryWithMoreTime, () => JobAllowance.None, parameters, Most)!;
        Assert.Equal(new JobAllowance(null, 900), more);
        Assert.Equal("750", more.Over(parameters)[JobAllowance.CpuParameter]);
        Assert.Equal("500", JobAllowance.None.Over(parameters)[JobAllowance.CpuParameter]);
    }
}
