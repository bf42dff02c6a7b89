using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Postgres;

public sealed class LostConnectionTests
{
    [Theory, OnBothEngines]
    public async Task A_lost_connection_fails_the_group_alone_and_the_next_one_goes_on_under_a_new_epoch(Engine engine)
    {
        if (engine != Engine.Postgres)
        {
            return;
        }

        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        for (int round = 1; round <= 3; round++)
        {
            await database.WriteAsync(Append);
            Assert.Equal(round, database.Read(EventLog.Newest));
            PostgresCluster.Shared!.Disconnect(place.Location);
            WorkspaceException lost = await Assert.ThrowsAsync<WorkspaceException>(() => database.WriteAsync(Append));
            Assert.Equal((WorkspaceProblem.Lost, false), (lost.Problem, lost.IsFatal));
            Assert.Contains("kept whole or not at all", lost.Message, StringComparison.Ordinal);
            Assert.False(database.Fatal.IsCompleted);
            Assert.Equal(WorkspaceProblem.Lost, Assert.Throws<WorkspaceException>(() => database.Read(EventLog.Newest)).Problem);
        }

        await database.WriteAsync(Append);
        Assert.Equal((4, 4), (database.Read(EventLog.Newest), database.Epoch));
        Assert.Equal([1L, 2L, 3L, 4L], database.ReadEvents().Select(one => one.Epoch));
    }

    [Theory, OnBothEngines]
    public async Task A_server_that_lost_its_connection_gives_way_to_one_that_came_between(Engine engine)
    {
        if (engine != Engine.Postgres)
        {
            return;
        }

        using var place = new TestDatabase(engine);
        using WorkspaceDatabase old = WorkspaceDatabase.Open(place.Location);
        Assert.Equal(WorkspaceProblem.Taken, Assert.Throws<WorkspaceException>(() => WorkspaceDatabase.Open(place.Location)).Problem);
        PostgresCluster.Shared!.Disconnect(place.Location);
        using (WorkspaceDatabase between = WorkspaceDatabase.Open(place.Location))
        {
            await between.WriteAsync(Append);
            await Assert.ThrowsAsync<WorkspaceException>(() => old.WriteAsync(Append));
            WorkspaceException taken = await Assert.ThrowsAsync<WorkspaceException>(() => old.WriteAsync(Append));
            Assert.Equal(WorkspaceProblem.Taken, taken.Problem);
        }

        await Assert.ThrowsAsync<EpochLostException>(() => old.WriteAsync(Append));
        Assert.IsType<EpochLostException>(await old.Fatal);
    }

    private static long Append(WriteTransaction transaction) => transaction.Events.Append(Subjects.File, 1, null, "Registered", "server", "{}");
}
