using Fathom.Production.Jobs;
using Fathom.Production.Transfers;

namespace Fathom.Production.Tests.Transfers;

public sealed class TransferStateMachineTests
{
    private const string Table =
        """
                      Queued   Copying  Done  Failed
        Queued        .        .        .     .
        Leased        Copying  .        .     .
        Accepted      .        Done     .     .
        FailedRetry   .        Queued   .     .
        FailedFinal   .        Failed   .     .
        Lost          .        Queued   .     .
        Retried       .        .        .     Queued
        Cancelled     Failed   Failed   .     .
        """;

    private static readonly Dictionary<string, TransferEvent> Events = new()
    {
        ["Queued"] = new TransferQueued(1, "second"),
        ["Leased"] = new TransferLeased(3, "next", "p/3"),
        ["Accepted"] = new TransferAccepted(2, "lease", 9),
        ["FailedRetry"] = new TransferFailed(2, "lease", "StorageFull", "", false),
        ["FailedFinal"] = new TransferFailed(2, "lease", "StorageFull", "", true),
        ["Lost"] = new TransferLost(2, "lease", ""),
        ["Retried"] = new TransferRetried(""),
        ["Cancelled"] = new TransferCancelled(""),
    };

    [Fact]
    public void Every_event_in_every_state_does_what_the_table_says()
    {
        string[][] lines = [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        foreach (string[] line in lines[1..])
        {
            for (int i = 0; i < lines[0].Length; i++)
            {
                TransferTransition transition = TransferStateMachine.Apply(In(lines[0][i]), Events[line[0]]);
                Assert.Equal($"{line[0]} in {lines[0][i]}: {line[i + 1]}", $"{line[0]} in {lines[0][i]}: {transition.Next?.State.ToString() ?? "."}");
                Assert.NotEqual(transition.Next is null, transition.Refusal is null);
            }
        }

        Assert.Equal(Events.Count, lines.Length - 1);
    }

    [Fact]
    public void A_copy_speaks_only_under_its_own_number_and_lease()
    {
        TransferSnapshot copying = In("Copying");
        foreach (TransferAttemptEvent fenced in Events.Values.OfType<TransferAttemptEvent>().Where(one => one is not TransferLeased))
        {
            Assert.Equal(JobRefusal.StaleAttempt, TransferStateMachine.Apply(copying, fenced with { Attempt = 1 }).Refusal);
            Assert.Equal(JobRefusal.OtherLease, TransferStateMachine.Apply(copying, fenced with { Lease = "other" }).Refusal);
        }
    }

    [Fact]
    public void A_copy_lost_with_the_server_does_not_count_as_a_failure()
    {
        Assert.Equal(0, TransferStateMachine.Apply(In("Copying"), Events["Lost"]).Next!.Failures);
        Assert.Equal(1, TransferStateMachine.Apply(In("Copying"), Events["FailedRetry"]).Next!.Failures);
    }

    [Fact]
    public void Every_event_is_read_back_from_the_ledger_as_it_was()
    {
        foreach (TransferEvent happened in Events.Values)
        {
            Assert.Equal(happened, TransferEventJson.Read(TransferEventJson.Kind(happened), TransferEventJson.Body(happened)));
        }
    }

    private static TransferSnapshot In(string state) => TransferSnapshot.New with
    {
        State = Enum.Parse<TransferState>(state),
        Attempt = 2,
        Lease = state == "Copying" ? "lease" : "",
        Path = "p/2",
    };
}
