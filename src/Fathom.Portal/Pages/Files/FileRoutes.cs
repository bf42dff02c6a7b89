using Fathom.Catalog.Files;
using Fathom.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Files;

/// <summary>Where the catalogue is shown.</summary>
public static class FileRoutes
{
    private const int PageSize = 100;

    /// <summary>Adds the routes.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files", (string? tier, string? run, string? lfn, string? campaign, long? after, FileQueries files) =>
        {
            var filter = new FileFilter(Filter.Text(tier), Filter.Number(run), Filter.Text(campaign), Filter.Text(lfn));
            return new PageResult(_ => FilesPage.Render(filter, files.List(filter, after, PageSize), files.Totals(), files.ReplicaTotals()));
        }).Requires(Policy.Reader);
        routes.MapGet("/files/{id:long}", (long id, FileQueries files, ProvenanceQueries provenance) => new PageResult(_
            => files.Find(id) is { } file
                ? FilePage.Render(file, files.Replicas(id), provenance.Ancestors(id), provenance.Descendants(id))
                : null)).Requires(Policy.Reader);
    }
}
