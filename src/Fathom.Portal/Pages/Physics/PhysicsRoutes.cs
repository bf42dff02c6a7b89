using Fathom.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Physics;

/// <summary>Where the reconstructed events are shown.</summary>
public static class PhysicsRoutes
{
    /// <summary>Adds the route.</summary>
    public static void MapPhysics(this IEndpointRouteBuilder routes)
        => routes.MapGet("/physics", (string? campaign, string? scale, PhysicsReader physics) =>
        {
            var name = Filter.Text(campaign);
            return new PageResult(_ => PhysicsPage.Render(physics.Read(name), physics.Campaigns(), name, scale == "log"));
        }).Requires(Policy.Reader);
}
