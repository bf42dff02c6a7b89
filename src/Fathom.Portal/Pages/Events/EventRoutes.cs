using Fathom.Portal.Access;
using Fathom.Portal.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Pages.Events;

/// <summary>Where telescope events are shown.</summary>
public static class EventRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", (EventReader events) => new PageResult(_ => EventsPage.Render(events.List()))).Requires(Policy.Reader);
        routes.MapGet("/events/{name}", (string name, long? file, EventReader events) => new PageResult(_
            => events.Find(name, file) is { } detail ? EventPage.Render(detail, AssetStore.HasThree) : null)).Requires(Policy.Reader);
        routes.MapGet("/events/{name}/display.json", (string name, long? file, EventReader events)
            => events.Find(name, file) is { } detail
                ? Results.Text(detail.Display.ToJson(), "application/json")
                : Results.NotFound()).Requires(Policy.Reader);
    }
}
