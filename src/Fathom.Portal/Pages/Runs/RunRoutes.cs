using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Runs;

/// <summary>Where runs and good run lists are shown.</summary>
public static class RunRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs", (RunQueries runs, GoodRunLists lists)
            => new PageResult(_ => RunsPage.Render(runs.List(), lists.List()))).Requires(Policy.Reader);
        routes.MapGet("/runs/{number:int}", (int number, RunQueries runs, FileQueries files) => new PageResult(_
            => runs.Find(number) is { } run
                ? RunPage.Render(run, runs.ListsOf(number), files.List(new FileFilter(Run: number)))
                : null)).Requires(Policy.Reader);
        routes.MapGet("/good-run-lists", (GoodRunLists lists)
            => new PageResult(_ => GoodRunListsPage.Render(lists.List()))).Requires(Policy.Reader);
    }
}
