using Fathom.Database.Faults;
using Fathom.Database.Moving;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Moving;

public sealed class BackupTests
{
    [Theory, OnBothEngines]
    public async Task A_backup_taken_while_it_is_written_to_restores_to_one_instant_of_the_workspace(Engine engine)
    {
        using var world = new MovingWorld();
        await world.BringToAsync(engine);
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
            Task<long> backup = Task.Run(() => DatabaseBackup.Write(database, file));
            while (!backup.IsCompleted)
            {
                await world.WriteAsync(database);
            }

            Assert.True(await backup > 30);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            await world.WriteAsync(database);
            await new DatabaseRestore(world.Folders, database, TimeProvider.System).RunAsync(file);
            Assert.Equal(WorkspaceProblem.Moved, (await database.Fatal).Problem);
        }

        world.Acknowledged.Clear();
        world.Acknowledged.AddRange(kept);
        world.RequireWhole();
        using WorkspaceDatabase restored = world.Open();
        Assert.True(restored.Epoch > epoch);
        await world.WriteAsync(restored);
    }

    [Fact]
    public async Task A_backup_replaces_no_file_and_a_file_that_is_none_changes_nothing()
    {
        using var world = new MovingWorld();
        using WorkspaceDatabase database = world.Open();
        await world.WriteAsync(database);
        string file = world.File("notes.txt");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("not a backup. ", 999)));
        Assert.Equal(WorkspaceProblem.Taken, Assert.Throws<WorkspaceException>(() => DatabaseBackup.Write(database, file)).Problem);
        WorkspaceException none = await Assert.ThrowsAsync<WorkspaceException>(
            () => new DatabaseRestore(world.Folders, database, TimeProvider.System).RunAsync(file));
        Assert.Equal(WorkspaceProblem.Damaged, none.Problem);
        await world.WriteAsync(database);
        Assert.Equal(0, DatabasePointer.Read(world.Folders).Generation);
        Assert.Empty(Directory.GetFiles(world.Folders.Root, "*.1.db*"));
    }
}
