using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Schema;

namespace Fathom.Database.Tests.Schema;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["fathom.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_database_is_at_the_newest_schema_with_full_durability()
    {
        using WorkspaceDatabase database = WorkspaceDatabase.Open(Path);
        Assert.Equal(Migrator.Newest, database.Read(connection => connection.SelectNumber("PRAGMA user_version")));
        Assert.Equal(1, database.Epoch);
        Assert.Equal("wal", database.Read(connection => connection.SelectFirst("PRAGMA journal_mode", null, row => row.GetString(0))));
        (long sync, long keys) = await database.WriteAsync(transaction => (
            transaction.Connection.SelectNumber("PRAGMA synchronous"), transaction.Connection.SelectNumber("PRAGMA foreign_keys")));
        Assert.Equal((2, 1), (sync, keys));
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused_with_both_versions_named()
    {
        using (WorkspaceDatabase database = WorkspaceDatabase.Open(Path))
        {
            await database.WriteAsync(transaction => { transaction.Execute($"PRAGMA user_version = {Migrator.Newest + 7}"); });
        }

        foreach (WorkspaceAccess access in Enum.GetValues<WorkspaceAccess>())
        {
            WorkspaceException newer = Assert.Throws<WorkspaceException>(() =>
                WorkspaceDatabase.Open(Path, new WorkspaceDatabaseOptions { Access = access }));
            Assert.Equal(WorkspaceProblem.Newer, newer.Problem);
            Assert.Contains($"version {Migrator.Newest + 7}", newer.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Repeat("not a database. ", 500)));
        byte[] before = File.ReadAllBytes(Path);
        WorkspaceException damaged = Assert.Throws<WorkspaceException>(() => WorkspaceDatabase.Open(Path));
        Assert.Equal(WorkspaceProblem.Damaged, damaged.Problem);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Reading_a_workspace_that_is_not_there_says_how_to_make_one_and_makes_nothing()
    {
        WorkspaceException missing = Assert.Throws<WorkspaceException>(() =>
            WorkspaceDatabase.Open(Path, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read }));
        Assert.Equal(WorkspaceProblem.Missing, missing.Problem);
        Assert.Contains("fathom init", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void A_folder_that_may_not_be_written_gives_a_message_that_says_what_to_do()
    {
        // Nobody, not even root, makes files here.
        WorkspaceException denied = Assert.Throws<WorkspaceException>(() => WorkspaceDatabase.Open("/proc/self/fathom.db"));
        Assert.Equal(WorkspaceProblem.ReadOnly, denied.Problem);
        Assert.Contains("/proc/self/fathom.db", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reopening_keeps_the_data_and_takes_the_next_epoch()
    {
        using (WorkspaceDatabase first = WorkspaceDatabase.Open(Path))
        {
            await first.WriteAsync(transaction => { transaction.Events.Append("file", 1, null, "Created", "server", "{}"); });
        }

        using WorkspaceDatabase second = WorkspaceDatabase.Open(Path);
        Assert.Equal(2, second.Epoch);
        Assert.Equal(1, second.Read(EventLog.Newest));
    }
}
