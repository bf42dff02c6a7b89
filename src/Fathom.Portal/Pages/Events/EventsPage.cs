using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Events;

/// <summary>The telescope events that were reconstructed.</summary>
public static class EventsPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(IReadOnlyList<EventEntry> events) => new("Events", "/events", Html.Of($"""
        <div class="head"><h1>Telescope events</h1><span class="soft">each opens in a display that turns</span></div>
        {(events.Count == 0 ? Html.Of($"<div id=\"telescope\" data-live>{Parts.Empty("No telescope event was reconstructed yet.", Html.Trusted("<code>fathom demo</code> reads KM3-230213A, where its data are reachable."))}</div>") : Table(events))}
        """));

    private static Html Table(IReadOnlyList<EventEntry> events) => Parts.Table(
        "telescope",
        "Telescope events",
        Html.Trusted("<th scope=\"col\">Event</th><th scope=\"col\">Full event file</th><th scope=\"col\">Campaign</th><th scope=\"col\">Registered</th>"),
        events.Select(e => Html.Of($"<tr><th scope=\"row\"><a href=\"/events/{Uri.EscapeDataString(e.Name)}?file={e.FileId}\">{e.Name}</a></th><td><a class=\"mono\" href=\"/files/{e.FileId}\">{e.Lfn}</a></td><td>{e.Campaign}</td><td>{Parts.Time(e.CreatedUtc)}</td></tr>\n")));
}
