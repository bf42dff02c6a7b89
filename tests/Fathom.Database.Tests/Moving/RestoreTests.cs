using Fathom.Database.Faults;
using Fathom.Database.Moving;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Moving;

public sealed class RestoreTests
{
    [Theory, OnBothEngines]
    public async Task A_backup_is_restored_into_either_engine_and_the_epoch_goes_on(Engine to)
    {
        using var world = new MovingWorld();
        string file = world.File("backup.db");
        long epoch;
        List<long> kept;
        using (WorkspaceDatabase database = world.Open())
        {
            epoch = database.Epoch;
            for (int i = 0; i < 30; i++)
            {
                await world.WriteAsync(database);
            }

            kept = [.. world.Acknowledged];
            DatabaseBackup.Write(database, file);
            await world.WriteAsync(database);
            await Restore(world, database, Place(world, to)).RunAsync(file);
            Assert.Equal(WorkspaceProblem.Moved, (await database.Fatal).Problem);
        }

        world.Acknowledged.Clear();
        world.Acknowledged.AddRange(kept);
        world.RequireWhole();
        using WorkspaceDatabase restored = world.Open();
        Assert.Equal(to == Engine.Postgres, restored.Location.IsPostgres);
        Assert.True(restored.Epoch > epoch);
        await world.WriteAsync(restored);
        Assert.Empty(Directory.GetFiles(world.Folders.Root, "*restoring*"));
    }

    [Theory]
    [MemberData(nameof(EverySteps))]
    public async Task Killed_before_any_step_of_a_restore_the_workspace_is_whole_and_the_other_database_refuses(Engine to, MoveStep step)
    {
        using var world = new MovingWorld();
        string file = world.File("backup.db");
        DatabaseLocation? place = Place(world, to);
        DatabaseLocation first, next = place ?? DatabaseMove.NextFile(world.Folders);
        using (WorkspaceDatabase database = world.Open())
        {
            first = database.Location;
            await world.WriteAsync(database);
            DatabaseBackup.Write(database, file);
            bool dead = false;
            await Assert.ThrowsAsync<OperationCanceledException>(
                () => Restore(world, database, place, at => _ = (dead |= at == step) ? throw new OperationCanceledException() : 0).RunAsync(file));
        }

        bool switched = step == MoveStep.Close;
        Assert.Equal(switched ? 1 : 0, DatabasePointer.Read(world.Folders).Generation);
        world.RequireWhole();
        WorkspaceException? refused = Refusal(switched ? first : next, DatabasePointer.Read(world.Folders).Generation);
        Assert.True(refused is { Problem: WorkspaceProblem.Moved or WorkspaceProblem.Missing }, refused?.Message);
    }

    public static TheoryData<Engine, MoveStep> EverySteps()
    {
        var all = new TheoryData<Engine, MoveStep>();
        foreach (MoveStep step in new[] { MoveStep.Prepare, MoveStep.Copy, MoveStep.Finish, MoveStep.Switch, MoveStep.Close })
        {
            foreach (Engine to in PostgresCluster.IsThere ? Enum.GetValues<Engine>() : [Engine.Sqlite])
            {
                all.Add(to, step);
            }
        }

        return all;
    }

    [Theory, OnBothEngines]
    public async Task What_a_restore_that_was_killed_in_the_copy_left_says_so_and_is_overwritten_by_the_next(Engine to)
    {
        if (to == Engine.Sqlite)
        {
            return; // A new file, which the next restore makes anew.
        }

        using var world = new MovingWorld();
        string file = world.File("backup.db");
        DatabaseLocation place = world.NewPlace(to);
        using WorkspaceDatabase database = world.Open();
        await world.WriteAsync(database);
        DatabaseBackup.Write(database, file);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Restore(world, database, place, at => _ = at >= MoveStep.Finish ? throw new OperationCanceledException() : 0).RunAsync(file));
        Assert.Contains("was not finished", Refusal(place, null)!.Message, StringComparison.Ordinal);
        await Restore(world, database, place).RunAsync(file);
        world.RequireWhole();
    }

    [Theory, OnBothEngines]
    public async Task A_database_that_is_not_empty_is_never_restored_into(Engine to)
    {
        if (to == Engine.Sqlite)
        {
            return; // A new file.
        }

        using var world = new MovingWorld();
        using var twin = new MovingWorld();
        string file = world.File("backup.db"), foreign = PostgresCluster.Shared!.NewDatabase();
        DatabaseLocation place = world.NewPlace(to);
        using (WorkspaceDatabase database = world.Open())
        {
            await world.WriteAsync(database);
            await new DatabaseMove(database, world.Folders).RunAsync(place);
        }

        using (WorkspaceDatabase moved = world.Open())
        {
            DatabaseBackup.Write(moved, file);
        }

        // Another folder, with the same workspace in it: its id and its generation are those of the database in use.
        using WorkspaceDatabase other = twin.Open();
        Assert.Contains("may be in use", (await RefusedAsync(Restore(twin, other, place), file)).Message, StringComparison.Ordinal);
        PostgresCluster.Shared.Execute("CREATE TABLE wine (year BIGINT)", foreign);
        Assert.Contains("not Fathom's", (await RefusedAsync(Restore(twin, other, DatabaseLocation.Parse(foreign)), file)).Message, StringComparison.Ordinal);
        PostgresCluster.Shared.Drop(foreign);
        await twin.WriteAsync(other);
        twin.RequireWhole(other);
        world.RequireWhole();
    }

    private static DatabaseRestore Restore(MovingWorld world, WorkspaceDatabase present, DatabaseLocation? to, Action<MoveStep>? probe = null) =>
        new(world.Folders, present, TimeProvider.System) { To = to, Probe = probe ?? (static _ => { }) };

    private static DatabaseLocation? Place(MovingWorld world, Engine to) => to == Engine.Postgres ? world.NewPlace(to) : null;

    private static async Task<WorkspaceException> RefusedAsync(DatabaseRestore restore, string file)
    {
        WorkspaceException refused = await Assert.ThrowsAsync<WorkspaceException>(() => restore.RunAsync(file));
        Assert.Equal(WorkspaceProblem.Taken, refused.Problem);
        return refused;
    }

    private static WorkspaceException? Refusal(DatabaseLocation place, long? generation) => Record.Exception(
        () => WorkspaceDatabase.Open(place, new WorkspaceDatabaseOptions { Generation = generation, Access = WorkspaceAccess.Read }).Dispose()) as WorkspaceException;
}
