using Fathom.Portal.Access;
using Fathom.Production.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The operator's way into the catalogue: runs, files, good run lists. Refusals are 422 with cause and message.</summary>
/// <remarks>Each of these is harmless to repeat by itself, because the catalogue compares what it has with what it gets.</remarks>
public static class ImportRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").Requires(Policy.Operator);
        api.MapPost("/paths/announce", async (HttpContext context, CatalogueImport imports) =>
        {
            await imports.AnnounceAsync(await JsonBody.ReadAsync<PathAnnouncement>(context, OperatorJson.Options));
            return Results.NoContent();
        });
        api.MapPost("/files", async (HttpContext context, CatalogueImport imports) =>
        {
            var file = await JsonBody.ReadAsync<FileImport>(context, OperatorJson.Options);
            await imports.RegisterFileAsync(file, OperatorRoutes.Actor(context), context.RequestAborted);
            return Results.NoContent();
        });
        api.MapPost("/runs", async (HttpContext context, CatalogueImport imports) =>
        {
            var run = await JsonBody.ReadAsync<RunImport>(context, OperatorJson.Options);
            await imports.RegisterRunAsync(run, OperatorRoutes.Actor(context), context.RequestAborted);
            return Results.NoContent();
        });
        api.MapPost("/good-run-lists", async (HttpContext context, CatalogueImport imports) => Results.Json(
            await imports.AddGoodRunListAsync(await JsonBody.ReadAsync<GoodRunListText>(context, OperatorJson.Options)), OperatorJson.Options));
    }
}
