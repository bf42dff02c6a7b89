using Fathom.Database;
using Fathom.Database.Moving;
using Fathom.Portal.Access;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator moves the workspace to another database, or puts a backup in its place, while the server runs.</summary>
/// <remarks>The answer comes when it is done; then the server starts again on the other database, in the same process and on the same
/// port: pilots keep their payload and repeat what was not answered. Whoever asked and goes away before takes the request back.</remarks>
public static class DatabaseRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapDatabase(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/database").Requires(Policy.Operator);
        api.DisableRequestTimeout();
        api.MapPost("/move", MoveAsync);
        api.MapPost("/restore", RestoreAsync);
    }

    private static async Task<IResult> MoveAsync(HttpContext context, WorkspaceDatabase database, WorkspaceFolders folders)
    {
        var wish = await JsonBody.ReadAsync<DatabaseMoveRequest>(context, OperatorJson.Options);
        var to = wish.To == DatabaseMoveRequest.Sqlite ? DatabaseMove.NextFile(folders) : DatabaseLocation.Parse(wish.To);
        // Before it is done, so that it goes along; where it fails nothing of it remains.
        var action = await OperatorNotes.WriteAsync(database, OperatorActionKind.MoveDatabase, to.ToString(), wish.Reason, OperatorRoutes.Actor(context));
        try
        {
            return Results.Json(await new DatabaseMove(database, folders).RunAsync(to, context.RequestAborted), OperatorJson.Options);
        }
        catch when (DatabasePointer.Read(folders).Locate(folders).ToString() == database.Location.ToString())
        {
            await OperatorNotes.GiveUpAsync(database, action);
            throw;
        }
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, WorkspaceDatabase database, WorkspaceFolders folders, TimeProvider time)
    {
        var wish = await JsonBody.ReadAsync<DatabaseRestoreRequest>(context, OperatorJson.Options);
        var actor = OperatorRoutes.Actor(context);
        var to = wish.To == DatabaseMoveRequest.Sqlite ? null : DatabaseLocation.Parse(wish.To);
        await new DatabaseRestore(folders, database, time)
        {
            To = to,
            Note = restored => OperatorNotes.WriteAsync(restored, OperatorActionKind.RestoreDatabase, wish.File, wish.Reason, actor),
        }.RunAsync(wish.File, context.RequestAborted);
        // The URL that was asked for may hold a password.
        return Results.Json(wish with { To = to?.ToString() ?? wish.To }, OperatorJson.Options);
    }
}

/// <summary>Where to move.</summary>
/// <param name="To">A PostgreSQL URL, or <see cref="Sqlite"/>.</param>
public sealed record DatabaseMoveRequest(string To)
{
    /// <summary>Why, for the operators' log.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Back into a file of the workspace.</summary>
    public const string Sqlite = "sqlite";
}

/// <summary>Which backup to put in place.</summary>
/// <param name="File">Absolute path, on the server's machine.</param>
public sealed record DatabaseRestoreRequest(string File)
{
    /// <summary>Why, for the operators' log.</summary>
    public string Reason { get; init; } = "";

    /// <summary>An empty PostgreSQL database's URL, or <see cref="DatabaseMoveRequest.Sqlite"/>. Default: a new SQLite file.</summary>
    public string To { get; init; } = DatabaseMoveRequest.Sqlite;
}
