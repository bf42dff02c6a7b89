using Fathom.Database;
using Fathom.Database.Moving;
using Fathom.Portal.Api;
using Fathom.Portal.Tests.World;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;

namespace Fathom.Portal.Tests.Operators;

/// <summary>What comes in by the routes of runs, files, lists and databases is in the operators' log.</summary>
public sealed class LoggedRoutesTests
{
    [Fact]
    public async Task Imports_are_logged_once_with_who_what_and_why()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var list = new GoodRunListText("Demo", "101\n") { Reason = "102 was noisy" };
        await world.DoAsync("/api/good-run-lists", list);
        await world.DoAsync("/api/good-run-lists", list);
        var log = world.Get<OperatorLogQueries>().Latest();
        Assert.Equal(
            [
                (OperatorActionKind.AddGoodRunList, "Demo", "102 was noisy"), (OperatorActionKind.AddGoodRunList, "Demo", ""),
                (OperatorActionKind.RegisterRun, "run 103", ""), (OperatorActionKind.RegisterRun, "run 102", ""), (OperatorActionKind.RegisterRun, "run 101", ""),
            ],
            log.Select(action => (action.Kind, action.Subject, action.Reason)));
        Assert.All(log, action => Assert.StartsWith("user:", action.Actor, StringComparison.Ordinal));
        await world.RunAsync(new RecordBackup("/backup/a.db", "weekly"));
        Assert.Contains("weekly", await world.PageAsync("/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_and_a_restore_of_the_database_are_in_the_log_of_the_database_that_is_used_then()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var backup = Path.Combine(world.Root, "backup.db");
        DatabaseBackup.Write(world.Get<WorkspaceDatabase>(), backup);
        await world.DoAsync("/api/database/move", new DatabaseMoveRequest(DatabaseMoveRequest.Sqlite) { Reason = "another disk" });
        await world.RestartAsync();
        Assert.Equal((OperatorActionKind.MoveDatabase, "another disk", OperatorActionState.Done), Newest(world));
        await world.DoAsync("/api/database/restore", new DatabaseRestoreRequest(backup) { Reason = "by mistake" });
        await world.RestartAsync();
        Assert.Equal((OperatorActionKind.RestoreDatabase, "by mistake", OperatorActionState.Done), Newest(world));
        Assert.DoesNotContain(world.Get<OperatorLogQueries>().Latest(), action => action.Kind == OperatorActionKind.MoveDatabase);
    }

    private static (OperatorActionKind, string, OperatorActionState) Newest(PortalWorld world) =>
        world.Get<OperatorLogQueries>().Latest(1).Select(action => (action.Kind, action.Reason, action.State)).Single();
}
