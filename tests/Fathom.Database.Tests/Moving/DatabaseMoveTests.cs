using Fathom.Database.Faults;
using Fathom.Database.Moving;
using Fathom.Database.Reading;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Moving;

public sealed class DatabaseMoveTests
{
    [Theory, OnBothEngines]
    public async Task A_workspace_moves_while_it_is_written_to_and_loses_nothing(Engine to)
    {
        using var world = new MovingWorld();
        await world.BringToAsync(to == Engine.Postgres ? Engine.Sqlite : (PostgresCluster.IsThere ? Engine.Postgres : Engine.Sqlite));
        long epoch;
        using (WorkspaceDatabase database = world.Open())
        {
            epoch = database.Epoch;
            for (int i = 0; i < 50; i++)
            {
                await world.WriteAsync(database);
            }

            using var enough = new CancellationTokenSource();
            Task[] writers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteUntilMovedAsync(world, database)))];
            MoveReport report = await new DatabaseMove(database, world.Folders).RunAsync(world.NewPlace(to));
            await Task.WhenAll(writers);
            Assert.Equal(WorkspaceProblem.Moved, (await database.Fatal).Problem);
            Assert.InRange(report.Pause, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        }

        world.RequireWhole();
        using WorkspaceDatabase moved = world.Open();
        Assert.Equal(to == Engine.Postgres, moved.Location.IsPostgres);
        Assert.True(moved.Epoch > epoch);
        await world.WriteAsync(moved);
        Assert.Equal(0, moved.Read(connection => connection.SelectNumber(to == Engine.Postgres
            ? "SELECT count(*) FROM pg_class WHERE relname LIKE 'moving%'" : "SELECT count(*) FROM sqlite_master WHERE name LIKE 'moving%'")));
    }

    [Theory]
    [MemberData(nameof(EverySteps))]
    public async Task Killed_before_any_step_exactly_one_database_is_the_workspaces_and_has_everything(Engine to, MoveStep step)
    {
        using var world = new MovingWorld();
        await world.BringToAsync(to == Engine.Postgres ? Engine.Sqlite : Engine.Postgres);
        DatabaseLocation from, next = world.NewPlace(to);
        using (WorkspaceDatabase database = world.Open())
        {
            from = database.Location;
            for (int i = 0; i < 20; i++)
            {
                await world.WriteAsync(database);
            }

            bool dead = false;
            var move = new DatabaseMove(database, world.Folders)
            {
                Probe = at => _ = (dead |= at == step) ? throw new OperationCanceledException("killed") : 0,
            };
            await Assert.ThrowsAsync<OperationCanceledException>(() => move.RunAsync(next));
            Assert.True(dead);
        }

        bool switched = DatabasePointer.Read(world.Folders).Generation > (to == Engine.Postgres ? 0 : 1);
        Assert.Equal(step > MoveStep.Switch, switched);
        world.RequireWhole();
        DatabaseLocation other = switched ? from : next;
        WorkspaceException refused = Assert.Throws<WorkspaceException>(() => WorkspaceDatabase.Open(
            other, new WorkspaceDatabaseOptions { Generation = DatabasePointer.Read(world.Folders).Generation, Access = WorkspaceAccess.Read }));
        Assert.True(refused.Problem is WorkspaceProblem.Moved or WorkspaceProblem.Missing, refused.Message);

        if (!switched)
        {
            using (WorkspaceDatabase again = world.Open())
            {
                await world.WriteAsync(again);
                await new DatabaseMove(again, world.Folders).RunAsync(next);
            }

            world.RequireWhole();
            Assert.Equal(next.ToString(), DatabasePointer.Read(world.Folders).Locate(world.Folders).ToString());
        }
    }

    public static TheoryData<Engine, MoveStep> EverySteps()
    {
        var all = new TheoryData<Engine, MoveStep>();
        foreach (MoveStep step in Enum.GetValues<MoveStep>().Where(step => step != MoveStep.TakeBack))
        {
            foreach (Engine to in PostgresCluster.IsThere ? Enum.GetValues<Engine>() : [])
            {
                all.Add(to, step);
            }
        }

        return all;
    }

    [Theory, OnBothEngines]
    public async Task A_move_that_fails_before_the_switch_leaves_the_server_writing_and_no_trigger_behind(Engine to)
    {
        using var world = new MovingWorld();
        using WorkspaceDatabase database = world.Open();
        await world.WriteAsync(database);
        var move = new DatabaseMove(database, world.Folders) { MostPause = TimeSpan.Zero };
        WorkspaceException late = await Assert.ThrowsAsync<WorkspaceException>(() => move.RunAsync(world.NewPlace(to)));
        Assert.Contains("writes paused", late.Message, StringComparison.Ordinal);
        await world.WriteAsync(database);
        Assert.False(database.Fatal.IsCompleted);
        Assert.Equal(0, database.Read(connection => connection.SelectNumber("SELECT count(*) FROM sqlite_master WHERE name LIKE 'moving%'")));
    }

    [Theory, OnBothEngines]
    public async Task A_database_of_another_workspace_is_never_overwritten(Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            return; // A move makes its own new file.
        }

        using var world = new MovingWorld();
        using var other = new MovingWorld();
        DatabaseLocation place = world.NewPlace(engine);
        using (WorkspaceDatabase database = other.Open())
        {
            await other.WriteAsync(database);
            await new DatabaseMove(database, other.Folders).RunAsync(place);
        }

        using WorkspaceDatabase ours = world.Open();
        WorkspaceException taken = await Assert.ThrowsAsync<WorkspaceException>(() => new DatabaseMove(ours, world.Folders).RunAsync(place));
        Assert.Equal(WorkspaceProblem.Taken, taken.Problem);
        Assert.Contains("another workspace", taken.Message, StringComparison.Ordinal);
        other.RequireWhole();
    }

    private static async Task WriteUntilMovedAsync(MovingWorld world, WorkspaceDatabase database)
    {
        try
        {
            while (true)
            {
                await world.WriteAsync(database);
            }
        }
        catch (WorkspaceException moved) when (moved.Problem == WorkspaceProblem.Moved)
        {
            // The server goes on in the next database.
        }
    }
}
