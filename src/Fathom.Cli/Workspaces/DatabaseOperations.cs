using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Moving;
using Fathom.Database.Taking;
using Fathom.Portal.Api;
using Fathom.Production;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Protocol;

namespace Fathom.Cli.Workspaces;

/// <summary>Moves and restores: by the server that holds the workspace, else by this process, which holds it meanwhile.</summary>
internal sealed class DatabaseOperations(WorkspaceFolders folders)
{
    /// <summary>Moves the workspace to another database.</summary>
    public Task<MoveReport> MoveAsync(string to, string reason, CancellationToken cancellation) => WorkspaceLock.FindHolder(folders.Run) is { Url.Length: > 0 } server
        ? PostAsync<DatabaseMoveRequest, MoveReport>(server, "/api/database/move", new DatabaseMoveRequest(to) { Reason = reason }, cancellation)
        : HoldingAsync(async () =>
        {
            using WorkspaceDatabase database = WorkspaceDatabase.Open(folders);
            DatabaseLocation target = to == DatabaseMoveRequest.Sqlite ? DatabaseMove.NextFile(folders) : DatabaseLocation.Parse(to);
            long action = await OperatorNotes.WriteAsync(database, OperatorActionKind.MoveDatabase, target.ToString(), reason, Actor);
            try
            {
                return await new DatabaseMove(database, folders).RunAsync(target, cancellation);
            }
            catch when (DatabasePointer.Read(folders).Locate(folders).ToString() == database.Location.ToString())
            {
                await OperatorNotes.GiveUpAsync(database, action);
                throw;
            }
        });

    /// <summary>Puts a backup in the place of the workspace's database, also of one that cannot be opened any more.</summary>
    public Task RestoreAsync(string file, string to, string reason, CancellationToken cancellation) => WorkspaceLock.FindHolder(folders.Run) is { Url.Length: > 0 } server
        ? PostAsync<DatabaseRestoreRequest, DatabaseRestoreRequest>(
            server, "/api/database/restore", new DatabaseRestoreRequest(file) { Reason = reason, To = to }, cancellation)
        : HoldingAsync(async () =>
        {
            using WorkspaceDatabase? database = OpenIfSound();
            await new DatabaseRestore(folders, database, TimeProvider.System)
            {
                To = to == DatabaseMoveRequest.Sqlite ? null : DatabaseLocation.Parse(to),
                Note = restored => OperatorNotes.WriteAsync(restored, OperatorActionKind.RestoreDatabase, file, reason, Actor),
            }.RunAsync(file, cancellation);
            return true;
        });

    private static string Actor => Actors.User(Environment.UserName);

    private WorkspaceDatabase? OpenIfSound()
    {
        try
        {
            return WorkspaceDatabase.Open(folders);
        }
        catch (WorkspaceException damaged) when (damaged.Problem is WorkspaceProblem.Damaged or WorkspaceProblem.Missing)
        {
            return null;
        }
    }

    private async Task<T> HoldingAsync<T>(Func<Task<T>> work)
    {
        using WorkspaceLock held = WorkspaceLock.Take(folders.Run, new WorkspaceHolder(Environment.ProcessId, Environment.MachineName, ""));
        return await work();
    }

    private async Task<TAnswer> PostAsync<TBody, TAnswer>(WorkspaceHolder server, string route, TBody body, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = Timeout.InfiniteTimeSpan };
        string token = await File.ReadAllTextAsync(folders.OperatorToken, cancellation);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        http.DefaultRequestHeaders.Add(Routes.RequestIdHeader, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        try
        {
            // Never repeated: whether it was done, the workspace tells.
            using HttpResponseMessage answer = await http.PostAsJsonAsync(route, body, OperatorJson.Options, cancellation);
            string text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<TAnswer>(text, OperatorJson.Options)!
                : throw new CommandException(ExitCode.Unavailable, $"The server at {server.Url} answered {(int)answer.StatusCode}: {text}");
        }
        catch (HttpRequestException fault)
        {
            throw new CommandException(
                ExitCode.Unavailable, $"The server at {server.Url} does not answer ({fault.Message}). 'fathom database show' tells which database the workspace has.");
        }
    }
}
