using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Requests;
using Fathom.Portal.Access;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's way into the catalogue. Answers: 200, or 422 with cause and message where the catalogue refuses.</summary>
public static class ImportRoutes
{
    // Bytes are read and synced before the answer: a run of large files takes its time.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(10);

    /// <summary>Adds the routes.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").Requires(Policy.Operator);
        api.WithRequestTimeout(LongestAnswer);
        api.MapPost("/paths/announce", (HttpContext context, CatalogueImport imports, WorkspaceDatabase database)
            => OnceAsync<PathAnnouncement>(context, database, "announce", (paths, _) => imports.AnnounceAsync(paths)));
        api.MapPost("/files", (HttpContext context, CatalogueImport imports, WorkspaceDatabase database) => OnceAsync<FileImport>(
            context, database, "register file", (file, end) => imports.RegisterFileAsync(file, OperatorRoutes.Actor(context), end)));
        api.MapPost("/runs", (HttpContext context, CatalogueImport imports, WorkspaceDatabase database) => OnceAsync<RunImport>(
            context, database, "register run", (run, end) => imports.RegisterRunAsync(run, OperatorRoutes.Actor(context), end)));
        api.MapPost("/good-run-lists", AddGoodRunListAsync);
    }

    private static Task<IResult> OnceAsync<T>(HttpContext context, WorkspaceDatabase database, string operation, Func<T, CancellationToken, Task> work)
        where T : class => OnceAsync<T, NoContent>(context, database, operation, async (body, end) =>
        {
            await work(body, end);
            return new NoContent();
        });

    private static Task<IResult> AddGoodRunListAsync(HttpContext context, CatalogueImport imports, WorkspaceDatabase database)
        => OnceAsync<GoodRunListText, GoodRunList>(context, database, "add good run list", (list, _) => imports.AddGoodRunListAsync(list, OperatorRoutes.Actor(context)));

    // The work takes several transactions and is harmless to repeat: a repeat of the id gets the first answer, or, where none was
    // written down yet, the work once more; another body under the id is refused (law 5).
    private static async Task<IResult> OnceAsync<TBody, TAnswer>(
        HttpContext context, WorkspaceDatabase database, string operation, Func<TBody, CancellationToken, Task<TAnswer>> work)
        where TBody : class
        where TAnswer : class
    {
        var body = await JsonBody.ReadAsync<TBody>(context, OperatorJson.Options);
        var id = GateKeeper.RequestId(context);
        var entry = await database.WriteAsync(transaction => RequestJournal.Begin<TAnswer>(transaction, id, operation, body));
        var answer = entry.Answer;
        if (answer is null)
        {
            answer = await work(body, context.RequestAborted);
            await database.WriteAsync(transaction => RequestJournal.Finish(transaction, id, answer));
        }

        return Results.Json(answer, OperatorJson.Options);
    }
}
