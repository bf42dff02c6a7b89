using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Portal.Markup;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Events of the ledger, newest first.</summary>
public static class EventTable
{
    private const int LongestBody = 240;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The table.</summary>
    public static Html Render(IReadOnlyList<EventRow> events, bool withSubject) => Parts.Table(
        "events",
        "Events of the ledger",
        Html.Of($"<th scope=\"col\">Time (UTC)</th>{(withSubject ? Html.Trusted("<th scope=\"col\">Subject</th>") : Html.Empty)}<th scope=\"col\">Event</th><th scope=\"col\" class=\"num\">Attempt</th><th scope=\"col\">By</th>{(withSubject ? Html.Empty : Html.Trusted("<th scope=\"col\">Facts</th>"))}"),
        events.Select(e => Html.Of($"<tr><td>{Parts.Time(e.Utc)}</td>{(withSubject ? Subject(e) : Html.Empty)}<td>{e.Kind}</td><td class=\"num\">{e.Attempt}</td><td>{e.Actor}</td>{(withSubject ? Html.Empty : Html.Of($"<td class=\"wide mono\">{Body(e.Body)}</td>"))}</tr>\n")));

    private static Html Subject(EventRow e) => e.Subject switch
    {
        "job" => Html.Of($"<td><a href=\"/jobs/{e.SubjectId}\">job {e.SubjectId}</a></td>"),
        "file" => Html.Of($"<td><a href=\"/files/{e.SubjectId}\">file {e.SubjectId}</a></td>"),
        _ => Html.Of($"<td>{e.Subject} {e.SubjectId}</td>"),
    };

    private static string Body(JsonElement body)
    {
        // Readable characters: what is shown is escaped for HTML as all text is.
        var text = JsonSerializer.Serialize(body, Readable);
        return text is "{}" ? "" : text.Length <= LongestBody ? text : text[..LongestBody] + " …";
    }
}
